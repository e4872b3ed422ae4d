"""Refusals of accounts."""

from dialoog.errors import BadInput, NotFound, NotNow


class LinkOngeldig(NotFound):
    """Not one of our links, or older than its days."""

    kop = "Deze link werkt niet"


class LinkGebruikt(NotNow):
    """A one-time link was used already."""

    kop = "Deze link is al gebruikt"


class EmailBezet(BadInput):
    """There is an account with this address already."""
