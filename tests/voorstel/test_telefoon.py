"""An eigenaar on the phone: reads what is revealed, writes on the own card, loses nothing."""

import re

import pytest
from sqlalchemy import update

from dialoog.bijeenkomst.models import Stap
from dialoog.database import transaction
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.stemming.models import Stemronde
from dialoog.voorstel import antwoorden, eigenaren, oplossingen, queries, slot
from tests import builders
from tests.voorstel.conftest import ANDER, KIJKER, MARIT, Top
from tests.voorstel.test_regie import text

BEGELEIDER = antwoorden.Schrijver("begeleider", MARIT)


@pytest.fixture
def kaart(top: Top, session) -> str:
    """Address of Voorstel 1, which Amina owns."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = queries.oplossingen(session, top.dialoog)[0].id
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, row, "", [top.amina], top.amina, MARIT)
    return "/d/wijk/voorstel/1"


@pytest.fixture
def form_phone(app, phone):
    """A phone whose plain forms need no token."""
    app.config["WTF_CSRF_ENABLED"] = False
    return phone


def test_before_the_reveal_no_number_and_no_name_leaves(top, phone, marit, session):
    with transaction() as writing:
        writing.execute(update(Stemronde).values(onthuld=6))
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    for page in (text(phone.get("/d/wijk/")), text(phone.get(f"/beamer/{top.token()}"))):
        assert "Idee 1 voor de wijk" not in page
        assert ">14<" not in page
        assert "Samen op plaats" not in page
    assert "Toon de uitslag" in text(marit.get(top.regie))
    data = {"avond": top.bijeenkomst, "ronde": top.ronde}
    assert marit.post("/regie/wijk/oplossingen/onthul", data={**data, "ronde": 999}).status_code == 409
    for _ in range(2):
        assert marit.post("/regie/wijk/oplossingen/onthul", data=data).status_code == 303
    assert "Samen op plaats 5." in text(phone.get(f"/beamer/{top.token()}"))


def test_the_phone_reads_the_oplossingen(top, phone):
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    oplossingen.settle_rand(top.dialoog, top.bijeenkomst, top.ronde, [top.ideeen[4]], "Kan al gauw.", MARIT)
    page = text(phone.get("/d/wijk/"))
    assert "1. Idee 1 voor de wijk" in page
    assert "Kan al gauw." in page
    beamer = text(phone.get(f"/beamer/{top.token()}"))
    assert "Deze 5 oplossingen werken we uit" in beamer
    assert f"Vastgelegd door {MARIT}." in beamer


def test_a_trekker_finds_the_way_on_every_page(top, phone, kaart, as_deelnemer):
    assert phone.get("/d/wijk/mijn").get_json()["voorstellen"] == [
        {"nummer": 1, "titel": "Idee 1 voor de wijk", "trekker": True, "op_slot": False, "gevuld": 0, "wachtend": []}
    ]
    assert as_deelnemer(top.dialoog, ANDER).get("/d/wijk/mijn").get_json().get("voorstellen", []) == []


def test_an_answer_is_written_without_a_script(top, form_phone, kaart, session):
    page = form_phone.get(f"{kaart}/6")
    assert "Hoe moet dit idee uitgevoerd worden?" in text(page)
    assert form_phone.post(f"{kaart}/6", data={"versie": 0, "tekst": "1. eerst\n2. dan"}).status_code == 303
    assert "Bewaard" in text(form_phone.get(f"{kaart}/6"))
    assert form_phone.get(kaart).headers["Location"].endswith("/1")


def test_with_a_script_the_answer_comes_as_json_and_twice_is_once(phone, kaart):
    for _ in range(2):
        answer = phone.post(f"{kaart}/1/bewaar", json={"versie": 0, "tekst": "Een belcirkel."})
        assert answer.get_json()["antwoord"]["versie"] == 1
    assert phone.post(f"{kaart}/1/bewaar", json={"versie": "0", "tekst": 3}).status_code == 400
    assert phone.post(f"{kaart}/1/bewaar", json=[1]).status_code == 400


def test_whatever_step_is_live_and_after_the_evening(top, phone, kaart):
    with transaction() as session:
        session.execute(update(Stap).values(staat="gedaan"))
    assert phone.get(f"{kaart}/1").status_code == 200
    assert phone.post(f"{kaart}/1/bewaar", json={"versie": 0, "tekst": "Thuis geschreven."}).status_code == 200


def test_two_at_once_see_both_texts_and_join_them(top, form_phone, kaart, session):
    antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Van Marit.", BEGELEIDER)
    clash = form_phone.post(f"{kaart}/1", data={"versie": 0, "tekst": "Van Amina."})
    assert clash.status_code == 409
    assert "De tekst van Marit de Boer" in text(clash)
    assert "Van Marit." in text(clash)
    assert "Van Amina." in text(clash)
    json = form_phone.post(f"{kaart}/1/bewaar", json={"versie": 0, "tekst": "Van Amina."})
    assert (json.status_code, json.get_json()["stand"]["tekst"]) == (409, "Van Marit.")
    joined = {"versie": 1, "tekst": "Van Amina.", "keuze": "samen"}
    assert form_phone.post(f"{kaart}/1", data=joined).status_code == 303
    session.rollback()
    card = queries.find_voorstel(session, top.dialoog, 1)
    assert card.antwoorden["voorstel"].html == "<p>Van Marit.</p><p>Van Amina.</p>"


def test_joining_with_a_text_that_changed_again_shows_it_again(top, form_phone, kaart):
    antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 0, "Een.", BEGELEIDER)
    antwoorden.save_antwoord(top.dialoog, 1, "voorstel", 1, "Twee.", BEGELEIDER)
    again = form_phone.post(f"{kaart}/1", data={"versie": 1, "tekst": "Mijn.", "keuze": "samen"})
    assert again.status_code == 409
    assert "Twee." in text(again)
    assert "Mijn." in text(again)


def test_a_locked_card_keeps_the_text_on_the_page(top, form_phone, kaart):
    slot.set_slot(top.dialoog, None, 1, op_slot=True, wie=MARIT)
    refused = form_phone.post(f"{kaart}/1", data={"versie": 0, "tekst": "Net te laat."})
    assert refused.status_code == 409
    assert "Net te laat." in text(refused)
    assert "op slot" in text(refused)
    assert form_phone.post(f"{kaart}/1/bewaar", json={"versie": 0, "tekst": "Ook."}).get_json()["stand"]["op_slot"]
    assert "op slot" in text(form_phone.get(f"{kaart}/1"))


def test_what_is_not_yours_does_not_exist(top, app, phone, kaart, as_deelnemer):
    app.config["WTF_CSRF_ENABLED"] = False
    bram = as_deelnemer(top.dialoog, ANDER)
    for client, url in ((phone, "/d/wijk/voorstel/2"), (bram, kaart), (phone, "/d/wijk/voorstel/99")):
        assert client.get(url).status_code == 404
        assert client.get(f"{url}/1").status_code == 404
        assert client.post(f"{url}/1", data={"versie": 0, "tekst": "x"}).status_code == 404
        assert client.post(f"{url}/1/bewaar", json={"versie": 0, "tekst": "x"}).status_code == 404
    assert phone.get(f"{kaart}/11").status_code == 404
    assert phone.get(f"{kaart}/0").status_code == 404
    assert as_deelnemer(top.dialoog, KIJKER).get(f"{kaart}/1").status_code == 403
    assert app.test_client().get(f"{kaart}/1").status_code == 401


@pytest.mark.parametrize(
    "tekst", ["", "x" * 10_000, "<script>alert(1)</script>", "\U0001f600", "a\u0000\u202eb", "مرحبا"]
)
def test_bad_input_is_never_an_error_of_ours(form_phone, kaart, tekst):
    assert form_phone.post(f"{kaart}/2", data={"versie": 0, "tekst": tekst}).status_code == 303
    assert "<script>alert" not in text(form_phone.get(f"{kaart}/2"))


def test_a_text_that_is_too_long_stays_on_the_page(form_phone, kaart):
    refused = form_phone.post(f"{kaart}/2", data={"versie": "x", "tekst": "woord " * 4_000})
    assert refused.status_code == 400
    assert "te lang" in text(refused)
    assert "woord woord" in text(refused)


def test_what_is_typed_on_a_shared_phone_is_kept_per_person(top, phone, kaart, session):
    corrie = builders.make_deelnemer(top.dialoog, "Corrie", bijeenkomst=top.bijeenkomst, zonder_telefoon=True)
    start_meedragen(top.dialoog, corrie, top.amina, MARIT)
    row = queries.oplossingen(session, top.dialoog)[0].id
    seen = eigenaren.stand_van(session, row)
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, row, seen, [top.amina, corrie], top.amina, MARIT)
    places = [
        re.findall(r'data-opslag="([^"]+)"', phone.get(f"/d/{name}/voorstel/1/2").text)[0]
        for name in ("wijk", f"wijk~{corrie}")
    ]
    assert places == [f"antwoord:{top.dialoog}:1:", f"antwoord:{top.dialoog}~{corrie}:1:"]
