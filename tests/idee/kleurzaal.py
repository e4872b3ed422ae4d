"""A hall that colours: three phones, somebody without one, a toehoorder, a begeleider, four ideas."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from dialoog.bijeenkomst.models import Groep, Groepslid, Stap
from dialoog.database import db, transaction
from dialoog.idee.models import Idee, Kleur, Kleurtelling
from dialoog.verslag.models import Feit
from tests import builders

ORIGIN = {"Origin": "http://localhost"}


@dataclass
class Kleurzaal:
    """Ids, and what people do. `phones`: by the name of who holds one."""

    dialoog: int
    bijeenkomst: int
    stap: int
    mensen: dict[str, int]
    ideeen: list[int]
    phones: dict[str, FlaskClient]
    marit: FlaskClient

    @property
    def regie(self) -> str:
        return f"/regie/wijk/avond/{self.bijeenkomst}"

    def geef(self, wie: str, idee: int, kleur: str | None, versie: int = 0) -> TestResponse:
        """A colour from somebody's phone; `idee` by its place (1 is the first)."""
        body = {"idee": self.ideeen[idee - 1], "kleur": kleur, "versie": versie}
        return self.phones[wie].post(f"/d/wijk/kleuren/{self.stap}", json=body, headers=ORIGIN)

    def klaar(self, wie: str, *, klaar: bool = True) -> TestResponse:
        return self.phones[wie].post(f"/d/wijk/kleuren/{self.stap}/klaar", json={"klaar": klaar}, headers=ORIGIN)

    def mijn(self, wie: str) -> dict[str, Any]:
        found: dict[str, Any] = self.phones[wie].get("/d/wijk/mijn").get_json()
        return found

    def doe(self, wat: str, **data: object) -> int:
        """The begeleider acts in the step."""
        return self.marit.post(f"{self.regie}/stap/{self.stap}/{wat}", data=data).status_code

    def verder(self) -> int:
        return self.marit.post(f"{self.regie}/verder", data={"gezien": self.stap}).status_code

    def terug(self) -> int:
        return self.marit.post(f"{self.regie}/terug", data={"gezien": self.stap}).status_code

    def instelling(self, session: Session, naam: str) -> Any:
        session.rollback()
        return session.get_one(Stap, self.stap).instellingen.get(naam)

    def kleur(self, session: Session, idee: int) -> str | None:
        session.rollback()
        return session.get_one(Idee, self.ideeen[idee - 1]).kleur

    def rijen(self, session: Session) -> int:
        """How many colours of people and groups lie in the database."""
        session.rollback()
        return session.scalar(select(func.count()).select_from(Kleur).where(Kleur.kiezer != "zaal")) or 0

    def telling(self, session: Session) -> dict[int, dict[str, int]]:
        """idee (by place) → colour → how many, as it is kept."""
        session.rollback()
        found: dict[int, dict[str, int]] = {}
        for row in session.scalars(select(Kleurtelling)):
            found.setdefault(self.ideeen.index(row.idee_id) + 1, {})[row.kleur] = row.aantal
        return found

    def feiten(self, session: Session, wat: str) -> list[Feit]:
        session.rollback()
        return list(session.scalars(select(Feit).where(Feit.wat == wat).order_by(Feit.id)))


def make_kleurzaal(
    as_deelnemer: Callable[[int, str], FlaskClient],
    as_begeleider: Callable[[int], FlaskClient],
    aantal: int = 4,
    **instellingen: object,
) -> Kleurzaal:
    dialoog = builders.make_dialoog()
    evening = builders.make_bijeenkomst(dialoog)
    builders.make_stap(evening, "ideeen", "gedaan")
    stap = builders.make_stap(evening, "kleuren", "live", verder=True, **instellingen)
    builders.make_stap(evening, "kiezen")
    names = ("amina", "sjoerd", "joke")
    people = {n: builders.make_deelnemer(dialoog, n.capitalize(), bijeenkomst=evening, token=n) for n in names}
    people["ria"] = builders.make_deelnemer(
        dialoog, "Ria", bijeenkomst=evening, zonder_telefoon=True, helper="Hanna van de bieb"
    )
    people["bos"] = builders.make_deelnemer(dialoog, "Bos", soort="toehoorder", bijeenkomst=evening, token="bos")
    ideas = builders.make_ideeen(dialoog, aantal)
    marit = as_begeleider(builders.make_begeleider(dialoog))
    phones = {name: as_deelnemer(dialoog, name) for name in (*names, "bos")}
    db.session.rollback()
    return Kleurzaal(dialoog, evening, stap, people, ideas, phones, marit)


def make_groepen(zaal: Kleurzaal, *leden: tuple[str, ...]) -> list[int]:
    """Groups with these people, by their number."""
    found = []
    with transaction() as session:
        lichting = 1 + (session.scalar(select(func.max(Groep.lichting))) or 0)
        for row in session.scalars(select(Groep)):
            row.opgeheven = True
        for nummer, names in enumerate(leden, 1):
            groep = Groep(bijeenkomst_id=zaal.bijeenkomst, lichting=lichting, nummer=nummer)
            session.add(groep)
            session.flush()
            found.append(groep.id)
            session.add_all(
                Groepslid(
                    bijeenkomst_id=zaal.bijeenkomst,
                    lichting=lichting,
                    deelnemer_id=zaal.mensen[name],
                    groep_id=groep.id,
                )
                for name in names
            )
    return found
