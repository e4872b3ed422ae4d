"""A living example: one finished dialogue, and one just before its idea evening."""

from dialoog.demo.vul import fill, links

__all__ = ["fill", "links"]
