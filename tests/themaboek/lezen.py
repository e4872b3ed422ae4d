"""Reads a made book the way a checker would: words, headings, tables and tags."""

from __future__ import annotations

import io
import re
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


def docx_lopend(data: bytes) -> str:
    """The text of the document without its contents."""
    boom = docx_xml(data)
    for inhoud in list(boom.iter(f"{W}sdt")):
        inhoud.getparent().remove(inhoud)  # type: ignore[union-attr]
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in boom.iter(f"{W}p"))


def docx_niveaus(data: bytes) -> list[int]:
    """Levels of the headings; a style that is based on a heading is one."""
    niveaus = []
    for p in docx.Document(io.BytesIO(data)).paragraphs:
        stijl: Any = p.style
        while stijl is not None and not stijl.name.lower().startswith("heading"):
            stijl = stijl.base_style
        niveaus += [int(stijl.name[-1])] if stijl is not None else []
    return niveaus


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


def pdf_lopend(data: bytes) -> str:
    """The words on the pages in the order of the file: no headers and footers (they are artifacts), no charts, no
    contents (the pages between the first and the one to which the first bookmark leads)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stukken: list[str] = []
        begin = min(pdf_plaatsen(pdf).values(), default=1)
        for page in [pdf.pages[0], *list(pdf.pages)[max(begin - 1, 1) :]]:
            fonts = {naam: _letters(font) for naam, font in page.Resources.get("/Font", {}).items()}
            _pagina(page, fonts, stukken)
        return "".join(stukken)


def pdf_plaatsen(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Title of each bookmark → its page, from 1."""
    numbers = {page.objgen: n for n, page in enumerate(pdf.pages, start=1)}
    found: dict[str, int] = {}
    with pdf.open_outline() as outline:
        stack: list[Any] = list(outline.root)
        while stack:
            item = stack.pop()
            goal = item.destination if item.destination is not None else item.action.D
            found[str(item.title)] = numbers[goal[0].objgen]
            stack.extend(item.children)
    return found


def _pagina(page: Any, fonts: dict[str, dict[str, str]], stukken: list[str]) -> None:
    font: dict[str, str] = {}
    open_: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        wat = str(operator)
        if wat in ("BDC", "BMC"):
            open_.append(str(operands[0]) == "/Artifact")
        elif wat == "EMC":
            open_.pop()
        elif wat == "Tf":
            font = fonts[str(operands[0])]
        elif wat == "ET":
            stukken.append(" ")
        elif wat in ("Tj", "TJ") and not any(open_):
            delen = operands[0] if wat == "TJ" else operands
            stukken += [_woord(bytes(deel), font) for deel in delen if isinstance(deel, pikepdf.String)]


def _woord(data: bytes, font: dict[str, str]) -> str:
    return "".join(font.get(data[i : i + 2].hex(), "") for i in range(0, len(data), 2))


def _letters(font: Any) -> dict[str, str]:
    """Code of a glyph (four hex digits) → the text it stands for."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    paren: dict[str, str] = {}
    for deel in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for van, naar in re.findall(r"<(\w{4})>\s*<(\w+)>", deel):
            paren[van.lower()] = bytes.fromhex(naar).decode("utf-16-be", "replace")
    for deel in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for begin, eind, naar in re.findall(r"<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>", deel):
            for n in range(int(eind, 16) - int(begin, 16) + 1):
                paren[f"{int(begin, 16) + n:04x}"] = chr(int(naar, 16) + n)
    return paren


ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEKST, TABEL, STIJL = ODF % "text", ODF % "table", ODF % "style"


def odt_xml(data: bytes, naam: str = "content.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(naam))


def odt_woorden(data: bytes) -> str:
    """All text of the document in order, one line per paragraph or heading, without the contents."""
    body = odt_xml(data)
    for inhoud in list(body.iter(f"{TEKST}table-of-content")):
        inhoud.getparent().remove(inhoud)  # type: ignore[union-attr]
    for alt in list(body.iter(f"{ODF % 'svg-compatible'}desc")):
        alt.getparent().remove(alt)  # type: ignore[union-attr]
    for spatie in body.iter(f"{TEKST}s"):
        spatie.text = " " * int(spatie.get(f"{TEKST}c", "1"))
    for eind in body.iter(f"{TEKST}line-break"):
        eind.text = "\n"
    return "\n".join(str(p.xpath("string()")) for p in body.iter(f"{TEKST}p", f"{TEKST}h"))
