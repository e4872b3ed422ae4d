"""Pictures in the ODT book: pandoc drops their alt text, so it is put back, in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from dialoog.themaboek.maken.odt_stijlen import NS

DRAW, SVG, TEXT = (f"{{{NS[key]}}}" for key in ("draw", "svg", "text"))


BREED_CM = 16.0
"""The width of the text on A4 with margins of 2.5 cm."""


def _fit(frame: etree._Element) -> None:
    """As wide as the text: pandoc takes every point of the picture for a point on paper."""
    width, height = (float(frame.get(f"{SVG}{side}", "1pt").removesuffix("pt")) for side in ("width", "height"))
    frame.set(f"{SVG}width", f"{BREED_CM:g}cm")
    frame.set(f"{SVG}height", f"{BREED_CM * height / width:.2f}cm")


def describe_pictures(body: etree._Element, alts: Sequence[str]) -> None:
    """Gives each frame its description; it stands in the line like a letter, so that it stays above its table."""
    for frame, alt in zip(body.iter(f"{DRAW}frame"), alts, strict=True):
        _fit(frame)
        frame.set(f"{TEXT}anchor-type", "as-char")
        etree.SubElement(frame, f"{SVG}desc").text = alt
