"""Judging an oplossing before it is written: its fields, its ideas, and whether a reason is missing."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.errors import BadInput, NotNow
from dialoog.idee.models import Idee
from dialoog.stemming.queries import Uitslag, uitslag
from dialoog.tekst import TekstTeLang, clean_line, clean_text
from dialoog.voorstel import queries, rules
from dialoog.voorstel.errors import RedenNodig
from dialoog.voorstel.models import Oplossing


def need_uitslag(session: Session, dialoog_id: int) -> Uitslag:
    """The result that counts. Raises NotNow."""
    result = uitslag(session, dialoog_id)
    if result is None:
        raise NotNow("Er is nog geen uitslag vastgesteld. Doe eerst een stemronde.")
    return result


def clean_oplossing(titel: str, tekst: str, reden: str) -> tuple[str, str, str]:
    """Title, text and reason as they may be kept. Raises BadInput with the field."""
    title = fit("titel", titel, rules.MAX_TITEL, line=True)
    if not title:
        words = "Geef de oplossing een titel."
        raise BadInput(words, velden={"titel": words})
    return title, fit("tekst", tekst, rules.MAX_OPLOSSING), clean_reden(reden)


def clean_titel(titel: str) -> str:
    """The title of a card. Raises BadInput."""
    title = fit("titel", titel, rules.MAX_TITEL, line=True)
    if not title:
        words = "Geef het voorstel een titel."
        raise BadInput(words, velden={"titel": words})
    return title


def clean_reden(reden: str) -> str:
    """A reason as it may be kept, or empty. Raises BadInput."""
    return fit("reden", reden, rules.MAX_REDEN)


def need_tekst(veld: str, typed: str, most: int, leeg: str) -> str:
    """A text that may not be empty; `leeg` says what to do when it is. Raises BadInput."""
    words = fit(veld, typed, most).strip()
    if not words:
        raise BadInput(leeg, velden={veld: leeg})
    return words


def fit(veld: str, typed: str, most: int, *, line: bool = False) -> str:
    """What was typed in this field as it may be kept. Raises BadInput when it is too long."""
    try:
        return clean_line(typed, most) if line else clean_text(typed, most)
    except TekstTeLang as error:
        raise BadInput(str(error), velden={veld: str(error)}) from error


def pick_ideeen(session: Session, dialoog_id: int, idee_ids: Iterable[int]) -> list[Idee]:
    """Ideas of this dialogue by number. Raises BadInput for one that is hidden, withdrawn or unknown."""
    wanted = set(idee_ids)
    found = session.scalars(
        select(Idee).where(Idee.dialoog_id == dialoog_id, Idee.id.in_(wanted)).order_by(Idee.nummer)
    ).all()
    gone = [idee.nummer for idee in found if idee.staat in ("verborgen", "ingetrokken")]
    if gone or len(found) != len(wanted):
        words = f"Nr. {gone[0]} is verborgen of ingetrokken. Kies een ander idee." if gone else "Dit idee is er niet."
        raise BadInput(words, velden={"ideeen": words})
    return list(found)


def refuse_used(rows: Sequence[Oplossing], ideas: Sequence[Idee], own: int | None) -> None:
    """An idea stands in one oplossing only. Raises BadInput."""
    wanted = {idee.id for idee in ideas}
    for row in rows:
        for idee in row.ideeen:
            if row.id != own and idee.id in wanted:
                words = f"Nr. {idee.nummer} zit al in de oplossing op plaats {row.plaats}."
                raise BadInput(words, velden={"ideeen": words})


def needs_reden(rows: Sequence[Oplossing], row: Oplossing, result: Uitslag | None) -> bool:
    """Whether this oplossing must carry a reason beside the result that counts."""
    if result is None:
        return False
    spots = queries.plekken([r for r in rows if r.id == row.id or r.ronde_id == result.ronde], result)
    own = next(spot for spot in spots if spot.id == row.id)
    return rules.reden_nodig(own, spots, result.top)


def check_reden(rows: Sequence[Oplossing], row: Oplossing, result: Uitslag | None) -> None:
    """Raises RedenNodig when it departs from the stickers and says nothing about why."""
    if not row.reden and needs_reden(rows, row, result):
        raise RedenNodig


def crossed(rows: Sequence[Oplossing], result: Uitslag | None) -> set[int]:
    """The oplossingen that stand in another order than the stickers put them."""
    counted = [row for row in rows if result is not None and row.ronde_id == result.ronde]
    pairs = rules.kruisingen(queries.plekken(counted, result))
    return {number for pair in pairs for number in pair}


def write_reden(row: Oplossing, reden: str, wie: str) -> None:
    """A reason with who recorded it; the same reason keeps its recorder."""
    if row.reden != reden:
        row.reden = reden
        row.vastgelegd_door = wie if reden else ""


def snapshot(row: Oplossing) -> dict[str, Any]:
    """What an undo needs to write back."""
    return {
        "titel": row.titel,
        "tekst": row.tekst,
        "ideeen": [idee.id for idee in row.ideeen],
        "reden": row.reden,
        "door": row.vastgelegd_door,
        "ronde": row.ronde_id,
    }


def kop(row: Oplossing, wie: str, bijeenkomst_id: int | None) -> dict[str, Any]:
    """The fields that every fact about one oplossing has."""
    return {
        "dialoog": row.dialoog_id,
        "bijeenkomst": bijeenkomst_id,
        "wie": wie,
        "waarop": f"oplossing:{row.id}",
        "oplossing": row.id,
        "titel": row.titel,
    }
