"""Additions of the hall: sent or typed, taken into the answer or laid aside, and the sender hears of it."""

import pytest
from sqlalchemy import select

from dialoog.bijeenkomst.models import Stap
from dialoog.database import db, transaction
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.samenvoegen import gezien_van, merge_deelnemers
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import aanvullingen, instemming, slot
from dialoog.voorstel.antwoorden import save_antwoord
from dialoog.voorstel.instemming_lezen import open_in
from dialoog.voorstel.models_zaal import Aanvulling
from tests import builders
from tests.voorstel.conftest import ANDER, KIJKER, MARIT, TOKEN
from tests.voorstel.test_regie import text
from tests.voorstel.zaal import BEGELEIDER, MERK, Zaal, antwoord, feiten, make_zaal

STUUR = "/d/wijk/aanvulling"
VRAAG = "/d/wijk/voorstel/1/4"


@pytest.fixture
def zaal(app) -> Zaal:
    app.config["WTF_CSRF_ENABLED"] = False
    return make_zaal()


@pytest.fixture
def bram(as_deelnemer, zaal):
    return as_deelnemer(zaal.dialoog, ANDER)


@pytest.fixture
def amina(as_deelnemer, zaal):
    return as_deelnemer(zaal.dialoog, TOKEN)


@pytest.fixture
def regie(as_begeleider, zaal):
    return as_begeleider(zaal.top.begeleider)


def body(tekst: str = "Denk ook aan de bus.", kenmerk: str = MERK, plek: int = 4, nummer: int = 1) -> dict:
    return {"nummer": nummer, "plek": plek, "kenmerk": kenmerk, "tekst": tekst}


def mine(client) -> list[dict]:
    return client.get("/d/wijk/mijn").json["aanvullingen"]


def row() -> Aanvulling:
    db.session.rollback()
    return db.session.scalars(select(Aanvulling)).one()


def test_what_is_sent_twice_is_one_addition_and_says_to_nobody_whose_it_is(zaal, bram, amina, regie):
    for _ in range(2):
        sent = bram.post(STUUR, json=body())
        assert sent.status_code == 200
        assert sent.json["aanvulling"]["staat"] == "open"
    assert [one["tekst"] for one in mine(bram)] == ["Denk ook aan de bus."]
    assert mine(amina) == []
    fact = feiten("AanvullingGestuurd")[-1]
    assert (fact.wie, fact.namens) == (None, None)
    assert "Bram" not in str(fact.data)
    regie.post(f"/regie/wijk/avond/{zaal.avond}/stap/{zaal.top.stap}/kaart?voorstel=1&vraag=4")
    page = text(regie.get(zaal.top.regie))
    assert "Denk ook aan de bus." in page
    assert "Denk ook aan de bus." in text(amina.get(VRAAG))
    for other in (text(bram.get("/d/wijk/")), text(bram.get(f"/beamer/{zaal.top.token()}"))):
        assert "1 aanvulling" in other
    assert "Denk ook aan de bus." not in text(bram.get(f"/beamer/{zaal.top.token()}"))


def test_only_who_is_there_sends_while_the_step_is_live(zaal, bram, as_deelnemer):
    assert as_deelnemer(zaal.dialoog, KIJKER).post(STUUR, json=body()).status_code == 403
    with transaction() as session:
        session.get_one(Stap, zaal.top.stap).staat = "gedaan"
    refused = bram.post(STUUR, json=body())
    assert refused.status_code == 409
    assert "staat nog op uw telefoon" in refused.json["fout"]["tekst"]


@pytest.mark.parametrize(
    "wrong",
    [{"tekst": "   "}, {"tekst": "x" * 2_001}, {"plek": "4"}, {"kenmerk": "kort"}, {"nummer": None}, {"tekst": 3}],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(zaal, bram, wrong):
    assert bram.post(STUUR, json={**body(), **wrong}).status_code == 400
    assert mine(bram) == []


def test_an_unknown_card_or_question_is_not_there(zaal, bram):
    assert bram.post(STUUR, json=body(nummer=99)).status_code == 404
    assert bram.post(STUUR, json=body(plek=11)).status_code == 404


def test_an_eigenaar_takes_it_in_with_other_words_and_the_sender_sees_it(zaal, bram, amina):
    save_antwoord(zaal.dialoog, 1, "opbrengst", 0, "Veertig ritten.", BEGELEIDER)
    bram.post(STUUR, json=body())
    number = row().id
    data = {"daad": "overnemen", "aanvulling": number, "tekst": "Ook met de bus."}
    for _ in range(2):
        assert amina.post(f"{VRAAG}/aanvulling", data=data).status_code == 303
    assert antwoord(zaal) == "<p>Veertig ritten.</p><p>Ook met de bus.</p>"
    seen = mine(bram)[0]
    assert (seen["staat"], seen["verwerkt"]) == ("overgenomen", "Ook met de bus.")
    fact = feiten("AanvullingOvergenomen")[-1]
    assert fact.zin == "Voorstel 1, vraag 4: aanvulling overgenomen in andere woorden"
    assert fact.wie == "Amina Bouzid"


def test_laying_aside_needs_a_reason_and_the_sender_reads_it(zaal, bram, amina):
    bram.post(STUUR, json=body())
    data = {"daad": "terzijde", "aanvulling": row().id, "reden": " "}
    refused = amina.post(f"{VRAAG}/aanvulling", data=data)
    assert refused.status_code == 400
    assert "Schrijf kort waarom" in text(refused)
    assert "Denk ook aan de bus." in text(refused)
    for _ in range(2):
        assert amina.post(f"{VRAAG}/aanvulling", data={**data, "reden": "De bus rijdt er niet."}).status_code == 303
    assert (mine(bram)[0]["staat"], mine(bram)[0]["reden"]) == ("terzijde", "De bus rijdt er niet.")
    assert antwoord(zaal) == ""


def test_accepting_and_laying_aside_are_taken_back_until_the_answer_goes_on(zaal, bram):
    save_antwoord(zaal.dialoog, 1, "opbrengst", 0, "Veertig ritten.", BEGELEIDER)
    bram.post(STUUR, json=body())
    number = row().id
    aanvullingen.lay_aside(zaal.dialoog, zaal.avond, 1, number, "Te duur.", BEGELEIDER)
    undo_feit(zaal.dialoog, feiten("AanvullingTerzijde")[-1].id, MARIT)
    assert (row().staat, row().reden) == ("open", "")
    aanvullingen.accept(zaal.dialoog, zaal.avond, 1, number, None, BEGELEIDER)
    assert antwoord(zaal).endswith("<p>Denk ook aan de bus.</p>")
    undo_feit(zaal.dialoog, feiten("AanvullingOvergenomen")[-1].id, MARIT)
    assert antwoord(zaal) == "<p>Veertig ritten.</p>"
    assert row().staat == "open"
    aanvullingen.accept(zaal.dialoog, zaal.avond, 1, number, None, BEGELEIDER)
    save_antwoord(zaal.dialoog, 1, "opbrengst", 4, "Iets anders.", BEGELEIDER)
    fact = feiten("AanvullingOvergenomen")[-1]
    assert aanvullingen.why_not_undo_overgenomen(db.session(), fact) == "het antwoord is daarna nog veranderd"


def test_who_does_not_own_the_card_decides_nothing_and_a_locked_one_waits(zaal, bram, amina):
    bram.post(STUUR, json=body())
    data = {"daad": "overnemen", "aanvulling": row().id, "tekst": "Toch."}
    assert bram.post(f"{VRAAG}/aanvulling", data=data).status_code == 404
    slot.set_slot(zaal.dialoog, None, 1, op_slot=True, wie=MARIT)
    assert amina.post(f"{VRAAG}/aanvulling", data=data).status_code == 409
    assert row().staat == "open"
    assert amina.post("/d/wijk/voorstel/1/4/aanvulling", data={**data, "daad": "iets"}).status_code == 400


def test_the_begeleider_types_one_for_somebody_and_takes_it_in_at_once(zaal, bram, regie):
    data = {"daad": "nieuw", "kenmerk": MERK, "nieuw": "Een bank erbij.", "namens": zaal.top.bram}
    for _ in range(2):
        assert regie.post("/regie/wijk/voorstellen/1/4/aanvulling", data=data).status_code == 303
    assert [one["tekst"] for one in mine(bram)] == ["Een bank erbij."]
    assert regie.post(f"/regie/wijk/avond/{zaal.avond}/voorstel/1/aanvulling/{row().id}").status_code == 303
    assert antwoord(zaal) == "<p>Een bank erbij.</p>"
    refused = regie.post("/regie/wijk/voorstellen/1/4/aanvulling", data={**data, "kenmerk": "b" * 32, "nieuw": ""})
    assert refused.status_code == 400
    assert "Schrijf de aanvulling op." in text(refused)


def test_a_reason_is_read_by_eigenaren_and_begeleiders_and_not_by_the_notulist(zaal, client, amina, regie):
    instemming.ask(zaal.dialoog, zaal.avond, zaal.top.stap, 1, MARIT)
    vraag, why = open_in(db.session(), zaal.dialoog).id, "De kosten zijn te hoog."
    db.session.rollback()
    instemming.answer(zaal.dialoog, zaal.top.bram, vraag, ja=False, reden=why)
    instemming.close(zaal.dialoog, zaal.avond, vraag, MARIT)
    builders.make_notulist(zaal.dialoog, token="pen")
    client.set_cookie(f"notulist_{zaal.dialoog}", "pen")
    page = text(client.get("/notulist/wijk/voorstel/1/4"))
    assert "Wat de zaal zei over dit voorstel" in page
    assert why not in page
    assert why in text(regie.get("/regie/wijk/voorstellen/1/4"))
    assert why in text(amina.get(VRAAG))


def test_the_notulist_types_one_too_and_of_nobody(zaal, client):
    builders.make_notulist(zaal.dialoog, token="pen")
    client.set_cookie(f"notulist_{zaal.dialoog}", "pen")
    data = {"daad": "nieuw", "kenmerk": MERK, "nieuw": "Gezegd in de zaal.", "namens": zaal.top.bram}
    assert client.post("/notulist/wijk/voorstel/1/4/aanvulling", data=data).status_code == 303
    assert (row().tekst, row().indiener) == ("Gezegd in de zaal.", None)
    assert "Gezegd in de zaal." in text(client.get("/notulist/wijk/voorstel/1/4"))


def test_a_neighbours_phone_sends_for_somebody_without_one(zaal, bram):
    corrie = builders.make_deelnemer(zaal.dialoog, "Corrie de Wit", bijeenkomst=zaal.avond)
    start_meedragen(zaal.dialoog, corrie, zaal.top.bram, MARIT)
    assert bram.post(f"/d/wijk~{corrie}/aanvulling", json=body()).status_code == 200
    assert row().indiener == corrie
    assert mine(bram) == []


def test_an_addition_goes_along_when_people_are_merged(zaal, bram, session):
    bram.post(STUUR, json=body())
    kept, gone = (session.get_one(Deelnemer, number) for number in (zaal.top.amina, zaal.top.bram))
    seen = gezien_van(kept, gone)
    session.rollback()
    merge_deelnemers(zaal.dialoog, zaal.top.amina, zaal.top.bram, seen, MARIT)
    assert row().indiener == zaal.top.amina


def test_an_answer_never_grows_beyond_what_it_may_hold(zaal, bram, regie):
    save_antwoord(zaal.dialoog, 1, "opbrengst", 0, "a" * 19_990, BEGELEIDER)
    bram.post(STUUR, json=body("b" * 100))
    data = {"daad": "overnemen", "aanvulling": row().id, "tekst": "b" * 100}
    refused = regie.post("/regie/wijk/voorstellen/1/4/aanvulling", data=data)
    assert refused.status_code == 400
    assert "De aanvulling ligt er nog." in text(refused)
    assert row().staat == "open"
