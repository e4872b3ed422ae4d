"""Reading oplossingen and voorstelkaarten: plain rows for screens, book and phones."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from dialoog import klok
from dialoog.blik import onthoudt
from dialoog.errors import NotFound
from dialoog.idee.rules import korte_titel
from dialoog.opgave.models import Dialoog
from dialoog.stemming.models import Stemronde
from dialoog.stemming.queries import Uitslag, UitslagRij, uitslag, uitslag_van
from dialoog.voorstel import rules
from dialoog.voorstel.models import Antwoord, Eigenaar, Oplossing, Voorstel
from dialoog.voorstel.rijen import AntwoordRij, EigenaarRij, IdeeRij, OplossingRij, VoorstelRij
from dialoog.voorstel.termijn import Termijn
from dialoog.voorstel.volledig import delen_en_vakjes

__all__ = ["AntwoordRij", "EigenaarRij", "IdeeRij", "OplossingRij", "VoorstelRij"]


# --- oplossingen ----------------------------------------------------------------------------------------------


def get_oplossing(session: Session, dialoog_id: int, oplossing_id: int, *, weg: bool = False) -> Oplossing:
    """An oplossing of this dialogue (`weg`: also one that was taken out). Raises NotFound."""
    found = session.scalar(select(Oplossing).where(Oplossing.id == oplossing_id, Oplossing.dialoog_id == dialoog_id))
    if found is None or (found.verwijderd and not weg):
        raise NotFound("Deze oplossing staat er niet (meer).")
    return found


def live_oplossingen(session: Session, dialoog_id: int) -> list[Oplossing]:
    """The rows that stand, in order."""
    return list(
        session.scalars(
            select(Oplossing)
            .where(Oplossing.dialoog_id == dialoog_id, Oplossing.verwijderd.is_(False))
            .options(selectinload(Oplossing.ideeen), selectinload(Oplossing.eigenaren).joinedload(Eigenaar.deelnemer))
            .order_by(Oplossing.plaats, Oplossing.id)
        )
    )


def weggehaald(session: Session, dialoog_id: int) -> list[Oplossing]:
    """What was taken out and can be put back, last made first."""
    return list(
        session.scalars(
            select(Oplossing)
            .where(Oplossing.dialoog_id == dialoog_id, Oplossing.verwijderd.is_(True))
            .order_by(Oplossing.id.desc())
        )
    )


def plekken(rows: Sequence[Oplossing], result: Uitslag | None) -> list[rules.Plek]:
    """Where the oplossingen stand beside the result that counts."""
    by_idee = _by_idee(result)
    return [plek(row, by_idee) for row in rows]


def plek(row: Oplossing, by_idee: Mapping[int, UitslagRij], plaats: int | None = None) -> rules.Plek:
    """One of them; `plaats` another place than its own."""
    best = _best(row, by_idee)
    return rules.Plek(
        row.id,
        row.plaats if plaats is None else plaats,
        best.plaats if best else None,
        bool(best and best.op_rand and not best.door),
    )


def _best(row: Oplossing, by_idee: Mapping[int, UitslagRij]) -> UitslagRij | None:
    """The idea that gives an oplossing its place: the highest, and of equals one that came out of the tie."""
    known = (by_idee[idee.id] for idee in row.ideeen if idee.id in by_idee)
    return min(known, key=lambda rij: (rij.plaats, not rij.door), default=None)


def _by_idee(result: Uitslag | None) -> dict[int, UitslagRij]:
    return {rij.idee: rij for rij in result.rijen} if result else {}


@onthoudt
def oplossingen(session: Session, dialoog_id: int) -> list[OplossingRij]:
    """The oplossingen that stand, in the order of the group."""
    rows = live_oplossingen(session, dialoog_id)
    current = uitslag(session, dialoog_id)
    spots = {spot.id: spot for spot in plekken(rows, current)}
    rounds = _rounds(session, rows, current)
    numbers: dict[int, int] = {
        oplossing: nummer
        for oplossing, nummer in session.execute(
            select(Voorstel.oplossing_id, Voorstel.nummer).where(Voorstel.dialoog_id == dialoog_id)
        ).all()
        if oplossing is not None
    }
    return [_row(row, current, spots, rounds.get(row.ronde_id or 0), numbers.get(row.id)) for row in rows]


def _rounds(session: Session, rows: Sequence[Oplossing], current: Uitslag | None) -> dict[int, Uitslag]:
    """The results that the oplossingen came from, by round."""
    found = {current.ronde: current} if current else {}
    for number in {row.ronde_id for row in rows if row.ronde_id is not None} - set(found):
        result = uitslag_van(session, session.get_one(Stemronde, number))
        if result is not None:
            found[number] = result
    return found


def _row(
    row: Oplossing,
    current: Uitslag | None,
    spots: Mapping[int, rules.Plek],
    own: Uitslag | None,
    voorstel: int | None,
) -> OplossingRij:
    by_idee = _by_idee(own)
    best = _best(row, by_idee)
    earlier = row.ronde_id != (current.ronde if current else None)
    return OplossingRij(
        id=row.id,
        plaats=row.plaats,
        titel=row.titel,
        tekst=row.tekst,
        reden=row.reden,
        vastgelegd_door=row.vastgelegd_door,
        versie=row.versie,
        ronde=row.ronde_id,
        uit_eerdere_ronde=earlier,
        geteld=own is not None and own.getoond,
        afwijking=rules.afwijking(spots[row.id], list(spots.values()), current.top) if current and not earlier else "",
        sticker_plaats=spots[row.id].sticker_plaats,
        door=best.door if best and not earlier else "",
        ideeen=tuple(
            IdeeRij(
                id=idee.id,
                nummer=idee.nummer,
                titel=korte_titel(idee),
                kleur=idee.kleur,
                stickers=by_idee[idee.id].stickers if idee.id in by_idee else None,
                plaats=by_idee[idee.id].plaats if idee.id in by_idee else None,
            )
            for idee in row.ideeen
        ),
        eigenaren=_eigenaren(row.eigenaren),
        voorstel=voorstel,
    )


def _eigenaren(rows: Sequence[Eigenaar]) -> tuple[EigenaarRij, ...]:
    """Those of now who are still on the list, the trekker first."""
    now = [row for row in rows if row.tot is None and row.deelnemer.staat == "actief"]
    now.sort(key=lambda row: (not row.trekker, row.id))
    return tuple(EigenaarRij(row.deelnemer_id, row.deelnemer.roepnaam, row.trekker) for row in now)


# --- voorstelkaarten ------------------------------------------------------------------------------------------


@onthoudt
def voorstellen(session: Session, dialoog_id: int) -> list[VoorstelRij]:
    """The cards in their order, each with the latest version of its ten answers; not those of an oplossing taken
    out."""
    rows = session.scalars(
        select(Voorstel)
        .outerjoin(Oplossing, Oplossing.id == Voorstel.oplossing_id)
        .where(Voorstel.dialoog_id == dialoog_id, (Oplossing.id.is_(None)) | (Oplossing.verwijderd.is_(False)))
        .options(selectinload(Voorstel.gemeenten))
        .order_by(Voorstel.volgorde, Voorstel.nummer)
    ).all()
    today, terms = klok.vandaag(), {row.id: termijn_van(session, row) for row in rows}
    tops = {row.id: row for row in oplossingen(session, dialoog_id)}
    answers = latest_antwoorden(session, [row.id for row in rows])
    parts = delen_en_vakjes(session, dialoog_id, [row.id for row in rows], answers)
    return [
        VoorstelRij(
            id=row.id,
            nummer=row.nummer,
            titel=row.titel,
            op_slot=bool(terms[row.id].dicht(today)),
            versie=row.versie,
            oplossing=tops.get(row.oplossing_id or 0),
            gemeenten=tuple(gemeente.naam for gemeente in row.gemeenten),
            gemeente_ids=tuple(gemeente.id for gemeente in row.gemeenten),
            antwoorden={key: answers.get((row.id, key), AntwoordRij()) for key in rules.SLEUTELS},
            delen=parts[row.id][0],
            vakjes=parts[row.id][1],
            extra=row.extra,
            termijn=terms[row.id],
            dicht=terms[row.id].dicht(today),
        )
        for row in rows
    ]


def termijn_van(session: Session, card: Voorstel) -> Termijn:
    """Until when the eigenaren of this card write."""
    dialoog = session.get_one(Dialoog, card.dialoog_id)
    return Termijn(dialoog.kaarten_uiterlijk, card.uiterlijk, card.heropend, card.op_slot)


def get_voorstel(session: Session, dialoog_id: int, nummer: int) -> Voorstel:
    """The row of a card that stands. Raises NotFound."""
    card = session.scalar(
        select(Voorstel)
        .outerjoin(Oplossing, Oplossing.id == Voorstel.oplossing_id)
        .where(
            Voorstel.dialoog_id == dialoog_id,
            Voorstel.nummer == nummer,
            (Oplossing.id.is_(None)) | (Oplossing.verwijderd.is_(False)),
        )
    )
    if card is None:
        raise NotFound("Dit voorstel bestaat niet, of het is niet van u.")
    return card


def find_voorstel(session: Session, dialoog_id: int, nummer: int) -> VoorstelRij:
    """The card with this number. Raises NotFound."""
    found = next((row for row in voorstellen(session, dialoog_id) if row.nummer == nummer), None)
    if found is None:
        raise NotFound("Dit voorstel bestaat niet.")
    return found


def latest_antwoorden(session: Session, voorstel_ids: Sequence[int]) -> dict[tuple[int, str], AntwoordRij]:
    """(voorstel, question) → the latest version of the answer."""
    if not voorstel_ids:
        return {}
    last = (
        select(Antwoord.voorstel_id, Antwoord.vraag, func.max(Antwoord.versie).label("versie"))
        .where(Antwoord.voorstel_id.in_(voorstel_ids))
        .group_by(Antwoord.voorstel_id, Antwoord.vraag)
        .subquery()
    )
    rows = session.scalars(
        select(Antwoord).join(
            last,
            (Antwoord.voorstel_id == last.c.voorstel_id)
            & (Antwoord.vraag == last.c.vraag)
            & (Antwoord.versie == last.c.versie),
        )
    )
    return {(row.voorstel_id, row.vraag): antwoord_rij(row) for row in rows}


def antwoord_versies(session: Session, voorstel_id: int, vraag: str) -> list[AntwoordRij]:
    """Every revision of an answer, the first one first."""
    rows = session.scalars(
        select(Antwoord).where(Antwoord.voorstel_id == voorstel_id, Antwoord.vraag == vraag).order_by(Antwoord.versie)
    )
    return [antwoord_rij(row) for row in rows]


def antwoord_rij(row: Antwoord) -> AntwoordRij:
    """The plain row of it."""
    return AntwoordRij(row.versie, row.html, row.wie, row.moment, row.revisie)


def latest_antwoord(session: Session, voorstel_id: int, vraag: str) -> Antwoord | None:
    """The row that stands now, to write on."""
    return session.scalar(
        select(Antwoord)
        .where(Antwoord.voorstel_id == voorstel_id, Antwoord.vraag == vraag)
        .order_by(Antwoord.versie.desc())
        .limit(1)
    )
