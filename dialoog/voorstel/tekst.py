"""An answer on a card: typed text to cleaned HTML and back.

Typed text (uitwisselbestand.md): each line is a paragraph, empty lines are only space, lines that begin with `- ` or
`1. ` are a list. What was typed so comes back as it was; what only HTML can say is kept as HTML.
"""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from dialoog.tekst import clean_text, parse_number
from dialoog.voorstel import opmaak

TAGS = {*opmaak.BLOKKEN, *opmaak.MERKEN}
"""What is read; `opmaak.in_vorm` says what of it an answer holds, and the book prints the same."""
MAX_DIEP = 100
"""From this nesting on tags are not trusted: reading 100,000 open quotes took two minutes."""

_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "h3", "h4", "table", "tr"}
_TAG = re.compile(r"<(/?)([a-zA-Z]+)")
_SLUIT_VANZELF = {"p", "li", "tr", "td", "th", "br", "hr", "img", "col", "meta", "link", "input"}
_BULLET = re.compile(r"- \s*(\S.*)", re.DOTALL)
_NUMBER = re.compile(r"([1-9]\d{0,2})\. \s*(\S.*)", re.DOTALL)


def clean_html(html: str) -> str:
    """Paragraphs, two levels of headings, lists, quotes, tables, bold, emphasis and links to the web, in the one form
    of `opmaak`; everything else falls away. What shows nothing becomes "". Cleaning twice changes nothing."""
    if _te_diep(html):
        return tekst_to_html(re.sub(r"<[^>]*>", "\n", html))
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return opmaak.in_vorm(cleaned)


def clean_getypt(html: str, hoogstens: int | None = None) -> str:
    """HTML that somebody wrote or sent: as `clean_html`, and without invisible and turned characters.

    Raises TekstTeLang when it holds more than `hoogstens` characters of text, or many times that with its tags."""
    room = 4 * len(html) + 1 if hoogstens is None else 40 * hoogstens
    cleaned = clean_html(clean_text(clean_html(clean_text(html, room)), room))
    if hoogstens is not None:
        clean_text(html_to_tekst(cleaned), hoogstens)
    return cleaned


def _te_diep(html: str) -> bool:
    """Whether more than MAX_DIEP tags stand open at once."""
    open_ = 0
    for sluit, naam in _TAG.findall(html):
        if naam.lower() not in _SLUIT_VANZELF:
            open_ += -1 if sluit else 1
            if open_ > MAX_DIEP:
                return True
    return False


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
    """Cleaned HTML as typed text, a row of a table as one line with ` | ` between its cells. Emphasis, headings, links
    and nesting are lost: see `is_gewone_tekst`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines)


def koppen(html: str, niveau: int = 3) -> str:
    """The same cleaned HTML with its headings from `niveau` on, below the heading that they stand under; an answer
    with lower ones only begins at `niveau` too, so that no level is skipped."""
    hoogste = "3" if "<h3>" in html else "4"
    return re.sub(r"(</?)h([34])>", lambda m: f"{m[1]}h{niveau + (m[2] != hoogste)}>", html)


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
        self._in_cel = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._in_cel:
            self._words.append(" ")
        elif tag in _BLOCKS or tag == "br":
            self.end_line()
        if tag in ("td", "th"):
            self._words += [" | "] if self._in_cel else []
            self._in_cel = True
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
        if tag == "tr":
            self._in_cel = False
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
