"""What somebody typed on a card comes back as it was, and nothing dangerous stays."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialoog.tekst import TekstTeLang
from dialoog.voorstel.tekst import clean_getypt, clean_html, html_to_tekst, is_gewone_tekst, koppen, tekst_to_html

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
LINES = st.builds("{}{}".format, st.sampled_from(["", "- ", "1. ", "2. ", "7. ", "a. "]), WORDS)
TYPED = st.lists(LINES, max_size=8).map("\n".join)


@pytest.mark.parametrize(
    ("tekst", "html"),
    [
        ("", ""),
        ("Eén regel", "<p>Eén regel</p>"),
        ("Eerst\n\ndan", "<p>Eerst</p><p>dan</p>"),
        ("Stappen:\n- een\n- twee\nKlaar", "<p>Stappen:</p><ul><li>een</li><li>twee</li></ul><p>Klaar</p>"),
        ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("1. een\nuitleg\n2. twee", '<ol><li>een</li></ol><p>uitleg</p><ol start="2"><li>twee</li></ol>'),
        ("Huur:\t210.000\t€", "<p>Huur:\t210.000\t€</p>"),
        ("2 < 3 & <b>", "<p>2 &lt; 3 &amp; &lt;b&gt;</p>"),
        ("2019 was het jaar", "<p>2019 was het jaar</p>"),
    ],
)
def test_typed_text_becomes_paragraphs_and_lists(tekst: str, html: str) -> None:
    assert tekst_to_html(tekst) == html
    assert html_to_tekst(html) == "\n".join(line for line in tekst.split("\n") if line)


@given(TYPED)
@example("1. a\n1. b")
@example("- \u00a0x\n\u00a0")
def test_what_was_typed_comes_back_and_stays_the_same_ever_after(tekst: str) -> None:
    html = tekst_to_html(tekst)
    back = html_to_tekst(html)
    assert tekst_to_html(back) == html == clean_html(html)
    assert is_gewone_tekst(html)
    assert "".join(back.split()) == "".join(tekst.split())


@given(st.text())
@example("<p>a<ul><li><p>b<a href='javascript:x'>c</a>")
@example("<ul><ul><li>a<table><tr><td>b<td><ol start=7><li>c")
@example("los <strong>vet</strong>")
def test_cleaning_twice_changes_nothing(html: str) -> None:
    assert clean_html(clean_html(html)) == clean_html(html)


def test_scripts_styles_and_strange_links_fall_away() -> None:
    dirty = (
        '<p style="x" onclick="y">Tekst <a href="javascript:z">hier</a> <a href="https://a.nl/">daar</a></p>'
        '<script>alert(1)</script><img src="x">'
    )
    assert clean_html(dirty) == '<p>Tekst hier <a href="https://a.nl/">daar</a></p>'


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> &nbsp; </p>", "<script>x</script>", "<ul><li></li></ul>"])
def test_what_shows_nothing_is_an_empty_answer(html: str) -> None:
    assert clean_html(html) == ""


def test_html_that_typed_text_cannot_say_is_known_as_such() -> None:
    html = "<p>Een <strong>vet</strong> woord</p><ul><li><p>met een alinea</p></li></ul>"
    assert clean_html(html) == "<p>Een <strong>vet</strong> woord</p><ul><li>met een alinea</li></ul>"
    assert html_to_tekst(html) == "Een vet woord\n- met een alinea"
    assert not is_gewone_tekst(html)
    assert not is_gewone_tekst("<p>- geen lijst</p>")


@pytest.mark.parametrize("start", ["9" * 5000, "-3", "²", "", "a"])
def test_a_list_that_begins_at_no_number_begins_at_one(start: str) -> None:
    """It came in with a file, and no page of that card could be opened any more."""
    html = f'<ol start="{start}"><li>Eerst</li><li>Dan</li></ol>'
    assert clean_html(html) == "<ol><li>Eerst</li><li>Dan</li></ol>"
    assert html_to_tekst(html) == "1. Eerst\n2. Dan"


def test_what_an_editor_wrote_and_what_was_typed_have_one_form() -> None:
    """So a text that somebody only opened in the editor is not another text."""
    tekst = "Stappen:\n1. een\n2. twee"
    editor = "<p>Stappen:</p><ol><li><p>een</p></li><li><p>twee</p></li></ol><p></p>"
    assert clean_html(editor) == tekst_to_html(tekst)


def test_a_table_has_a_header_row_and_rows_of_one_width() -> None:
    """The first row is the header: a table without one cannot be read aloud."""
    word = (
        '<table style="width:1"><colgroup><col></colgroup><tbody><tr><td colspan="2"><p><b>Post</b></p></td>'
        "<td><p>Bedrag</p></td></tr><tr><td><p>Huur</p><p>per jaar</p></td></tr></tbody></table>"
    )
    html = clean_html(word)
    assert html == (
        "<table><thead><tr><th><strong>Post</strong></th><th>Bedrag</th></tr></thead>"
        "<tbody><tr><td>Huur<br>per jaar</td><td></td></tr></tbody></table>"
    )
    assert html_to_tekst(html) == "Post | Bedrag\nHuur per jaar |"


def test_headings_have_two_levels_and_stand_above_the_text_only() -> None:
    html = clean_html("<h1>Eén</h1><h5>Twee</h5><ul><li><h2>in een</h2></li></ul><blockquote><h3>x</h3></blockquote>")
    assert html == "<h3>Eén</h3><h4>Twee</h4><ul><li>in een</li></ul><blockquote><p>x</p></blockquote>"


def test_typed_tags_stay_words() -> None:
    assert clean_html("<p>&lt;br&gt; &lt;b&gt;</p>") == "<p>&lt;br&gt; &lt;b&gt;</p>"


def test_nesting_without_end_stops_nobody() -> None:
    """100,000 open quotes stopped the server for two minutes."""
    assert clean_html("<blockquote>" * 40_000 + "tekst") == "<p>tekst</p>"
    assert clean_html("<ul><li>" * 90 + "tekst").count("<ul>") < 30


def test_written_html_loses_what_cannot_be_seen_and_has_an_end() -> None:
    assert clean_getypt("<p>a&#x202e;b\u200bc</p>", 100) == "<p>abc</p>"
    with pytest.raises(TekstTeLang, match="niets weggegooid"):
        clean_getypt(f"<p>{'a' * 101}</p>", 100)


def test_headings_go_below_the_heading_that_they_stand_under_and_skip_no_level() -> None:
    assert koppen("<h3>a</h3><h4>b</h4>", 4) == "<h4>a</h4><h5>b</h5>"
    assert koppen("<h4>b</h4><p>h3</p>") == "<h3>b</h3><p>h3</p>"
