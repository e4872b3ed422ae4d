"""Reading the evening: which one is on, who is present, belangen aan tafel."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from dialoog.bijeenkomst.models import Aanwezigheid, Belangactie, Bijeenkomst, Stap
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang
from dialoog.errors import NotFound
from dialoog.opgave.models import Belang, Dialoog, Gemeente


@dataclass(frozen=True)
class BelangTelling:
    """How many sit at the table for a belang or come from a gemeente; `actie` is what is done about it."""

    id: int
    naam: str
    zin: str
    aantal: int
    namen: tuple[str, ...]
    actie: str = ""


@dataclass(frozen=True)
class AanTafel:
    """*Belangen aan tafel* of one evening. `mensen` present deelnemers, `verwacht` those on the list."""

    belangen: tuple[BelangTelling, ...]
    gemeenten: tuple[BelangTelling, ...]
    mensen: int
    verwacht: int
    meer_belangen: int
    anders: tuple[str, ...]
    weg: int = 0
    """How many of `mensen` went home."""

    @property
    def niemand(self) -> tuple[BelangTelling, ...]:
        """The belangen with nobody: what matters above all."""
        return tuple(telling for telling in self.belangen if telling.aantal == 0)


def get_bijeenkomst(session: Session, dialoog_id: int, bijeenkomst_id: int) -> Bijeenkomst:
    """Raises NotFound when it is not an evening of this dialogue."""
    found = session.scalar(
        select(Bijeenkomst).where(Bijeenkomst.id == bijeenkomst_id, Bijeenkomst.dialoog_id == dialoog_id)
    )
    if found is None:
        raise NotFound("Deze bijeenkomst bestaat niet.")
    return found


def bijeenkomsten(session: Session, dialoog_id: int) -> list[Bijeenkomst]:
    """The evenings of a dialogue in order."""
    order = select(Bijeenkomst).where(Bijeenkomst.dialoog_id == dialoog_id).order_by(Bijeenkomst.volgorde)
    return list(session.scalars(order))


def find_by_uitnodiging(session: Session, uitnodiging: str) -> Bijeenkomst | None:
    return session.scalar(select(Bijeenkomst).where(Bijeenkomst.uitnodiging == uitnodiging))


def find_by_code(session: Session, code: str) -> Bijeenkomst | None:
    """The evening with this code whose door is open."""
    return session.scalar(select(Bijeenkomst).where(Bijeenkomst.code == code, Bijeenkomst.deur_open.is_(True)))


def find_by_beamer(session: Session, token: str) -> Bijeenkomst | None:
    return session.scalar(select(Bijeenkomst).where(Bijeenkomst.beamer_token == token))


@onthoudt
def current_bijeenkomst(session: Session, dialoog_id: int) -> Bijeenkomst | None:
    """The evening that phones follow: door open, else a live step, else the first not yet over, else the last."""
    evenings = bijeenkomsten(session, dialoog_id)
    live = {stap.bijeenkomst_id for stap in _live_stappen(session, dialoog_id)}
    ranked = sorted(evenings, key=lambda b: (not b.deur_open, b.id not in live, b.afgelopen is not None, b.volgorde))
    if ranked and (ranked[0].deur_open or ranked[0].id in live or ranked[0].afgelopen is None):
        return ranked[0]
    return evenings[-1] if evenings else None


def _live_stappen(session: Session, dialoog_id: int) -> Sequence[Stap]:
    return session.scalars(
        select(Stap).join(Bijeenkomst).where(Bijeenkomst.dialoog_id == dialoog_id, Stap.staat == "live")
    ).all()


@onthoudt
def live_stap(session: Session, bijeenkomst_id: int) -> Stap | None:
    """The step that is live at this evening."""
    return session.scalar(select(Stap).where(Stap.bijeenkomst_id == bijeenkomst_id, Stap.staat == "live"))


def get_stap(session: Session, bijeenkomst_id: int, stap_id: int) -> Stap:
    """Raises NotFound when it is not a step of this evening."""
    stap = session.scalar(select(Stap).where(Stap.id == stap_id, Stap.bijeenkomst_id == bijeenkomst_id))
    if stap is None:
        raise NotFound("Deze stap staat niet in het draaiboek.")
    return stap


@onthoudt
def stappen(session: Session, bijeenkomst_id: int) -> list[Stap]:
    """The draaiboek in order."""
    return list(session.scalars(select(Stap).where(Stap.bijeenkomst_id == bijeenkomst_id).order_by(Stap.volgorde)))


def aanwezigheid(session: Session, bijeenkomst_id: int, deelnemer_id: int) -> str | None:
    """The state of a person at this evening; None: not on its list."""
    return session.scalar(
        select(Aanwezigheid.staat).where(
            Aanwezigheid.bijeenkomst_id == bijeenkomst_id, Aanwezigheid.deelnemer_id == deelnemer_id
        )
    )


def lijst(session: Session, bijeenkomst_id: int, *staten: str, soort: str = "deelnemer") -> list[Deelnemer]:
    """Active people of this evening in these states (all when none is named), by name, with their belangen."""
    people = _met_belangen(session, bijeenkomst_id, soort)
    return [person for person, staat in people if not staten or staat in staten]


def namen(session: Session, bijeenkomst_id: int, *staten: str, soort: str = "deelnemer") -> list[Deelnemer]:
    """The same people for who asks nothing about their belangen and gemeenten (those are not read along)."""
    return [person for person, staat in _mensen(session, bijeenkomst_id, soort) if not staten or staat in staten]


@onthoudt
def _met_belangen(session: Session, bijeenkomst_id: int, soort: str) -> list[tuple[Deelnemer, str]]:
    along = (
        selectinload(Deelnemer.belang_rijen).joinedload(DeelnemerBelang.belang),
        selectinload(Deelnemer.gemeenten),
    )
    return _op_naam(session, _op_lijst(bijeenkomst_id, soort).options(*along))


@onthoudt
def _mensen(session: Session, bijeenkomst_id: int, soort: str) -> list[tuple[Deelnemer, str]]:
    return _op_naam(session, _op_lijst(bijeenkomst_id, soort))


def _op_lijst(bijeenkomst_id: int, soort: str) -> Select[Deelnemer, str]:
    """Everybody of this kind on the list of an evening, with the state."""
    return (
        select(Deelnemer, Aanwezigheid.staat)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
            Deelnemer.staat == "actief",
            Deelnemer.soort == soort,
        )
    )


def _op_naam(session: Session, question: Select[Deelnemer, str]) -> list[tuple[Deelnemer, str]]:
    people = [(row[0], row[1]) for row in session.execute(question)]
    return sorted(people, key=lambda row: ((row[0].naam or row[0].vermelding or row[0].organisatie).lower(), row[0].id))


@onthoudt
def aantal_aanwezig(session: Session, bijeenkomst_id: int) -> int:
    """How many deelnemers are present now (toehoorders are in no number)."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Aanwezigheid)
            .join(Deelnemer, Deelnemer.id == Aanwezigheid.deelnemer_id)
            .where(
                Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
                Aanwezigheid.staat == "aanwezig",
                Deelnemer.staat == "actief",
                Deelnemer.soort == "deelnemer",
            )
        )
        or 0
    )


@onthoudt
def aan_tafel(session: Session, bijeenkomst: Bijeenkomst) -> AanTafel:
    """*Belangen aan tafel*: who was or is at this evening, per belang and per gemeente (domein.md, Belang)."""
    people = lijst(session, bijeenkomst.id, "aanwezig", "weg")
    expected = verwacht(session, bijeenkomst)
    acties = {
        actie.belang_id: actie.tekst
        for actie in session.scalars(select(Belangactie).where(Belangactie.bijeenkomst_id == bijeenkomst.id))
    }
    dialoog = session.get_one(Dialoog, bijeenkomst.dialoog_id)
    return AanTafel(
        belangen=tuple(_belang(belang, people, acties.get(belang.id, "")) for belang in dialoog.belangen),
        gemeenten=_gemeenten(dialoog.gemeenten, people),
        mensen=len(people),
        verwacht=expected,
        meer_belangen=sum(len(person.belang_rijen) > 1 for person in people),
        anders=tuple(person.anders for person in people if person.anders),
        weg=len(lijst(session, bijeenkomst.id, "weg")),
    )


@onthoudt
def verwacht(session: Session, bijeenkomst: Bijeenkomst) -> int:
    """How many deelnemers are on the list of an evening: who has a row there and, as long as it is not over, every
    other active deelnemer of the dialogue (they may still come)."""
    question = (
        select(func.count())
        .select_from(Deelnemer)
        .outerjoin(
            Aanwezigheid,
            (Aanwezigheid.deelnemer_id == Deelnemer.id) & (Aanwezigheid.bijeenkomst_id == bijeenkomst.id),
        )
        .where(
            Deelnemer.dialoog_id == bijeenkomst.dialoog_id, Deelnemer.staat == "actief", Deelnemer.soort == "deelnemer"
        )
    )
    if bijeenkomst.afgelopen is not None:
        question = question.where(Aanwezigheid.staat.is_not(None))
    return session.scalar(question) or 0


def _belang(belang: Belang, people: list[Deelnemer], actie: str) -> BelangTelling:
    names = tuple(p.roepnaam for p in people if any(rij.belang_id == belang.id for rij in p.belang_rijen))
    return BelangTelling(belang.id, belang.naam, belang.zin or belang.naam, len(names), names, actie)


def _gemeenten(gemeenten: list[Gemeente], people: list[Deelnemer]) -> tuple[BelangTelling, ...]:
    rows = []
    for gemeente in gemeenten:
        names = tuple(p.roepnaam for p in people if gemeente in p.gemeenten)
        rows.append(BelangTelling(gemeente.id, gemeente.naam, "", len(names), names))
    for key, words in (("regio", "De hele regio"), ("elders", "Van elders")):
        names = tuple(p.roepnaam for p in people if p.herkomst == key)
        if names:
            rows.append(BelangTelling(0, words, "", len(names), names))
    return tuple(rows)


@onthoudt
def volgende_bijeenkomst(session: Session, evening: Bijeenkomst) -> Bijeenkomst | None:
    """The evening after this one, in the order of the dialogue, that was not held yet."""
    return session.scalar(
        select(Bijeenkomst)
        .where(
            Bijeenkomst.dialoog_id == evening.dialoog_id,
            Bijeenkomst.volgorde > evening.volgorde,
            Bijeenkomst.afgelopen.is_(None),
        )
        .order_by(Bijeenkomst.volgorde)
        .limit(1)
    )
