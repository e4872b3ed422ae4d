"""Pictures in the ODT book: pandoc drops their alt text, so it is put back, in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from dialoog.themaboek.maken.odt_stijlen import NS

DRAW, SVG, TEXT = (f"{{{NS[key]}}}" for key in ("draw", "svg", "text"))


def describe_pictures(body: etree._Element, alts: Sequence[str]) -> None:
    """Gives each frame its description; it stands in the line like a letter, so that it stays above its table."""
    for frame, alt in zip(body.iter(f"{DRAW}frame"), alts, strict=True):
        frame.set(f"{TEXT}anchor-type", "as-char")
        etree.SubElement(frame, f"{SVG}desc").text = alt
