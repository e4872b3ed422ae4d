"""The public edition holds nothing that only the full one may show, in no format and nowhere in the file."""

import dataclasses
import json
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from flask import Flask
from sqlalchemy import select, update

from dialoog import klok
from dialoog.bijeenkomst.models import Stap, Toonblad
from dialoog.database import db, transaction
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.opgave.models import Dialoog
from dialoog.overdracht import openbaar as bestand_openbaar
from dialoog.overdracht import vorm
from dialoog.overdracht.service import export_bytes, import_bytes
from dialoog.stemming.models import Stemronde
from dialoog.themaboek import boek as b
from dialoog.themaboek import openbaar, queries
from dialoog.themaboek.maken import Formaat, maak_boek
from dialoog.verslag.models import Feit
from dialoog.voorstel.antwoorden import add_antwoord
from dialoog.voorstel.models import Antwoord, Oplossing, Voorstel
from dialoog.voorstel.models_zaal import Aanvulling, Instemming, InstemmingReden
from tests import builders
from tests.themaboek.kanaries import NOOIT, VOLLEDIG, Kanarie, alles_van, kolommen, oordeel, plant
from tests.wereld import BESTAND

KORT: tuple[Formaat, ...] = ("html", "xlsx")
LANG: tuple[Formaat, ...] = ("docx", "odt", "pdf")


def test_every_column_with_text_has_a_verdict() -> None:
    missing = [f"{table.name}.{column.name}" for table, column in kolommen() if oordeel(table, column) is None]
    assert missing == [], "say in tests/themaboek/kanaries.py whether the public book may show this"


def typen(begin: type, gezien: set[type] | None = None) -> set[type]:
    """The dataclass and all that can be in it."""
    found = gezien if gezien is not None else set()
    if begin in found:
        return found
    found.add(begin)
    for hint in get_type_hints(begin).values():
        for part in _delen(hint):
            if dataclasses.is_dataclass(part):
                typen(part, found)  # type: ignore[arg-type]
    return found


def _delen(hint: Any) -> list[Any]:
    return [hint] if get_origin(hint) is None else [part for arg in get_args(hint) for part in _delen(arg)]


@pytest.mark.parametrize(("begin", "tabel"), [(b.Boek, openbaar), (vorm.Bestand, bestand_openbaar)])
def test_every_field_of_the_model_and_of_the_file_has_a_verdict(begin: type, tabel: Any) -> None:
    for soort in typen(begin):
        names = {veld.name for veld in dataclasses.fields(soort)}
        public, full = set(tabel.OPENBAAR.get(soort, ())), set(tabel.ALLEEN_VOLLEDIG.get(soort, ()))
        assert public | full == names, f"{soort.__name__}: give each field a place in {tabel.__name__}"
        assert not public & full


@pytest.fixture(scope="module")
def gevangen() -> dict[str, Any]:
    """What the dialogue with the planted texts gives; made once for the tests of this file."""
    return {}


@pytest.fixture
def vogels(app: Flask, gevangen: dict[str, Any]) -> dict[str, Any]:
    """The finished example with a text in every private place: `planted`, and by kind the book and the file."""
    if not gevangen:
        dialoog = _example()
        with transaction() as session:
            planted = [*_names(dialoog), *_special(dialoog), *plant(session)]
        session = db.session()
        gevangen |= {
            "planted": planted,
            "boek": {"volledig": queries.boek(session, dialoog), "openbaar": queries.openbaar_boek(session, dialoog)},
            "json": {soort: export_bytes("vogels", openbaar=soort == "openbaar") for soort in ("volledig", "openbaar")},
        }
    return gevangen


def _example() -> int:
    """The example of the demo, with what only a played evening leaves behind."""
    import_bytes(json.dumps({**json.loads(BESTAND.read_bytes()), "korte_naam": "vogels"}).encode())
    dialoog = db.session.scalars(select(Dialoog.id).where(Dialoog.korte_naam == "vogels")).one()
    begeleider = builders.make_begeleider(dialoog)
    assert begeleider
    builders.make_deelnemer(dialoog, "Kees Kijker", soort="toehoorder", belangen=(), token="kijker")
    builders.make_deelnemer(dialoog, "Wim Weg", staat="verwijderd")
    builders.make_notulist(dialoog)
    with transaction() as session:
        ronde = session.scalars(select(Stemronde).where(Stemronde.dialoog_id == dialoog)).first()
        assert ronde is not None
        ronde.staat, ronde.reden = "vervallen", "reden"
        evening = ronde.bijeenkomst_id
        said = {"dialoog_id": dialoog, "bijeenkomst_id": evening, "moment": klok.nu(), "zin": "zin", "reden": "reden"}
        session.add(Feit(wat="StaatVeranderd", data={"naar": "bezig"}, wie="Marit", **said))
        tonen = Stap(bijeenkomst_id=evening, volgorde=99, soort="tonen", titel="Tonen", staat="gedaan")
        tonen.bladen = [Toonblad(volgorde=1, soort="tekst")]
        session.add(tonen)
        card = session.scalars(select(Voorstel.id).where(Voorstel.dialoog_id == dialoog)).first()
        for staat in ("overgenomen", "terzijde"):
            session.add(
                Aanvulling(
                    voorstel_id=card, vraag="planning", kenmerk=staat, tekst="x", staat=staat, reden="x", verwerkt="x"
                )
            )
        vraag = Instemming(
            voorstel_id=card, nummer=9, staat="gesloten", gevraagd=klok.nu(), aanwezig=9, antwoorden=9, ja=7, nog_niet=2
        )
        session.add(vraag)
        session.flush()
        session.add(InstemmingReden(id="a" * 32, instemming_id=vraag.id, tekst="x"))
        top = session.scalars(select(Oplossing).where(Oplossing.dialoog_id == dialoog)).all()
        for place, row in enumerate(reversed(top), 1):
            row.reden, row.vastgelegd_door = f"reden {place}", "Marit"
    return dialoog


def _names(dialoog: int) -> list[Kanarie]:
    """The names of those who gave no yes."""
    session, birds = db.session(), []
    for number in session.scalars(select(Deelnemer.id).where(Deelnemer.naam_in_boek.is_(False))).all():
        birds.append(Kanarie(f"naamvogel{number:05d}stil", "deelnemer.naam", NOOIT))
        session.execute(update(Deelnemer).where(Deelnemer.id == number).values(naam=birds[-1].tekst))
    return birds


def _special(dialoog: int) -> list[Kanarie]:
    """An answer that was replaced, and the texts of ideas that were hidden or withdrawn."""
    session = db.session()
    old = Kanarie("vervangenvogel", "antwoord.html", NOOIT)
    last = session.scalars(select(Antwoord).order_by(Antwoord.id.desc())).first()
    assert last is not None
    html = last.html
    add_antwoord(session, last.voorstel_id, last.vraag, f"<p>{old.tekst}</p>", "Marit")
    add_antwoord(session, last.voorstel_id, last.vraag, html, "Marit")
    ideas = session.scalars(select(Idee).where(Idee.dialoog_id == dialoog, Idee.staat == "los")).all()[-2:]
    birds = [old]
    for idea, staat in zip(ideas, ("verborgen", "ingetrokken"), strict=True):
        birds.append(Kanarie(f"ideevogel{staat}", f"idee.tekst ({staat})", NOOIT))
        idea.staat, idea.tekst, idea.titel = staat, birds[-1].tekst, ""
    session.flush()
    return birds


def gezien(birds: list[Kanarie], data: bytes, *verdicts: str) -> set[str]:
    """Where the texts come from that can be found in a file."""
    words = alles_van(data)
    return {bird.waar for bird in birds if bird.oordeel in verdicts and bird.tekst in words}


def test_there_is_a_planted_text_in_every_private_column(vogels: dict[str, Any]) -> None:
    wanted = {
        f"{table.name}.{column.name}"
        for table, column in kolommen()
        if oordeel(table, column) in (VOLLEDIG, NOOIT) and not column.primary_key
    }
    assert wanted <= {bird.waar for bird in vogels["planted"]}


def test_nothing_private_is_in_the_content_of_the_public_book_or_its_json(vogels: dict[str, Any]) -> None:
    book = json.dumps(b.boek_to_dict(vogels["boek"]["openbaar"])).encode()
    assert gezien(vogels["planted"], book, VOLLEDIG, NOOIT) == set()
    assert gezien(vogels["planted"], vogels["json"]["openbaar"], VOLLEDIG, NOOIT) == set()
    full = json.dumps(b.boek_to_dict(vogels["boek"]["volledig"])).encode()
    assert gezien(vogels["planted"], full, NOOIT) == set()
    assert gezien(vogels["planted"], vogels["json"]["volledig"], NOOIT) == set()


def test_everything_that_only_the_full_edition_shows_is_found_there(vogels: dict[str, Any]) -> None:
    full = json.dumps(b.boek_to_dict(vogels["boek"]["volledig"])).encode() + vogels["json"]["volledig"]
    wanted = {bird.waar for bird in vogels["planted"] if bird.oordeel == VOLLEDIG}
    assert wanted - gezien(vogels["planted"], full, VOLLEDIG) == set()


@pytest.mark.parametrize(
    "formaat", [*KORT, *(pytest.param(f, marks=[pytest.mark.boek, pytest.mark.lang]) for f in LANG)]
)
def test_nothing_private_is_anywhere_in_a_public_file(vogels: dict[str, Any], formaat: Formaat) -> None:
    planted = vogels["planted"]
    assert gezien(planted, maak_boek(vogels["boek"]["openbaar"], formaat), VOLLEDIG, NOOIT) == set()
    full = gezien(planted, maak_boek(vogels["boek"]["volledig"], formaat), VOLLEDIG, NOOIT)
    if formaat != "xlsx":  # the lists hold nothing that is for the full edition alone
        assert "oplossing.vastgelegd_door" in full, "the search finds what is there"
    assert full <= {bird.waar for bird in planted if bird.oordeel == VOLLEDIG}


def test_the_public_json_can_be_read_in_as_a_dialogue(vogels: dict[str, Any], app: Flask) -> None:
    made = import_bytes(vogels["json"]["openbaar"])
    assert made.korte_naam == "vogels"
