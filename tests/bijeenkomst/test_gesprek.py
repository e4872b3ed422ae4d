"""Gesprek: the notes are saved as they are typed, nothing is lost, and both texts are there when two write."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.draaiboek import add_stap
from dialoog.bijeenkomst.gesprek import notities
from dialoog.bijeenkomst.models import Bijeenkomst, Gespreksversie, Stap
from dialoog.verslag.models import Feit
from tests.builders import make_begeleider, make_bijeenkomst, make_deelnemer, make_dialoog

As = Callable[[int], FlaskClient]
JSON = {"Accept": "application/json"}


@dataclass
class Praat:
    session: Session
    regie: FlaskClient
    pad: str
    stap: int
    dialoog: int
    bijeenkomst: int

    def save(self, tekst: str, versie: int, client: FlaskClient | None = None) -> Any:
        data = {"tekst": tekst, "versie": versie}
        return (client or self.regie).post(self.pad, data=data, headers=JSON)

    def ligt(self) -> tuple[str, int]:
        self.session.rollback()
        now = notities(self.session, self.stap)
        return now.tekst, now.versie


@pytest.fixture
def praat(session: Session, as_begeleider: As) -> Praat:
    dialoog = make_dialoog()
    number = make_bijeenkomst(dialoog)
    stap = add_stap(dialoog, number, "gesprek", None, "Marit", kenmerk="een")
    assert stap is not None
    client = as_begeleider(make_begeleider(dialoog))
    client.post(f"/regie/wijk/avond/{number}/verder", data={"gezien": ""})
    return Praat(session, client, f"/regie/wijk/avond/{number}/gesprek/{stap}", stap, dialoog, number)


def test_each_save_is_a_version_and_the_first_is_one_fact(praat: Praat) -> None:
    assert praat.save("De stoep", 0).get_json()["versie"] == 1
    assert praat.save("De stoep is te smal", 1).get_json()["versie"] == 2
    assert praat.ligt() == ("De stoep is te smal", 2)
    texts = praat.session.scalars(select(Gespreksversie.tekst).order_by(Gespreksversie.versie)).all()
    assert texts == ["De stoep", "De stoep is te smal"]
    facts = praat.session.scalars(select(Feit).where(Feit.wat == "GesprekGenoteerd")).all()
    assert [feit.zin for feit in facts] == ["Notities bij Gesprek"]
    assert "stoep" not in str(facts[0].data)


def test_the_same_text_again_is_the_same_version(praat: Praat) -> None:
    for _ in range(2):
        assert praat.save("De stoep", 0).get_json()["versie"] == 1
    assert praat.ligt() == ("De stoep", 1)


def test_two_who_write_both_keep_their_text(praat: Praat, as_begeleider: As) -> None:
    other = as_begeleider(make_begeleider(praat.dialoog, naam="Olga", email="olga@streek.example"))
    praat.save("Van Marit", 0)
    answer = praat.save("Van Olga", 0, other)
    assert answer.status_code == 409
    assert answer.get_json()["stand"] == {"tekst": "Van Marit", "versie": 1, "wie": "Marit de Boer"}
    assert praat.ligt() == ("Van Marit", 1)
    assert praat.save("Van Marit en Olga", 1, other).status_code == 200


def test_without_a_script_the_button_saves_and_a_conflict_is_a_page_with_both(praat: Praat) -> None:
    assert praat.regie.post(praat.pad, data={"tekst": "Eerst", "versie": 0}).status_code == 303
    answer = praat.regie.post(praat.pad, data={"tekst": "Daarna <b>", "versie": 0})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Eerst" in page
    assert "Daarna &lt;b&gt;" in page
    assert 'name="versie" value="1"' in page


def test_a_text_that_is_too_long_stays_typed(praat: Praat) -> None:
    answer = praat.regie.post(praat.pad, data={"tekst": "woord " * 4000, "versie": 0})
    assert answer.status_code == 400
    assert "woord woord" in answer.get_data(as_text=True)
    assert praat.save("woord " * 4000, 0).status_code == 400
    assert praat.ligt() == ("", 0)


def test_notes_go_on_after_the_step_but_do_not_begin_before_it(praat: Praat) -> None:
    later = add_stap(praat.dialoog, praat.bijeenkomst, "gesprek", None, "Marit", kenmerk="twee")
    early = praat.regie.post(
        f"/regie/wijk/avond/{praat.bijeenkomst}/gesprek/{later}", data={"tekst": "x"}, headers=JSON
    )
    assert early.status_code == 409
    praat.save("De stoep", 0)
    praat.regie.post(f"/regie/wijk/avond/{praat.bijeenkomst}/verder", data={"gezien": praat.stap})
    assert praat.session.get_one(Stap, praat.stap, populate_existing=True).staat == "gedaan"
    assert praat.save("De stoep, en de bank", 1).status_code == 200
    assert "en de bank" in praat.regie.get(praat.pad).get_data(as_text=True)


def test_a_step_with_notes_stays_in_the_draaiboek(praat: Praat) -> None:
    praat.save("De stoep", 0)
    base = f"/regie/wijk/avond/{praat.bijeenkomst}"
    praat.regie.post(f"{base}/terug", data={"gezien": praat.stap})
    with_notes = f"/regie/wijk/voorbereiden/bijeenkomst/{praat.bijeenkomst}/stap/{praat.stap}/weg"
    assert praat.regie.post(with_notes).status_code == 409
    assert praat.ligt() == ("De stoep", 1)


def test_the_notes_are_for_the_regie_and_nobody_else(praat: Praat, as_deelnemer: Callable[..., FlaskClient]) -> None:
    praat.save("Alleen voor de regie", 0)
    make_deelnemer(praat.dialoog, bijeenkomst=praat.bijeenkomst, token="t")
    phone = as_deelnemer(praat.dialoog, "t")
    assert "Alleen voor" not in phone.get("/d/wijk/").get_data(as_text=True)
    assert "Uw telefoon mag weg" in phone.get("/d/wijk/").get_data(as_text=True)
    assert phone.post(praat.pad, data={"tekst": "x", "versie": 1}).status_code == 302
    token = praat.session.get_one(Bijeenkomst, praat.bijeenkomst).beamer_token
    assert "Alleen voor" not in phone.get(f"/beamer/{token}").get_data(as_text=True)


def test_another_step_has_no_notes(praat: Praat) -> None:
    other = add_stap(praat.dialoog, praat.bijeenkomst, "belangen", None, "Marit", kenmerk="drie")
    assert praat.regie.get(praat.pad.replace(str(praat.stap), str(other))).status_code == 404
