"""An import makes a new dialogue of its own, with everything that the file holds in its place."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.access import guides
from dialoog.begeleider.models import Begeleiding
from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import bijeenkomsten, stappen
from dialoog.database import transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotFound
from dialoog.idee.models import Idee, Keuze, Kleur
from dialoog.idee.queries import ideeen, shortlist
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.afleiden import verdeling
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.service import import_bytes
from dialoog.stemming.models import LosseSticker, Stemronde
from dialoog.stemming.queries import uitslag
from dialoog.voorstel.models import Antwoord, Oplossing, Voorstel
from tests.builders import make_begeleider, make_dialoog, make_ideeen
from tests.overdracht.voorbeeld import als_bytes, voorbeeld

ZONDER: dict[str, list[Any]] = {"deelnemers": [], "stemrondes": [], "oplossingen": [], "voorstellen": []}
"""Without everything that points at people, evenings or steps."""


def read_in(session: Session, **andere: Any) -> Dialoog:
    """The example (with other values) in the database."""
    made = import_bytes(als_bytes(voorbeeld(**andere)))
    session.rollback()
    return session.scalars(select(Dialoog).where(Dialoog.korte_naam == made.korte_naam)).one()


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


@pytest.mark.parametrize(
    ("titels", "ideeen_op", "stickeren_op"),
    [
        (["Kick-off", "Oplossingen genereren", "Verdiepen", "Afronden"], 1, 2),
        (["Kick-off", "Ideeënavond", "Slot"], 1, 2),
        (["Kick-off", "Ideeënavond"], 1, 1),
        (["Eén", "Twee"], 1, 1),
        (["Alles"], 0, 0),
    ],
)
def test_each_evening_gets_the_steps_that_belong_to_it(titels: list[str], ideeen_op: int, stickeren_op: int) -> None:
    shares = verdeling(titels)
    assert all(share[0] == "belangen" for share in shares)
    assert [at for at, share in enumerate(shares) if "ideeen" in share] == [ideeen_op]
    assert [at for at, share in enumerate(shares) if "stickeren" in share] == [stickeren_op]
    assert "voorstelkaarten" in shares[-1]
    assert sorted(soort for share in shares for soort in share if soort != "belangen") == sorted(
        ["ideeen", "kleuren", "kiezen", "stickeren", "uitslag", "voorstelkaarten"]
    )


def test_ideas_colours_and_choices_hang_on_the_step_that_they_came_from(session: Session) -> None:
    dialoog = read_in(session)
    evening = bijeenkomsten(session, dialoog.id)[1]
    steps = {stap.soort: stap for stap in stappen(session, evening.id)}
    assert {stap.staat for stap in steps.values() if stap.soort != "belangen"} == {"gedaan"}
    rows = session.scalars(select(Idee).order_by(Idee.nummer)).all()
    assert {idee.stap_id for idee in rows} == {steps["ideeen"].id}
    assert {row.stap_id for row in session.scalars(select(Kleur))} == {steps["kleuren"].id}
    assert {row.stap_id for row in session.scalars(select(Keuze))} == {steps["kiezen"].id}
    assert [idee.nummer for idee in shortlist(session, dialoog.id)] == [1, 2]
    assert [idee.staat for idee in rows] == ["los", "los", "samengevoegd", "verborgen", "ingetrokken"]
    assert rows[2].samengevoegd_in == rows[0].id
    assert [deel.volgorde for deel in rows[1].deelvragen] == [1, 2]
    assert {idee.indiener for idee in rows} == {None}


def test_steps_without_data_are_still_to_come(session: Session) -> None:
    read_in(session, stemrondes=[], oplossingen=[], voorstellen=[])
    states = {row[0]: row[1] for row in session.execute(select(Stap.soort, Stap.staat).where(Stap.soort != "belangen"))}
    assert {states[soort] for soort in ("stickeren", "uitslag", "voorstelkaarten")} == {"gepland"}
    assert {states[soort] for soort in ("ideeen", "kleuren", "kiezen")} == {"gedaan"}


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
    assert [owner.deelnemer_id for owner in first.eigenaren] == [people[0].id, people[2].id]
    assert [owner.trekker for owner in first.eigenaren] == [False, True]
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
    assert (los.nummer, los.oplossing_id, los.kosten) == (1, None, None)
    assert card.oplossing is not None
    assert (card.nummer, card.oplossing.plaats) == (3, 1)
    assert card.kosten == {
        "regels": [{"post": "Hout", "berekening": "10 x 800", "bedrag": "8000.00", "jaar": 2027, "btw": "ex"}],
        "opgegeven_totaal": "8100.00",
    }
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


def test_choices_and_rounds_without_an_evening_get_one(session: Session) -> None:
    read_in(session, bijeenkomsten=[], deelnemers=[], oplossingen=[], voorstellen=[])
    evening = session.scalars(select(Bijeenkomst)).one()
    assert {stap.soort for stap in stappen(session, evening.id)} >= {"kiezen", "stickeren"}
    assert session.scalar(select(func.count()).select_from(Keuze)) == 2


def test_a_live_step_comes_in_as_still_to_come(session: Session) -> None:
    steps = [{"soort": "ideeen", "staat": "gedaan"}, {"soort": "kleuren", "staat": "live", "titel": "Onze kleuren"}]
    read_in(
        session,
        bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}],
        deelnemers=[],
        stemrondes=[],
        oplossingen=[],
        voorstellen=[],
    )
    rows = session.execute(select(Stap.titel, Stap.staat).order_by(Stap.volgorde)).all()
    assert ("Onze kleuren", "gepland") in rows
    assert rows[0][1] == "gedaan"


def test_what_the_ideas_say_goes_before_what_the_steps_say(session: Session) -> None:
    steps = [{"soort": "kiezen", "ideeen": [1]}, {"soort": "kiezen", "ideeen": [4]}]
    chosen = voorbeeld()["ideeen"]
    read_in(session, bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}], ideeen=chosen, **ZONDER)
    none = read_in(
        session,
        bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}],
        ideeen=[{**idee, "gekozen": False} for idee in chosen],
        **ZONDER,
    )
    first = session.scalars(select(Dialoog).where(Dialoog.korte_naam == "duin")).one()
    assert [idee.nummer for idee in shortlist(session, first.id)] == [1, 2]
    assert shortlist(session, none.id) == []


def test_settings_of_a_step_come_in_only_in_their_own_shape(session: Session) -> None:
    quota = {"grijs": 1, "geel": 2, "blauw": 3, "rood": 4}
    steps = [
        {"soort": "kiezen", "instellingen": {"quota": quota, "vreemd": 1}},
        {"soort": "kiezen", "instellingen": {"quota": {"rood": "veel"}, "getoond": "ja"}},
    ]
    read_in(
        session,
        bijeenkomsten=[{"titel": "Avond", "draaiboek": steps}],
        deelnemers=[],
        stemrondes=[],
        oplossingen=[],
        voorstellen=[],
    )
    first, second = session.scalars(select(Stap).where(Stap.soort == "kiezen").order_by(Stap.volgorde)).all()
    assert first.instellingen["quota"] == quota
    assert "vreemd" not in first.instellingen
    assert second.instellingen["quota"]["rood"] == 9
    assert second.instellingen["getoond"] is False


# --- adding to a dialogue that is there already --------------------------------------------------------------


def test_in_adds_people_and_ideas_and_nothing_else(session: Session) -> None:
    dialoog = read_in(session)
    extra = {
        "dialoog": "uitwisselbestand/1",
        "titel": "Anders",
        "deelnemers": [{"organisatie": "Nieuw", "belangen": ["Wonen"], "gemeenten": ["Zandwijk"]}],
        "ideeen": [
            {"nummer": 1, "tekst": "Een trap", "kleur": "geel", "deelvragen": [2], "samengevoegd_in": 9},
            {"nummer": 9, "tekst": "Een lift", "gekozen": True},
        ],
        "voorstellen": [{"nummer": 1, "titel": "Nee"}],
    }
    made = import_bytes(als_bytes(extra), in_="duin")
    session.rollback()
    assert (made.korte_naam, made.titel) == ("duin", "Wonen bij het duin")
    rows = {idee.nummer: idee for idee in ideeen(session, dialoog.id, staten=())}
    assert sorted(rows) == [1, 2, 4, 5, 6, 7, 8]
    assert (rows[7].tekst, rows[7].kleur, rows[7].samengevoegd_in) == ("Een trap", "geel", rows[8].id)
    assert rows[1].tekst == "Kleine huizen\nop poten"
    assert [idee.nummer for idee in shortlist(session, dialoog.id)] == [1, 2]
    assert session.scalar(select(func.count()).select_from(Voorstel)) == 2
    assert any("1 → 7, 9 → 8" in line for line in made.meldingen)
    assert any("voorstellen, gekozen" in line for line in made.meldingen)
    new = session.scalars(select(Deelnemer).where(Deelnemer.organisatie == "Nieuw")).one()
    states = session.scalars(select(Aanwezigheid.staat).where(Aanwezigheid.deelnemer_id == new.id)).all()
    assert states == ["uitgenodigd"]


def test_in_refuses_a_belang_that_the_dialogue_does_not_have(session: Session) -> None:
    dialoog = make_dialoog("wijk")
    make_ideeen(dialoog, 2)
    file = voorbeeld()
    with pytest.raises(SlechtBestand) as caught:
        import_bytes(als_bytes(file), in_="wijk")
    assert caught.value.plek == "deelnemers[0].belangen[0]"
    session.rollback()
    assert len(ideeen(session, dialoog)) == 2


def test_in_refuses_a_dialogue_that_is_not_there(session: Session) -> None:
    with pytest.raises(NotFound, match="nergens"):
        import_bytes(als_bytes(voorbeeld()), in_="nergens")


def test_the_tables_of_the_import_hold_in_one_transaction(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: Any) -> None:
        raise RuntimeError("stroom uitgevallen")

    monkeypatch.setattr("dialoog.overdracht.neerzetten_uitkomst.zet_boek", stumble)
    with pytest.raises(RuntimeError):
        import_bytes(als_bytes(voorbeeld()))
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(Dialoog)) == 0
