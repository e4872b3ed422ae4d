"""The book as plain data: it survives JSON, keeps what is secret out, and knows what it lacks."""

import json
from dataclasses import replace

import pytest

from dialoog.themaboek import boek as b
from dialoog.themaboek.maken.kosten import optelling
from dialoog.themaboek.stand import delen, ontbreekt
from tests.themaboek.voorbeeld import kosten, maak_voorbeeld, uitslag

LEEG = b.Boek(titelblad=b.Titelblad("Nog niets", "2026-01-05"))


@pytest.mark.parametrize("boek", [maak_voorbeeld(), LEEG], ids=["vol", "leeg"])
def test_a_book_comes_through_json_unchanged(boek: b.Boek) -> None:
    assert b.boek_from_dict(json.loads(json.dumps(b.boek_to_dict(boek)))) == boek


@pytest.mark.parametrize(
    ("plek", "waarde", "verwacht"),
    [
        ("hoofdvraag", 3, "boek.hoofdvraag"),
        ("onbekend", "x", "onbekend"),
        ("gemeenten", "Lindehoven", "boek.gemeenten"),
        ("ideeen", [{"nummer": 1, "kleur": "paars"}], r"boek.ideeen\[0\].kleur"),
        ("ideeen", [{"tekst": "zonder nummer"}], r"boek.ideeen\[0\]"),
    ],
)
def test_data_of_another_shape_is_refused_with_its_place(plek: str, waarde: object, verwacht: str) -> None:
    with pytest.raises(ValueError, match=verwacht):
        b.boek_from_dict({**b.boek_to_dict(LEEG), plek: waarde})


@pytest.mark.parametrize("staat", ["voorbereid", "open", "gesloten"])
def test_a_round_that_is_not_vastgesteld_cannot_carry_numbers(staat: b.RondeStaat) -> None:
    with pytest.raises(ValueError, match="no numbers yet"):
        b.Stemronde("Ronde", staat, uitslag=uitslag())
    with pytest.raises(ValueError, match="no numbers yet"):
        b.Stemronde("Ronde", staat, briefjes=19)


@pytest.mark.parametrize("staat", ["ingetrokken", "verborgen"])
def test_a_hidden_or_withdrawn_idea_cannot_carry_its_text(staat: b.IdeeStaat) -> None:
    with pytest.raises(ValueError, match="does not go into the book"):
        b.Idee(4, "weg ermee", staat=staat)


def test_a_tie_at_the_edge_is_never_cut() -> None:
    ronde = b.Stemronde("Ronde", "vastgesteld", plaatsen=5, uitslag=uitslag())
    assert [regel.nummer for regel in ronde.top] == [17, 18, 1, 21, 14, 39]
    assert ronde.gelijk_aan_de_rand
    assert 5 in ronde.gelijke_plaatsen
    assert 4 not in ronde.gelijke_plaatsen


def test_an_empty_book_lacks_something_in_every_part_that_can_lack() -> None:
    stil = {"inleiding"}
    assert {regel.deel for regel in ontbreekt(LEEG)} | stil == set(b.HOOFDSTUKKEN) | set(b.BIJLAGEN)
    assert {deel.sleutel for deel in delen(LEEG) if deel.stand == "klaar"} == set()


def test_an_empty_answer_is_named_with_who_can_give_it() -> None:
    zinnen = [(regel.wat, regel.voorstel_actie) for regel in ontbreekt(maak_voorbeeld())]
    assert (
        "Voorstel 3, Student beneden, oudere boven: vragen 8 en 9 nog leeg",
        "Vraag Ouderenbond Lindehoven en Inwoner 2 om een antwoord",
    ) in zinnen


def test_who_must_answer_is_not_picked_out_without_a_name_and_a_card_without_eigenaar_asks_for_one() -> None:
    book = maak_voorbeeld()
    card = next(kaart for kaart in book.voorstellen if kaart.nummer == 3)
    acts = {}
    for owners in (("Deelnemer",), ("Deelnemer", "Woonbond"), ()):
        empty = replace(card, eigenaren=owners, antwoorden=tuple(replace(a, antwoord_html="") for a in card.antwoorden))
        rules = [rule for rule in ontbreekt(replace(book, voorstellen=(empty,))) if rule.doel == "voorstel:3"]
        acts[owners] = rules[0].voorstel_actie
        assert rules[0].wat.endswith("nog leeg")
    assert acts == {
        ("Deelnemer",): "Vraag de eigenaren om een antwoord",
        ("Deelnemer", "Woonbond"): "Vraag de eigenaren om een antwoord",
        (): "Wijs een eigenaar aan",
    }


def test_parts_are_klaar_deels_or_leeg() -> None:
    standen = {deel.sleutel: deel.stand for deel in delen(maak_voorbeeld())}
    assert standen["vraagstelling"] == "klaar"
    assert standen["resultaten"] == "deels"
    assert standen["feiten"] == "leeg"


def test_a_part_left_out_takes_no_number_and_lacks_nothing() -> None:
    boek = replace(maak_voorbeeld(), weggelaten=("feiten",), niet_beschikbaar=("stappen",))
    koppen = [deel.kop for deel in delen(boek)]
    assert "4 De stappen" in koppen
    assert not [kop for kop in koppen if "feiten" in kop]
    assert not [regel for regel in ontbreekt(boek) if regel.deel in ("feiten", "stappen")]


def test_the_sum_and_the_stated_total_are_both_kept_and_their_difference_is_said() -> None:
    telling = optelling(kosten())
    assert (str(telling.som), str(telling.opgegeven), str(telling.verschil)) == ("45220.00", "45400.00", "180.00")
    assert "180,00 hoger" in telling.zin
    assert "Van 1 regel is het bedrag nog niet bekend" in telling.zin


@pytest.mark.parametrize("bedrag", ["NaN", "Infinity", "veel", "", None])
def test_an_amount_that_is_none_counts_as_unknown(bedrag: str | None) -> None:
    telling = optelling(b.Kosten((b.KostenRegel("Post", bedrag=bedrag),), "100.00"))
    assert telling.som is None
    assert telling.verschil is None
