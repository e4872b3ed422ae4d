"""Everything of a dialogue that the results in the book are made of, read at once: a fixed number of questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dialoog.bijeenkomst.aantekeningen import aantekeningen, leesbaar, verboden_namen
from dialoog.bijeenkomst.gesprek import notities_van_dialoog
from dialoog.bijeenkomst.models import Aanwezigheid, Belangactie, Bijeenkomst, Stap
from dialoog.deelnemer.models import Deelnemer, DeelnemerBelang
from dialoog.idee.keuze_kiezers import keren, wie_kozen
from dialoog.idee.keuze_rules import namen_samen
from dialoog.idee.models import ZAAL, Idee, Keuze, Kleur
from dialoog.idee.queries import SAMEN
from dialoog.opgave.models import Dialoog
from dialoog.stemming.queries import RondeRegel, alle_rondes
from dialoog.themaboek.herstemmingen import read_beslist, read_naast
from dialoog.themaboek.uitkomst import Beweging
from dialoog.voorstel.queries import OplossingRij, oplossingen

BEGONNEN = ("live", "gedaan")


@dataclass(frozen=True)
class Bron:
    """All that the results are made of, read once. Keys are ids; `kleuren` and `keuzes` go by step."""

    dialoog: Dialoog
    evenings: Sequence[Bijeenkomst]
    draaiboek: Mapping[int, Sequence[Stap]]
    wie: Mapping[int, Sequence[Deelnemer]]
    acties: Mapping[int, Mapping[int, str]]
    ideas: Mapping[int, Idee]
    kleuren: Mapping[int, Mapping[int, str]]
    keuzes: Mapping[int, Sequence[int]]
    rondes: Sequence[RondeRegel]
    oplossingen: Sequence[OplossingRij]
    names: Mapping[int, str]
    beslist: Mapping[int, str] = field(default_factory=dict)
    """Round → what is said about its tie."""
    naast: Mapping[int, tuple[Beweging, ...]] = field(default_factory=dict)
    """Round → what moved since the one before it."""

    notities: Sequence[tuple[int | None, str, Mapping[str, str]]] = ()
    """Evening (None: the dialogue), kind and fields of what was written down, fit for print."""
    gesprekken: Mapping[int, str] = field(default_factory=dict)
    """Step → what was noted in it."""
    gekozen_door: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """Step → idea → which groups chose it, or how many people did."""

    def begonnen(self, evening: Bijeenkomst, *soorten: str) -> list[Stap]:
        """The steps of these kinds (of any kind) that began."""
        return [
            stap
            for stap in self.draaiboek.get(evening.id, ())
            if stap.staat in BEGONNEN and (not soorten or stap.soort in soorten)
        ]

    def is_begonnen(self, evening: Bijeenkomst) -> bool:
        return bool(evening.afgelopen or self.wie.get(evening.id) or self.begonnen(evening))

    def aanwezig(self, evening: Bijeenkomst) -> int | None:
        """How many deelnemers were there, also those who went home; None while nobody was counted."""
        return len(self.wie[evening.id]) if self.wie.get(evening.id) else None


def read_bron(
    session: Session, dialoog: Dialoog, evenings: Sequence[Bijeenkomst], ideas: Sequence[Idee], names: Mapping[int, str]
) -> Bron:
    """Everything of a dialogue that the results need."""
    rondes = alle_rondes(session, dialoog.id)
    return Bron(
        dialoog=dialoog,
        evenings=evenings,
        draaiboek=_draaiboek(session, dialoog.id),
        wie=_wie(session, dialoog.id),
        acties=_acties(session, dialoog.id),
        ideas={idea.id: idea for idea in ideas},
        kleuren=_kleuren(session, dialoog.id),
        keuzes=_keuzes(session, dialoog.id),
        gekozen_door=_gekozen_door(session, dialoog.id),
        rondes=rondes,
        gesprekken=notities_van_dialoog(session, dialoog.id),
        notities=_notities(session, dialoog.id),
        oplossingen=oplossingen(session, dialoog.id),
        names=names,
        beslist=read_beslist(session, rondes),
        naast=read_naast(session, dialoog.id),
    )


def _notities(session: Session, dialoog_id: int) -> list[tuple[int | None, str, dict[str, str]]]:
    names = verboden_namen(session, dialoog_id)
    return [(row.bijeenkomst_id, row.soort, leesbaar(row, names)) for row in aantekeningen(session, dialoog_id)]


def _draaiboek(session: Session, dialoog_id: int) -> dict[int, list[Stap]]:
    found: dict[int, list[Stap]] = {}
    of_dialoog = select(Stap).join(Bijeenkomst).where(Bijeenkomst.dialoog_id == dialoog_id)
    for stap in session.scalars(of_dialoog.order_by(Stap.volgorde)):
        found.setdefault(stap.bijeenkomst_id, []).append(stap)
    return found


def _wie(session: Session, dialoog_id: int) -> dict[int, list[Deelnemer]]:
    """evening → the deelnemers who were or are there; toehoorders are in no number."""
    rows = session.execute(
        select(Aanwezigheid.bijeenkomst_id, Deelnemer)
        .join(Deelnemer, Deelnemer.id == Aanwezigheid.deelnemer_id)
        .where(
            Deelnemer.dialoog_id == dialoog_id,
            Deelnemer.staat == "actief",
            Deelnemer.soort == "deelnemer",
            Aanwezigheid.staat.in_(("aanwezig", "weg")),
        )
        .options(
            selectinload(Deelnemer.belang_rijen).joinedload(DeelnemerBelang.belang), selectinload(Deelnemer.gemeenten)
        )
    )
    found: dict[int, list[Deelnemer]] = {}
    for evening, person in rows:
        found.setdefault(evening, []).append(person)
    return found


def _acties(session: Session, dialoog_id: int) -> dict[int, dict[int, str]]:
    rows = session.scalars(select(Belangactie).join(Bijeenkomst).where(Bijeenkomst.dialoog_id == dialoog_id))
    found: dict[int, dict[int, str]] = {}
    for actie in rows:
        found.setdefault(actie.bijeenkomst_id, {})[actie.belang_id] = actie.tekst
    return found


def _kleuren(session: Session, dialoog_id: int) -> dict[int, dict[int, str]]:
    """step → idea → the colour as it was fixed there; what people and groups gave is no colour yet."""
    rows = session.execute(
        select(Kleur.stap_id, Kleur.idee_id, Kleur.kleur)
        .join(Idee, Idee.id == Kleur.idee_id)
        .where(Idee.dialoog_id == dialoog_id, Kleur.kiezer == ZAAL)
    )
    found: dict[int, dict[int, str]] = {}
    for stap, idee, kleur in rows:
        found.setdefault(stap, {})[idee] = kleur or ""
    return found


def _gekozen_door(session: Session, dialoog_id: int) -> dict[int, dict[int, str]]:
    """Never who chose what: groups by name, people by number."""
    steps = session.scalars(
        select(Stap.id).join(Bijeenkomst).where(Bijeenkomst.dialoog_id == dialoog_id, Stap.soort == "kiezen")
    )
    return {
        stap: {key: f"{n} keer" for key, n in keren(session, stap).items()}
        | {key: namen_samen(names) for key, names in wie_kozen(session, stap).items()}
        for stap in steps.all()
    }


def _keuzes(session: Session, dialoog_id: int) -> dict[int, list[int]]:
    """step → the ideas chosen in it, by number; twice chosen counts once, and only ideas that are still los."""
    rows = session.execute(
        select(Keuze.stap_id, Idee.id)
        .join(Idee, Idee.id == Keuze.idee_id)
        .where(Idee.dialoog_id == dialoog_id, Idee.staat == "los", SAMEN)
        .order_by(Idee.nummer)
        .distinct()
        .add_columns(Idee.nummer)
    )
    found: dict[int, list[int]] = {}
    for stap, idea, _ in rows:
        found.setdefault(stap, []).append(idea)
    return found
