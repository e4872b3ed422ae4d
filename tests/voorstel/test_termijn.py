"""Until when eigenaren write: the rule, the day set and taken back, what a late text meets, the order of the cards."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from dialoog import klok
from dialoog.errors import BadInput, Outdated
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import eigenaren, oplossingen, queries, slot, termijn_zetten
from dialoog.voorstel.termijn import Termijn
from dialoog.voorstel.volgorde import order_voorstellen, verschoven
from tests.voorstel.conftest import MARIT, Top
from tests.voorstel.test_regie import text

DAG, ERNA = date(2026, 12, 12), date(2026, 12, 13)


@pytest.fixture
def op(monkeypatch: pytest.MonkeyPatch):
    """Put the clock on a moment (UTC)."""

    def zet(*moment: int) -> None:
        monkeypatch.setattr(klok, "nu", lambda: datetime(*moment, tzinfo=UTC))

    zet(2026, 12, 1, 12)
    return zet


@pytest.fixture
def kaart(top: Top, session, op) -> str:
    """Address of Voorstel 1, which Amina owns, to be ready on 12 December."""
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    row = queries.oplossingen(session, top.dialoog)[0].id
    session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, row, "", [top.amina], top.amina, MARIT)
    termijn_zetten.set_uiterlijk(top.dialoog, None, "", DAG.isoformat(), MARIT)
    return "/d/wijk/voorstel/1"


def card(top: Top, session, nummer: int = 1) -> queries.VoorstelRij:
    session.rollback()
    return queries.find_voorstel(session, top.dialoog, nummer)


def undo(top: Top, session, wat: str) -> None:
    session.rollback()
    feit = session.scalars(select(Feit.id).where(Feit.wat == wat).order_by(Feit.id.desc())).first()
    session.rollback()
    undo_feit(top.dialoog, feit, MARIT)


@pytest.mark.parametrize(
    ("termijn", "dicht"),
    [
        (Termijn(), ""),
        (Termijn(DAG), "datum"),
        (Termijn(ERNA), ""),
        (Termijn(DAG, ERNA), ""),
        (Termijn(ERNA, DAG), "datum"),
        (Termijn(DAG, heropend=DAG), ""),
        (Termijn(DAG, heropend=date(2026, 12, 1)), "datum"),
        (Termijn(ERNA, op_slot=True), "slot"),
        (Termijn(DAG, heropend=DAG, op_slot=True), "slot"),
    ],
)
def test_a_card_is_closed_by_the_lock_or_after_its_own_last_day(termijn, dicht):
    assert termijn.dicht(ERNA) == dicht


def test_opened_again_holds_for_the_day_that_was_over():
    assert Termijn(DAG, op_slot=True).open(ERNA) == (False, DAG)
    assert Termijn(DAG, op_slot=True).open(DAG) == (False, None)
    assert Termijn(date(2026, 12, 20), heropend=DAG).dicht(date(2026, 12, 21)) == "datum"


def test_the_last_day_lasts_until_midnight_in_the_netherlands(top, phone, kaart, op):
    op(2026, 12, 12, 22, 59)
    assert phone.post(f"{kaart}/1/bewaar", json={"versie": 0, "tekst": "Nog net."}).status_code == 200
    op(2026, 12, 12, 23, 0)
    late = phone.post(f"{kaart}/1/bewaar", json={"versie": 1, "tekst": "Net te laat."})
    assert (late.status_code, late.get_json()["stand"]) == (409, {"op_slot": True, "waarom": "datum"})
    assert late.get_json()["fout"]["kop"] == "De laatste dag is voorbij"
    assert "tot en met zaterdag 12 december 2026" in late.get_json()["fout"]["tekst"]


def test_a_late_form_comes_back_with_what_was_typed(top, app, phone, kaart, op, session):
    app.config["WTF_CSRF_ENABLED"] = False
    op(2026, 12, 13, 12)
    refused = phone.post(f"{kaart}/1", data={"versie": 0, "tekst": "Net te laat."})
    assert refused.status_code == 409
    assert "Net te laat." in text(refused)
    part = phone.post(f"{kaart}/1/deel", data={"versie": card(top, session).versie, "titel": "Andere titel"})
    assert part.status_code == 409
    assert "Andere titel" in text(part)
    page = text(phone.get(f"{kaart}/1"))
    assert "readonly" in page
    assert "U kon schrijven tot en met zaterdag 12 december 2026." in page
    assert card(top, session).antwoorden["voorstel"].html == ""


def test_the_begeleider_writes_always_and_opens_again(top, marit, phone, kaart, op, session):
    op(2026, 12, 13, 12)
    there = "/regie/wijk/voorstellen/1"
    assert "konden schrijven tot en met zaterdag 12 december 2026" in text(marit.get(there))
    assert marit.post(f"{there}/1", data={"versie": 0, "tekst": "Van Marit."}).status_code == 303
    for _ in range(2):
        assert marit.post(f"{there}/slot?op_slot=nee").status_code == 303
    assert phone.post(f"{kaart}/1/bewaar", json={"versie": 1, "tekst": "Weer open."}).status_code == 200
    assert "U opende de kaart weer" in text(marit.get(there))
    undo(top, session, "VoorstelOpSlot")
    assert card(top, session).dicht == "datum"
    slot.set_slot(top.dialoog, None, 1, op_slot=True, wie=MARIT)
    assert card(top, session).dicht == "slot"
    undo(top, session, "VoorstelOpSlot")
    assert card(top, session).dicht == "datum"


def test_the_day_of_all_cards_is_set_twice_changed_and_taken_back(top, marit, kaart, session):
    there = "/regie/wijk/voorstellen/uiterlijk"
    later = {"uiterlijk": "2026-12-20", "gezien": "2026-12-12"}
    for _ in range(2):
        assert marit.post(there, data=later).status_code == 303
    assert card(top, session).termijn.uiterlijk == date(2026, 12, 20)
    assert marit.post(there, data={"uiterlijk": "", "gezien": "2026-12-12"}).status_code == 409
    undo(top, session, "UiterlijkGezet")
    assert card(top, session).termijn.uiterlijk == DAG
    assert marit.post(there, data={"uiterlijk": "", "gezien": "2026-12-12"}).status_code == 303
    assert card(top, session).termijn.uiterlijk is None


@pytest.mark.parametrize("getypt", ["2026-11-30", "12 december", "2026-13-01"])
def test_a_day_that_is_over_or_no_day_is_refused_and_stays_on_the_page(top, marit, kaart, getypt):
    for there, seen in (("uiterlijk", {"gezien": "2026-12-12"}), ("1/uiterlijk", {"versie": 1})):
        refused = marit.post(f"/regie/wijk/voorstellen/{there}", data={"uiterlijk": getypt, **seen})
        assert refused.status_code == 400
        assert f'value="{getypt}"' in text(refused)
    with pytest.raises(BadInput):
        termijn_zetten.lees_dag("morgen")


def test_one_card_has_another_day(top, marit, phone, kaart, op, session):
    there = {"uiterlijk": "2026-12-15", "versie": card(top, session).versie}
    for _ in range(2):
        assert marit.post("/regie/wijk/voorstellen/1/uiterlijk", data=there).status_code == 303
    assert marit.post("/regie/wijk/voorstellen/1/uiterlijk", data={**there, "uiterlijk": ""}).status_code == 409
    op(2026, 12, 14, 12)
    assert phone.get(f"{kaart}/1").status_code == 200
    assert (card(top, session).dicht, card(top, session, 2).dicht) == ("", "datum")
    undo(top, session, "KaartUiterlijkGezet")
    assert card(top, session).dicht == "datum"


def test_only_the_begeleider_sets_days_and_order(top, phone, kaart, client):
    for there in ("uiterlijk", "1/uiterlijk", "volgorde"):
        assert phone.post(f"/regie/wijk/voorstellen/{there}").status_code in (302, 401, 400)
        assert client.post(f"/regie/wijk/voorstellen/{there}").status_code in (302, 401, 400)


# --- order ----------------------------------------------------------------------------------------------------


def test_one_place_up_or_down_and_not_over_the_edge():
    assert verschoven([1, 2, 3], 3, True) == [1, 3, 2]
    assert verschoven([1, 2, 3], 1, False) == [2, 1, 3]
    assert verschoven([1, 2, 3], 1, True) == verschoven([1, 2, 3], 9, True) == [1, 2, 3]


def numbers(top: Top, session) -> list[int]:
    session.rollback()
    return [row.nummer for row in queries.voorstellen(session, top.dialoog)]


def test_cards_are_put_in_another_order_and_back(top, marit, kaart, session):
    there = "/regie/wijk/voorstellen/volgorde"
    for _ in range(2):
        assert marit.post(there, data={"gezien": "1,2,3,4", "daad": "omhoog-3"}).status_code == 303
    assert numbers(top, session) == [1, 3, 2, 4]
    assert marit.post(there, data={"gezien": "1,3,2,4", "rij": ["4", "1", "3", "2"]}).status_code == 303
    assert numbers(top, session) == [4, 1, 3, 2]
    assert text(marit.get("/regie/wijk/voorstellen")).index("omhoog-4") < text(
        marit.get("/regie/wijk/voorstellen")
    ).index("omhoog-1")
    stale = marit.post(there, data={"gezien": "1,2,3,4", "daad": "omhoog-2"})
    assert stale.status_code == 409
    assert marit.post(there, data={"gezien": "4,1,3,2", "rij": ["4", "1"]}).status_code == 400
    undo(top, session, "VoorstellenGeordend")
    assert numbers(top, session) == [1, 3, 2, 4]
    with pytest.raises(Outdated):
        order_voorstellen(top.dialoog, None, [4, 3, 2, 1], [1, 2, 3, 4], MARIT)
