"""Drafts: made of the facts, printed until somebody writes another text, and never said of who did not say it."""

from dataclasses import replace

import pytest

from dialoog.themaboek import boek as b
from dialoog.themaboek.concepten import MET_CONCEPT, concept
from dialoog.themaboek.maken.html import render_html
from tests.themaboek.test_html import woorden
from tests.themaboek.voorbeeld import maak_voorbeeld

LEEG = b.Boek(b.Titelblad("Leeg", "2026-03-12"))


def test_the_draft_of_the_introduction_names_region_agenda_and_gemeenten() -> None:
    text = concept(maak_voorbeeld(), "inleiding")
    for words in ("Regio Lindestreek", "Samen in de Lindestreek", "vier gemeenteraden", "Lindehoven, Oeverbeek"):
        assert words in text


def test_own_text_stands_in_place_of_the_draft_and_the_draft_comes_back_without_it() -> None:
    boek = replace(maak_voorbeeld(), eigen_tekst=())
    draft = concept(boek, "vervolg")
    assert draft in woorden(render_html(boek))
    own = replace(boek, eigen_tekst=(b.EigenTekst("vervolg", "<p>De raden zijn aan zet.</p>"),))
    assert draft not in woorden(render_html(own))
    assert woorden(render_html(own)).count("De raden zijn aan zet.") == 1


@pytest.mark.parametrize("deel", MET_CONCEPT)
def test_no_draft_says_that_all_agree(deel: str) -> None:
    for boek in (maak_voorbeeld(), LEEG):
        text = concept(boek, deel)
        assert "alle deelnemers" not in text.lower()
        assert "alle aanwezigen" not in text.lower()
        assert "None" not in text


def test_own_words_in_the_introduction_keep_the_gemeenten_in_the_book_once() -> None:
    own = replace(maak_voorbeeld(), eigen_tekst=(b.EigenTekst("inleiding", "<p>Wij begonnen klein.</p>"),))
    assert woorden(render_html(own)).count("voor 4 gemeenten: Lindehoven, Oeverbeek, Weidedorp en Heiburg") == 1
    named = replace(own, eigen_tekst=(b.EigenTekst("inleiding", f"<p>{' en '.join(own.gemeenten)}.</p>"),))
    assert "voor 4 gemeenten" not in woorden(render_html(named))


def test_a_conclusion_of_which_nothing_is_known_follows() -> None:
    text = woorden(render_html(LEEG))
    assert "Een gedeeld beeld over visie, kansen en bedreigingen Deze tekst volgt." in text
    assert "De groep koos" in woorden(render_html(maak_voorbeeld()))


def test_a_head_of_the_conclusions_can_be_left_out_alone() -> None:
    text = woorden(render_html(replace(maak_voorbeeld(), weggelaten=("conclusie_speelveld",))))
    assert "Een gedeeld beeld over het speelveld" not in text
    assert "Een gedeeld beeld over de kansrijkste oplossingen" in text
