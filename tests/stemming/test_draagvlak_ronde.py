"""Draagvlak of a whole round: stored at vaststellen, shown everywhere, and only what may be shown."""

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from dialoog.config import Config
from dialoog.database import db, transaction
from dialoog.deelnemer.models import DeelnemerBelang
from dialoog.idee.models import Idee
from dialoog.opgave.models import Belang
from dialoog.overdracht.service import export_bytes, import_bytes
from dialoog.stemming.errors import RondeNietKlaar
from dialoog.stemming.models import RondeIdee
from dialoog.stemming.queries import Uitslag, uitslag
from dialoog.stemming.service import open_stemronde
from dialoog.verslag.models import Feit
from tests.stemming.conftest import WIE, Zaal, locks, make_zaal
from tests.stemming.test_sleutels import lose_key


def met_belangen(zaal: Zaal, **aantallen: int) -> None:
    """The first people of the hall get this as their first belang, and all of them a second one."""
    with transaction() as session:
        for at, name in enumerate((*aantallen, "altijd tweede"), 101):
            session.add(Belang(dialoog_id=zaal.dialoog, volgorde=at, naam=name))
        session.flush()
        number = dict(session.execute(select(Belang.naam, Belang.id)).all())
        people = iter(zaal.mensen)
        for name, count in aantallen.items():
            for _ in range(count):
                person = next(people)
                session.add(DeelnemerBelang(deelnemer_id=person, belang_id=number[name], volgorde=1))
                session.add(DeelnemerBelang(deelnemer_id=person, belang_id=number["altijd tweede"], volgorde=2))


def gestemd(zaal: Zaal) -> Uitslag:
    zaal.sluit()
    zaal.stel_vast()
    found = uitslag(db.session(), zaal.dialoog)
    assert found is not None
    return found


def test_the_first_named_belang_counts_and_what_is_stored_holds_no_count_per_group(app: object) -> None:
    zaal = make_zaal(aantal=11)
    met_belangen(zaal, opleiden=5, werken=6)
    ronde = zaal.open()
    for at, person in enumerate(zaal.mensen):
        zaal.plak(person, 1, 2 if at < 5 else 3)
    result = gestemd(zaal)
    assert result.belangen == ("opleiden", "werken")
    assert {rij.nummer: rij.draagvlak for rij in result.rijen} == {
        1: "uit alle 2 belangen",
        2: "uit minstens 1 van 2 belangen",
        3: "uit minstens 1 van 2 belangen",
        **dict.fromkeys(range(4, 9), ""),
    }
    stored = db.session.scalars(select(RondeIdee.draagvlak).where(RondeIdee.ronde == ronde)).all()
    assert sorted(str(row) for row in stored if row) == [
        "{'uit': 1, 'van': 2}",
        "{'uit': 1, 'van': 2}",
        "{'uit': 2, 'van': 2}",
    ]
    assert zaal.rij(ronde).bijzonderheden["draagvlak"] == {"namen": ["opleiden", "werken"]}


def test_with_a_small_belang_the_regie_says_why_nothing_is_shown(app: object, as_begeleider: object) -> None:
    zaal = make_zaal(aantal=8)
    met_belangen(zaal, opleiden=5, werken=3)
    zaal.open()
    for person in zaal.mensen:
        zaal.plak(person, 1)
    result = gestemd(zaal)
    assert result.belangen == ()
    assert result.geen_belangen.startswith("Niet elk belang heeft 5 mensen")
    client: FlaskClient = as_begeleider(zaal.begeleider)  # type: ignore[operator]
    page = client.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").text
    assert "Uit welke belangen de stickers komen, tonen we niet." in page


def test_the_limit_is_a_setting_of_the_step_fixed_when_it_opens(app: object) -> None:
    zaal = make_zaal(aantal=8, grens=3)
    met_belangen(zaal, opleiden=5, werken=3)
    zaal.open()
    for person in zaal.mensen:
        zaal.plak(person, 1)
    assert gestemd(zaal).belangen == ("opleiden", "werken")


def test_only_people_who_put_a_sticker_are_counted_as_voters(app: object) -> None:
    zaal = make_zaal(aantal=10)
    met_belangen(zaal, opleiden=5, werken=5)
    zaal.open()
    for person in zaal.mensen[:9]:
        zaal.plak(person, 1)
    zaal.plak(zaal.mensen[9], klaar=True)
    assert gestemd(zaal).belangen == ()


def test_without_the_key_there_is_none_and_it_says_so(app: object, config: Config) -> None:
    zaal = make_zaal(aantal=10)
    met_belangen(zaal, opleiden=5, werken=5)
    zaal.open()
    for person in zaal.mensen:
        zaal.plak(person, 1)
    zaal.sluit()
    lose_key(zaal, config)
    zaal.stel_vast()
    result = uitslag(db.session(), zaal.dialoog)
    assert result is not None
    assert (result.belangen, result.rijen[0].draagvlak) == ((), "")
    assert "sleutel" in result.geen_belangen


# --- limited to colours ---------------------------------------------------------------------------------------


def gekleurd(zaal: Zaal, *kleuren: str | None) -> None:
    with transaction() as session:
        for nummer, kleur in zip(zaal.nummers, kleuren, strict=False):
            own = Idee.dialoog_id == zaal.dialoog, Idee.nummer == nummer
            session.execute(update(Idee).where(*own).values(kleur=kleur))


def test_a_round_takes_only_the_chosen_colours_and_the_record_names_them(app: object) -> None:
    zaal = make_zaal(kleuren=["rood", "geel"])
    gekleurd(zaal, "rood", "rood", "rood", "geel", "geel", "blauw", None, "grijs")
    zaal.open()
    assert zaal.rij().kleuren == ["geel", "rood"]
    zaal.plak(zaal.mensen[0], 1, 4)
    fact = db.session.scalars(select(Feit).where(Feit.wat == "RondeGeopend")).one()
    assert "alleen de gele en rode ideeën" in fact.zin
    assert len(locks()) == 2
    zaal.sluit()
    zaal.stel_vast()
    result = uitslag(db.session(), zaal.dialoog)
    assert result is not None
    assert (result.alleen, len(result.rijen)) == ("alleen de gele en rode ideeën", 5)


def test_it_does_not_open_with_fewer_than_the_top_in_those_colours(app: object) -> None:
    zaal = make_zaal(kleuren=["rood"])
    gekleurd(zaal, *["rood"] * 4, *["blauw"] * 4)
    with pytest.raises(RondeNietKlaar, match="4 rode gekozen ideeën voor 5 plaatsen"):
        open_stemronde(zaal.dialoog, zaal.ronde, WIE)


def test_ideas_without_a_colour_go_only_with_all_colours(app: object) -> None:
    zaal = make_zaal(kleuren=["grijs", "geel", "blauw", "rood"])
    gekleurd(zaal, "rood", None)
    zaal.open()
    assert zaal.rij().kleuren == []
    zaal.plak(zaal.mensen[0], 1, 2, 8)


# --- taking it along ------------------------------------------------------------------------------------------


def test_what_is_known_of_a_round_travels_and_comes_back_the_same(app: object) -> None:
    zaal = make_zaal(aantal=10, kleuren=["rood"], grens=4)
    gekleurd(zaal, *["rood"] * 8)
    met_belangen(zaal, opleiden=5, werken=5)
    zaal.open()
    for person in zaal.mensen:
        zaal.plak(person, 1, 2)
    gestemd(zaal)
    first = export_bytes("wijk")
    ronde = json.loads(first)["stemrondes"][0]
    assert ronde["kleuren"] == ["rood"]
    assert ronde["draagvlak"]["1"] == {"uit": 2, "van": 2}
    assert (ronde["draagvlak_vanaf"], ronde["draagvlak_belangen"]) == (4, ["opleiden", "werken"])
    assert ronde["mensen"]["1"] == 10
    assert import_bytes(first).korte_naam == "wijk-2"
    again = json.loads(export_bytes("wijk-2"))
    assert again["stemrondes"] == json.loads(first)["stemrondes"]
