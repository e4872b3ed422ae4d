"""Saving as one types: what runs together, what stays, and that nothing is lost on a bad line."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dialoog import klok
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from dialoog.voorstel import antwoorden, kaarten, queries, revisies, slot
from dialoog.voorstel.antwoorden import Blad, Schrijver, save_antwoord
from dialoog.voorstel.errors import AntwoordBotst
from dialoog.voorstel.terug import register_inverses
from dialoog.voorstel.verschil import Stuk, kort, verschil
from tests.voorstel.conftest import MARIT, Top

HERE = {"Origin": "http://localhost"}
SJOERD, LIES = Schrijver("notulist", "Sjoerd (notulist)"), Schrijver("begeleider", MARIT)


@pytest.fixture
def kaart(top: Top) -> int:
    """A loose card, number 1."""
    return kaarten.make_loose(top.dialoog, None, "De klusbus", MARIT)


@pytest.fixture
def typ(top: Top, kaart: int):
    """Save question 1 as one types: `typ(text, seen, slag, wie, kenmerk)`."""

    def save(tekst: str, gezien: int, slag: int, wie: Schrijver = LIES, kenmerk: str = "blad") -> queries.AntwoordRij:
        return save_antwoord(top.dialoog, kaart, "voorstel", gezien, tekst, wie, blad=Blad(kenmerk, slag))

    return save


def rows(session, top: Top) -> list[queries.AntwoordRij]:
    session.rollback()
    return queries.antwoord_versies(session, queries.find_voorstel(session, top.dialoog, 1).id, "voorstel")


def test_what_one_person_types_in_ten_minutes_is_one_revision_and_one_fact(top, session, typ, monkeypatch):
    for slag, tekst in enumerate(("D", "De", "De bus"), 1):
        assert typ(tekst, slag - 1, slag).versie == slag
    assert [(row.revisie, row.html) for row in rows(session, top)] == [(1, "<p>De bus</p>")]
    later = klok.nu() + timedelta(minutes=11)
    monkeypatch.setattr(klok, "nu", lambda: later)
    typ("De bus rijdt", 3, 4)
    typ("De bus rijdt.", 4, 5)
    assert [row.html for row in rows(session, top)] == ["<p>De bus</p>", "<p>De bus rijdt.</p>"]
    assert list(session.scalars(select(Feit.wat).where(Feit.wat.like("Antwoord%")))) == [
        "AntwoordGeschreven",
        "AntwoordVeranderd",
    ]


def test_a_revision_ends_where_somebody_else_writes_or_sees_it(top, session, typ, kaart):
    typ("Van Lies", 0, 1)
    typ("Van Lies en Sjoerd", 1, 1, SJOERD, "ander")
    typ("Weer Lies", 2, 2)
    slot.set_slot(top.dialoog, None, kaart, op_slot=True, wie=MARIT)
    typ("Weer Lies, na het slot", 3, 3)
    assert [row.html for row in rows(session, top)] == [
        "<p>Van Lies</p>",
        "<p>Van Lies en Sjoerd</p>",
        "<p>Weer Lies</p>",
        "<p>Weer Lies, na het slot</p>",
    ]


def test_what_is_wiped_by_mistake_stays_readable(top, session, typ):
    typ("woord " * 60, 0, 1)
    typ("", 1, 2)
    typ("Opnieuw", 2, 3)
    assert [row.html[:8] for row in rows(session, top)] == ["<p>woord", "<p>Opnie"]


def test_a_saving_whose_answer_was_lost_is_no_conflict_with_oneself(top, session, typ):
    typ("Eerste", 0, 1)
    assert typ("Eerste en tweede", 0, 2).versie == 2
    assert typ("Eerste", 0, 1).html == "<p>Eerste en tweede</p>"
    with pytest.raises(AntwoordBotst):
        typ("Op mijn andere toestel", 0, 1, LIES, "laptop")


def test_in_a_conflict_the_text_that_the_other_saw_stays_readable(top, session, typ):
    typ("Van Lies", 0, 1)
    with pytest.raises(AntwoordBotst) as refused:
        typ("Van Sjoerd", 0, 1, SJOERD, "ander")
    assert refused.value.stand["html"] == "<p>Van Lies</p>"
    typ("Van Lies, verder", 1, 2)
    assert [row.html for row in rows(session, top)] == ["<p>Van Lies</p>", "<p>Van Lies, verder</p>"]


def test_who_chooses_the_text_of_the_other_finds_the_own_one_among_the_former(top, session, typ, kaart):
    typ("Van Lies", 0, 1)
    saved = revisies.keep_theirs(top.dialoog, kaart, "voorstel", 1, "", "<p>Van <b>Sjoerd</b></p>", SJOERD)
    assert saved.html == "<p>Van Lies</p>"
    assert [row.html for row in rows(session, top)][1] == "<p>Van <strong>Sjoerd</strong></p>"


def test_a_former_text_is_put_back_as_a_new_one(top, session, typ, kaart):
    typ("Eerst", 0, 1)
    typ("Daarna", 1, 1, SJOERD, "ander")
    with pytest.raises(AntwoordBotst):
        revisies.put_back(top.dialoog, kaart, "voorstel", 1, 1, LIES)
    for _ in range(2):
        assert revisies.put_back(top.dialoog, kaart, "voorstel", 2, 1, LIES).html == "<p>Eerst</p>"
    found = revisies.revisies(session, queries.find_voorstel(session, top.dialoog, 1).id, "voorstel")
    assert [(r.antwoord.revisie, r.nu) for r in found] == [(3, True), (2, False), (1, False)]
    assert [s.soort for s in found[0].stukken] == ["weg", "bij", "gelijk"]


def test_undo_of_a_revision_gives_the_former_text_also_while_its_writer_types_on(top, session, typ):
    register_inverses()
    typ("Eerst", 0, 1)
    typ("Daarna", 1, 1, SJOERD, "ander")
    typ("Daarna nog meer", 2, 2, SJOERD, "ander")
    feit = session.scalars(select(Feit.id).where(Feit.wat == "AntwoordVeranderd")).one()
    session.rollback()
    undo_feit(top.dialoog, feit, MARIT)
    assert [row.html for row in rows(session, top)][-1] == "<p>Eerst</p>"
    with pytest.raises(AntwoordBotst):
        typ("Daarna nog meer.", 3, 3, SJOERD, "ander")


def test_only_marks_that_changed_are_called_so(top, session, typ, kaart):
    typ("Vet", 0, 1)
    antwoorden.save_antwoord(top.dialoog, kaart, "voorstel", 1, "", SJOERD, html="<p><b>Vet</b></p>")
    found = revisies.revisies(session, queries.find_voorstel(session, top.dialoog, 1).id, "voorstel")
    assert [r.opmaak for r in found] == [True, False]


@pytest.mark.parametrize(
    ("was", "wordt", "stukken"),
    [
        ("een twee drie", "een vier drie", "=een |-twee|+vier|= drie\n"),
        ("a", "a b", "=a|+ b|=\n"),
        ("", "nieuw", "+nieuw|=\n"),
        ("regel een\nregel twee", "regel twee", "-regel een\n|=regel twee\n"),
        ("zelfde", "zelfde", "=zelfde\n"),
    ],
)
def test_what_changed_is_said_in_words(was, wordt, stukken):
    signs = {"gelijk": "=", "weg": "-", "bij": "+"}
    assert "|".join(signs[s.soort] + s.tekst for s in verschil(was, wordt)) == stukken


def test_two_long_texts_without_anything_in_common_are_compared_fast_and_wholly():
    was, wordt = ("Zin nummer een. " * 200).strip(), ("Heel wat anders! " * 200).strip()
    pieces = verschil(was, wordt)
    assert "".join(p.tekst for p in pieces if p.soort != "bij").strip() == was
    assert "".join(p.tekst for p in pieces if p.soort != "weg").strip() == wordt


def test_far_from_a_change_words_are_left_out():
    text = "woord " * 100
    short = kort((Stuk("gelijk", text), Stuk("bij", "nieuw"), Stuk("gelijk", text)))
    assert short[0].tekst.startswith(" … ")
    assert short[2].tekst.endswith(" … ")
    assert sum(len(s.tekst) for s in short) < 160


def test_former_texts_are_read_and_put_back_on_every_screen_without_a_script(top, app, marit, typ, kaart):
    app.config["WTF_CSRF_ENABLED"] = False
    typ("Een lange <zin> eerst", 0, 1)
    typ("Een korte <zin> eerst", 1, 1, SJOERD, "ander")
    page = marit.get("/regie/wijk/voorstellen/1/1/eerder").text
    assert "<del>" in page
    assert "lange" in page
    assert "&lt;zin&gt;" in page
    again = marit.post("/regie/wijk/voorstellen/1/1/eerder", data={"versie": 1, "revisie": 1})
    assert again.status_code == 409
    assert marit.post("/regie/wijk/voorstellen/1/1/eerder", data={"versie": 2, "revisie": 1}).status_code == 303
    assert marit.post("/regie/wijk/voorstellen/1/1/eerder", data={"versie": 3, "revisie": 9}).status_code == 404
    stand = marit.get("/regie/wijk/voorstellen/1/1/stand").get_json()["antwoord"]
    assert (stand["tekst"], stand["versie"]) == ("Een lange <zin> eerst", 3)
    assert "Hier staat nog geen tekst" in marit.get("/regie/wijk/voorstellen/1/2/eerder").text


def test_the_begeleider_saves_as_she_types_too(top, marit, kaart):
    body = {"versie": 0, "html": "<h2>Kop</h2><p onclick=x>Tekst</p>", "kenmerk": "a" * 32, "slag": 1}
    saved = marit.post("/regie/wijk/voorstellen/1/1/bewaar", json=body, headers=HERE).get_json()["antwoord"]
    assert saved["html"] == "<h3>Kop</h3><p>Tekst</p>"
    for wrong in ({"kenmerk": 3}, {"slag": "x"}, {"versie": True}, {"html": 5}, {"kenmerk": "x" * 99}):
        assert marit.post("/regie/wijk/voorstellen/1/1/bewaar", json={**body, **wrong}, headers=HERE).status_code == 400
