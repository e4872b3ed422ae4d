"""How far each of the ten questions of a card is: the ten boxes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialoog.opgave.models import Deelvraag
from dialoog.voorstel import rules
from dialoog.voorstel.delen import delen_van, kaders_over_voorstel
from dialoog.voorstel.inhoud import Delen
from dialoog.voorstel.rijen import AntwoordRij

Antwoorden = Mapping[tuple[int, str], AntwoordRij]


def delen_en_vakjes(
    session: Session, dialoog_id: int, voorstel_ids: Sequence[int], antwoorden: Antwoorden
) -> dict[int, tuple[Delen, tuple[str, ...]]]:
    """voorstel → its structured parts, and its ten boxes. `antwoorden`: (voorstel, question) → the latest answer."""
    if not voorstel_ids:
        return {}
    parts = delen_van(session, voorstel_ids)
    asked = session.scalar(select(func.count()).where(Deelvraag.dialoog_id == dialoog_id)) or 0
    kaders = frozenset(kader.id for kader in kaders_over_voorstel(session, dialoog_id))
    return {
        number: (delen, tuple(rules.completeness(_stand(_teksten(antwoorden, number), delen, bool(asked), kaders))))
        for number, delen in parts.items()
    }


def _teksten(antwoorden: Antwoorden, voorstel_id: int) -> frozenset[str]:
    return frozenset(key for (number, key), answer in antwoorden.items() if number == voorstel_id and answer.html)


def _stand(teksten: frozenset[str], delen: Delen, deelvragen: bool, kaders: frozenset[int]) -> rules.Stand:
    choice, costs = delen.deelvragen.inhoud, delen.kosten.inhoud
    results = delen.resultaten.inhoud.regels
    seen = [row for row in delen.kaders.inhoud.toetsen if row.kader in kaders]
    return rules.Stand(
        tekst=teksten,
        deelvragen_zijn_er=deelvragen,
        deelvraag_gekozen=bool(choice.gekozen) or choice.geen,
        resultaten=len(results),
        resultaten_zonder_aantal=sum(not row.aantal for row in results),
        kosten=bool(costs.regels) or costs.totaal is not None,
        kaders=len(kaders),
        kaders_bekeken=len(seen),
        kaders_klaar=sum(rules.kader_klaar(row.oordeel, row.argument) for row in seen),
    )
