"""The verslag of an evening: agreements first, what was done and what came of it, and nothing of another evening."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from lxml import html

from dialoog.bijeenkomst.aantekeningen import save_aantekening
from dialoog.database import db
from dialoog.errors import NotFound
from dialoog.themaboek.deelstaat import avond_sleutel, set_deelstaat
from dialoog.themaboek.maken import maak_boek
from dialoog.themaboek.maken.html import render_html
from dialoog.themaboek.queries_verslag import verslag
from tests import builders
from tests.themaboek.conftest import GEHEIM, MARIT, VERBORGEN, Klein
from tests.themaboek.lezen import docx_niveaus, docx_woorden, html_niveaus, slaat_over
from tests.themaboek.test_html import woorden


def test_the_verslag_tells_its_own_evening_and_no_other(klein: Klein) -> None:
    save_aantekening(
        klein.dialoog, "afspraak", {"tekst": "De zaal huren", "wie": "Bram Zwijger", "wanneer": "voor mei"}, MARIT,
        kenmerk="a", bijeenkomst_id=klein.avond,
    )  # fmt: skip
    save_aantekening(klein.dialoog, "quote", {"tekst": "Mooi"}, MARIT, kenmerk="b", bijeenkomst_id=klein.kickoff)
    page = render_html(verslag(db.session(), klein.dialoog, klein.avond))
    text = woorden(page)
    assert "Verslag: Ideeënavond" in text
    assert text.index("De zaal huren Woonbond voor mei") < text.index("Wat we deden") < text.index("De groep bedacht")
    assert text.count("De zaal huren") == 1
    assert "Mooi" not in text
    assert "Kick-off" not in text
    assert not [name for name in (*GEHEIM, VERBORGEN) if name in page]
    assert not slaat_over(html_niveaus(page))


def test_an_evening_that_is_left_out_of_the_book_still_has_its_verslag(klein: Klein) -> None:
    set_deelstaat(klein.dialoog, avond_sleutel(klein.avond), "weggelaten", 0, MARIT)
    assert "De groep bedacht 6 ideeën" in woorden(render_html(verslag(db.session(), klein.dialoog, klein.avond)))


def test_an_evening_that_did_not_begin_has_a_verslag_that_says_so(klein: Klein) -> None:
    later = builders.make_bijeenkomst(klein.dialoog, "Slotavond")
    text = woorden(render_html(verslag(db.session(), klein.dialoog, later)))
    assert "Er zijn geen afspraken opgeschreven." in text
    assert "Er is nog niets gedaan." in text
    with pytest.raises(NotFound):
        verslag(db.session(), klein.dialoog, 9999)


def test_word_has_the_title_once_and_headings_that_do_not_skip(klein: Klein) -> None:
    data = maak_boek(verslag(db.session(), klein.dialoog, klein.avond), "docx")
    assert docx_woorden(data).count("Verslag: Ideeënavond") == 1
    assert "Inhoud" not in docx_woorden(data).split()
    assert not slaat_over(docx_niveaus(data))


def test_it_is_made_as_pdf_at_the_address_that_the_regie_gives(
    klein: Klein, as_begeleider: Callable[[int], FlaskClient]
) -> None:
    marit = as_begeleider(klein.begeleider)
    links = html.fromstring(marit.get(f"/regie/wijk/voorbereiden/bijeenkomst/{klein.avond}").text).xpath("//a/@href")
    address = next(link for link in links if link.endswith(f"verslag/{klein.avond}.pdf"))
    answer = marit.get(address)
    assert answer.data[:5] == b"%PDF-"
    assert "wijk-verslag-2.pdf" in answer.headers["Content-Disposition"]
