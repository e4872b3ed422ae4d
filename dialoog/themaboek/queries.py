"""From the database to a `Boek`. A fixed number of questions, whatever the number of ideas or people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog import klok
from dialoog.begeleider.models import Begeleider, Begeleiding
from dialoog.bijeenkomst.aantekening_rules import zonder_naam
from dialoog.bijeenkomst.aantekeningen import verboden_namen
from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.queries import bijeenkomsten
from dialoog.deelnemer import queries as deelnemer_queries
from dialoog.deelnemer import rules as deelnemer_rules
from dialoog.deelnemer.models import Deelnemer as DeelnemerRij
from dialoog.idee import queries as idee_queries
from dialoog.idee.models import Idee as IdeeRij
from dialoog.opgave.models import Dialoog
from dialoog.themaboek import boek as b
from dialoog.themaboek import queries_avond, queries_delen, queries_notities, queries_stappen
from dialoog.themaboek.bron import read_bron
from dialoog.themaboek.deelstaat import deelstaten, met_deelstaat, met_staat
from dialoog.themaboek.models import Boektekst
from dialoog.themaboek.openbaar import voor_openbaar
from dialoog.verslag.models import Feit
from dialoog.voorstel import queries as voorstel_queries
from dialoog.voorstel import rules as voorstel_rules
from dialoog.voorstel.instemming_lezen import instemmingen
from dialoog.voorstel.models import Antwoord, Voorstel
from dialoog.voorstel.models_delen import Voorsteldeel
from dialoog.voorstel.na_akkoord import NaAkkoord, na_akkoord
from dialoog.voorstel.tekst import tekst_to_html


@dataclass(frozen=True)
class EigenVersie:
    """The latest own text of a part as it was typed; `versie` 0 and empty while there is none."""

    versie: int = 0
    tekst: str = ""
    wie: str = ""
    moment: datetime | None = None


def openbaar_boek(session: Session, dialoog_id: int) -> b.Boek:
    """The book as the public edition has it."""
    return voor_openbaar(boek(session, dialoog_id))


def boek(session: Session, dialoog_id: int, *, met_deelstaten: bool = True) -> b.Boek:
    """The whole book as it stands, as the full edition has it. Nothing of a round that runs is in it (geheim.md), no
    name without a recorded yes, and no author of an idea."""
    dialoog = session.get_one(Dialoog, dialoog_id)
    evenings = bijeenkomsten(session, dialoog_id)
    people = deelnemer_queries.deelnemers(session, dialoog_id)
    names = vermeldingen(people)
    ideas = idee_queries.ideeen(session, dialoog_id, staten=())
    bron = read_bron(session, dialoog, evenings, ideas, names)
    staten = deelstaten(session, dialoog_id)
    resultaten = queries_avond.resultaten(bron)
    if met_deelstaten:
        resultaten = met_deelstaat(resultaten, staten)
    return b.Boek(
        titelblad=_titelblad(dialoog),
        gemeenten=tuple(gemeente.naam for gemeente in dialoog.gemeenten),
        begeleiders=_begeleiders(session, dialoog_id),
        bijeenkomsten=tuple(_moment(evening, bron.aanwezig(evening)) for evening in evenings),
        hoofdvraag=dialoog.hoofdvraag or dialoog.hoofdvraag_kort,
        deelvragen=tuple(b.Deelvraag(vraag.tekst, vraag.kant) for vraag in dialoog.deelvragen),
        kaders=_kaders(dialoog),
        **queries_notities.van_dialoog(bron),
        stappen=queries_stappen.stappen(session, bron, resultaten),
        resultaten=resultaten,
        voorstellen=_voorstellen(session, dialoog, names),
        belangen=tuple(belang.naam for belang in dialoog.belangen),
        deelnemers=tuple(_deelnemer(person, names[person.id]) for person in people),
        spelregels=tuple(regel.tekst for regel in dialoog.spelregels),
        ideeen=_ideeen(ideas, dialoog),
        eigen_tekst=tuple(
            b.EigenTekst(deel, tekst_to_html(own.tekst))
            for deel, own in boekteksten(session, dialoog_id).items()
            if own.tekst
        ),
        niet_beschikbaar=met_staat(staten, "niet_beschikbaar"),
        weggelaten=met_staat(staten, "weggelaten"),
    )


def vermeldingen(people: Sequence[DeelnemerRij]) -> dict[int, str]:
    """deelnemer id → how the book calls that person, as `deelnemer.queries.vermeldingen`, of people already read."""
    return deelnemer_rules.vermeldingen(
        [deelnemer_rules.Persoon(p.id, p.naam, p.vermelding, p.organisatie, p.naam_in_boek) for p in people]
    )


def _titelblad(dialoog: Dialoog) -> b.Titelblad:
    return b.Titelblad(
        titel=dialoog.titel,
        datum=klok.vandaag().isoformat(),
        thema=dialoog.thema,
        regio=dialoog.regio,
        werkdocument=dialoog.staat != "afgerond",
    )


def _begeleiders(session: Session, dialoog_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Begeleider.naam)
            .join(Begeleiding, Begeleiding.begeleider_id == Begeleider.id)
            .where(Begeleiding.dialoog_id == dialoog_id)
            .order_by(Begeleider.naam)
        )
    )


def _moment(evening: Bijeenkomst, aanwezig: int | None) -> b.Moment:
    return b.Moment(
        evening.titel,
        datum=evening.datum.isoformat() if evening.datum else "",
        plaats=evening.plaats,
        aanwezig=aanwezig,
    )


def _kaders(dialoog: Dialoog) -> tuple[b.Kader, ...]:
    return tuple(
        b.Kader(
            kader.tekst,
            soort="proces"
            if kader.soort == "proces"
            else "financieel"
            if kader.soort == "financieel"
            else "inhoudelijk",
            onderdelen=tuple(kader.onderdelen),
            geldt_voor="voorstel" if kader.geldt_voor == "voorstel" else "plan",
        )
        for kader in dialoog.kaders
    )


def _deelnemer(person: DeelnemerRij, naam: str) -> b.Deelnemer:
    """`naam` is how the book calls this person; with a recorded yes that is the name, and the organisation goes
    before it."""
    belangen = tuple(belang.naam for belang in person.belangen)
    eigen = person.vermelding or person.organisatie
    if person.naam_in_boek and person.naam and eigen and eigen != person.naam:
        return b.Deelnemer(eigen, belangen, naam)
    return b.Deelnemer(naam, belangen)


def _ideeen(ideas: Sequence[IdeeRij], dialoog: Dialoog) -> tuple[b.Idee, ...]:
    place_of = {vraag.id: place for place, vraag in enumerate(dialoog.deelvragen, 1)}
    return tuple(
        b.Idee(
            idea.nummer,
            tekst="" if idea.staat in queries_avond.GEEN_TEKST else idea.tekst,
            kleur=queries_avond.kleur(idea.kleur),
            staat=_staat(idea.staat),
            samengevoegd_in=idea.houder.nummer if idea.samengevoegd_in is not None else None,
            deelvragen=tuple(place_of[vraag.id] for vraag in idea.deelvragen),
        )
        for idea in ideas
    )


def _staat(staat: str) -> b.IdeeStaat:
    known: dict[str, b.IdeeStaat] = {
        "samengevoegd": "samengevoegd",
        "ingetrokken": "ingetrokken",
        "verborgen": "verborgen",
    }
    return known.get(staat, "los")


def _voorstellen(session: Session, dialoog: Dialoog, names: Mapping[int, str]) -> tuple[b.Voorstelkaart, ...]:
    changed = na_akkoord(session, dialoog.id)
    rows = voorstel_queries.voorstellen(session, dialoog.id)
    said = {number: times[-1] for number, times in instemmingen(session, dialoog.id).items()}
    cards = (_kaart(row, dialoog, names, changed.get(row.id)) for row in rows)
    hidden = verboden_namen(session, dialoog.id) if said else {}
    return tuple(
        replace(card, akkoord=zonder_naam(said[row.id].in_boek, hidden)) if row.id in said else card
        for row, card in zip(rows, cards, strict=True)
    )


def _kaart(
    row: voorstel_queries.VoorstelRij, dialoog: Dialoog, names: Mapping[int, str], daarna: NaAkkoord | None
) -> b.Voorstelkaart:
    """`daarna`: what was changed since the hall answered about it; None: it never did."""
    oplossing = row.oplossing
    changed = daarna.vragen if daarna else ()
    return b.Voorstelkaart(
        nummer=row.nummer,
        titel=row.titel,
        antwoorden=tuple(
            b.Antwoord(voorstel_rules.vraag_tekst(dialoog.vragen, key), row.antwoorden[key].html, key in changed)
            for key in voorstel_rules.SLEUTELS
        ),
        plaats=oplossing.plaats if oplossing else None,
        ideeen=tuple(idee.nummer for idee in oplossing.ideeen) if oplossing else (),
        gemeenten=row.gemeenten,
        eigenaren=queries_avond.eigenaren(row.eigenaren, names),
        trekker=queries_avond.trekker(row.eigenaren, names),
        **queries_delen.velden(row.delen, dialoog),
        uit_eerdere_ronde=oplossing.uit_eerdere_ronde if oplossing else False,
        gewijzigd_na_akkoord=bool(daarna and daarna.gewijzigd),
    )


# --- own texts, and when the book last changed ----------------------------------------------------------------


def boekteksten(session: Session, dialoog_id: int) -> dict[str, EigenVersie]:
    """Part → the latest version of its own text; parts that never had one are absent."""
    last = (
        select(Boektekst.hoofdstuk, func.max(Boektekst.versie).label("versie"))
        .where(Boektekst.dialoog_id == dialoog_id)
        .group_by(Boektekst.hoofdstuk)
        .subquery()
    )
    rows = session.scalars(
        select(Boektekst)
        .join(last, (Boektekst.hoofdstuk == last.c.hoofdstuk) & (Boektekst.versie == last.c.versie))
        .where(Boektekst.dialoog_id == dialoog_id)
    )
    return {row.hoofdstuk: EigenVersie(row.versie, row.tekst, row.wie, row.moment) for row in rows}


def latest_boektekst(session: Session, dialoog_id: int, hoofdstuk: str) -> EigenVersie:
    """The latest own text of one part."""
    row = session.scalar(
        select(Boektekst)
        .where(Boektekst.dialoog_id == dialoog_id, Boektekst.hoofdstuk == hoofdstuk)
        .order_by(Boektekst.versie.desc())
        .limit(1)
    )
    return EigenVersie(row.versie, row.tekst, row.wie, row.moment) if row else EigenVersie()


def bijgewerkt(session: Session, dialoog_id: int) -> datetime | None:
    """When something in the book last changed: a fact, or a later version of an answer or of a part beside it."""
    moments = (
        session.scalar(select(func.max(Feit.moment)).where(Feit.dialoog_id == dialoog_id)),
        session.scalar(select(func.max(Antwoord.moment)).join(Voorstel).where(Voorstel.dialoog_id == dialoog_id)),
        session.scalar(select(func.max(Voorsteldeel.moment)).join(Voorstel).where(Voorstel.dialoog_id == dialoog_id)),
    )
    return max((moment for moment in moments if moment is not None), default=None)
