"""Reads a made book the way a checker would: words, headings, tables and tags."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import docx
import pikepdf
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def html_niveaus(page: str) -> list[int]:
    return [int(kop.tag[1]) for kop in html.fromstring(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]


def slaat_over(niveaus: list[int]) -> bool:
    """Does a heading lie more than one level below the one before it?"""
    return any(na > voor + 1 for voor, na in pairwise(niveaus))


def docx_xml(data: bytes, naam: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(naam))


def docx_woorden(data: bytes) -> str:
    """All text of the document in order, one line per paragraph, tables included."""
    alineas = docx_xml(data).iter(f"{W}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in alineas)


def docx_tabel(data: bytes, eerste: str) -> list[list[str]]:
    """The first table whose top left cell begins with `eerste`, as text."""
    for tabel in docx.Document(io.BytesIO(data)).tables:
        rijen = [[cel.text for cel in rij.cells] for rij in tabel.rows]
        if rijen[0][0].startswith(eerste):
            return rijen
    raise AssertionError(f"no table that begins with {eerste}")


def docx_niveaus(data: bytes) -> list[int]:
    stijlen = [p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs if p.style is not None]
    return [int(naam[-1]) for naam in stijlen if naam and naam.lower().startswith("heading")]


def pdf_tags(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Every structure element of the PDF in reading order: its tag, and the tags right below it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stapel = [pdf.Root.StructTreeRoot]
        while stapel:
            ding = stapel.pop()
            kinderen = _kinderen(ding)
            yield str(ding.get("/S", "/StructTreeRoot")), [str(kind.S) for kind in kinderen]
            stapel.extend(reversed(kinderen))


def _kinderen(ding: Any) -> list[Any]:
    onder = ding.get("/K")
    lijst = list(onder.as_list()) if isinstance(onder, pikepdf.Array) else [onder]
    return [kind for kind in lijst if isinstance(kind, pikepdf.Dictionary) and "/S" in kind]


ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEKST, TABEL, STIJL = ODF % "text", ODF % "table", ODF % "style"


def odt_xml(data: bytes, naam: str = "content.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(naam))


def odt_woorden(data: bytes) -> str:
    """All text of the document in order, one line per paragraph or heading, without the contents."""
    body = odt_xml(data)
    for inhoud in list(body.iter(f"{TEKST}table-of-content")):
        inhoud.getparent().remove(inhoud)  # type: ignore[union-attr]
    for spatie in body.iter(f"{TEKST}s"):
        spatie.text = " " * int(spatie.get(f"{TEKST}c", "1"))
    for eind in body.iter(f"{TEKST}line-break"):
        eind.text = "\n"
    return "\n".join(str(p.xpath("string()")) for p in body.iter(f"{TEKST}p", f"{TEKST}h"))
