"""The line of a step for beamer and phone, its spreektekst for the regie, and what a phone can always read."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst, Stap
from dialoog.bijeenkomst.service import add_minutes
from dialoog.bijeenkomst.werkvorm import werkvormen
from dialoog.database import transaction
from dialoog.opgave.models import Dialoog, Kader, Spelregel
from dialoog.verslag.queries import laatste_stappen
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog, make_stap

As = Callable[[int], FlaskClient]
REGEL, GEHEIM = "Praat vijf minuten met uw buur.", "Vraag eerst aan Corrie."


@dataclass
class Avond:
    session: Session
    regie: FlaskClient
    phone: FlaskClient
    pad: str
    beamer: str
    dialoog: int
    bijeenkomst: int

    def stap(self, soort: str) -> int:
        """A step of this kind, live."""
        live = [row.id for row in self.session.query(Stap).where(Stap.staat == "live")]
        self.session.rollback()
        number = make_stap(self.bijeenkomst, soort)
        self.regie.post(f"{self.pad}/naar/{number}", data={"gezien": live[0] if live else ""})
        return number

    def regel(self, stap: int, instructie: str, notitie: str, versie: int = 1) -> int:
        data = {"instructie": instructie, "notitie": notitie, "regelversie": versie}
        return self.regie.post(f"{self.pad}/stap/{stap}/regel", data=data).status_code

    def row(self, stap: int) -> Stap:
        self.session.rollback()
        return self.session.get_one(Stap, stap)

    def pages(self) -> dict[str, str]:
        return {
            "regie": self.regie.get(self.pad).get_data(as_text=True),
            "beamer": self.regie.get(self.beamer).get_data(as_text=True),
            "telefoon": self.phone.get("/d/wijk/").get_data(as_text=True),
        }


@pytest.fixture
def avond(session: Session, as_begeleider: As, as_deelnemer: Callable[..., FlaskClient]) -> Avond:
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    make_deelnemer(dialoog, bijeenkomst=number, token="t")
    token = session.get_one(Bijeenkomst, number).beamer_token
    session.rollback()
    regie = as_begeleider(make_begeleider(dialoog))
    return Avond(
        session, regie, as_deelnemer(dialoog, "t"), f"/regie/wijk/avond/{number}", f"/beamer/{token}", dialoog, number
    )


def test_in_every_werkvorm_the_line_is_on_beamer_and_phone_once_and_the_spreektekst_in_the_regie_only(
    avond: Avond,
) -> None:
    for soort in [form.soort for form in werkvormen() if form.soort != "stilte"]:
        stap = avond.stap(soort)
        assert avond.regel(stap, REGEL, GEHEIM) == 303, soort
        pages = avond.pages()
        assert pages["beamer"].count(REGEL) == 1, soort
        assert pages["telefoon"].count(REGEL) == 1, soort
        assert GEHEIM in pages["regie"], soort
        assert GEHEIM not in pages["beamer"] + pages["telefoon"], soort


def test_an_empty_line_takes_no_room(avond: Avond) -> None:
    avond.stap("belangen")
    pages = avond.pages()
    assert "kop-instructie" not in pages["beamer"]
    assert 'class="instructie"' not in pages["telefoon"]


def test_the_clock_does_not_make_a_line_outdated(avond: Avond) -> None:
    stap = avond.stap("belangen")
    add_minutes(avond.dialoog, avond.bijeenkomst, stap, 5, "Marit")
    assert avond.regel(stap, REGEL, "") == 303
    assert avond.regel(stap, REGEL, "") == 303  # sent twice
    assert avond.row(stap).regelversie == 2


def test_two_begeleiders_on_one_line_both_see_both(avond: Avond) -> None:
    stap = avond.stap("belangen")
    assert avond.regel(stap, "Van de een", "Zacht") == 303
    data = {"instructie": "Van de ander", "notitie": "Hard", "regelversie": 1}
    answer = avond.regie.post(f"{avond.pad}/stap/{stap}/regel", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert all(text in page for text in ("Van de een", "Zacht", "Van de ander", "Hard"))
    assert 'value="2"' in page
    assert avond.row(stap).instructie == "Van de een"


def test_a_line_that_is_too_long_is_refused_and_stays_typed(avond: Avond) -> None:
    stap = avond.stap("belangen")
    data = {"instructie": "praat " * 40, "notitie": GEHEIM, "regelversie": 1}
    answer = avond.regie.post(f"{avond.pad}/stap/{stap}/regel", data=data)
    assert answer.status_code == 400
    assert "praat praat" in answer.get_data(as_text=True)
    assert GEHEIM in answer.get_data(as_text=True)


def test_a_changed_line_can_be_undone_and_the_record_never_holds_the_spreektekst(avond: Avond) -> None:
    stap = avond.stap("belangen")
    avond.regel(stap, "Eerst", "")
    avond.regel(stap, "Daarna", GEHEIM, 2)
    avond.session.rollback()
    last = laatste_stappen(avond.session, avond.dialoog)[0]
    assert last.zin == "Bij Belangen: Daarna"
    assert GEHEIM not in str([row.zin for row in laatste_stappen(avond.session, avond.dialoog)])
    assert avond.regie.post(f"{avond.pad}/ongedaan/{last.id}").status_code == 303
    assert (avond.row(stap).instructie, avond.row(stap).notitie) == ("Eerst", GEHEIM)


def test_both_are_set_while_preparing(avond: Avond) -> None:
    stap = make_stap(avond.bijeenkomst, "belangen")
    path = f"/regie/wijk/voorbereiden/bijeenkomst/{avond.bijeenkomst}/stap/{stap}"
    data = {"titel": "Wie is er?", "versie": 1, "instructie": REGEL, "notitie": GEHEIM, "regelversie": 1}
    for _ in range(2):
        assert avond.regie.post(path, data=data).status_code == 303
    row = avond.row(stap)
    assert (row.titel, row.instructie, row.notitie) == ("Wie is er?", REGEL, GEHEIM)
    stale = avond.regie.post(path, data={**data, "instructie": "Anders"})
    assert stale.status_code == 409
    assert REGEL in stale.get_data(as_text=True)
    assert "Anders" in stale.get_data(as_text=True)


def test_a_phone_reads_the_opgave_before_during_and_after_the_evening(
    avond: Avond, as_deelnemer: Callable[..., FlaskClient]
) -> None:
    with transaction() as session:
        dialoog = session.get_one(Dialoog, avond.dialoog)
        dialoog.hoofdvraag, dialoog.hoofdvraag_kort = "De lange vraag van de raden", "De korte vraag"
        dialoog.kaders = [Kader(volgorde=1, soort="financieel", tekst="Het past <in> de begroting.", onderdelen=["nu"])]
        dialoog.spelregels = [Spelregel(volgorde=1, tekst="Wij laten elkaar uitpraten.")]
    make_deelnemer(avond.dialoog, bijeenkomst=avond.bijeenkomst, token="k", soort="toehoorder")
    for phone in (avond.phone, as_deelnemer(avond.dialoog, "k")):
        assert "/d/wijk/lezen" in phone.get("/d/wijk/").get_data(as_text=True)
        page = phone.get("/d/wijk/lezen").get_data(as_text=True)
        for words in ("De korte vraag", "De lange vraag van de raden", "Financiële kaders", "uitpraten", "&lt;in&gt;"):
            assert words in page
    avond.stap("belangen")
    avond.regie.post(
        f"{avond.pad}/afsluiten", data={"gezien": avond.session.query(Stap).filter_by(staat="live").one().id}
    )
    assert "De korte vraag" in avond.phone.get("/d/wijk/lezen").get_data(as_text=True)
    assert avond.regie.application.test_client().get("/d/wijk/lezen").status_code == 401


def test_what_is_not_there_yet_is_said_in_words(avond: Avond) -> None:
    with transaction() as session:
        dialoog = session.get_one(Dialoog, avond.dialoog)
        dialoog.hoofdvraag = dialoog.hoofdvraag_kort = ""
        dialoog.kaders, dialoog.spelregels, dialoog.deelvragen = [], [], []
    page = avond.phone.get("/d/wijk/lezen").get_data(as_text=True)
    assert page.count("Er zijn nog geen") == 2
    assert "Er is nog geen hoofdvraag" in page
