"""A long answer in pages of the beamer: nothing is lost, and the begeleider knows how many there are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dialoog.voorstel.bladen import in_bladen
from dialoog.voorstel.tekst import clean_html, html_to_tekst

VRAAG = "Hoe moet dit idee uitgevoerd worden?"
ZIN = "Wij beginnen in het voorjaar met een proef van drie maanden in twee buurten. "


def words(html: str) -> list[str]:
    """Without the mark before an item that goes on on the next page."""
    return html_to_tekst(html.replace("<p>… ", "<p>")).split()


def test_a_short_answer_is_one_page_and_set_large():
    pages = in_bladen("<p>Een bank bij de bushalte.</p>", VRAAG)
    assert pages.paginas == ("<p>Een bank bij de bushalte.</p>",)
    assert pages.groot


def test_no_answer_is_one_empty_page():
    assert in_bladen("", VRAAG).paginas == ("",)


def test_an_answer_of_4500_characters_takes_several_pages_and_loses_no_word():
    html = "".join(f"<p>{(ZIN * 8).strip()}</p>" for _ in range(7))
    pages = in_bladen(html, VRAAG)
    assert 6 <= len(pages.paginas) <= 12
    assert not pages.groot
    assert words("".join(pages.paginas)) == words(html)
    assert max(len(html_to_tekst(page)) for page in pages.paginas) < 720


def test_a_list_goes_on_at_its_own_number_on_the_next_page():
    html = "<ol>" + "".join(f"<li>Stap {n}: {ZIN * 2}</li>" for n in range(1, 16)) + "</ol>"
    pages = in_bladen(clean_html(html), VRAAG).paginas
    assert len(pages) > 1
    begins = [int(found[1]) if (found := re.match(r'<ol start="(\d+)"', page)) else 1 for page in pages]
    firsts = [int(re.search(r"Stap (\d+)", page)[1]) for page in pages]
    assert begins == firsts


def test_a_long_item_goes_on_on_the_next_page_and_keeps_its_number():
    html = clean_html("<ol>" + "".join(f"<li>Stap {n}. {ZIN * 5}</li>" for n in range(1, 7)) + "</ol>")
    pages = in_bladen(html, VRAAG).paginas
    assert len(pages) <= 5
    assert any(page.startswith("<p>… ") for page in pages)
    assert [word for word in words("".join(pages)) if word != "-" and not re.fullmatch(r"\d+\.", word)] == [
        word for word in words(html) if not re.fullmatch(r"\d+\.", word)
    ]
    assert re.findall(r"<li>Stap (\d)", "".join(pages)) == list("123456")


def test_a_table_has_its_header_on_every_page():
    rows = "".join(f"<tr><td>Post {n}</td><td>€ {n}.000</td></tr>" for n in range(40))
    html = f"<table><thead><tr><th>Post</th><th>Bedrag</th></tr></thead><tbody>{rows}</tbody></table>"
    pages = in_bladen(html, VRAAG).paginas
    assert len(pages) > 1
    assert all(page.startswith("<table><thead><tr><th>Post") for page in pages)
    assert re.findall(r"Post \d+", "".join(pages)) == [f"Post {n}" for n in range(40)]


def test_a_heading_is_never_the_last_of_a_page():
    html = "".join(f"<h3>Deel {n}</h3><p>{ZIN * 4}</p>" for n in range(12))
    pages = in_bladen(clean_html(html), VRAAG).paginas
    assert len(pages) > 2
    assert not any(page.endswith("</h3>") for page in pages)


BLOK = st.sampled_from(
    ["<p>Een zin. Nog een zin! Een <strong>vette</strong> zin?</p>", "<h3>Kop</h3>", "<h4>Lager</h4>",
     "<ul><li>een</li><li>twee<ul><li>binnen</li></ul></li></ul>", '<ol start="4"><li>vier</li></ol>',
     "<blockquote><p>Gezegd.</p></blockquote>", f"<p>{ZIN * 12}</p>",
     "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1<br>2</td></tr></tbody></table>"]
)  # fmt: skip


@given(st.lists(BLOK, max_size=12))
def test_whatever_the_answer_holds_all_of_it_stands_on_the_pages_in_order(blocks):
    html = clean_html("".join(blocks))
    pages = in_bladen(html, VRAAG).paginas
    heads = re.sub(r"<thead>.*?</thead>", "", "".join(pages))
    assert words(heads) == words(re.sub(r"<thead>.*?</thead>", "", html))
    assert all(clean_html(page) == page for page in pages)
