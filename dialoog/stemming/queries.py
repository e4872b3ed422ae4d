"""Reading rounds and their results. Nothing here reads a ballot: what lies in a running round is in `stand.py`."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.blik import onthoudt
from dialoog.errors import NotFound
from dialoog.idee.models import Idee
from dialoog.idee.queries import SAMENGEVOEGD
from dialoog.idee.rules import korte_titel
from dialoog.opgave.models import Dialoog
from dialoog.stemming import rules
from dialoog.stemming.afspraken import alleen
from dialoog.stemming.besluit import Besluit, besluit_over
from dialoog.stemming.draagvlak import woorden
from dialoog.stemming.models import RondeIdee, Stemronde
from dialoog.stemming.uitkomst import waarom_geen_belangen


@dataclass(frozen=True)
class UitslagRij:
    """An idea in the result. `plaats` is shared by equals (`gelijk`); `op_rand`: in the tie at the edge of the top.
    `idee` is its id, `nummer` its number for life; `titel` the short title, else its first words."""

    plaats: int
    idee: int
    nummer: int
    titel: str
    tekst: str
    kleur: str | None
    stickers: int
    mensen: int | None
    gelijk: bool
    op_rand: bool
    draagvlak: str = ""
    """`uit minstens 2 van 4 belangen`; empty where nothing is shown."""
    door: str = ""
    """How it goes on from the tie at the edge: `herstemming` or `loting`; empty: not, or not decided."""


@dataclass(frozen=True)
class Uitslag:
    """An established round. `briefjes`: people who put at least one sticker that counted; `stickers` their sum.

    `top`: places to fill (of a herstemming: those that the tie left). `rand_plaatsen`: how many of the ideas in `rand`
    still fit in the top (0: no tie at the edge). `besluit`: what a herstemming and a lot decided about them.
    `onthuld`: None nothing yet on the beamer, a place so far, 0 all."""

    ronde: int
    titel: str
    soort: str
    staat: str
    reden: str
    n: int
    per_idee: int
    top: int
    briefjes: int
    stickers: int
    rijen: tuple[UitslagRij, ...]
    rand_plaatsen: int
    bijzonderheden: dict[str, Any]
    vastgesteld: datetime | None
    onthuld: int | None
    van_ronde: int | None = None
    besluit: Besluit | None = None
    zichtbaar: bool = False
    alleen: str = ""
    """`alleen de rode ideeën` where it was limited to colours."""
    belangen: tuple[str, ...] = ()
    """The groups of draagvlak; empty: none are shown, and `geen_belangen` says why."""
    geen_belangen: str = ""

    @property
    def rand(self) -> tuple[UitslagRij, ...]:
        """The ideas that are equal at the edge of the top; the group chooses."""
        return tuple(rij for rij in self.rijen if rij.op_rand)

    @property
    def in_top(self) -> tuple[UitslagRij, ...]:
        """The top, with all that share its last place: a tie is never cut."""
        return tuple(rij for rij in self.rijen if rij.plaats <= self.top)

    @property
    def vast(self) -> tuple[UitslagRij, ...]:
        """What goes on without a further choice, in order: the top without its tie, then who came out of that."""
        through = (
            [next(rij for rij in self.rijen if rij.idee == idee) for idee in self.besluit.door] if self.besluit else []
        )
        return (*(rij for rij in self.in_top if not rij.op_rand), *through)

    @property
    def getoond(self) -> bool:
        """Whether everything was revealed on the beamer."""
        return self.onthuld == 0


@dataclass(frozen=True)
class RondeRegel:
    """A round for the book and the file: its settings and, only when it was vastgesteld, its result."""

    ronde: int
    bijeenkomst: int
    stap: int
    nummer: int
    titel: str
    soort: str
    staat: str
    reden: str
    n: int
    per_idee: int
    geopend: datetime | None
    uitslag: Uitslag | None
    van_ronde: int | None = None

    @property
    def loopt(self) -> bool:
        """The book then says: stemronde loopt nog."""
        return self.staat in ("open", "gesloten")


def get_ronde(session: Session, dialoog_id: int, ronde_id: int) -> Stemronde:
    """Raises NotFound when it is not a round of this dialogue."""
    ronde = session.scalar(select(Stemronde).where(Stemronde.id == ronde_id, Stemronde.dialoog_id == dialoog_id))
    if ronde is None:
        raise NotFound("Deze stemronde bestaat niet.")
    return ronde


@onthoudt
def ronde_van_stap(session: Session, stap_id: int) -> Stemronde | None:
    """The round of a step: the last that is not vervallen."""
    return session.scalar(
        select(Stemronde)
        .where(Stemronde.stap_id == stap_id, Stemronde.staat != "vervallen")
        .order_by(Stemronde.id.desc())
        .limit(1)
    )


@onthoudt
def lijst_van(session: Session, ronde_id: int) -> dict[int, Idee]:
    """The ideas of a round by id, in order of number (empty before the list was copied)."""
    ideeen = session.scalars(
        select(Idee)
        .join(RondeIdee, RondeIdee.idee == Idee.id)
        .where(RondeIdee.ronde == ronde_id)
        .order_by(Idee.nummer)
        .options(SAMENGEVOEGD)
    )
    return {idee.id: idee for idee in ideeen}


@onthoudt
def uitslag(session: Session, dialoog_id: int) -> Uitslag | None:
    """The result that counts: the latest round that is vastgesteld; None when there is none."""
    ronde = session.scalar(
        select(Stemronde)
        .where(
            Stemronde.dialoog_id == dialoog_id,
            Stemronde.staat == "vastgesteld",
            Stemronde.soort != "herstemming",
            Stemronde.van_ronde.is_(None),
        )
        .order_by(Stemronde.id.desc())
        .limit(1)
    )
    return uitslag_van(session, ronde) if ronde is not None else None


def alle_rondes(session: Session, dialoog_id: int) -> list[RondeRegel]:
    """All rounds in order, also vervallen ones; numbers only of those that were vastgesteld."""
    rondes = session.scalars(select(Stemronde).where(Stemronde.dialoog_id == dialoog_id).order_by(Stemronde.id))
    return [
        RondeRegel(
            ronde=ronde.id,
            bijeenkomst=ronde.bijeenkomst_id,
            stap=ronde.stap_id,
            nummer=ronde.nummer,
            titel=ronde.titel,
            soort=ronde.soort,
            staat=ronde.staat,
            reden=ronde.reden,
            n=ronde.n,
            per_idee=ronde.per_idee,
            geopend=ronde.geopend,
            uitslag=uitslag_van(session, ronde) if ronde.was_vastgesteld else None,
            van_ronde=ronde.van_ronde,
        )
        for ronde in rondes
    ]


@onthoudt
def uitslag_van(session: Session, ronde: Stemronde) -> Uitslag | None:
    """The result of one round, best first, equals by number; None when it was never vastgesteld."""
    if not ronde.was_vastgesteld:
        return None
    top = ronde.n if ronde.van_ronde is not None else session.get_one(Dialoog, ronde.dialoog_id).top
    rijen, rand_plaatsen = _rijen(session, ronde.id, top)
    besluit = besluit_over(session, ronde.id, [rij.idee for rij in rijen if rij.op_rand]) if rand_plaatsen else None
    if besluit is not None:
        rijen = tuple(replace(rij, door=besluit.door.get(rij.idee, "")) for rij in rijen)
    return Uitslag(
        ronde=ronde.id,
        titel=ronde.titel,
        soort=ronde.soort,
        staat=ronde.staat,
        reden=ronde.reden,
        n=ronde.n,
        per_idee=ronde.per_idee,
        top=top,
        briefjes=ronde.briefjes or 0,
        stickers=sum(rij.stickers for rij in rijen),
        rijen=rijen,
        rand_plaatsen=rand_plaatsen,
        bijzonderheden=dict(ronde.bijzonderheden),
        vastgesteld=ronde.vastgesteld,
        onthuld=ronde.onthuld,
        van_ronde=ronde.van_ronde,
        besluit=besluit,
        zichtbaar=ronde.zichtbaar,
        alleen=alleen(ronde.kleuren),
        belangen=tuple(ronde.bijzonderheden.get("draagvlak", {}).get("namen", ())),
        geen_belangen=waarom_geen_belangen(ronde.bijzonderheden, ronde.grens),
    )


def _rijen(session: Session, ronde_id: int, top: int) -> tuple[tuple[UitslagRij, ...], int]:
    """The ideas of a round by place, and how many places the tie at the edge of the top leaves."""
    rows = session.execute(
        select(Idee, RondeIdee.stickers, RondeIdee.mensen, RondeIdee.draagvlak)
        .join(RondeIdee, RondeIdee.idee == Idee.id)
        .where(RondeIdee.ronde == ronde_id)
        .options(SAMENGEVOEGD)
    ).all()
    places = rules.plaatsen({idee.id: stickers or 0 for idee, stickers, _, _ in rows})
    edge, free = rules.rand(places, top)
    on_place = Counter(places.values())
    rijen = [
        UitslagRij(
            plaats=places[idee.id],
            idee=idee.id,
            nummer=idee.nummer,
            titel=korte_titel(idee),
            tekst=idee.voluit,
            kleur=idee.kleur,
            stickers=stickers or 0,
            mensen=people,
            gelijk=on_place[places[idee.id]] > 1,
            op_rand=idee.id in edge,
            draagvlak=_draagvlak(breed),
        )
        for idee, stickers, people, breed in rows
    ]
    return tuple(sorted(rijen, key=lambda rij: (rij.plaats, rij.nummer))), free


def _draagvlak(stored: Any) -> str:
    """In words; a file may have brought anything along."""
    if not isinstance(stored, dict) or not all(type(stored.get(key)) is int for key in ("uit", "van")):
        return ""
    return woorden(stored["uit"], stored["van"])
