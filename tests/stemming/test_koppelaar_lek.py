"""With a planted leak the linking program finds nearly everybody, on both databases; each leak once looked harmless."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import text
from sqlalchemy.orm import Session

from dialoog.database import db
from dialoog.idee import wissen
from dialoog.stemming import briefje, open_namen, service, stand
from dialoog.stemming.sleutels import ballot_van
from tests import builders
from tests.stemming.avond import MENSEN, Avond, N, speel_verborgen
from tests.stemming.avond_kleuren import ideeen, kleur_door_iedereen
from tests.stemming.avond_open import Klok, speel_open
from tests.stemming.speeltafel import Tafel
from tests.stemming.test_koppelaar import afstanden, scores

pytestmark = pytest.mark.traag


@dataclass
class Lek:
    """A planted leak: how the tables are made, what is written with a ballot, what the server says, and which way of
    trying finds it. `veegt`: the ballots were swept all the same; `sqlite`: PostgreSQL has no rowid."""

    manier: str
    maak: list[str] = field(default_factory=list)
    schrijf: str = ""
    zeg: Callable[[int, bytes], str] | None = None
    ziet_namen: bool = False
    veegt: bool = False
    sqlite: bool = False


LEKKEN = {
    "een rowid": Lek(
        manier="rijvolgorde naast begonnen",
        maak=[
            "DROP TABLE sticker",
            "DROP TABLE stembriefje",
            "CREATE TABLE stembriefje (ronde, ballot, versie, kenmerk, klaar, UNIQUE (ronde, ballot))",
            "CREATE TABLE sticker (ronde, ballot, slot, laag, idee, n, per_idee)",
        ],
        ziet_namen=True,
        sqlite=True,
    ),
    "een tijd op het briefje": Lek(
        manier="kolom tijd naast klaar",
        maak=["ALTER TABLE stembriefje ADD COLUMN tijd INTEGER", "CREATE TABLE tel (nr INTEGER)"],
        schrijf="UPDATE stembriefje SET tijd = (SELECT count(*) FROM tel) WHERE ballot = :ballot",
        ziet_namen=True,
    ),
    "een klaar per persoon": Lek(
        manier="samen geschreven",
        maak=["CREATE TABLE klaar (deelnemer_id INTEGER, klaar BOOLEAN)"],
        schrijf="INSERT INTO klaar VALUES (:wie, :klaar)",
    ),
    "een feit naast het briefje": Lek(
        manier="samen geschreven",
        schrijf="INSERT INTO feit (dialoog_id, moment, wat, waarop, zin, data) SELECT dialoog_id, '2026-11-24', "
        "'Geplakt', :waarop, '', '{}' FROM stemronde WHERE id = :ronde",
    ),
    "een versie van de persoon": Lek(
        manier="samen geschreven", schrijf="UPDATE deelnemer SET versie = versie + 1 WHERE id = :wie"
    ),
    "een regel in het logboek": Lek(
        manier="in een tekst", zeg=lambda wie, ballot: f"deelnemer {wie} legde {ballot.hex()}", veegt=True
    ),
}


@pytest.fixture(autouse=True)
def zonder_sporen(app: Flask) -> Iterator[None]:
    """PostgreSQL keeps its tables between tests: what a leak made goes."""
    yield
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        for statement in ("ALTER TABLE stembriefje DROP COLUMN IF EXISTS tijd", "DROP TABLE IF EXISTS tel, klaar"):
            db.session.execute(text(statement))
        db.session.commit()


def hall(tafel: Tafel, naam: str = "lek", **how: bool) -> Avond:
    """A hall that goes straight to the stickers."""
    avond = tafel.avond(naam, **how)
    builders.choose(avond.stappen["kiezen"], ideeen(avond))
    return avond


ALLE = [pytest.param(naam, marks=[pytest.mark.sqlite] if lek.sqlite else []) for naam, lek in LEKKEN.items()]


@pytest.mark.parametrize("naam", ALLE)
def test_with_a_planted_leak_it_finds_nearly_everybody(
    naam: str, app: Flask, tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    lek = LEKKEN[naam]
    plant(lek, monkeypatch)
    with_names = {"veegt": lek.veegt, "ziet_namen": lek.ziet_namen}
    found = scores([speel_verborgen(hall(tafel, **with_names), half=True)])
    score = found[f"verborgen, tijdens: {lek.manier}"]
    assert score.afstand > 8, afstanden(found)
    assert score.goed > 0.75 * (MENSEN + 1) * N


def plant(lek: Lek, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change the tables and the way in which a ballot is written."""
    for statement in lek.maak:
        db.session.execute(text(statement))
    db.session.commit()
    plain = briefje._write

    def leaking(session: Session, dialoog: int, opdracht: briefje.Opdracht, sleutel: str, key: bytes) -> Any:
        answer = plain(session, dialoog, opdracht, sleutel, key)
        ballot = ballot_van(key, opdracht.deelnemer)
        known = {"wie": opdracht.deelnemer, "klaar": opdracht.klaar, "ronde": opdracht.ronde, "ballot": ballot}
        known["waarop"] = f"deelnemer:{opdracht.deelnemer}"
        if lek.schrijf:
            if "tel" in lek.schrijf:
                session.execute(text("INSERT INTO tel VALUES (1)"))
            session.execute(text(lek.schrijf), {k: v for k, v in known.items() if f":{k}" in lek.schrijf})
        if lek.zeg is not None:
            current_app.logger.warning(lek.zeg(opdracht.deelnemer, ballot))
        return answer

    monkeypatch.setattr(briefje, "_write", leaking)
    if not lek.veegt:
        monkeypatch.setattr(service, "sweep", lambda: None)


def test_the_order_of_writing_would_link_them_when_nobody_swept(
    app: Flask, tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(Lek(manier=""), monkeypatch)
    found = scores([speel_verborgen(hall(tafel, veegt=False), half=True)])
    how = "plaats in dialoog.sqlite-wal" if db.engine.dialect.name == "sqlite" else "kolom van"
    names = "begonnen" if db.engine.dialect.name == "sqlite" else "klaar"
    assert found[f"verborgen, tijdens: {how} naast {names}"].afstand > 8, afstanden(found)


def test_without_a_leak_that_same_evening_gives_no_more_than_chance(
    app: Flask, tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(Lek(manier=""), monkeypatch)
    found = scores([speel_verborgen(hall(tafel, veegt=False, ziet_namen=False), half=True)])
    assert afstanden(found) == {}


def test_a_bare_version_beside_what_another_screen_hears_would_link_who_sticks_often(
    app: Flask, tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new pass, or a neighbour's phone, hears the version of a person's ballot."""
    for module in (briefje, stand):
        monkeypatch.setattr(module, "echte_versie", lambda _key, _ballot, stored: stored)
    monkeypatch.setattr(briefje, "verborgen_versie", lambda _key, _ballot, versie: versie)
    found = scores(speel_verborgen(hall(tafel, f"lek-{n}"), half=True) for n in range(2))
    assert found["verborgen, tijdens: versie naast versie"].afstand > 2.5, afstanden(found, 1)


def test_colours_that_are_only_deleted_would_still_stand_in_the_files(
    app: Flask, tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wissen, "clean_files", lambda _: True)
    found = scores([kleur_door_iedereen(tafel.avond("lek"))])
    assert found["kleuren, bytes"].afstand > 5, afstanden(found, 1)


def test_with_a_list_after_every_ballot_an_open_round_would_give_nearly_everybody_away(
    app: Flask, tafel: Tafel, lijstklok: Klok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_namen, "waarom_niet", lambda *_: None)
    score = scores([speel_open(hall(tafel), lijstklok)])["open: lijsten"]
    assert score.goed > 0.8 * (MENSEN - 1) * 3
