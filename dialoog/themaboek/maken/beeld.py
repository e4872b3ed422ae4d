"""A chart as a picture in the page that goes to pandoc: SVG for typst, PNG for Word and ODT, which do not all draw
SVG."""

from __future__ import annotations

import base64

import typst
from markupsafe import Markup

from dialoog.themaboek.maken.grafiek import Grafiek, svg
from dialoog.themaboek.maken.pandoc import MIDDELEN

BREED = "16cm"
"""The width of the text on A4 with margins of 2.5 cm."""
BLAD = '#set page(width: 640pt, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
FIJN = 150
"""Points of the picture per inch of a drawing of 640 pt: about 210 on paper."""


def als_svg(grafiek: Grafiek, nummer: int) -> Markup:
    """For the PDF: `boek.lua` takes the drawing out again, since pandoc would drop its alt text."""
    return _img("svg+xml", _los(grafiek, nummer).encode(), grafiek.alt)


def als_png(grafiek: Grafiek, nummer: int) -> Markup:
    """For Word and ODT. Takes about 20 ms."""
    return _img("png", _png(_los(grafiek, nummer)), grafiek.alt)


def _los(grafiek: Grafiek, nummer: int) -> str:
    """A drawing outside a page says which language it is in."""
    return str(svg(grafiek, nummer)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _png(drawing: str) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[MIDDELEN / "fonts"])
    made = typst.compile(BLAD.encode(), font_paths=fonts, sys_inputs={"svg": drawing}, format="png", ppi=FIJN)
    assert isinstance(made, bytes)
    return made


def _img(soort: str, data: bytes, alt: str) -> Markup:
    src = f"data:image/{soort};base64,{base64.b64encode(data).decode()}"
    return Markup('<p><img src="{}" alt="{}" style="width:{}"></p>').format(src, alt, BREED)
