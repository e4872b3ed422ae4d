"""Two rounds beside each other after *opnieuw stemmen*: what moved, in words."""

from dialoog.database import db
from dialoog.stemming.daarna import cancel_stemronde, reveal
from dialoog.stemming.naast import naast, rijen
from dialoog.stemming.queries import UitslagRij, alle_rondes, uitslag
from tests.stemming.conftest import WIE, Zaal


def rij(idee: int, plaats: int, stickers: int) -> UitslagRij:
    return UitslagRij(plaats, idee, idee, f"Idee {idee}", "", None, stickers, stickers, False, False)


def moves(toen: list[UitslagRij], nu: list[UitslagRij]) -> list[tuple[int, str, str]]:
    return [(row.nummer, row.beweging, row.woorden) for row in rijen(toen, nu)]


def test_what_moved_is_told_by_places() -> None:
    toen = [rij(1, 1, 9), rij(2, 2, 5), rij(3, 3, 4), rij(4, 4, 1)]
    nu = [rij(2, 1, 3), rij(1, 2, 2), rij(3, 3, 1), rij(5, 4, 0)]
    assert moves(toen, nu) == [
        (2, "omhoog", "1 plaats omhoog"),
        (1, "omlaag", "1 plaats omlaag"),
        (3, "gelijk", "zelfde plaats"),
        (5, "nieuw", "nieuw op de lijst"),
        (4, "weg", "niet meer op de lijst"),
    ]


def play(zaal: Zaal, *numbers: int) -> int:
    ronde = zaal.open()
    for person, number in zip(zaal.mensen, numbers, strict=False):
        zaal.plak(person, number)
    zaal.sluit()
    zaal.stel_vast()
    reveal(zaal.dialoog, ronde, None, WIE, alles=True)
    db.session.rollback()
    return ronde


def test_opnieuw_stemmen_keeps_the_numbers_and_sets_them_beside_the_new_ones(zaal: Zaal) -> None:
    first = play(zaal, 1, 1, 2)
    assert naast(db.session(), uitslag(db.session(), zaal.dialoog)) is None
    cancel_stemronde(zaal.dialoog, first, "Er ontbrak een idee.", WIE, opnieuw=True)
    assert uitslag(db.session(), zaal.dialoog) is None
    play(zaal, 2, 2, 1)
    beside = naast(db.session(), uitslag(db.session(), zaal.dialoog))
    assert beside is not None
    assert beside.getoond
    assert (beside.toen.staat, beside.toen.reden) == ("vervallen", "Er ontbrak een idee.")
    by_number = {row.nummer: row for row in beside.rijen}
    assert by_number[2].woorden == "1 plaats omhoog"
    assert (by_number[1].toen.stickers, by_number[1].nu.stickers) == (2, 1)
    old = next(row for row in alle_rondes(db.session(), zaal.dialoog) if row.ronde == first)
    assert old.uitslag is not None
    assert {rij.nummer: rij.stickers for rij in old.uitslag.rijen}[1] == 2


def test_the_regie_reads_it_in_the_step_itself(zaal: Zaal, regie) -> None:
    first = play(zaal, 1, 1, 2)
    cancel_stemronde(zaal.dialoog, first, "Er ontbrak een idee.", WIE, opnieuw=True)
    play(zaal, 2, 2, 1)
    page = regie.get(f"/regie/wijk/avond/{zaal.bijeenkomst}").get_data(as_text=True)
    assert "Naast de vorige ronde" in page
    assert "Er ontbrak een idee." in page
    assert "1 plaats omhoog" in page
