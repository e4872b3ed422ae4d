"""A long answer in pages of the beamer, so that the begeleider turns them: how many there are must be known in the
regie too. Pure: cleaned HTML (`opmaak.in_vorm`) in, HTML per page out; nothing is lost and the order stays.

A page is measured in lines of text. What does not fit after all turns by itself on the beamer (bladeren.js)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil

GROOT, GEWOON = (57, 45), (47, 55)
"""Height of a line in pixels of 1920 wide, and characters on it: of an answer that fits one page, and of a longer one
(36 px, the smallest reading text of a beamer: stijl.md)."""
HOOG, VOET = 771, 55
"""Pixels for question and answer together, and what the line of page marks takes where there is more than one page."""
LANG_PUNT = 3.0
"""A plain item of a list that takes more lines than this may go on on the next page."""

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_ZIN = re.compile(r"(?<=[.!?;:]) ")


@dataclass(frozen=True)
class Bladen:
    """`paginas`: HTML per page, at least one (empty where there is no answer). `groot`: it may be set large."""

    paginas: tuple[str, ...]
    groot: bool


@dataclass(frozen=True)
class _Stuk:
    """A piece that stays whole, of block `bak`, whose tags go around the pieces of it on one page. `regels` it takes,
    `kop` more where its block begins on the page, `houdt` room it wants after it."""

    html: str
    regels: float
    bak: int
    begin: str = ""
    eind: str = ""
    voeg: str = ""
    kop: float = 0.0
    houdt: float = 0.0
    punt: int = 0
    """Which item of a list it is a sentence of; 0: the piece is whole."""
    vervolg: bool = False


def in_bladen(html: str, vraag: str) -> Bladen:
    """The pages of an answer under the question that stands above it."""
    head = _vraaghoogte(vraag)
    for (high, wide), large in ((GROOT, True), (GEWOON, False)):
        pages = _vul(list(_stukken(html, wide)), (HOOG + (VOET if large else 0) - head) / high)
        if len(pages) < 2 or not large:
            return Bladen(pages or ("",), large)
    raise AssertionError


def _vraaghoogte(vraag: str) -> float:
    """About how high the question stands, in pixels."""
    if len(vraag) > 60:
        return 38 + 53 * ceil(len(vraag) / 38)
    return 60 + 75 * ceil(len(vraag) / 27)


def _vul(stukken: list[_Stuk], room: float) -> tuple[str, ...]:
    pages: list[list[_Stuk]] = []
    used = 0.0
    for piece in stukken:
        fresh = not pages or pages[-1][-1].bak != piece.bak
        need = piece.regels + (piece.kop if fresh else 0)
        if not pages or used + need + piece.houdt > room:
            pages.append([])
            used, need = 0.0, piece.regels + piece.kop
        pages[-1].append(piece)
        used += need
    return tuple(_bijeen(page) for page in pages)


def _bijeen(page: list[_Stuk]) -> str:
    """The pieces of a page, each block in its own tags again."""
    parts = []
    for _, group in groupby(page, key=lambda piece: piece.bak):
        pieces = list(group)
        if pieces[0].vervolg:  # an item that began on the page before
            rest = [piece.html for piece in pieces if piece.punt == pieces[0].punt]
            parts.append(f"<p>… {' '.join(rest)}</p>")
            pieces = pieces[len(rest) :]
        if pieces:
            inner = pieces[0].voeg.join(_punten(pieces)) if pieces[0].voeg else "".join(_punten(pieces))
            parts.append(pieces[0].begin + inner + pieces[0].eind)
    return "".join(parts)


def _punten(pieces: list[_Stuk]) -> Iterator[str]:
    """The pieces, the sentences of one item together again."""
    for punt, group in groupby(pieces, key=lambda piece: piece.punt):
        texts = [piece.html for piece in group]
        yield from [f"<li>{' '.join(texts)}</li>"] if punt else texts


def _stukken(html: str, wide: int) -> Iterator[_Stuk]:
    for bak, block in enumerate(_elementen(html)):
        tag = _naam(block)
        if tag in ("ul", "ol"):
            yield from _lijst(block, tag, bak, wide)
        elif tag == "table":
            yield from _tabel(block, bak, wide)
        elif tag == "p" and "<" not in _binnen(block):
            yield from _alinea(_binnen(block), bak, wide)
        else:
            head = tag in ("h3", "h4")
            room = wide - 4 if tag == "blockquote" else wide
            yield _Stuk(block, _regels(block, room) + (0.3 if head else 0.6), bak, houdt=3.5 if head else 0.0)


def _alinea(text: str, bak: int, wide: int) -> Iterator[_Stuk]:
    """A plain paragraph, in its sentences: a long one may go on on the next page."""
    for number, sentence in enumerate(_ZIN.split(text)):
        yield _Stuk(sentence, len(sentence) / wide, bak, "<p>", "</p>", " ", kop=0.9, houdt=0.0 if number else 1.0)


def _lijst(block: str, tag: str, bak: int, wide: int) -> Iterator[_Stuk]:
    found = re.match(r'<ol start="(\d+)"', block)
    first = int(found[1]) if found else 1
    for number, item in enumerate(_elementen(_binnen(block)), first):
        begin = f'<ol start="{number}">' if tag == "ol" and number != 1 else f"<{tag}>"
        high, end = _regels(item, wide - 3), f"</{tag}>"
        if high <= LANG_PUNT or "<" in _binnen(item):
            yield _Stuk(item, high + 0.4, bak, begin, end, kop=0.3)
        else:
            yield from _punt(_binnen(item), number, bak, (begin, end), wide - 3)


def _punt(text: str, number: int, bak: int, tags: tuple[str, str], wide: int) -> Iterator[_Stuk]:
    """The sentences of a long plain item."""
    for at, sentence in enumerate(_ZIN.split(text)):
        lines = len(sentence) / wide + (0.0 if at else 0.7)
        hold = 0.0 if at else 1.0
        yield _Stuk(sentence, lines, bak, *tags, kop=0.6, houdt=hold, punt=number, vervolg=at > 0)


def _tabel(block: str, bak: int, wide: int) -> Iterator[_Stuk]:
    """Rows; the header stands above them on each page."""
    head, _, body = _binnen(block).partition("<tbody>")
    rows = list(_elementen(body.removesuffix("</tbody>")))
    begin, end = f"<table>{head}<tbody>", "</tbody></table>"
    high = _rijhoogte(head, wide)
    if not rows:
        yield _Stuk("", 0.0, bak, begin, end, kop=high)
    for number, row in enumerate(rows):
        yield _Stuk(row, _rijhoogte(row, wide), bak, begin, end, kop=high, houdt=0.0 if number else 0.5)


def _rijhoogte(row: str, wide: int) -> float:
    """Lines of the highest cell; a table is set a little smaller than text, and its columns share the width."""
    cells = re.findall(r"<t[hd]>(.*?)</t[hd]>", row)
    if not cells:
        return 1.3
    share = max(6.0, wide * 1.3 / len(cells))
    return (
        max(sum(max(1, ceil(len(_kaal(line)) / share)) for line in cell.split("<br>")) for cell in cells) * 0.8 + 0.35
    )


def _regels(block: str, wide: int) -> float:
    """Lines of a block that stays whole: each of its paragraphs, items and breaks begins one."""
    lines = re.split(r"</p>|</li>|<br>|<ul>|<ol[^>]*>", block)
    return float(sum(max(1, ceil(len(text) / wide)) for line in lines if (text := _kaal(line))))


def _kaal(html: str) -> str:
    return re.sub(r"<[^>]*>|&[a-z#0-9]+;", lambda m: "" if m[0][0] == "<" else "x", html).strip()


def _naam(block: str) -> str:
    found = _TAG.match(block)
    return found[2] if found else ""


def _binnen(block: str) -> str:
    """What stands between the outermost tags."""
    return block[block.index(">") + 1 : block.rindex("<")]


def _elementen(html: str) -> Iterator[str]:
    """The elements that stand beside each other in well-formed HTML, each with its tags."""
    depth, start = 0, 0
    for found in _TAG.finditer(html):
        if found[2] == "br":
            continue
        if not found[1]:
            start = found.start() if depth == 0 else start
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            yield html[start : found.end()]
