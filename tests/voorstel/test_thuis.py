"""Mijn voorstellen: what an eigenaar finds at home, between the evenings, and the address for the link."""

import re

import pytest
from sqlalchemy import select, update

from dialoog import klok
from dialoog.access import hash_token
from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.database import transaction
from dialoog.deelnemer.meedragen import start_meedragen
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.rules import is_mail
from dialoog.deelnemer.toegang import new_pas
from dialoog.opgave.service import set_staat
from dialoog.verslag.models import Feit
from dialoog.voorstel import antwoorden, eigenaren, oplossingen, queries, slot, termijn_zetten
from dialoog.voorstel.models import Eigenaar
from tests import builders
from tests.conftest import ORIGIN
from tests.voorstel.conftest import ANDER, KIJKER, MARIT, Top
from tests.voorstel.test_regie import text

THUIS = "/d/wijk/voorstellen"
PAS = "p" * 22


@pytest.fixture
def form_phone(app, phone):
    """A phone whose plain forms need no token."""
    app.config["WTF_CSRF_ENABLED"] = False
    return phone


@pytest.fixture
def kaarten(top: Top, session) -> Top:
    """Amina owns voorstel 1 as trekker, and voorstel 2 beside Bram."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    first, second, *_ = (row.id for row in queries.oplossingen(session, top.dialoog))
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, first, "", [top.amina], top.amina, MARIT)
    eigenaren.set_eigenaren(top.dialoog, None, second, "", [top.amina, top.bram], top.bram, MARIT)
    return top


def naar_huis(top: Top) -> None:
    """The evening is over."""
    with transaction() as session:
        session.execute(update(Stap).values(staat="gedaan"))
        session.execute(update(Bijeenkomst).values(deur_open=False))


def greens(page: str) -> list[str]:
    return re.findall(r'knop knop-groen[^>]*href="([^"]+)"', page)


def test_the_page_says_what_until_when_how_far_and_one_thing_to_do(kaarten, phone):
    termijn_zetten.set_uiterlijk(kaarten.dialoog, None, "", "2036-12-12", MARIT)
    writer = antwoorden.Schrijver("deelnemer", "Amina", kaarten.amina)
    antwoorden.save_antwoord(kaarten.dialoog, 1, "voorstel", 0, "Een belcirkel.", writer)
    naar_huis(kaarten)
    page = text(phone.get(THUIS))
    assert "Voorstel 1, u bent trekker" in page
    assert "Voorstel 2, u bent eigenaar. Samen met Bram Vos" in page
    assert page.count("Uiterlijk op vrijdag 12 december 2036.") == 2
    assert "1 van de 10 vragen klaar" in page
    assert greens(page) == ["/d/wijk/voorstel/1/2"]
    assert "Ga verder met vraag 2: Deelvraag" in page


def test_the_green_button_goes_to_the_first_card_that_can_be_written(kaarten, phone):
    slot.set_slot(kaarten.dialoog, None, 1, op_slot=True, wie=MARIT)
    page = text(phone.get(THUIS))
    assert "Dit voorstel is op slot." in page
    assert greens(page) == ["/d/wijk/voorstel/2/1"]


def test_who_owns_nothing_reads_that_in_words_and_a_toehoorder_is_refused(kaarten, as_deelnemer, top, client):
    loose = builders.make_deelnemer(top.dialoog, "Dora", token="telefoon-van-dora")
    assert loose
    assert "U bent nog van geen voorstel eigenaar" in text(as_deelnemer(top.dialoog, "telefoon-van-dora").get(THUIS))
    assert as_deelnemer(top.dialoog, KIJKER).get(THUIS).status_code == 403
    assert client.get(THUIS).status_code == 401


def test_a_pass_leads_home_between_the_evenings_and_to_the_evening_while_it_lasts(kaarten, app, session):
    new_pas(kaarten.dialoog, kaarten.amina, hash_token(PAS), None)

    def opened(mark: str) -> str:
        browser = app.test_client()
        body = {"pas": PAS, "kenmerk": mark * 16}
        return browser.post("/ik/ja", json=body, headers={"Origin": ORIGIN}).get_json()["verder"]

    assert opened("a") == "/d/wijk/"
    naar_huis(kaarten)
    assert opened("b") == THUIS


def test_without_any_evening_the_page_is_there(app, as_deelnemer, session):
    dialoog = builders.make_dialoog()
    person = builders.make_deelnemer(dialoog, token=ANDER)
    row = oplossingen.make_oplossing(dialoog, None, "De klusbus", "", [], "", MARIT)
    eigenaren.set_eigenaren(dialoog, None, row, "", [person], person, MARIT)
    assert greens(text(as_deelnemer(dialoog, ANDER).get(THUIS))) == ["/d/wijk/voorstel/1/1"]


# --- the address ----------------------------------------------------------------------------------------------


def address(top: Top, session) -> str:
    session.rollback()
    return session.get_one(Deelnemer, top.amina).mail


def test_an_address_is_left_changed_and_taken_away(kaarten, form_phone, session):
    for _ in range(2):
        assert form_phone.post(f"{THUIS}/mail", data={"mail": " amina@voorbeeld.nl "}).status_code == 303
    assert address(kaarten, session) == "amina@voorbeeld.nl"
    facts = session.scalars(select(Feit).where(Feit.wat == "MailGekozen")).all()
    assert len(facts) == 1
    assert "voorbeeld.nl" not in str(facts[0].data) + facts[0].zin
    refused = form_phone.post(f"{THUIS}/mail", data={"mail": "amina bij voorbeeld"})
    assert refused.status_code == 400
    assert "Dit is geen e-mailadres." in text(refused)
    assert 'value="amina bij voorbeeld"' in text(refused)
    assert address(kaarten, session) == "amina@voorbeeld.nl"
    assert form_phone.post(f"{THUIS}/mail", data={"mail": ""}).status_code == 303
    assert address(kaarten, session) == ""


def test_an_address_goes_when_the_dialogue_is_finished(kaarten, form_phone, session):
    form_phone.post(f"{THUIS}/mail", data={"mail": "amina@voorbeeld.nl"})
    set_staat(kaarten.dialoog, "bezig", MARIT)
    assert address(kaarten, session) == "amina@voorbeeld.nl"
    set_staat(kaarten.dialoog, "afgerond", MARIT)
    assert address(kaarten, session) == ""


def test_of_a_finished_dialogue_no_address_is_asked_or_kept(kaarten, form_phone, session):
    set_staat(kaarten.dialoog, "afgerond", MARIT)
    assert "mijn-mail" not in text(form_phone.get(THUIS))
    assert form_phone.post(f"{THUIS}/mail", data={"mail": "amina@voorbeeld.nl"}).status_code == 409
    assert address(kaarten, session) == ""


def test_only_who_owns_a_card_leaves_an_address_and_who_did_takes_it_away_after(kaarten, form_phone, session):
    form_phone.post(f"{THUIS}/mail", data={"mail": "amina@voorbeeld.nl"})
    with transaction() as writing:
        writing.execute(update(Eigenaar).values(tot=klok.nu()))
    assert "amina@voorbeeld.nl" in text(form_phone.get(THUIS))
    assert form_phone.post(f"{THUIS}/mail", data={"mail": "nog@voorbeeld.nl"}).status_code == 403
    assert address(kaarten, session) == "amina@voorbeeld.nl"
    assert form_phone.post(f"{THUIS}/mail", data={"mail": ""}).status_code == 303
    assert address(kaarten, session) == ""
    assert "mijn-mail" not in text(form_phone.get(THUIS))


def test_nobody_leaves_an_address_for_somebody_else(kaarten, form_phone, top, session):
    corrie = builders.make_deelnemer(top.dialoog, "Corrie", bijeenkomst=top.bijeenkomst, zonder_telefoon=True)
    start_meedragen(top.dialoog, corrie, top.amina, MARIT)
    assert form_phone.get(f"/d/wijk~{corrie}/voorstellen").status_code == 200
    assert form_phone.post(f"/d/wijk~{corrie}/voorstellen/mail", data={"mail": "x@y.nl"}).status_code == 403


@pytest.mark.parametrize("mail", ["a@b.nl", "a.b+c@sub.voorbeeld.nl", "jürgen@größe.de"])
def test_an_address(mail):
    assert is_mail(mail)


@pytest.mark.parametrize(
    "mail",
    ["", "a", "a@b", "a@@b.nl", "a@b.nl\nBcc: x@y.nl", "a b@c.nl", "<a@b.nl>", "a@b..nl", "@b.nl", "a" * 250 + "@b.nl"],
)
def test_no_address(mail):
    assert not is_mail(mail)
