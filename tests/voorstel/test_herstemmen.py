"""A tie at the edge: a herstemming among the tied, and where that ends equal again, a lot.

Ideas 5 and 6 share place 5."""

import json
import re
from uuid import uuid4

import pytest
from sqlalchemy import select

from dialoog.database import db, transaction
from dialoog.errors import NotNow
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht.service import export_bytes
from dialoog.stemming import daarna, service
from dialoog.stemming.besluit import find_herstemming
from dialoog.stemming.briefje import put_briefje
from dialoog.stemming.lot import lot_van
from dialoog.stemming.models import Loting, RondeIdee, Stembriefje, Stemronde
from dialoog.stemming.queries import alle_rondes, uitslag
from dialoog.stemming.vaststellen import establish_stemronde
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import herstemmen, oplossingen, queries
from dialoog.voorstel.rand import open_rand
from tests import builders
from tests.voorstel.conftest import MARIT, Top, make_ronde
from tests.voorstel.test_regie import text


@pytest.fixture
def zaal(top: Top) -> list[int]:
    """Four people who are present; Amina is the first."""
    others = [builders.make_deelnemer(top.dialoog, f"Buur {n}", bijeenkomst=top.bijeenkomst) for n in range(3)]
    return [top.amina, *others]


def begin(top: Top) -> int:
    """Lay the herstemming ready; its round."""
    herstemmen.begin_herstemming(top.dialoog, top.bijeenkomst, top.stap, top.ronde, MARIT)
    held = find_herstemming(db.session(), top.ronde)
    assert held is not None
    number = held.id
    db.session.rollback()
    return number


def hold(top: Top, *ballots: tuple[int, int]) -> int:
    """A herstemming from begin to the last reveal; a ballot is (deelnemer, number of the idea)."""
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    for person, number in ballots:
        put_briefje(
            top.dialoog,
            person,
            {"ronde": ronde, "versie": 0, "kenmerk": uuid4().hex, "stickers": [number], "klaar": True},
        )
    service.close_stemronde(top.dialoog, ronde, MARIT)
    establish_stemronde(top.dialoog, ronde, MARIT)
    daarna.reveal(top.dialoog, ronde, None, MARIT, alles=True)
    db.session.rollback()
    return ronde


def made(top: Top) -> list[tuple[list[int], str, str]]:
    """(numbers of the ideas, departure, how it came out of the tie) of every oplossing."""
    db.session.rollback()
    rows = queries.oplossingen(db.session(), top.dialoog)
    return [([idee.nummer for idee in row.ideeen], row.afwijking, row.door) for row in rows]


def facts(top: Top, kind: str) -> list[Feit]:
    db.session.rollback()
    return list(db.session.scalars(select(Feit).where(Feit.dialoog_id == top.dialoog, Feit.wat == kind)))


def test_it_is_a_round_of_its_own_over_the_tied_with_as_many_stickers_as_places(top, zaal):
    ronde = begin(top)
    assert begin(top) == ronde  # sent twice
    row = db.session.get_one(Stemronde, ronde)
    assert (row.soort, row.van_ronde, row.n, row.per_idee, row.staat) == (
        "herstemming", top.ronde, 1, 1, "voorbereid",
    )  # fmt: skip
    lijst = db.session.scalars(select(RondeIdee.idee).where(RondeIdee.ronde == ronde)).all()
    assert set(lijst) == {top.ideeen[4], top.ideeen[5]}
    db.session.rollback()
    service.open_stemronde(top.dialoog, ronde, MARIT)
    assert db.session.get_one(Stemronde, ronde).sleutel
    assert len(facts(top, "HerstemmingKlaargezet")) == 1


def test_the_beamer_shows_the_tied_ideas_in_full(top, zaal, marit):
    words = "Een bus met vrijwilligers die mensen naar de huisarts brengt, ook in de avond en in het weekend"
    with transaction() as session:
        session.get_one(Idee, top.ideeen[4]).tekst = words
    begin(top)
    assert words in marit.get(f"/beamer/{top.token()}").get_data(as_text=True)


def test_the_winner_goes_on_without_a_reason_and_the_first_numbers_stay(top, zaal):
    hold(top, (zaal[0], 6), (zaal[1], 6), (zaal[2], 5))
    result = uitslag(db.session(), top.dialoog)
    assert result is not None
    assert result.ronde == top.ronde
    assert [rij.stickers for rij in result.rijen] == [14, 12, 10, 9, 7, 7, 3]
    db.session.rollback()
    assert oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 5
    assert oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 0
    assert made(top)[-1] == ([6], "", "herstemming")


def test_nothing_of_it_counts_before_the_hall_has_seen_it(top, zaal, phone):
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    put_briefje(
        top.dialoog,
        zaal[0],
        {"ronde": ronde, "versie": 0, "kenmerk": uuid4().hex, "stickers": [6], "klaar": True},
    )
    service.close_stemronde(top.dialoog, ronde, MARIT)
    establish_stemronde(top.dialoog, ronde, MARIT)
    result = uitslag(db.session(), top.dialoog)
    assert result is not None
    assert result.besluit is None
    db.session.rollback()
    assert oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 4
    assert "De herstemming is gesloten" in text(phone.get(f"/beamer/{top.token()}"))


def test_ballots_and_key_go_when_it_is_established_and_no_fact_stands_beside_one(top, zaal):
    before = db.session.scalar(select(Feit.id).order_by(Feit.id.desc()).limit(1)) or 0
    db.session.rollback()
    ronde = hold(top, *((person, 5) for person in zaal))
    assert db.session.scalars(select(Stembriefje)).all() == []
    kinds = db.session.scalars(select(Feit.wat).where(Feit.id > before).order_by(Feit.id)).all()
    assert kinds == ["HerstemmingKlaargezet", "RondeGeopend", "RondeGesloten", "RondeVastgesteld", "RondeOnthuld"]
    row = next(row for row in alle_rondes(db.session(), top.dialoog) if row.ronde == ronde)
    assert row.van_ronde == top.ronde


def test_equal_again_leaves_the_choice_or_a_lot(top, zaal, marit):
    hold(top, (zaal[0], 5), (zaal[1], 6))
    with pytest.raises(NotNow):
        herstemmen.begin_herstemming(top.dialoog, top.bijeenkomst, top.stap, top.ronde, MARIT)
    page = text(marit.get(top.regie))
    assert "weer gelijk" in page
    assert "Leg de keuze vast" in page
    oplossingen.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[4]], "Kan al gauw.", MARIT)
    assert oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 4
    assert made(top)[-1] == ([5], "rand", "")


def test_a_lot_waits_for_a_herstemming(top):
    with pytest.raises(NotNow):
        herstemmen.begin_loting(top.dialoog, top.bijeenkomst, top.stap, top.ronde, MARIT)


def lay(top: Top) -> int:
    herstemmen.begin_loting(top.dialoog, top.bijeenkomst, top.stap, top.ronde, MARIT)
    number = db.session.scalars(select(Loting.id)).one()
    db.session.rollback()
    return number


def test_a_lot_is_drawn_once_and_stays(top, zaal):
    hold(top, (zaal[0], 5), (zaal[1], 6))
    loting = lay(top)
    assert lay(top) == loting
    for _ in range(2):  # sent twice
        herstemmen.draw_lot(top.dialoog, top.bijeenkomst, top.stap, loting, 0, MARIT)
    with pytest.raises(NotNow):
        herstemmen.draw_lot(top.dialoog, top.bijeenkomst, top.stap, loting, 1, MARIT)
    [drawn] = facts(top, "LotGetrokken")
    assert drawn.wie == MARIT
    assert drawn.data["uit"] == [5, 6]
    assert f"getrokken is nr. {drawn.data['nummer']}" in drawn.zin
    with pytest.raises(NotNow):
        undo_feit(top.dialoog, facts(top, "LotingKlaargelegd")[0].id, MARIT)
    with pytest.raises(NotNow):
        undo_feit(top.dialoog, drawn.id, MARIT)
    assert oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT) == 5
    assert made(top)[-1] == ([drawn.data["nummer"]], "", "loting")


def test_papers_can_be_put_away_until_one_is_drawn(top, zaal):
    hold(top, (zaal[0], 5), (zaal[1], 6))
    lay(top)
    undo_feit(top.dialoog, facts(top, "LotingKlaargelegd")[0].id, MARIT)
    db.session.rollback()
    assert db.session.scalars(select(Loting)).all() == []


def test_each_paper_can_be_drawn(top, zaal, monkeypatch):
    hold(top, (zaal[0], 5), (zaal[1], 6))
    seen: list[list[int]] = []
    monkeypatch.setattr("dialoog.stemming.lot.secrets.choice", lambda papers: seen.append(list(papers)) or papers[-1])
    herstemmen.draw_lot(top.dialoog, top.bijeenkomst, top.stap, lay(top), 0, MARIT)
    assert [[paper.nummer for paper in papers] for papers in seen] == [[5, 6]]
    herstemming = find_herstemming(db.session(), top.ronde)
    lot = lot_van(db.session(), herstemming.id)
    assert [paper.nummer for paper in lot.getrokken] == [6]


def test_opnieuw_stemmen_of_its_round_takes_the_herstemming_along(top, zaal):
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    put_briefje(
        top.dialoog,
        zaal[0],
        {"ronde": ronde, "versie": 0, "kenmerk": uuid4().hex, "stickers": [6], "klaar": True},
    )
    daarna.cancel_stemronde(top.dialoog, top.ronde, "Een idee ontbrak.", MARIT, opnieuw=True)
    row = db.session.get_one(Stemronde, ronde)
    assert row.staat == "vervallen"
    assert "Een idee ontbrak." in row.reden
    assert db.session.scalars(select(Stembriefje)).all() == []


def test_a_herstemming_can_be_held_again_on_the_same_list(top, zaal):
    ronde = hold(top, (zaal[0], 5), (zaal[1], 6))
    daarna.cancel_stemronde(top.dialoog, ronde, "Twee mensen waren even weg.", MARIT, opnieuw=True)
    again = find_herstemming(db.session(), top.ronde)
    assert again.id != ronde
    assert (again.staat, again.n, again.van_ronde) == ("voorbereid", 1, top.ronde)
    old = next(row for row in alle_rondes(db.session(), top.dialoog) if row.ronde == ronde)
    assert (old.staat, old.reden) == ("vervallen", "Twee mensen waren even weg.")
    assert old.uitslag is not None


def test_laying_it_ready_is_undone_until_it_is_open(top, zaal):
    ronde = begin(top)
    undo_feit(top.dialoog, facts(top, "HerstemmingKlaargezet")[0].id, MARIT)
    db.session.rollback()
    assert db.session.get_one(Stemronde, ronde).staat == "vervallen"
    db.session.rollback()
    service.open_stemronde(top.dialoog, begin(top), MARIT)
    with pytest.raises(NotNow):
        undo_feit(top.dialoog, facts(top, "HerstemmingKlaargezet")[1].id, MARIT)


def test_it_goes_back_to_voorbereid_with_its_own_list(top, zaal):
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    service.reset_stemronde(top.dialoog, ronde, MARIT)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    row = db.session.get_one(Stemronde, ronde)
    assert (row.n, row.staat) == (1, "open")
    assert len(db.session.scalars(select(RondeIdee).where(RondeIdee.ronde == ronde)).all()) == 2


def test_what_the_group_chose_before_is_not_put_to_the_vote(top, zaal):
    """Three tied ideas for two places, one chosen by the group: the herstemming is about the other two."""
    with transaction() as session:
        session.get_one(RondeIdee, (top.ronde, top.ideeen[3])).stickers = 7
    oplossingen.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[3]], "Loopt al.", MARIT)
    ronde = begin(top)
    row = db.session.get_one(Stemronde, ronde)
    lijst = db.session.scalars(select(RondeIdee.idee).where(RondeIdee.ronde == ronde)).all()
    assert (row.n, set(lijst)) == (1, {top.ideeen[4], top.ideeen[5]})


def test_a_top_that_changed_size_leaves_it_out(top, zaal):
    """A herstemming orders what was tied then and nothing else."""
    hold(top, (zaal[0], 6), (zaal[1], 6))
    with transaction() as session:
        session.get_one(Dialoog, top.dialoog).top = 4
    result = uitslag(db.session(), top.dialoog)
    assert (result.besluit, result.rand_plaatsen) == (None, 0)


def test_the_evening_does_not_go_on_while_it_is_open(top, zaal, marit):
    service.open_stemronde(top.dialoog, begin(top), MARIT)
    builders.make_stap(top.bijeenkomst, "voorstelkaarten")
    assert marit.post(f"{top.regie}/verder?gezien={top.stap}").status_code == 409


# --- the screens ----------------------------------------------------------------------------------------------


def test_three_ways_and_the_green_button_follows(top, zaal, marit):
    page = text(marit.get(top.regie))
    assert "Hoe kiest de groep?" in page
    assert "alleen voor nr. 5 of nr. 6" in page
    assert "Kan pas als een herstemming weer gelijk eindigt." in page
    assert "Begin de herstemming" in page
    assert marit.post(f"{top.regie}/gelijk/{top.stap}/weg", data={"weg": "keuze"}).status_code == 303
    page = text(marit.get(top.regie))
    assert "Leg de keuze vast" in page
    assert "Begin de herstemming" not in page
    assert marit.post(f"{top.regie}/gelijk/{top.stap}/weg", data={"weg": "raden"}).status_code == 400


def test_from_press_to_winner_over_http(top, zaal, marit, phone, as_deelnemer):
    tie = f"{top.regie}/gelijk/{top.stap}"
    assert marit.post(f"{tie}/herstemming", data={"ronde": 999}).status_code == 409
    for _ in range(2):
        assert marit.post(f"{tie}/herstemming", data={"ronde": top.ronde}).status_code == 303
    assert "Straks een herstemming: kies 1 van 2" in text(phone.get("/d/wijk/"))
    assert "Toch geen herstemming" in text(marit.get(top.regie))
    ronde = find_herstemming(db.session(), top.ronde).id
    db.session.rollback()
    assert marit.post(f"{top.regie}/stemronde/{ronde}/open").status_code == 303
    assert "Herstemming: kies 1 van 2" in text(phone.get("/d/wijk/"))
    beamer = text(phone.get(f"/beamer/{top.token()}"))
    assert "Herstemming: kies 1 van 2" in beamer
    mine = phone.get("/d/wijk/mijn").json
    assert (mine["ronde"], mine["aantal"]) == (ronde, 0)
    ballot = {"ronde": ronde, "versie": 0, "kenmerk": "k" * 16, "stickers": [6], "klaar": True}
    assert phone.post("/d/wijk/stembriefje", json={**ballot, "stickers": [5, 6]}).status_code == 400
    assert phone.post("/d/wijk/stembriefje", json={**ballot, "stickers": [1]}).status_code == 400
    for _ in range(2):
        assert phone.post("/d/wijk/stembriefje", json=ballot).status_code == 200
    for act in ("sluit", "vaststellen", "onthul?alles=ja"):
        assert marit.post(f"{top.regie}/stemronde/{ronde}/{act}").status_code == 303
    assert "Nr. 6 gaat door" in text(phone.get(f"/beamer/{top.token()}"))
    page = text(marit.get(top.regie))
    assert "de zaal koos" in page
    assert "Maak oplossingen van de top 5" in page
    marit.post("/regie/wijk/oplossingen/vul", data={"avond": top.bijeenkomst})
    beamer = text(phone.get(f"/beamer/{top.token()}"))
    assert "Deze 5 oplossingen werken we uit" in beamer
    assert "na een herstemming" in beamer


def count(marit, papier: str, versie: int, **stickers: str) -> int:
    """Type the count and say yes to the question; a count that is mended needs its reason instead. The status."""
    form = {"mensen": "3", "versie": versie, "reden": "Verkeerd geteld.", **stickers}
    page = marit.post(papier, data=form)
    confirm = re.search(r'name="klopt" value="([^"]+)"', page.text)
    return marit.post(papier, data={**form, "klopt": confirm.group(1)}).status_code if confirm else page.status_code


def test_a_herstemming_that_fails_is_counted_on_paper_and_decides(top, zaal, marit, phone):
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    ballot = {"ronde": ronde, "versie": 0, "kenmerk": "k" * 16, "stickers": [6], "klaar": True}
    assert phone.post("/d/wijk/stembriefje", json=ballot).status_code == 200
    papier = f"{top.regie}/stemronde/{ronde}/papier"
    assert papier in marit.get(top.regie).text
    sheet = text(marit.get(f"{papier}/print"))
    assert "Idee 5 voor de wijk" in sheet
    assert "Idee 6 voor de wijk" in sheet
    assert "Idee 1 voor de wijk" not in sheet
    versie = db.session.get_one(Stemronde, ronde).versie
    assert count(marit, papier, versie, **{"nr-5": "2", "nr-6": "1"}) == 303
    db.session.expire_all()
    assert db.session.scalars(select(Stembriefje)).all() == []
    assert marit.post(f"{top.regie}/stemronde/{ronde}/onthul?alles=ja").status_code == 303
    assert "Nr. 5 gaat door" in text(phone.get(f"/beamer/{top.token()}"))
    versie = db.session.get_one(Stemronde, ronde).versie
    db.session.rollback()
    assert count(marit, papier, versie, **{"nr-5": "1", "nr-6": "2"}) == 303
    assert "Nr. 6 gaat door" in text(phone.get(f"/beamer/{top.token()}"))
    result = uitslag(db.session(), top.dialoog)
    assert result is not None
    assert (result.ronde, [rij.stickers for rij in result.rijen]) == (top.ronde, [14, 12, 10, 9, 7, 7, 3])
    db.session.rollback()
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    assert made(top)[-1] == ([6], "", "herstemming")
    book = text(marit.get("/regie/wijk/themaboek/lees"))
    assert "Herstemming" in book
    assert "op papier" in book
    first = export_bytes("wijk")
    assert json.loads(first)["stemrondes"][-1]["soort"] == "papier"


def test_a_toehoorder_does_not_vote(top, zaal, as_deelnemer):
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    guest = as_deelnemer(top.dialoog, "telefoon-van-kees")
    ballot = {"ronde": ronde, "versie": 0, "kenmerk": "k" * 16, "stickers": [6], "klaar": True}
    assert guest.post("/d/wijk/stembriefje", json=ballot).status_code == 403


def test_the_lot_on_all_screens(top, zaal, marit, phone):
    hold(top, (zaal[0], 5), (zaal[1], 6))
    tie = f"{top.regie}/gelijk/{top.stap}"
    assert "De herstemming is weer gelijk" in text(phone.get(f"/beamer/{top.token()}"))
    marit.post(f"{tie}/weg", data={"weg": "loting"})
    assert "Leg de papieren klaar" in text(marit.get(top.regie))
    for _ in range(2):
        assert marit.post(f"{tie}/loting", data={"ronde": top.ronde}).status_code == 303
    beamer = text(phone.get(f"/beamer/{top.token()}"))
    assert "We loten" in beamer
    assert "Elk papier heeft evenveel kans." in beamer
    assert "We loten" in text(phone.get("/d/wijk/"))
    loting = db.session.scalars(select(Loting.id)).one()
    db.session.rollback()
    for _ in range(2):
        assert marit.post(f"{tie}/trek", data={"loting": loting, "gezien": 0}).status_code == 303
    assert marit.post(f"{tie}/trek", data={"loting": loting, "gezien": 1}).status_code == 409
    number = facts(top, "LotGetrokken")[0].data["nummer"]
    assert f"Geloot: nr. {number} gaat door" in text(phone.get(f"/beamer/{top.token()}"))
    marit.post("/regie/wijk/oplossingen/vul", data={"avond": top.bijeenkomst})
    assert "na een loting" in text(phone.get(f"/beamer/{top.token()}"))


def test_oplossingen_stand_on_the_beamer_while_a_tie_is_open(top, phone):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    beamer = text(phone.get(f"/beamer/{top.token()}"))
    assert "Deze 4 oplossingen werken we uit" in beamer
    assert "Nog te kiezen:" in beamer
    assert "nr. 5" in beamer


def test_open_rand_knows_when_nothing_is_left(top, session):
    assert open_rand(None, []) == (0, [])


def test_a_person_without_a_phone_votes_in_it(top, zaal, marit):
    person = builders.make_deelnemer(
        top.dialoog, "Corrie", bijeenkomst=top.bijeenkomst, zonder_telefoon=True, helper="Joke"
    )
    ronde = begin(top)
    service.open_stemronde(top.dialoog, ronde, MARIT)
    page = text(marit.get(f"{top.regie}/stemmen-voor/{person}"))
    assert "Idee 6 voor de wijk" in page
    data = {"ronde": ronde, "kenmerk": "k" * 16, "idee-6": "1"}
    assert marit.post(f"{top.regie}/stemmen-voor/{person}", data=data).status_code == 303


def test_two_rounds_stand_beside_each_other_in_the_hall_when_the_begeleider_says_so(top, marit, phone):
    url = f"{top.regie}/gelijk/{top.stap}/naast"
    assert marit.post(url, data={"toon": "ja"}).status_code == 409
    with transaction() as session:
        old = session.get_one(Stemronde, top.ronde)
        old.staat, old.reden = "vervallen", "Een idee ontbrak."
        stap = old.stap_id
    make_ronde(top.dialoog, top.bijeenkomst, stap, top.ideeen, (3, 14, 10, 9, 8, 7, 1))
    page = text(marit.get(top.regie))
    assert "Naast de vorige ronde" in page
    assert "Laat de zaal beide rondes zien" in page
    for _ in range(2):
        assert marit.post(url, data={"toon": "ja"}).status_code == 303
    beamer = text(phone.get(f"/beamer/{top.token()}"))
    assert "Wat veranderde er?" in beamer
    assert "1 plaats omhoog" in beamer
    assert "Een idee ontbrak." in beamer
    assert marit.post(url, data={"toon": "nee"}).status_code == 303
    assert "Wat veranderde er?" not in text(phone.get(f"/beamer/{top.token()}"))
