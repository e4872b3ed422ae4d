"""The book as PDF/UA-1 and PDF/A-2a: pandoc writes typst, typst sets the pages and the tags."""

from __future__ import annotations

import re

import typst

from dialoog.themaboek.boek import Boek
from dialoog.themaboek.maken.beeld import als_svg
from dialoog.themaboek.maken.drukklaar import epoch_van, kopregel, printable
from dialoog.themaboek.maken.grafieken import Tekenaar
from dialoog.themaboek.maken.html import render_html, titel_van
from dialoog.themaboek.maken.pandoc import MIDDELEN, run_pandoc
from dialoog.themaboek.maken.rijkoppen import with_row_headers

NORMEN: list[typst.PDFStandard] = ["ua-1", "a-2a"]
LANG_WOORD = re.compile(r"[^\s<>&;]{40,}")
ONBEKEND = "[tekens die deze pdf niet kan tonen]"
LETTERS = "Atkinson Hyperlegible Next|Noto Sans Arabic|Libertinus Serif|DejaVu Sans Mono|Noto Emoji"
"""The first that has a letter gives it; two of them typst carries itself, the others lie in `middelen/fonts`."""
PROEF = '#set document(title: "Proef")\n#set text(font: sys.inputs.letters.split("|"))\n#sys.inputs.teken'
# Chinese, Japanese and Korean: their letters would make the program ten times as large.
ZONDER_LETTERS = "[\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
# Letters of the Latin script and common signs are in the book's own font; anything else is asked of typst.
GEWOON = re.compile("[\x00-\x7f\xa0-\u017f‘’“”–—…€■▲★▬✓✗\u200b]")


class PdfError(RuntimeError):
    """typst refused the book; the text is typst's own."""


def render_pdf(boek: Boek, voorstel: int | None = None) -> bytes:
    """The file's bytes. Raises NotFound (unknown voorstel), PandocError, PdfError."""
    boek = printable(boek)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[MIDDELEN / "fonts"])
    tekenaar = Tekenaar(als_svg, lambda tekst: _without_unknown(tekst, fonts))
    html = _breakable(render_html(boek, voorstel=voorstel, pandoc=True, tekenaar=tekenaar))
    html = _without_unknown(html, fonts)
    body = run_pandoc(html, "typst-smart").decode()
    titel = titel_van(boek, voorstel)
    inputs = {
        "soort": "boek" if voorstel is None and not boek.verslag else "voorstel",
        "titel": titel,
        "koptekst": titel if voorstel is None and not boek.verslag else boek.titelblad.titel,
        "regio": boek.titelblad.regio or "onbekend",
        "datum": kopregel(boek),
    }
    inputs = {key: _without_unknown(_cut(value), fonts) for key, value in inputs.items()}
    source = (MIDDELEN / "boek.typ").read_text(encoding="utf-8") + "\n" + body
    return with_row_headers(_compile(source, fonts, inputs, epoch_van(boek)))


def _cut(text: str) -> str:
    return text if len(text) <= 200 else text[:197] + "..."


def _compile(source: str, fonts: typst.Fonts, inputs: dict[str, str], epoch: int) -> bytes:
    try:
        pdf = typst.compile(
            source.encode(), font_paths=fonts, sys_inputs={**inputs, "letters": LETTERS}, format="pdf",
            pdf_standards=NORMEN, timestamp=epoch,
        )  # fmt: skip
    except typst.TypstError as error:
        raise PdfError(f"{error.message} {' '.join(error.hints)}") from error
    if not isinstance(pdf, bytes):
        raise PdfError("typst gave no bytes")
    return pdf


def _breakable(html: str) -> str:
    """Long words get places where they may break; otherwise a web address would run out of its cell."""

    def split(match: re.Match[str]) -> str:
        word = match.group()
        return "\N{ZERO WIDTH SPACE}".join(word[i : i + 20] for i in range(0, len(word), 20))

    parts = re.split(r"(<[^>]*>)", html)
    return "".join(part if part.startswith("<") else LANG_WOORD.sub(split, part) for part in parts)


def _without_unknown(text: str, fonts: typst.Fonts) -> str:
    """Text in a script for which the book has no letters is named as such: PDF/UA allows no empty boxes."""
    text = re.sub(rf"{ZONDER_LETTERS}+(\s*{ZONDER_LETTERS}+)*", ONBEKEND, text)
    rare = sorted({char for char in text if not GEWOON.match(char)})
    if not rare or _has_glyphs("".join(rare), fonts):
        return text
    unknown = re.escape("".join(char for char in rare if not _has_glyphs(char, fonts)))
    return re.sub(f"[{unknown}]+(\\s*[{unknown}]+)*", ONBEKEND, text) if unknown else text


def _has_glyphs(text: str, fonts: typst.Fonts) -> bool:
    """Asks typst itself, since it alone knows all the fonts it carries; a few milliseconds."""
    try:
        _compile(PROEF, fonts, {"teken": text}, 0)
    except PdfError:
        return False
    return True
