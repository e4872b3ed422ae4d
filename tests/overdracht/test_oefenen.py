"""Oefenen: a copy without people, marked on every screen, of which nothing is left and nothing touches the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select

from dialoog import create_app
from dialoog.bijeenkomst.draaiboek import new_stap
from dialoog.bijeenkomst.foto import _write, beeld_pad, is_er
from dialoog.bijeenkomst.models import Bijeenkomst, Toonblad
from dialoog.bijeenkomst.queries import bijeenkomsten, stappen
from dialoog.bijeenkomst.service import go_to_step
from dialoog.config import Config
from dialoog.database import Base, db
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotNow
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.opgave.queries import find_dialoog
from dialoog.overdracht.oefenen import drop_oefening, find_oefening, make_oefening
from dialoog.overdracht.service import export_bytes
from dialoog.overdracht.weggooien import VAN_NIEMAND, throw_away, van_dialoog
from dialoog.stemming.models import Stemronde
from dialoog.stemming.service import open_stemronde
from tests import builders
from tests.wereld import Gevuld

As = Callable[[int], FlaskClient]
EIGEN, ERBIJ = "a" * 64, "b" * 64


@pytest.fixture
def wijk(app: Flask) -> int:
    """A dialogue with people, ideas and an evening that went on."""
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    builders.make_stap(evening, "ideeen", "gedaan")
    builders.make_stap(evening, "stickeren")
    builders.make_deelnemer(dialoog, "Amina")
    builders.make_ideeen(dialoog, 3)
    return dialoog


def oefening(dialoog: int) -> Dialoog:
    db.session.rollback()
    found = find_oefening(db.session(), dialoog)
    assert found is not None
    return found


def rows(connection: Connection, dialoog: int) -> dict[str, int]:
    """How many rows of each table are of this dialogue."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table).where(own)) or 0
        for table in Base.metadata.sorted_tables
        if (own := van_dialoog(table, dialoog)) is not None
    }


def test_a_rehearsal_has_what_was_prepared_and_nothing_that_people_brought(wijk: int) -> None:
    assert make_oefening(wijk) == "wijk-oefening"
    copy = oefening(wijk)
    (evening,) = bijeenkomsten(db.session(), copy.id)
    steps = stappen(db.session(), evening.id)
    assert [(stap.soort, stap.staat) for stap in steps] == [("ideeen", "gepland"), ("stickeren", "gepland")]
    real = db.session.get_one(Dialoog, wijk)
    assert (copy.titel, [b.naam for b in copy.belangen]) == (real.titel, [b.naam for b in real.belangen])
    for model in (Deelnemer, Idee):
        assert db.session.scalar(select(func.count()).where(model.dialoog_id == copy.id)) == 0
    codes = db.session.scalars(select(Bijeenkomst.code)).all()
    assert len(set(codes)) == 2


def test_a_rehearsal_shows_the_own_pages_the_photo_and_the_texts_beside_a_step(wijk: int, config: Config) -> None:
    """A rehearsal is a throw-away copy of the dialogue; a photo stays for as long as any page shows it."""
    (evening,) = bijeenkomsten(db.session(), wijk)
    shown = new_stap("tonen")
    shown.bijeenkomst_id, shown.volgorde, shown.staat = evening.id, 9, "overgeslagen"
    shown.instructie, shown.notitie = "Praat met uw buur.", "Vertel eerst waarom we hier zijn."
    shown.bladen = [
        Toonblad(soort="tekst", titel="Welkom", tekst="- koffie", volgorde=1),
        Toonblad(soort="beeld", titel="De wijk", tekst="Een plein", beeld=EIGEN, volgorde=2),
    ]
    db.session.add(shown)
    db.session.commit()
    for name in (EIGEN, ERBIJ):
        _write(beeld_pad(config, name), b"jpg")
    make_oefening(wijk)
    copy = oefening(wijk)
    step = stappen(db.session(), bijeenkomsten(db.session(), copy.id)[0].id)[-1]
    assert (step.instructie, step.notitie, step.staat) == (shown.instructie, shown.notitie, "overgeslagen")
    same = [(blad.soort, blad.titel, blad.tekst, blad.beeld) for blad in step.bladen]
    assert same == [("tekst", "Welkom", "- koffie", ""), ("beeld", "De wijk", "Een plein", EIGEN)]
    step.bladen.append(Toonblad(soort="beeld", titel="Alleen hier", tekst="Een hond", beeld=ERBIJ, volgorde=3))
    db.session.commit()
    drop_oefening(copy.id)
    assert is_er(config, EIGEN)
    assert not is_er(config, ERBIJ)


def test_the_beamer_of_a_rehearsal_that_was_thrown_away_says_so_calmly(wijk: int, client: FlaskClient) -> None:
    make_oefening(wijk)
    copy = oefening(wijk).id
    token = bijeenkomsten(db.session(), copy)[0].beamer_token
    drop_oefening(copy)
    answer = client.get(f"/beamer/{token}")
    assert answer.status_code == 404
    assert "Dit scherm is vrij" in answer.text
    assert "Dan is zij weggegooid." in answer.text


def test_my_dialogues_shows_the_real_ones_first_and_marks_a_rehearsal(wijk: int, as_begeleider: As) -> None:
    marit = as_begeleider(builders.make_begeleider(wijk))
    marit.post("/regie/wijk/oefenen")
    oefening(wijk).staat = "bezig"
    db.session.commit()
    page = marit.get("/regie/").text
    assert page.count("oefenwoord") == 1
    assert page.index("/regie/wijk/voorbereiden") < page.index("oefenwoord") < page.index("/regie/wijk-oefening/")


def test_it_changes_nothing_of_the_real_one_and_is_thrown_away_whole(wijk: int) -> None:
    before = export_bytes("wijk")
    make_oefening(wijk)
    copy = oefening(wijk).id
    builders.make_deelnemer(copy, "Joke")
    builders.make_ideeen(copy, 2)
    assert export_bytes("wijk") == before
    assert drop_oefening(copy) == "wijk"
    db.session.rollback()
    with db.engine.connect() as connection:
        assert set(rows(connection, copy).values()) == {0}
    assert export_bytes("wijk") == before
    assert find_oefening(db.session(), wijk) is None


def test_asked_twice_there_is_one_and_after_it_is_gone_another_can_be_made(wijk: int) -> None:
    assert make_oefening(wijk) == make_oefening(wijk) == "wijk-oefening"
    drop_oefening(oefening(wijk).id)
    assert make_oefening(wijk) == "wijk-oefening"


def test_a_real_dialogue_is_never_thrown_away_here_and_a_rehearsal_is_not_rehearsed(wijk: int) -> None:
    with pytest.raises(NotNow):
        drop_oefening(wijk)
    make_oefening(wijk)
    with pytest.raises(NotNow):
        make_oefening(oefening(wijk).id)
    assert find_dialoog(db.session(), "wijk") is not None


def test_every_table_is_of_a_dialogue_or_named_as_of_nobody() -> None:
    of_nobody = {table.name for table in Base.metadata.sorted_tables if van_dialoog(table, 1) is None}
    assert of_nobody == set(VAN_NIEMAND)


def test_one_dialogue_of_a_full_house_goes_and_the_others_keep_every_row(gevuld: Gevuld, tmp_path: Path) -> None:
    app = create_app(gevuld.kopie(tmp_path / "huis"))
    gone, stays = gevuld.wereld["uitslag"], gevuld.wereld["ronde_open"]
    with app.app_context():
        with db.engine.connect() as connection:
            assert sum(rows(connection, gone.dialoog).values()) > 100
            kept = rows(connection, stays.dialoog)
        throw_away(db.session(), gone.dialoog)
        db.session.commit()
        with db.engine.connect() as connection:
            assert set(rows(connection, gone.dialoog).values()) == {0}
            assert rows(connection, stays.dialoog) == kept
        db.session.remove()
        db.engine.dispose()


def test_the_key_of_a_round_goes_with_its_rehearsal(wijk: int, config: Config) -> None:
    make_oefening(wijk)
    copy = oefening(wijk).id
    (evening,) = bijeenkomsten(db.session(), copy)
    stickeren = stappen(db.session(), evening.id)[1].id
    builders.choose(builders.make_stap(evening.id, "kiezen", "gedaan"), builders.make_ideeen(copy, 8))
    go_to_step(copy, evening.id, None, stickeren, "Marit")
    ronde = db.session.scalars(select(Stemronde.id).where(Stemronde.dialoog_id == copy)).one()
    open_stemronde(copy, ronde, "Marit")
    assert list(config.sleutels.iterdir())
    drop_oefening(copy)
    assert list(config.sleutels.iterdir()) == []


def test_the_begeleider_makes_it_sees_the_bar_and_throws_it_away_with_a_second_press(
    wijk: int, as_begeleider: As
) -> None:
    marit = as_begeleider(builders.make_begeleider(wijk))
    assert "Maak een oefening" in marit.get("/regie/wijk/oefenen").text
    made = marit.post("/regie/wijk/oefenen")
    assert made.headers["Location"] == "/regie/wijk-oefening/oefenen"
    page = marit.get("/regie/wijk-oefening/oefenen").text
    assert "oefenbalk" in page
    assert "oefenbalk" not in marit.get("/regie/wijk/oefenen").text
    assert "Ja, gooi de oefening weg" not in page
    assert "Ja, gooi de oefening weg" in marit.get("/regie/wijk-oefening/oefenen?vraag=weg").text
    assert marit.post("/regie/wijk-oefening/oefenen/weg").headers["Location"] == "/regie/wijk/oefenen"
    assert marit.post("/regie/wijk-oefening/oefenen/weg").status_code == 404


def test_every_screen_of_a_rehearsal_says_so(wijk: int, client: FlaskClient, as_begeleider: As) -> None:
    marit = as_begeleider(builders.make_begeleider(wijk))
    marit.post("/regie/wijk/oefenen")
    (evening,) = bijeenkomsten(db.session(), oefening(wijk).id)
    beamer, door = f"/beamer/{evening.beamer_token}", f"/m/{evening.uitnodiging}"
    marit.post(f"/regie/wijk-oefening/avond/{evening.id}/deur", data={"open": "ja"})
    db.session.rollback()
    for path in (beamer, door):
        assert "oefenbalk" in client.get(path).text, path
    assert "oefenbalk" in marit.get(f"/regie/wijk-oefening/avond/{evening.id}").text


def test_who_does_not_guide_it_makes_none(wijk: int, client: FlaskClient, as_begeleider: As) -> None:
    other = as_begeleider(builders.make_begeleider(builders.make_dialoog("elders"), email="olga@elders.example"))
    assert other.post("/regie/wijk/oefenen").status_code == 404
    assert "/inloggen" in client.post("/regie/wijk/oefenen").headers["Location"]
    db.session.rollback()
    assert find_oefening(db.session(), wijk) is None


def test_simulated_people_are_offered_only_while_the_door_is_open(wijk: int, as_begeleider: As) -> None:
    marit = as_begeleider(builders.make_begeleider(wijk))
    name = make_oefening(wijk)
    page = marit.get(f"/regie/{name}/oefenen").text
    assert "De deur is nog dicht" in page
    assert 'name="aantal"' not in page
    evening = bijeenkomsten(db.session(), oefening(wijk).id)[0]
    evening.deur_open = True
    db.session.commit()
    assert 'name="aantal"' in marit.get(f"/regie/{name}/oefenen").text
