"""The step *Voorstelkaarten* live, five cards, Amina eigenaar of Voorstel 1; Bram and others in the hall."""

from dataclasses import dataclass

from sqlalchemy import select

from dialoog.bijeenkomst.aanwezig import let_in
from dialoog.database import db
from dialoog.verslag.models import Feit
from dialoog.voorstel import eigenaren, oplossingen, queries
from dialoog.voorstel.antwoorden import Schrijver
from tests import builders
from tests.voorstel.conftest import MARIT, Top, make_top

BEGELEIDER = Schrijver("begeleider", MARIT)
MERK = "a" * 32


@dataclass(frozen=True)
class Zaal:
    """`mensen`: ids of six deelnemers who are present: Amina, Bram and four more."""

    top: Top
    mensen: list[int]

    @property
    def dialoog(self) -> int:
        return self.top.dialoog

    @property
    def avond(self) -> int:
        return self.top.bijeenkomst


def make_zaal() -> Zaal:
    top = make_top("voorstelkaarten", voorstel=1, vraag=1)
    oplossingen.fill_top(top.dialoog, top.bijeenkomst, MARIT)
    first = queries.oplossingen(db.session(), top.dialoog)[0].id
    db.session.rollback()
    eigenaren.set_eigenaren(top.dialoog, None, first, "", [top.amina], top.amina, MARIT)
    let_in(top.dialoog, top.bijeenkomst, top.bram, MARIT)
    others = [
        builders.make_deelnemer(top.dialoog, naam, bijeenkomst=top.bijeenkomst)
        for naam in ("Cor Bakker", "Dina Aydin", "Ed de Wit", "Femke Smit")
    ]
    return Zaal(top, [top.amina, top.bram, *others])


def feiten(wat: str) -> list[Feit]:
    """Facts of this kind, the last one last."""
    db.session.rollback()
    return list(db.session.scalars(select(Feit).where(Feit.wat == wat).order_by(Feit.id)))


def antwoord(zaal: Zaal, vraag: str = "opbrengst") -> str:
    """The HTML that stands at a question of Voorstel 1."""
    db.session.rollback()
    return queries.find_voorstel(db.session(), zaal.dialoog, 1).antwoorden[vraag].html
