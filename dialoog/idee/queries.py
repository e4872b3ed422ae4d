"""Reading ideas. `indiener` is read in `own_ideas` and in the counts per head, and nowhere else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from dialoog.bijeenkomst.models import Aanwezigheid, Bijeenkomst, Stap
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer
from dialoog.errors import NotFound
from dialoog.idee.models import Idee, IdeeDeelvraag, IdeeTekst, Keuze
from dialoog.idee.rules import KLEUREN, STREEF, kant_kort
from dialoog.opgave.models import Deelvraag

MAX_ID = 2**31 - 1
"""A larger number in an address or a command is nothing of ours (and no database takes it)."""

SAMENGEVOEGD = selectinload(Idee.erin, recursion_depth=-1)
"""Loads what stands under each idea along (`Idee.erbij`, `Idee.voluit`)."""

SAMEN = Keuze.kiezer.not_like("deelnemer:%")
"""Choices of the room and of groups. What one person chose is nobody else's business and no shortlist."""


@dataclass(frozen=True)
class PerDeelvraag:
    """A deelvraag with how many ideas carry it; `kort` is its kant in a word or two, or `deelvraag N` without one."""

    id: int
    plaats: int
    kort: str
    tekst: str
    aantal: int

    @property
    def naamloos(self) -> bool:
        """No kant: `kort` already says its number, so a screen puts none before it."""
        return self.kort == kant_kort("", self.plaats)


@dataclass(frozen=True)
class Tellingen:
    """Numbers of ideas. `totaal`, `per_kleur`, `per_deelvraag` and `zonder_vraag` count the ideas that are los (an
    idea with two deelvragen counts at both); `per_kleur` is in reading order."""

    totaal: int
    per_kleur: dict[str, int]
    zonder_kleur: int
    per_deelvraag: tuple[PerDeelvraag, ...]
    zonder_vraag: int
    verborgen: int
    ingetrokken: int


@onthoudt
def ideeen(session: Session, dialoog_id: int, *, staten: Sequence[str] = ("los",)) -> list[Idee]:
    """Ideas by number, with their deelvragen loaded; `staten` empty: in every state."""
    question = select(Idee).where(Idee.dialoog_id == dialoog_id).order_by(Idee.nummer)
    if staten:
        question = question.where(Idee.staat.in_(staten))
    found = list(session.scalars(question))
    _fill(session, dialoog_id, found)
    return found


def _fill(session: Session, dialoog_id: int, found: Sequence[Idee]) -> None:
    """Put deelvragen and what came in on each: a beat reads hundreds of ideas, and this costs two thirds of what
    `selectinload` does."""
    links = select(IdeeDeelvraag.idee_id, IdeeDeelvraag.deelvraag_id).join(Idee, Idee.id == IdeeDeelvraag.idee_id)
    vragen = {vraag.id: vraag for vraag in deelvragen(session, dialoog_id)}
    van: dict[int, set[int]] = defaultdict(set)
    for number, vraag in session.execute(links.where(Idee.dialoog_id == dialoog_id)).all():
        van[number].add(vraag)
    question = select(Idee).where(Idee.dialoog_id == dialoog_id, Idee.samengevoegd_in.is_not(None))
    weg = list(session.scalars(question.order_by(Idee.nummer)))
    erin: dict[int | None, list[Idee]] = defaultdict(list)
    for idee in weg:
        erin[idee.samengevoegd_in].append(idee)
    for idee in {*found, *weg}:
        set_committed_value(idee, "deelvragen", [vragen[key] for key in vragen if key in van.get(idee.id, ())])
        set_committed_value(idee, "erin", erin.get(idee.id, []))


def find_idee(session: Session, dialoog_id: int, idee_id: int) -> Idee | None:
    if idee_id > MAX_ID:
        return None
    return session.scalar(select(Idee).where(Idee.id == idee_id, Idee.dialoog_id == dialoog_id))


def find_nummer(session: Session, dialoog_id: int, nummer: int) -> Idee | None:
    if nummer > MAX_ID:
        return None
    return session.scalar(select(Idee).where(Idee.nummer == nummer, Idee.dialoog_id == dialoog_id))


def get_idee(session: Session, dialoog_id: int, idee_id: int) -> Idee:
    """Raises NotFound when it is not an idea of this dialogue."""
    found = find_idee(session, dialoog_id, idee_id)
    if found is None:
        raise NotFound("Dit idee bestaat niet.")
    return found


def own_ideas(session: Session, dialoog_id: int, deelnemer_id: int) -> list[Idee]:
    """The ideas of one author, newest first; only for that person's own page."""
    return list(
        session.scalars(
            select(Idee)
            .where(Idee.dialoog_id == dialoog_id, Idee.indiener == deelnemer_id)
            .order_by(Idee.nummer.desc())
            .options(selectinload(Idee.deelvragen))
        )
    )


@onthoudt
def deelvragen(session: Session, dialoog_id: int) -> list[Deelvraag]:
    """The deelvragen in order."""
    order = select(Deelvraag).where(Deelvraag.dialoog_id == dialoog_id).order_by(Deelvraag.volgorde)
    return list(session.scalars(order))


def tellingen(session: Session, dialoog_id: int) -> Tellingen:
    """Counts for beamer, regie and book."""
    return tel(ideeen(session, dialoog_id, staten=()), deelvragen(session, dialoog_id))


def tel(alle: Sequence[Idee], vragen: Sequence[Deelvraag]) -> Tellingen:
    """`tellingen` of ideas that were read already."""
    los = [idee for idee in alle if idee.staat == "los"]
    rows = tuple(
        PerDeelvraag(d.id, i, kant_kort(d.kant, i), d.tekst, sum(d in idee.deelvragen for idee in los))
        for i, d in enumerate(vragen, 1)
    )
    return Tellingen(
        totaal=len(los),
        per_kleur={kleur: sum(idee.kleur == kleur for idee in los) for kleur in KLEUREN},
        zonder_kleur=sum(idee.kleur is None for idee in los),
        per_deelvraag=rows,
        zonder_vraag=sum(not idee.deelvragen for idee in los),
        verborgen=sum(idee.staat == "verborgen" for idee in alle),
        ingetrokken=sum(idee.staat == "ingetrokken" for idee in alle),
    )


@onthoudt
def met_genoeg(session: Session, bijeenkomst_id: int, minstens: int = STREEF) -> tuple[int, int]:
    """(how many of those present gave at least `minstens` ideas, how many are present). Only numbers leave here."""
    counts = session.execute(
        select(Aanwezigheid.deelnemer_id, func.count(Idee.id))
        .join(Deelnemer, Deelnemer.id == Aanwezigheid.deelnemer_id)
        .outerjoin(Idee, (Idee.indiener == Deelnemer.id) & (Idee.staat != "ingetrokken"))
        .where(
            Aanwezigheid.bijeenkomst_id == bijeenkomst_id,
            Aanwezigheid.staat == "aanwezig",
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
        )
        .group_by(Aanwezigheid.deelnemer_id)
    ).all()
    return sum(count >= minstens for _, count in counts), len(counts)


def open_stap(session: Session, dialoog_id: int, deelnemer_id: int) -> Stap | None:
    """The live step *ideeën* of an evening at which this person is present; open or closed."""
    return session.scalar(
        select(Stap)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .join(Aanwezigheid, Aanwezigheid.bijeenkomst_id == Bijeenkomst.id)
        .where(
            Bijeenkomst.dialoog_id == dialoog_id,
            Stap.staat == "live",
            Stap.soort == "ideeen",
            Aanwezigheid.deelnemer_id == deelnemer_id,
            Aanwezigheid.staat == "aanwezig",
        )
        .order_by(Bijeenkomst.volgorde.desc())
        .limit(1)
        .with_for_update(read=True, of=Stap)
    )


@onthoudt
def keuzes(session: Session, stap_id: int) -> list[Idee]:
    """The ideas chosen in a step, by number; the same idea of two kiezers counts once. One that was hidden,
    withdrawn or merged since is not among them (its row stays, for when that is undone). What people chose each for
    himself is not among them: only what was counted is."""
    chosen = select(Keuze.idee_id).where(Keuze.stap_id == stap_id, SAMEN)
    question = select(Idee).where(Idee.id.in_(chosen), Idee.staat == "los").order_by(Idee.nummer)
    return list(session.scalars(question.options(SAMENGEVOEGD)))


def shortlist(session: Session, dialoog_id: int) -> list[Idee]:
    """*Gekozen ideeën*: those of the latest step with choices, by number; empty when nothing was chosen."""
    stap_id = session.scalar(
        select(Stap.id)
        .join(Bijeenkomst, Bijeenkomst.id == Stap.bijeenkomst_id)
        .where(Bijeenkomst.dialoog_id == dialoog_id, Stap.id.in_(select(Keuze.stap_id).where(SAMEN)))
        .order_by(Bijeenkomst.volgorde.desc(), Stap.volgorde.desc())
        .limit(1)
    )
    return keuzes(session, stap_id) if stap_id is not None else []


def eerste_tekst(session: Session, idee_id: int) -> str | None:
    """The text as it came in, when it was changed since; None when it never was."""
    return session.scalar(
        select(IdeeTekst.tekst).where(IdeeTekst.idee_id == idee_id).order_by(IdeeTekst.versie).limit(1)
    )


@onthoudt
def verbeterd(session: Session, dialoog_id: int) -> set[int]:
    """Ids of the ideas whose text is no longer the first one."""
    return set(
        session.scalars(
            select(IdeeTekst.idee_id).join(Idee, Idee.id == IdeeTekst.idee_id).where(Idee.dialoog_id == dialoog_id)
        )
    )
