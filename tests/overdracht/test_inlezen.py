"""An import makes a new dialogue of its own, with everything that the file holds in its place."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.access import guides
from dialoog.begeleider.models import Begeleiding
from dialoog.bijeenkomst.models import Aanwezigheid
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.service import import_bytes
from dialoog.stemming.models import LosseSticker, Stemronde
from dialoog.stemming.queries import uitslag
from dialoog.voorstel.delen import delen_van
from dialoog.voorstel.inhoud import Deelvragen, Delen, Kaders, Kosten, Kostenregel, Resultaat, Resultaten, Toets
from dialoog.voorstel.models import Antwoord, Oplossing, Voorstel
from tests.builders import make_begeleider
from tests.overdracht.voorbeeld import als_bytes, read_in, voorbeeld


def test_one_line_is_a_file(session: Session) -> None:
    made = import_bytes(b'{"dialoog": "uitwisselbestand/1"}')
    dialoog = session.scalars(select(Dialoog)).one()
    assert (made.korte_naam, dialoog.staat, dialoog.top) == ("dialoog", "voorbereiding", 5)


def test_the_opgave_is_there_in_the_order_of_the_file(session: Session) -> None:
    dialoog = read_in(session)
    assert (dialoog.hoofdvraag_kort, dialoog.staat) == ("Wonen bij het duin?", "bezig")
    assert [deel.kant for deel in dialoog.deelvragen] == ["bewoners", ""]
    assert [(kader.soort, kader.geldt_voor) for kader in dialoog.kaders] == [
        ("inhoudelijk", "voorstel"),
        ("financieel", "plan"),
    ]
    assert dialoog.kaders[0].onderdelen == ["ook in de winter"]
    assert [(belang.naam, belang.zin) for belang in dialoog.belangen] == [
        ("Natuur", ""),
        ("Wonen", "Mensen die een huis zoeken"),
    ]


def test_people_are_invited_except_where_they_were(session: Session) -> None:
    dialoog = read_in(session)
    evenings = [evening.id for evening in bijeenkomsten(session, dialoog.id)]
    people = session.scalars(select(Deelnemer).order_by(Deelnemer.id)).all()
    states = {
        (row.deelnemer_id, evenings.index(row.bijeenkomst_id) + 1): row.staat
        for row in session.scalars(select(Aanwezigheid))
    }
    assert len(states) == 4 * 3
    assert [place for place in (1, 2, 3) if states[people[0].id, place] == "aanwezig"] == [1, 2, 3]
    assert {states[people[1].id, place] for place in (1, 2, 3)} == {"uitgenodigd"}
    assert [states[people[2].id, place] for place in (1, 2, 3)] == ["uitgenodigd", "uitgenodigd", "aanwezig"]
    assert [person.namens for person in people] == ["uzelf", "organisatie", "organisatie", "groep"]
    assert [belang.naam for belang in people[0].belangen] == ["Natuur", "Wonen"]


def test_every_evening_has_codes_of_its_own(session: Session) -> None:
    first, second = read_in(session), read_in(session)
    evenings = [*bijeenkomsten(session, first.id), *bijeenkomsten(session, second.id)]
    for tokens in ("code", "uitnodiging", "beamer_token"):
        assert len({getattr(evening, tokens) for evening in evenings}) == 6
    assert not any(evening.deur_open for evening in evenings)


def test_a_short_name_in_use_gets_a_number_and_it_says_so(session: Session) -> None:
    names = [import_bytes(als_bytes(voorbeeld())) for _ in range(3)]
    assert [made.korte_naam for made in names] == ["duin", "duin-2", "duin-3"]
    assert names[0].meldingen == []
    assert "duin-3" in names[2].meldingen[0]


def test_a_long_short_name_in_use_stays_one_that_a_file_may_hold(session: Session) -> None:
    long = "a" * 80
    names = [import_bytes(als_bytes(voorbeeld(korte_naam=long))).korte_naam for _ in range(2)]
    assert names == [long, f"{'a' * 70}-2"]


def test_an_address_of_the_regie_is_never_a_short_name(session: Session) -> None:
    assert import_bytes(als_bytes(voorbeeld(korte_naam="importeren"))).korte_naam == "importeren-2"


def test_with_voor_only_that_begeleider_guides_it(session: Session) -> None:
    mine, other = make_begeleider(), make_begeleider(email="anne@streek.example")
    import_bytes(als_bytes(voorbeeld()), voor=" Marit@Streek.example ")
    dialoog = session.scalars(select(Dialoog)).one()
    assert session.get(Begeleiding, (mine, dialoog.id)) is not None
    assert guides(session, mine, dialoog.id)
    assert not guides(session, other, dialoog.id)


def test_without_voor_every_begeleider_guides_it(session: Session) -> None:
    other = make_begeleider()
    assert guides(session, other, read_in(session).id)


def test_an_established_round_counts_again_with_loose_stickers(session: Session) -> None:
    dialoog = read_in(session)
    result = uitslag(session, dialoog.id)
    assert result is not None
    assert [(rij.nummer, rij.stickers, rij.mensen) for rij in result.rijen] == [(1, 4, 2), (2, 1, 1)]
    assert (result.briefjes, result.n, result.per_idee, result.getoond) == (3, 2, 2, True)
    assert session.scalar(select(func.count()).select_from(LosseSticker)) == 5
    held = session.scalars(select(Idee.nummer).where(Idee.vergrendeld_door == "Ronde één").order_by(Idee.nummer))
    assert list(held) == [1, 2]


@pytest.mark.parametrize("staat", ["voorbereid", "open", "gesloten", "vervallen"])
def test_a_round_that_was_never_established_is_left_out_and_named(session: Session, staat: str) -> None:
    (ronde,) = voorbeeld()["stemrondes"]
    ronde |= {"staat": staat, "stickers": {}, "mensen": {}}
    made = import_bytes(als_bytes(voorbeeld(stemrondes=[ronde])))
    assert "Ronde één" in made.meldingen[0]
    assert session.scalar(select(func.count()).select_from(Stemronde)) == 0
    assert session.scalars(select(Oplossing.ronde_id)).all() == [None, None]


def test_numbers_of_a_running_round_never_come_in(session: Session) -> None:
    (ronde,) = voorbeeld()["stemrondes"]
    import_bytes(als_bytes(voorbeeld(stemrondes=[{**ronde, "staat": "open"}])))
    assert session.scalar(select(func.count()).select_from(LosseSticker)) == 0


def test_a_round_that_lapsed_after_it_was_established_keeps_its_numbers(session: Session) -> None:
    (ronde,) = voorbeeld()["stemrondes"]
    read_in(session, stemrondes=[{**ronde, "staat": "vervallen", "reden": "Te vroeg."}])
    found = session.scalars(select(Stemronde)).one()
    assert (found.staat, found.was_vastgesteld, found.reden) == ("vervallen", True, "Te vroeg.")
    assert session.scalars(select(Idee).where(Idee.vergrendeld_door.is_not(None))).all() == []


def test_owners_are_found_by_name_vermelding_and_numbered_organisation(session: Session) -> None:
    read_in(session)
    first, second = session.scalars(select(Oplossing).order_by(Oplossing.plaats)).all()
    people = session.scalars(select(Deelnemer).order_by(Deelnemer.id)).all()
    now = [(owner.deelnemer_id, owner.trekker) for owner in first.eigenaren if owner.tot is None]
    assert now == [(people[0].id, False), (people[2].id, True)]
    before = [(owner.deelnemer_id, owner.trekker) for owner in first.eigenaren if owner.tot is not None]
    assert before == [(people[2].id, False), (people[0].id, True)]
    assert [owner.deelnemer_id for owner in second.eigenaren] == [people[3].id]
    assert [idee.nummer for idee in first.ideeen] == [1, 4]
    assert second.ideeen == []
    assert first.ronde_id == session.scalars(select(Stemronde.id)).one()


def test_a_name_without_consent_still_finds_its_owner(session: Session) -> None:
    read_in(session, oplossingen=[{"plaats": 1, "titel": "Iets", "trekker": "Bo Helm"}])
    (owner,) = session.scalars(select(Oplossing)).one().eigenaren
    assert (owner.deelnemer.naam, owner.trekker) == ("Bo Helm", True)


def test_cards_keep_number_answers_and_costs(session: Session) -> None:
    read_in(session)
    los, card = session.scalars(select(Voorstel).order_by(Voorstel.nummer)).all()
    assert (los.nummer, los.oplossing_id) == (1, None)
    assert card.oplossing is not None
    assert (card.nummer, card.oplossing.plaats) == (3, 1)
    parts = delen_van(session, [los.id, card.id])
    assert parts[los.id] == Delen()
    assert parts[card.id].kosten.inhoud == Kosten((Kostenregel("Hout", "10 x 800", 8000_00, 2027, "ex"),), 8100_00)
    dialoog = session.get_one(Dialoog, card.dialoog_id)
    assert parts[card.id].deelvragen.inhoud == Deelvragen((dialoog.deelvragen[1].id,))
    assert parts[card.id].resultaten.inhoud == Resultaten((Resultaat("Huizen", "10", "huizen", "in 2028"),))
    assert parts[card.id].kaders.inhoud == Kaders((Toets(dialoog.kaders[0].id, "past_niet", "Het mag nog niet."),))
    answers = {row[0]: row[1] for row in session.execute(select(Antwoord.vraag, Antwoord.html))}
    assert answers == {
        "voorstel": "<p>Tien huizen.</p><ul><li>licht</li><li>los van de grond</li></ul>",
        "opbrengst": "<p>Een <strong>vaste</strong> plek</p>",
    }


def test_html_of_an_answer_is_cleaned_on_the_way_in(session: Session) -> None:
    answers = {"voorstel": "x", "voorstel_html": '<p onclick="a">Goed</p><script>b</script><img src=x onerror=c>'}
    read_in(session, voorstellen=[{"nummer": 1, "titel": "T", "antwoorden": answers}])
    assert session.scalars(select(Antwoord.html)).one() == "<p>Goed</p>"


def test_keys_without_a_place_are_listed_once_with_how_often(session: Session) -> None:
    people = [{"organisatie": "A", "email": "a@b.nl"}, {"organisatie": "B", "email": "b@b.nl"}]
    made = import_bytes(als_bytes({"dialoog": "uitwisselbestand/1", "deelnemers": people, "kleur": "groen"}))
    assert made.meldingen == [
        "Niet overgenomen, want de app heeft er geen plek voor: deelnemers[].email (2 keer), kleur."
    ]


def test_evenings_of_the_past_are_over_unless_the_dialogue_is_still_prepared(session: Session) -> None:
    assert date(2026, 3, 16) < klok.vandaag()
    going, prepared = read_in(session), read_in(session, staat="voorbereiding")
    ended = [[b.afgelopen is not None for b in bijeenkomsten(session, d.id)] for d in (going, prepared)]
    assert ended == [[True, True, False], [False, False, False]]


def test_the_tables_of_the_import_hold_in_one_transaction(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: Any) -> None:
        raise RuntimeError("stroom uitgevallen")

    monkeypatch.setattr("dialoog.overdracht.neerzetten_uitkomst.zet_boek", stumble)
    with pytest.raises(RuntimeError):
        import_bytes(als_bytes(voorbeeld()))
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(Dialoog)) == 0
