"""An answer on a card: typed text to cleaned HTML and back.

Typed text (uitwisselbestand.md): each line is a paragraph, empty lines are only space, lines that begin with `- ` or
`1. ` are a list. What was typed so comes back as it was; what only HTML can say is kept as HTML.
"""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from dialoog.tekst import parse_number

TAGS = {"p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "a", "blockquote"}
"""What an answer may hold; the book prints the same."""

_BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
_BLOCK = re.compile(r"<(p|ul|ol|blockquote)\b")
_BULLET = re.compile(r"- \s*(\S.*)", re.DOTALL)
_NUMBER = re.compile(r"([1-9]\d{0,2})\. \s*(\S.*)", re.DOTALL)


def clean_html(html: str) -> str:
    """Paragraphs, lists, emphasis and links to the web; everything else falls away. Bare text becomes a paragraph,
    and what shows nothing becomes "". Cleaning twice changes nothing."""
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    ).strip()
    if not re.sub(r"<[^>]*>|&nbsp;|\s", "", cleaned):
        return ""
    return cleaned if _BLOCK.search(cleaned) else f"<p>{cleaned}</p>"


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """A list begins at a number that can be read; a file may say anything."""
    return None if name == "start" and parse_number(value) is None else value


def tekst_to_html(tekst: str) -> str:
    """Typed text as HTML of paragraphs and lists, in the form that `clean_html` leaves as it is.

    A numbered list that does not go on from the line before begins at its own number."""
    parts: list[str] = []
    closing, following = "", 0
    for line in _lines(tekst):
        bullet, number = _BULLET.fullmatch(line), _NUMBER.fullmatch(line)
        start = int(number[1]) if number else 0
        wanted = "</ul>" if bullet else "</ol>" if number else ""
        if wanted != closing or (number and start != following):
            parts.append(closing + _opening(wanted, start))
        closing, following = wanted, start + 1
        if bullet or number:
            parts.append(f"<li>{_escaped(bullet[1] if bullet else number[2] if number else '')}</li>")
        else:
            parts.append(f"<p>{_escaped(line)}</p>")
    return "".join(parts) + closing


def html_to_tekst(html: str) -> str:
    """Cleaned HTML as typed text. Emphasis, links and nesting are lost: see `is_gewone_tekst`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines)


def is_gewone_tekst(html: str) -> bool:
    """Whether typed text says all that this HTML says."""
    return tekst_to_html(html_to_tekst(html)) == html


def _lines(tekst: str) -> list[str]:
    return [line for line in (line.strip() for line in re.split(r"\r\n|\r|\n", tekst)) if line]


def _opening(closing: str, start: int) -> str:
    if closing == "</ol>":
        return "<ol>" if start == 1 else f'<ol start="{start}">'
    return closing.replace("/", "")


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


class _Reader(HTMLParser):
    """Lines of text out of HTML: one per paragraph, item or break; items with their mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag == "br":
            self.end_line()
        if tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            start = parse_number(dict(attrs).get("start"))
            self._lists.append(1 if start is None else start)
        elif tag == "li":
            self._mark = self._next_mark()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "li":
            self._mark = ""

    def handle_data(self, data: str) -> None:
        self._words.append(re.sub(r"\r\n|\r|\n", " ", data))

    def end_line(self) -> None:
        text = "".join(self._words).strip()
        self._words.clear()
        if text:
            self.lines.append(self._mark + text)
            self._mark = ""

    def _next_mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}. "
