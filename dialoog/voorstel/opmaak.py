"""The one form of the HTML of an answer: what a text may hold, nested as the editor, the book and the file expect.

Two levels of headings (h3, h4), paragraphs, lists, quotes, and tables whose first row is their header (a table
without one cannot be read aloud). The same content gives the same bytes, whoever
wrote it: so two texts can be compared.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

MERKEN = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a"}
KOPPEN = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
BLOKKEN = {"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "br", *KOPPEN}
DIEP = 24
"""Deeper nesting than this is flattened: nobody writes it, and reading it would run out of stack."""


@dataclass
class Knoop:
    """An element (`tag`) with its children, or a text (`tag` empty)."""

    tag: str
    attr: str = ""
    tekst: str = ""
    kinderen: list["Knoop"] = field(default_factory=list)


class _Boom(HTMLParser):
    """Well-formed HTML as a tree that is never deeper than DIEP."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wortel = Knoop("")
        self._stapel = [self.wortel]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        node = Knoop(tag, names.get("href" if tag == "a" else "start") or "" if tag in ("a", "ol") else "")
        parent = self._stapel[-1]
        if tag == "br":
            parent.kinderen.append(node)
        elif len(self._stapel) > DIEP:
            self._stapel.append(parent)
        else:
            parent.kinderen.append(node)
            self._stapel.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self._stapel) > 1:
            self._stapel.pop()

    def handle_data(self, data: str) -> None:
        self._stapel[-1].kinderen.append(Knoop("", tekst=re.sub(r"[\r\n\f]+", " ", data)))


def in_vorm(html: str) -> str:
    """Well-formed HTML of known tags, in the one form. Doing it twice changes nothing."""
    boom = _Boom()
    boom.feed(html)
    boom.close()
    return "".join(_blokken(boom.wortel.kinderen, "boven"))


# --- blocks ---------------------------------------------------------------------------------------------------


def _blokken(nodes: Iterable[Knoop], waar: str) -> Iterator[str]:
    """`waar`: boven (everything), citaat or item (no headings and no tables)."""
    line: list[Knoop] = []
    for node in nodes:
        if node.tag not in BLOKKEN - {"br"} and not _heeft_blok(node):
            line.append(node)
            continue
        yield from _alinea(line)
        line = []
        yield from _blok(node, waar)
    yield from _alinea(line)


def _blok(node: Knoop, waar: str) -> Iterator[str]:
    if node.tag in KOPPEN and waar == "boven":
        text = _regel(node.kinderen)
        if text:
            yield f"<{KOPPEN[node.tag]}>{text}</{KOPPEN[node.tag]}>"
    elif node.tag in ("ul", "ol"):
        yield from _lijst(node)
    elif node.tag == "blockquote" and waar == "boven":
        inner = "".join(_blokken(node.kinderen, "citaat"))
        if inner:
            yield f"<blockquote>{inner}</blockquote>"
    elif node.tag == "table" and waar == "boven":
        yield from _tabel(node)
    else:
        yield from _blokken(node.kinderen, waar)


def _alinea(nodes: list[Knoop]) -> Iterator[str]:
    text = _regel(nodes)
    if text:
        yield f"<p>{text}</p>"


def _lijst(node: Knoop) -> Iterator[str]:
    """Items whose only paragraph is a bare line; a list between the items belongs to the item before it."""
    items: list[list[str]] = []
    for child in node.kinderen:
        blocks = list(_blokken([child] if child.tag != "li" else child.kinderen, "item"))
        if child.tag in ("ul", "ol") and items:
            items[-1] += blocks
        elif blocks:
            items.append(blocks)
    if items:
        start = f' start="{node.attr}"' if node.tag == "ol" and node.attr not in ("", "1") else ""
        yield f"<{node.tag}{start}>" + "".join(f"<li>{_bare(blocks)}</li>" for blocks in items) + f"</{node.tag}>"


def _bare(blocks: list[str]) -> str:
    head, *rest = blocks
    if head.startswith("<p>") and all(block.startswith(("<ul", "<ol")) for block in rest):
        head = head[3:-4]
    return head + "".join(rest)


def _tabel(node: Knoop) -> Iterator[str]:
    """A header row and rows, each as wide as the widest; cells hold lines."""
    rows = [[_cel(cell) for cell in row.kinderen if cell.tag in ("td", "th")] for row in _rijen(node)]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    width = max(len(row) for row in rows)
    head, *rest = [row + [""] * (width - len(row)) for row in rows]
    yield "<table><thead>" + _rij(head, "th") + "</thead><tbody>" + "".join(_rij(row, "td") for row in rest)
    yield "</tbody></table>"


def _rijen(node: Knoop) -> Iterator[Knoop]:
    for child in node.kinderen:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody"):
            yield from _rijen(child)


def _rij(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _cel(cell: Knoop) -> str:
    """Paragraphs and items of a cell become lines."""
    return "<br>".join(_cel_regels(cell.kinderen))


def _cel_regels(nodes: Iterable[Knoop]) -> Iterator[str]:
    line: list[Knoop] = []
    for node in nodes:
        if node.tag not in BLOKKEN - {"br"} and not _heeft_blok(node):
            line.append(node)
            continue
        yield from filter(None, [_regel(line)])
        line = []
        yield from _cel_regels(node.kinderen)
    yield from filter(None, [_regel(line)])


def _heeft_blok(node: Knoop) -> bool:
    return any(child.tag in BLOKKEN - {"br"} or _heeft_blok(child) for child in node.kinderen)


# --- within a line --------------------------------------------------------------------------------------------


def _regel(nodes: Iterable[Knoop]) -> str:
    """Text with its marks; "" when it shows nothing. No space and no break at either end."""
    parts = list(_stukken(nodes, ()))
    while parts and not parts[0][0].strip():
        parts.pop(0)
    while parts and not parts[-1][0].strip():
        parts.pop()
    if not parts:
        return ""
    parts[0] = (parts[0][0].lstrip(), parts[0][1])
    parts[-1] = (parts[-1][0].rstrip(), parts[-1][1])
    return _merken(parts)


Merk = tuple[str, str]
"""A mark: its tag, and the address of a link."""
BREUK = "\n"
"""A line break among the pieces; no text holds one."""


def _stukken(nodes: Iterable[Knoop], marks: tuple[Merk, ...]) -> Iterator[tuple[str, tuple[Merk, ...]]]:
    """Texts with the marks on them, links outside strong outside em, each mark once. A break carries none."""
    for node in nodes:
        if node.tag == "br":
            yield BREUK, ()
        elif not node.tag:
            if node.tekst:
                yield node.tekst, marks
        else:
            mark = MERKEN.get(node.tag)
            more = () if mark is None or (mark == "a" and not node.attr) else ((mark, node.attr),)
            held = {tag for tag, _ in marks}
            yield from _stukken(
                node.kinderen, tuple(sorted((*marks, *(m for m in more if m[0] not in held)), key=_rang))
            )


def _rang(mark: Merk) -> int:
    return ("a", "strong", "em").index(mark[0])


def _merken(parts: list[tuple[str, tuple[Merk, ...]]]) -> str:
    """The text with its marks opened and closed where they change."""
    out: list[str] = []
    now: list[Merk] = []
    for text, marks in [*parts, ("", ())]:
        if text == BREUK:
            out += [f"</{tag}>" for tag, _ in reversed(now)] + ["<br>"]
            now = []
            continue
        same = 0
        while same < min(len(now), len(marks)) and now[same] == marks[same]:
            same += 1
        out += [f"</{tag}>" for tag, _ in reversed(now[same:])]
        out += [f'<a href="{escape(href)}">' if tag == "a" else f"<{tag}>" for tag, href in marks[same:]]
        now = list(marks)
        out.append(escape(text, quote=False).replace("\u00a0", "&nbsp;"))
    return "".join(out)
