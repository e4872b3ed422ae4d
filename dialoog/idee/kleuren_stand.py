"""Reading colours: what many gave, how far everybody is. Only numbers leave here, never what one person chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.groepen import groepen, groepsnaam
from dialoog.bijeenkomst.models import Aanwezigheid, Stap
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.kleuren_rules import (
    GROEPEN,
    IEDEREEN,
    ZAAL,
    Manier,
    Voorstel,
    genoeg,
    groep_van_nummer,
    manier,
    voorstel,
)
from dialoog.idee.models import ZAAL as DE_ZAAL
from dialoog.idee.models import Idee, Kleur, Kleurklaar, Kleurtelling
from dialoog.idee.samenvoegen_mensen import wiens

VAN_MENS = "deelnemer:"
VAN_GROEP = "groep:"


def kiezer_mens(deelnemer_id: int) -> str:
    return f"{VAN_MENS}{deelnemer_id}"


def kiezer_groep(groep_id: int) -> str:
    return f"{VAN_GROEP}{groep_id}"


@dataclass(frozen=True)
class Afspraak:
    """How a step is coloured and where it stands. `geteld`: how many people or groups coloured (with the room: how
    many ideas), as it was recorded when the step was left; None: it was not yet."""

    manier: Manier
    verdeeld: bool
    gesloten: bool
    geteld: int | None

    @property
    def open(self) -> bool:
        """Others than the begeleider are colouring now."""
        return self.manier != ZAAL and not self.gesloten

    @property
    def gewist(self) -> bool:
        """The colours of people were counted and are gone: nobody can go on where they were."""
        return self.manier == IEDEREEN and self.geteld is not None


@dataclass(frozen=True)
class Mensen:
    """`klaar` of `van` people are done, `begonnen` gave at least one, together `gegeven` colours."""

    klaar: int
    van: int
    begonnen: int
    gegeven: int


@dataclass(frozen=True)
class GroepStand:
    """How far a group is: `gedaan` of `van` ideas looked at; `klaar`: all of them, or it says so."""

    id: int
    naam: str
    gedaan: int
    van: int
    klaar: bool


def afspraak(stap: Stap) -> Afspraak:
    own = stap.instellingen
    return Afspraak(manier(own), bool(own.get("verdeeld", True)), bool(own.get("gesloten")), own.get("geteld"))


def eigen(session: Session, stap_id: int, kiezer: str) -> dict[int, tuple[str | None, int]]:
    """idee → (colour, version) of one kiezer: only for that kiezer's own phone, or for a group at its table."""
    rows = session.execute(
        select(Kleur.idee_id, Kleur.kleur, Kleur.versie).where(Kleur.stap_id == stap_id, Kleur.kiezer == kiezer)
    )
    return {idee: (kleur, versie) for idee, kleur, versie in rows}


def is_klaar(session: Session, stap_id: int, kiezer: str) -> bool:
    row = session.get(Kleurklaar, (stap_id, kiezer))
    return row is not None and row.klaar


@onthoudt
def is_gekleurd(session: Session, stap_id: int) -> bool:
    """Whether anybody gave a colour in this step, or counts of it are kept."""
    given = select(Kleur.idee_id).where(Kleur.stap_id == stap_id).limit(1)
    kept = select(Kleurtelling.idee_id).where(Kleurtelling.stap_id == stap_id).limit(1)
    return session.scalar(given) is not None or session.scalar(kept) is not None


def gekleurd(session: Session, dialoog_id: int) -> dict[int, int]:
    """step → how many ideas were given a colour in it by many, as it is kept."""
    question = (
        select(Kleurtelling.stap_id, func.count(Kleurtelling.idee_id.distinct()))
        .join(Idee, Idee.id == Kleurtelling.idee_id)
        .where(Idee.dialoog_id == dialoog_id)
        .group_by(Kleurtelling.stap_id)
    )
    return dict(session.execute(question).all())


@onthoudt
def vastgezet(session: Session, stap_id: int) -> set[int]:
    """Ideas whose colour was fixed in this step."""
    return set(session.scalars(select(Kleur.idee_id).where(Kleur.stap_id == stap_id, Kleur.kiezer == DE_ZAAL)))


@onthoudt
def _meetellend(session: Session, stap: Stap) -> dict[int, str]:
    """person on the list → the kiezer whose colours count for that person in this step: one's own, or else those of
    who was merged into one. Who was removed or merged comes back when that is undone."""
    dialoog_id = stap.bijeenkomst.dialoog_id
    gave = session.scalars(
        select(Kleur.kiezer)
        .where(Kleur.stap_id == stap.id, Kleur.kiezer.startswith(VAN_MENS), Kleur.kleur.is_not(None))
        .distinct()
    )
    whose = wiens(session, dialoog_id, [int(kiezer.removeprefix(VAN_MENS)) for kiezer in gave])
    people = session.scalars(
        select(Deelnemer.id).where(
            Deelnemer.dialoog_id == dialoog_id, Deelnemer.staat == "actief", Deelnemer.soort == "deelnemer"
        )
    )
    return {person: kiezer_mens(whose.get(person, person)) for person in people}


@onthoudt
def tellingen_per_idee(session: Session, stap: Stap) -> dict[int, dict[str, int]]:
    """idee → colour → how many kiezers; an idea that nobody gave a colour is left out."""
    how = afspraak(stap)
    if how.manier == GROEPEN and (given := _tel_groepen(session, stap)):
        return given
    found: dict[int, dict[str, int]] = {}
    if how.manier != ZAAL:
        kept = select(Kleurtelling.idee_id, Kleurtelling.kleur, Kleurtelling.aantal)
        rows = session.execute(kept.where(Kleurtelling.stap_id == stap.id)).all() or mensentelling(session, stap)
        for idee, kleur, aantal in rows:
            found.setdefault(idee, {})[kleur] = aantal
    return found


def mensentelling(session: Session, stap: Stap) -> "Sequence[tuple[int, str, int]]":
    """(idee, colour, how many people), as their own colours stand now."""
    question = (
        select(Kleur.idee_id, Kleur.kleur, func.count())
        .where(
            Kleur.stap_id == stap.id,
            Kleur.kiezer.in_(_meetellend(session, stap).values()),
            Kleur.kleur.is_not(None),
        )
        .group_by(Kleur.idee_id, Kleur.kleur)
    )
    return [(idee, kleur or "", aantal) for idee, kleur, aantal in session.execute(question)]


def voorstellen(session: Session, stap: Stap, ideeen: Sequence[Idee]) -> dict[int, Voorstel]:
    """idee → what is proposed; empty when the room itself colours."""
    how = afspraak(stap)
    if how.manier == ZAAL:
        return {}
    counts = tellingen_per_idee(session, stap)
    groups = len(groepen(session, stap.bijeenkomst_id)) if how.manier == GROEPEN else 0
    least = genoeg(how.manier, how.verdeeld, groups)
    return {idee.id: voorstel(counts.get(idee.id, {}), least) for idee in ideeen}


@onthoudt
def aantal_los(session: Session, dialoog_id: int) -> int:
    """How many ideas there are to colour."""
    question = select(func.count()).select_from(Idee).where(Idee.dialoog_id == dialoog_id, Idee.staat == "los")
    return session.scalar(question) or 0


@onthoudt
def mensenstand(session: Session, stap: Stap, ideeen: int) -> Mensen:
    """How far people are with so many ideas. In "17 van 19" the 19 are those present, and who went home after giving
    a colour (domein.md, Settled questions)."""
    evening, whose = stap.bijeenkomst_id, _meetellend(session, stap)
    looked = {
        kiezer: (rows, given)
        for kiezer, rows, given in session.execute(
            select(Kleur.kiezer, func.count(), func.count(Kleur.kleur))
            .join(Idee, (Idee.id == Kleur.idee_id) & (Idee.staat == "los"))
            .where(Kleur.stap_id == stap.id, Kleur.kiezer.in_(whose.values()))
            .group_by(Kleur.kiezer)
        )
    }
    says = set(
        session.scalars(select(Kleurklaar.kiezer).where(Kleurklaar.stap_id == stap.id, Kleurklaar.klaar.is_(True)))
    )
    rows = session.execute(
        select(Deelnemer.id, Aanwezigheid.staat)
        .join(Aanwezigheid, Aanwezigheid.deelnemer_id == Deelnemer.id)
        .where(
            Aanwezigheid.bijeenkomst_id == evening,
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
        )
    )
    people = [key for number, staat in rows if (key := whose[number]) in looked or staat == "aanwezig"]
    done = sum(bool(ideeen) and (looked.get(key, (0, 0))[0] >= ideeen or key in says) for key in people)
    given = [colours for _, colours in looked.values() if colours]
    return Mensen(done, len(people), len(given), sum(given))


@onthoudt
def teller(session: Session, stap_id: int) -> int:
    """Second half of a region's version: rises with every colour that is given or changed."""
    given = session.scalar(select(func.sum(Kleur.versie)).where(Kleur.stap_id == stap_id)) or 0
    return given + (session.scalar(select(func.sum(Kleurklaar.versie)).where(Kleurklaar.stap_id == stap_id)) or 0)


# --- groups ---------------------------------------------------------------------------------------------------


@onthoudt
def groepskleuren(session: Session, stap_id: int) -> dict[str, dict[int, str | None]]:
    """kiezer → idee → colour, of all groups that coloured in this step, also of those that were made anew since."""
    rows = session.execute(
        select(Kleur.kiezer, Kleur.idee_id, Kleur.kleur).where(
            Kleur.stap_id == stap_id, Kleur.kiezer.startswith(VAN_GROEP)
        )
    )
    found: dict[str, dict[int, str | None]] = {}
    for kiezer, idee, kleur in rows:
        found.setdefault(kiezer, {})[idee] = kleur
    return found


def _tel_groepen(session: Session, stap: Stap) -> dict[int, dict[str, int]]:
    """Of groups that were made anew a colour still counts where none of the groups of now gave one."""
    now = {kiezer_groep(groep.id) for groep in groepen(session, stap.bijeenkomst_id)}
    given = groepskleuren(session, stap.id)
    mine: dict[int, dict[str, int]] = {}
    theirs: dict[int, dict[str, int]] = {}
    for kiezer, colours in given.items():
        counts = mine if kiezer in now else theirs
        for idee, kleur in colours.items():
            if kleur is not None:
                per = counts.setdefault(idee, {})
                per[kleur] = per.get(kleur, 0) + 1
    return {**theirs, **mine}


def groepsideeen(ideeen: Sequence[Idee], groep_ids: Sequence[int], groep_id: int, *, verdeeld: bool) -> list[Idee]:
    """The ideas that this group colours: its own share, or all."""
    if not verdeeld:
        return list(ideeen)
    return [idee for idee in ideeen if groep_van_nummer(idee.nummer, groep_ids) == groep_id]


@onthoudt
def groepsstanden(session: Session, stap: Stap, ideeen: Sequence[Idee]) -> list[GroepStand]:
    """How far each group is, by its number."""
    how = afspraak(stap)
    groups = groepen(session, stap.bijeenkomst_id)
    numbers = [groep.id for groep in groups]
    given = groepskleuren(session, stap.id)
    rows = session.execute(select(Kleurklaar.kiezer, Kleurklaar.klaar).where(Kleurklaar.stap_id == stap.id))
    says: Mapping[str, bool] = dict(rows.all())
    found = []
    for groep in groups:
        own = groepsideeen(ideeen, numbers, groep.id, verdeeld=how.verdeeld)
        kiezer = kiezer_groep(groep.id)
        done = sum(idee.id in given.get(kiezer, {}) for idee in own)
        ready = bool(own) and (done == len(own) or says.get(kiezer, False))
        found.append(GroepStand(groep.id, groepsnaam(groep), done, len(own), ready))
    return found
