"""Reading what the hall said of a card. Of an open question only how many answered leaves this file, never what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.queries import namen
from dialoog.blik import onthoudt
from dialoog.deelnemer.models import Deelnemer
from dialoog.voorstel.instemming_stand import gewijzigd
from dialoog.voorstel.models import Voorstel
from dialoog.voorstel.models_zaal import Instemming, InstemmingAntwoord, InstemmingReden
from dialoog.voorstel.queries import voorstellen
from dialoog.voorstel.rijen import VoorstelRij
from dialoog.voorstel.rules_zaal import Stem, Telling, feitzin, geteld, tel


@dataclass(frozen=True)
class InstemmingRij:
    """One time that a card was asked about, closed. `anders`: the parts of the card that were changed since."""

    id: int
    voorstel: int
    keer: int
    bijeenkomst: int | None
    gevraagd: datetime
    aanwezig: int
    antwoorden: int
    ja: int | None
    nog_niet: int | None
    redenen: tuple[str, ...]
    conclusie: str
    conclusie_door: str
    anders: tuple[str, ...]
    versie: int

    @property
    def feit(self) -> str:
        """The counts as a sentence; also the draft of the conclusion."""
        return feitzin(self.aanwezig, self.antwoorden, self.ja)

    @property
    def in_boek(self) -> str:
        """The counts, and the conclusion where that says more; it may begin with the counts itself."""
        if not self.conclusie:
            return self.feit
        return self.conclusie if self.conclusie.startswith(self.feit) else f"{self.feit} Conclusie: {self.conclusie}"


def open_in(session: Session, dialoog_id: int) -> Instemming | None:
    """The question that is open now."""
    return session.scalar(
        select(Instemming)
        .join(Voorstel, Voorstel.id == Instemming.voorstel_id)
        .where(Voorstel.dialoog_id == dialoog_id, Instemming.staat == "open")
        .limit(1)
    )


@onthoudt
def instemmingen(session: Session, dialoog_id: int) -> dict[int, list[InstemmingRij]]:
    """voorstel → each time it was asked about and closed, the last one last; cards never asked about are absent."""
    rows = session.scalars(
        select(Instemming)
        .join(Voorstel, Voorstel.id == Instemming.voorstel_id)
        .where(Voorstel.dialoog_id == dialoog_id, Instemming.staat == "gesloten")
        .order_by(Instemming.voorstel_id, Instemming.nummer)
    ).all()
    if not rows:
        return {}
    cards = {card.id: card for card in voorstellen(session, dialoog_id)}
    reasons = _redenen(session, [row.id for row in rows])
    found: dict[int, list[InstemmingRij]] = {}
    for row in rows:
        if row.voorstel_id in cards:
            found.setdefault(row.voorstel_id, []).append(_rij(row, cards[row.voorstel_id], reasons.get(row.id, ())))
    return found


def _rij(row: Instemming, card: VoorstelRij, redenen: tuple[str, ...]) -> InstemmingRij:
    return InstemmingRij(
        id=row.id,
        voorstel=row.voorstel_id,
        keer=row.nummer,
        bijeenkomst=row.bijeenkomst_id,
        gevraagd=row.gevraagd,
        aanwezig=row.aanwezig,
        antwoorden=row.antwoorden,
        ja=row.ja,
        nog_niet=row.nog_niet,
        redenen=redenen,
        conclusie=row.conclusie,
        conclusie_door=row.conclusie_door,
        anders=gewijzigd(row.stand.get("merken", {}), card),
        versie=row.versie,
    )


def _redenen(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """By their text: the order in which they lie says nothing, and is not shown either."""
    found: dict[int, list[str]] = {}
    for row in session.scalars(select(InstemmingReden).where(InstemmingReden.instemming_id.in_(ids))):
        found.setdefault(row.instemming_id, []).append(row.tekst)
    return {number: tuple(sorted(texts)) for number, texts in found.items()}


# --- while it is open -----------------------------------------------------------------------------------------


def telling_nu(session: Session, row: Instemming) -> Telling:
    """What closing would count. For the closing itself; of it only `aanwezig` and `antwoorden` may be shown before."""
    answers = session.scalars(select(InstemmingAntwoord).where(InstemmingAntwoord.instemming_id == row.id)).all()
    stemmen = [Stem(one.deelnemer_id, one.ja, one.reden) for one in answers]
    return tel(geteld(stemmen, _houders(session, [stem.deelnemer for stem in stemmen])), _aanwezigen(session, row))


def voortgang(session: Session, row: Instemming) -> tuple[int, int]:
    """(how many answered, of how many)."""
    found = telling_nu(session, row)
    return found.antwoorden, found.aanwezig


def versies(session: Session, row: Instemming) -> int:
    """Grows with every answer that is given or changed: an answer is in no record."""
    asked = select(func.sum(InstemmingAntwoord.versie)).where(InstemmingAntwoord.instemming_id == row.id)
    return session.scalar(asked) or 0


def eigen_antwoord(session: Session, instemming_id: int, deelnemer_id: int) -> dict[str, object]:
    """What one person answered, for that person's own phone: `{instemming, ja, reden}`; `ja` None: nothing yet."""
    found = session.get(InstemmingAntwoord, (instemming_id, deelnemer_id))
    return {
        "instemming": instemming_id,
        "ja": found.ja if found else None,
        "reden": found.reden if found else "",
    }


def hulp(session: Session, row: Instemming) -> tuple[tuple[str, str], ...]:
    """Who was appointed to act for whom at this evening, (helper, for whom), by name."""
    people = _mensen(session, row)
    return tuple(sorted((p.helper, p.roepnaam) for p in people if p.zonder_telefoon and p.helper))


def _aanwezigen(session: Session, row: Instemming) -> list[int]:
    return [person.id for person in _mensen(session, row)]


def _mensen(session: Session, row: Instemming) -> list[Deelnemer]:
    return namen(session, row.bijeenkomst_id, "aanwezig") if row.bijeenkomst_id is not None else []


def _houders(session: Session, ids: Sequence[int]) -> dict[int, int | None]:
    """Person → for whom his answer counts: himself, who he was merged into (and on), or None when removed."""
    found: dict[int, int | None] = {}
    for number in ids:
        person = session.get(Deelnemer, number)
        while person is not None and person.staat == "samengevoegd" and person.samengevoegd_in is not None:
            person = session.get(Deelnemer, person.samengevoegd_in)
        found[number] = person.id if person is not None and person.staat == "actief" else None
    return found
