"""Which tables were made stands in chapter 5: names and numbers, never who; what was taken back is not in it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen_maken import make_groepen
from dialoog.themaboek.queries import boek
from dialoog.verslag.models import Feit
from dialoog.verslag.service import undo_feit
from tests.builders import make_bijeenkomst, make_deelnemer, make_dialoog


def test_the_book_tells_which_tables_were_made_and_not_those_that_were_taken_back(session: Session) -> None:
    dialoog = make_dialoog()
    evening = make_bijeenkomst(dialoog)
    for n in range(5):
        make_deelnemer(dialoog, f"Mens {n}", bijeenkomst=evening)
    make_groepen(dialoog, evening, 2, "loten", 0, "Marit")
    make_groepen(dialoog, evening, 3, "loten", 1, "Marit")
    last = session.scalars(select(Feit.id).where(Feit.wat == "GroepenGemaakt").order_by(Feit.id.desc())).first()
    assert last is not None
    undo_feit(dialoog, last, "Marit")
    session.rollback()
    lines = [line.wat for line in boek(session, dialoog).stappen]
    assert [line for line in lines if "tafel" in line] == ["De groep ging uiteen in 2 tafels."]
    assert "Mens" not in " ".join(lines)
