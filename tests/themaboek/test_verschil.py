"""What changed since the former edition: every change is said, in plain words, and nothing where nothing changed."""

from dataclasses import fields, replace
from typing import Any

import pytest

from dialoog.themaboek import boek as b
from dialoog.themaboek import verschil as v
from dialoog.themaboek import verschil_kaart as vk
from dialoog.themaboek.verschil import verschil
from tests.themaboek.gemaakt import voorbeeld

BOEK = voorbeeld()


def zinnen(nu: b.Boek, was: b.Boek = BOEK) -> dict[str, tuple[str, ...]]:
    return {part.deel: part.zinnen for part in verschil(was, nu)}


def met_kaart(**changes: Any) -> b.Boek:
    """The example with its second card changed."""
    cards = list(BOEK.voorstellen)
    cards[1] = replace(cards[1], **changes)
    return replace(BOEK, voorstellen=tuple(cards))


def test_the_same_book_on_another_day_has_not_changed() -> None:
    blad = replace(BOEK.titelblad, datum="2027-01-01", uitgave=2, tijd="20:14", werkdocument=False)
    assert verschil(BOEK, replace(BOEK, titelblad=blad, vorige_uitgave=1)) == ()


def test_it_says_which_answers_of_a_card_changed_came_and_went() -> None:
    card = BOEK.voorstellen[1]
    filled = [n for n, a in enumerate(card.antwoorden) if a.antwoord_html]
    new = list(card.antwoorden)
    new[filled[0]] = replace(new[filled[0]], antwoord_html="<p>Heel anders</p>")
    new[filled[1]] = replace(new[filled[1]], antwoord_html="")
    said = zinnen(met_kaart(antwoorden=tuple(new)))
    assert said == {
        vk.kop(card): (
            f"Het antwoord op vraag {filled[0] + 1} is veranderd.",
            f"Het antwoord op vraag {filled[1] + 1} is nu leeg.",
        )
    }
    assert "is nu ingevuld" in " ".join(zinnen(BOEK, met_kaart(antwoorden=tuple(new)))[vk.kop(card)])


def test_it_says_that_a_card_came_went_or_has_another_title_or_amount() -> None:
    card = BOEK.voorstellen[0]
    without = replace(BOEK, voorstellen=BOEK.voorstellen[1:])
    assert zinnen(without) == {vk.kop(card): ("Dit voorstel staat niet meer in het boek.",)}
    assert zinnen(BOEK, without) == {vk.kop(card): ("Dit voorstel is nieuw.",)}
    titled = met_kaart(titel="De nieuwe naam")
    assert zinnen(titled)["Voorstel 2: De nieuwe naam"] == (f"De titel was: {BOEK.voorstellen[1].titel}.",)
    one = b.Kosten((b.KostenRegel("Bank", bedrag="600.00"),))
    other = b.Kosten((b.KostenRegel("Bank", bedrag="750.50"),))
    (said,) = zinnen(met_kaart(kosten=other), met_kaart(kosten=one)).values()
    assert said == ("De kosten: €\xa0600,00 werd €\xa0750,50.",)


def test_it_names_the_ideas_that_came_or_changed_and_counts_them_where_they_are_many() -> None:
    ideas = list(BOEK.ideeen)
    los = [n for n, idee in enumerate(ideas) if idee.staat == "los"]
    ideas[los[0]] = replace(ideas[los[0]], tekst="Anders")
    ideas[los[1]] = replace(ideas[los[1]], tekst="", staat="ingetrokken")
    ideas += [b.Idee(9001, "Nieuw"), b.Idee(9002, "Nieuw")]
    said = zinnen(replace(BOEK, ideeen=tuple(ideas)))["Ideeëngroslijst"]
    assert said == (
        "Ideeën 9001 en 9002 zijn erbij gekomen.",
        f"Idee {ideas[los[0]].nummer} is anders opgeschreven.",
        f"Idee {ideas[los[1]].nummer} is ingetrokken.",
    )
    many = replace(BOEK, ideeen=(*BOEK.ideeen, *(b.Idee(9000 + n, "Nieuw") for n in range(20))))
    assert zinnen(many)["Ideeëngroslijst"] == ("20 ideeën zijn erbij gekomen.",)


def test_it_says_what_changed_about_an_evening_and_never_who_left_the_list() -> None:
    first, *rest = BOEK.resultaten
    said = zinnen(replace(BOEK, resultaten=(replace(first, aanwezig=3, plaats="Elders"), *rest)))
    assert said["De resultaten"] == (f"{first.titel}: {first.aanwezig} aanwezigen werd 3 en een andere plaats.",)
    gone = BOEK.deelnemers[0]
    words = str(verschil(BOEK, replace(BOEK, deelnemers=BOEK.deelnemers[1:])))
    assert "deelnemers" in words
    assert gone.vermelding not in words


def test_own_texts_and_parts_that_are_left_out_are_said_at_their_part() -> None:
    said = zinnen(replace(BOEK, eigen_tekst=(*BOEK.eigen_tekst, b.EigenTekst("bijeenkomsten", "<p>Nieuw</p>"))))
    assert said == {"Resultaten per bijeenkomst": ("De eigen tekst is nieuw.",)}
    assert zinnen(replace(BOEK, weggelaten=("groslijst",))) == {
        "Ideeëngroslijst": ("Dit deel staat niet meer in het boek.",)
    }


@pytest.mark.parametrize("veld", [veld.name for veld in fields(b.Boek) if veld.name not in v.NIET])
def test_no_field_of_the_book_changes_in_silence(veld: str) -> None:
    now = getattr(BOEK, veld)
    if veld == "titelblad":
        other: Any = replace(now, regio="Een andere streek")
    elif isinstance(now, str):
        other = f"{now} anders"
    else:
        other = now[1:] or {"eigen_tekst": (b.EigenTekst("feiten", "<p>x</p>"),)}.get(veld, ("feiten",))
    assert verschil(BOEK, replace(BOEK, **{veld: other}))


def test_each_field_of_the_book_a_card_and_an_evening_has_its_sentence() -> None:
    assert {name for names in v.BIJ.values() for name in names} | {*v.OVERAL, *v.NIET} == {
        veld.name for veld in fields(b.Boek)
    }
    assert {*vk.ANDERS, *vk.ZELF_GEZEGD} == {veld.name for veld in fields(b.Voorstelkaart)}
    assert v.avond_zonder_woorden() == set()
