"""*Kunt u zich vinden in dit voorstel?*: asked, answered, counted, forgotten per person, asked again."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from dialoog.bijeenkomst.aanwezig import set_aanwezigheid
from dialoog.bijeenkomst.service import next_step
from dialoog.database import db, transaction
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.deelnemer.service import remove_deelnemer, undo_removal_of
from dialoog.errors import NotNow
from dialoog.overdracht.service import export_bytes
from dialoog.themaboek.queries import boek, openbaar_boek
from dialoog.verslag.models import Feit
from dialoog.verslag.queries import laatste_stappen
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import instemming
from dialoog.voorstel.antwoorden import save_antwoord
from dialoog.voorstel.instemming_lezen import InstemmingRij, instemmingen, open_in
from dialoog.voorstel.models_zaal import InstemmingAntwoord, InstemmingReden
from dialoog.voorstel.na_akkoord import na_akkoord
from dialoog.voorstel.views.instemmen import PER_MINUUT
from tests import builders
from tests.voorstel.conftest import ANDER, KIJKER, MARIT
from tests.voorstel.test_regie import text
from tests.voorstel.zaal import BEGELEIDER, Zaal, feiten, make_zaal

GEHEIM = "Dit kan alleen iemand uit de Bosstraat weten."


@pytest.fixture
def zaal(app) -> Zaal:
    app.config["WTF_CSRF_ENABLED"] = False
    return make_zaal()


@pytest.fixture
def bram(as_deelnemer, zaal):
    return as_deelnemer(zaal.dialoog, ANDER)


@pytest.fixture
def regie(as_begeleider, zaal):
    return as_begeleider(zaal.top.begeleider)


def ask(zaal: Zaal, nummer: int = 1) -> int:
    """Ask about a card; gives the number of the question."""
    instemming.ask(zaal.dialoog, zaal.avond, zaal.top.stap, nummer, MARIT)
    db.session.rollback()
    return open_in(db.session(), zaal.dialoog).id


def say(zaal: Zaal, vraag: int, *answers: str) -> None:
    """The first people answer in turn: "" is ja, a text is nog niet."""
    for person, reden in zip(zaal.mensen, answers, strict=False):
        instemming.answer(zaal.dialoog, person, vraag, ja=not reden, reden=reden)


def last(zaal: Zaal, nummer: int = 1) -> InstemmingRij:
    db.session.rollback()
    found = instemmingen(db.session(), zaal.dialoog)
    return next(rows[-1] for rows in found.values() if rows)


def count(table: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_asked_on_the_phones_answered_changed_and_counted_with_who_was_there(zaal, bram, regie):
    url = f"{zaal.top.regie}/stap/{zaal.top.stap}/instemming?voorstel=1"
    for _ in range(2):
        assert regie.post(url).status_code == 303
    page = text(bram.get("/d/wijk/"))
    assert "Kunt u zich vinden in dit voorstel?" in page
    asked = bram.get("/d/wijk/mijn").json["instemming"]
    assert asked["ja"] is None
    place = f"/d/wijk/instemming/{asked['instemming']}"
    for _ in range(2):
        assert bram.post(place, json={"ja": False, "reden": GEHEIM}).json["instemming"]["ja"] is False
    assert bram.post(place, json={"ja": True, "reden": "vergeten"}).json["instemming"] == {
        "instemming": asked["instemming"], "ja": True, "reden": "",
    }  # fmt: skip
    say(zaal, asked["instemming"], "", "", "Te duur.", "", "")
    assert "5 van de 6 aanwezigen gaven antwoord" in text(regie.get(zaal.top.regie))
    for _ in range(2):
        assert regie.post(f"{zaal.top.regie}/instemming/{asked['instemming']}/sluiten").status_code == 303
    found = last(zaal)
    assert (found.aanwezig, found.antwoorden, found.ja, found.nog_niet) == (6, 5, 4, 1)
    assert found.redenen == ("Te duur.",)
    assert len(feiten("InstemmingGesloten")) == 1
    beamer = text(bram.get(f"/beamer/{zaal.top.token()}"))
    assert "4 van de 5 mensen die antwoord gaven, kunnen zich vinden in dit voorstel." in beamer
    for seen in (beamer, text(bram.get("/d/wijk/"))):
        assert "Te duur." not in seen
    assert "Te duur." in text(regie.get(zaal.top.regie))


def test_while_it_is_open_no_screen_and_no_record_says_what_or_who(zaal, bram, regie):
    vraag = ask(zaal)
    before = count(Feit)
    say(zaal, vraag, "", GEHEIM, "", "", "")
    assert count(Feit) == before
    for seen in (regie.get(zaal.top.regie), bram.get(f"/beamer/{zaal.top.token()}"), bram.get("/d/wijk/")):
        assert GEHEIM not in text(seen).split('id="mijn"')[0]
        assert "4 ja" not in text(seen)
    with pytest.raises(NotNow):
        next_step(zaal.dialoog, zaal.avond, zaal.top.stap, MARIT)


def test_after_closing_nothing_of_a_person_is_left_and_it_cannot_be_opened_again(zaal):
    vraag = ask(zaal)
    say(zaal, vraag, "", GEHEIM, "Ander.", "", "")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    assert count(InstemmingAntwoord) == 0
    assert count(InstemmingReden) == 2
    row = next(line for line in laatste_stappen(db.session(), zaal.dialoog) if "gaven antwoord" in line.zin)
    assert not row.kan_terug
    assert "gewist" in row.waarom_niet
    with pytest.raises(NotNow):
        instemming.answer(zaal.dialoog, zaal.mensen[0], vraag, ja=True, reden="")


def test_the_database_itself_refuses_a_nog_niet_without_a_reason(zaal):
    vraag = ask(zaal)
    without = InstemmingAntwoord(instemming_id=vraag, deelnemer_id=zaal.mensen[0], ja=False, reden="")
    with transaction() as session:
        session.add(without)
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


@pytest.mark.parametrize("wrong", [{"ja": False, "reden": " "}, {"ja": False, "reden": "x" * 501}, {"ja": "ja"}, {}])
def test_an_answer_that_cannot_be_is_refused_and_the_former_one_stays(zaal, bram, wrong):
    vraag = ask(zaal)
    bram.post(f"/d/wijk/instemming/{vraag}", json={"ja": True, "reden": ""})
    assert bram.post(f"/d/wijk/instemming/{vraag}", json=wrong).status_code == 400
    assert bram.get("/d/wijk/mijn").json["instemming"]["ja"] is True


def test_only_deelnemers_who_are_there_answer(zaal, bram, as_deelnemer):
    vraag = ask(zaal)
    body = {"ja": True, "reden": ""}
    assert as_deelnemer(zaal.dialoog, KIJKER).post(f"/d/wijk/instemming/{vraag}", json=body).status_code == 403
    set_aanwezigheid(zaal.dialoog, zaal.avond, zaal.top.bram, "weg", MARIT)
    assert bram.post(f"/d/wijk/instemming/{vraag}", json=body).status_code == 403
    assert bram.post("/d/wijk/instemming/999", json=body).status_code == 404


def test_somebody_without_a_phone_answers_through_the_begeleider_and_through_a_neighbour(zaal, bram, regie):
    corrie = builders.make_deelnemer(
        zaal.dialoog, "Corrie de Wit", bijeenkomst=zaal.avond, zonder_telefoon=True, helper="Joke"
    )
    vraag = ask(zaal)
    assert f"instemming-voor/{corrie}" in text(regie.get(zaal.top.regie))
    place = f"{zaal.top.regie}/instemming-voor/{corrie}"
    assert "Joke antwoordt namens Corrie de Wit." in text(regie.get(place))
    refused = regie.post(place, data={"instemming": vraag, "ja": "nee", "reden": ""})
    assert refused.status_code == 400
    assert regie.post(place, data={"instemming": vraag}).status_code == 400
    assert regie.post(place, data={"instemming": vraag, "ja": "nee", "reden": "Te ver."}).status_code == 303
    assert regie.get(f"{zaal.top.regie}/instemming-voor/{zaal.top.bram}").status_code == 404
    start_meedragen(zaal.dialoog, corrie, zaal.top.bram, MARIT)
    assert bram.post(f"/d/wijk~{corrie}/instemming/{vraag}", json={"ja": True, "reden": ""}).status_code == 200
    say(zaal, vraag, "", "", "", "")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    assert (last(zaal).aanwezig, last(zaal).antwoorden, last(zaal).ja) == (7, 5, 5)
    assert feiten("InstemmingGesloten")[-1].zin.endswith("Geholpen: Corrie de Wit door Bram Vos")


def test_with_few_answers_no_count_of_ja_is_kept_anywhere(zaal, regie):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "Te duur.")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    found = last(zaal)
    assert (found.antwoorden, found.ja, found.nog_niet) == (3, None, None)
    assert feiten("InstemmingGesloten")[-1].data["ja"] is None
    assert "minder dan 5" in text(regie.get("/regie/wijk/voorstellen/1/instemming"))


def test_settled_by_a_change_it_is_marked_and_asked_again(zaal):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "", "", "Te duur.")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    assert not na_akkoord(db.session(), zaal.dialoog)[last(zaal).voorstel].gewijzigd
    save_antwoord(zaal.dialoog, 1, "nodig", 0, "Het kan voor minder.", BEGELEIDER)
    assert last(zaal).anders == ("nodig",)
    assert na_akkoord(db.session(), zaal.dialoog)[last(zaal).voorstel].vragen == ("nodig",)
    again = ask(zaal)
    say(zaal, again, "", "", "", "", "", "")
    instemming.close(zaal.dialoog, zaal.avond, again, MARIT)
    found = last(zaal)
    assert (found.keer, found.ja, found.anders) == (2, 6, ())
    assert found.feit == "Alle 6 aanwezigen kunnen zich vinden in dit voorstel."
    assert not na_akkoord(db.session(), zaal.dialoog)[last(zaal).voorstel].gewijzigd


def test_one_card_at_a_time_and_asking_is_taken_back_while_nobody_answered(zaal):
    vraag = ask(zaal)
    with pytest.raises(NotNow):
        instemming.ask(zaal.dialoog, zaal.avond, zaal.top.stap, 2, MARIT)
    undo_feit(zaal.dialoog, feiten("InstemmingGevraagd")[-1].id, MARIT)
    assert open_in(db.session(), zaal.dialoog) is None
    with pytest.raises(NotNow):
        instemming.answer(zaal.dialoog, zaal.mensen[0], vraag, ja=True, reden="")
    again = ask(zaal, 2)
    say(zaal, again, "")
    with pytest.raises(NotNow):
        undo_feit(zaal.dialoog, feiten("InstemmingGevraagd")[-1].id, MARIT)


def test_the_conclusion_begins_as_a_draft_goes_to_the_record_and_is_taken_back(zaal, regie):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "", "", "", "")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    place = "/regie/wijk/voorstellen/1/instemming"
    assert "Alle 6 aanwezigen kunnen zich vinden in dit voorstel.</textarea>" in text(regie.get(place))
    versie = last(zaal).versie
    data = {"instemming": vraag, "versie": versie, "conclusie": "De zaal staat erachter."}
    for _ in range(2):
        assert regie.post(place, data=data).status_code == 303
    assert (last(zaal).conclusie, last(zaal).conclusie_door) == ("De zaal staat erachter.", MARIT)
    assert feiten("ConclusieGeschreven")[-1].zin == "Voorstel 1, conclusie: De zaal staat erachter."
    late = regie.post(place, data={**data, "conclusie": "Iets anders."})
    assert late.status_code == 409
    assert "Iets anders." in text(late)
    assert regie.post(place, data={**data, "conclusie": "x" * 1_001, "versie": versie + 1}).status_code == 400
    undo_feit(zaal.dialoog, feiten("ConclusieGeschreven")[-1].id, MARIT)
    assert last(zaal).conclusie == ""


def test_the_book_has_the_counts_and_the_conclusion_and_no_reason(zaal):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "", "", GEHEIM)
    assert GEHEIM not in str(boek(db.session(), zaal.dialoog))
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    instemming.save_conclusie(zaal.dialoog, zaal.avond, vraag, last(zaal).versie, "Eerst de kosten.", MARIT)
    db.session.rollback()
    for book in (boek(db.session(), zaal.dialoog), openbaar_boek(db.session(), zaal.dialoog)):
        assert book.voorstellen[0].akkoord.startswith("4 van de 5 mensen die antwoord gaven, kunnen zich vinden")
        assert book.voorstellen[0].akkoord.endswith("Conclusie: Eerst de kosten.")
        assert GEHEIM not in str(book)
        assert "De groep zei of zij zich kan vinden in voorstel 1." in [stap.wat for stap in book.stappen]


def test_a_conclusion_that_goes_on_from_the_counts_does_not_say_them_twice(zaal):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "", "", "", "")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    whole = "Alle 6 aanwezigen kunnen zich vinden in dit voorstel. De kosten volgen."
    instemming.save_conclusie(zaal.dialoog, zaal.avond, vraag, last(zaal).versie, whole, MARIT)
    db.session.rollback()
    assert boek(db.session(), zaal.dialoog).voorstellen[0].akkoord == whole


def test_a_card_that_nobody_was_asked_about_says_so(zaal, regie):
    assert "nog niet naar gevraagd" in text(regie.get("/regie/wijk/voorstellen/2/instemming"))
    data = {"instemming": 1, "versie": 1, "conclusie": "Verzonnen."}
    assert regie.post("/regie/wijk/voorstellen/2/instemming", data=data).status_code == 404


def test_who_takes_nearly_everybody_off_the_list_does_not_read_what_the_last_one_answered(zaal, regie):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "", "", "", GEHEIM)
    for person in zaal.mensen[:5]:
        remove_deelnemer(zaal.dialoog, person, zaal.avond, MARIT)
    refused = regie.post(f"{zaal.top.regie}/instemming/{vraag}/sluiten")
    assert refused.status_code == 409
    assert "Van de 6 mensen die antwoord gaven, telt er nu 1 mee." in text(refused)
    assert (count(InstemmingAntwoord), count(InstemmingReden)) == (6, 0)
    for person in zaal.mensen[:5]:
        undo_removal_of(zaal.dialoog, person, MARIT)
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    assert (last(zaal).ja, last(zaal).nog_niet) == (5, 1)


def test_a_conclusion_names_nobody_without_a_recorded_yes_in_book_or_file(zaal):
    vraag = ask(zaal)
    say(zaal, vraag, "", "", "", "", "", "")
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    text = "Volgens cor bakker kan het. Dat zei Dina Aydin ook."
    instemming.save_conclusie(zaal.dialoog, zaal.avond, vraag, last(zaal).versie, text, MARIT)
    db.session.rollback()
    for found in (str(boek(db.session(), zaal.dialoog)), export_bytes("wijk").decode()):
        assert "kan het. Dat zei" in found
        assert "cor bakker" not in found.lower()
        assert "Dina Aydin ook" not in found


def test_a_phone_that_changes_its_answer_without_end_has_to_wait(zaal, bram):
    vraag = ask(zaal)
    place = f"/d/wijk/instemming/{vraag}"
    codes = [bram.post(place, json={"ja": True, "reden": ""}).status_code for _ in range(PER_MINUUT + 1)]
    assert codes[:-1] == [200] * PER_MINUUT
    assert codes[-1] == 429
