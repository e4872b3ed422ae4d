"""What the begeleider said of a part of the book: *niet beschikbaar* (printed so) or left out, and taking that back.

A part is a chapter, a bijlage, the conclusies, or what one evening brought (`avond_sleutel`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.database import transaction
from dialoog.errors import BadInput, NotFound, Outdated
from dialoog.opgave.models import Dialoog
from dialoog.themaboek.boek import EIGEN_TEKST
from dialoog.themaboek.facts import BoekdeelGezet
from dialoog.themaboek.models import DEELSTATEN, Boekdeel
from dialoog.themaboek.stand import deeltitel
from dialoog.themaboek.uitkomst import Resultaat
from dialoog.verslag.models import Feit
from dialoog.verslag.service import Inverse, announce, register_inverse

AVOND = "avond:"


@dataclass(frozen=True)
class Deelstaat:
    """`staat`: "" (as usual), niet_beschikbaar or weggelaten. `versie` 0: nobody ever said anything."""

    staat: str = ""
    versie: int = 0


def avond_sleutel(bijeenkomst_id: int) -> str:
    """The key of what an evening brought."""
    return f"{AVOND}{bijeenkomst_id}"


def deelstaten(session: Session, dialoog_id: int) -> dict[str, Deelstaat]:
    """Key of a part → what was said of it; parts of which nothing was said are absent."""
    rows = session.scalars(select(Boekdeel).where(Boekdeel.dialoog_id == dialoog_id))
    return {row.sleutel: Deelstaat(row.staat, row.versie) for row in rows}


def met_staat(staten: Mapping[str, Deelstaat], staat: str) -> tuple[str, ...]:
    """The keys of the parts in this state, in the order of the book."""
    return tuple(sleutel for sleutel in EIGEN_TEKST if staten.get(sleutel, Deelstaat()).staat == staat)


def met_deelstaat(resultaten: Sequence[Resultaat], staten: Mapping[str, Deelstaat]) -> tuple[Resultaat, ...]:
    """The evenings without those left out; of one that is niet beschikbaar only its title, date and place stay."""
    found = []
    for resultaat in resultaten:
        staat = staten.get(avond_sleutel(resultaat.bijeenkomst or 0), Deelstaat()).staat
        if staat == "niet_beschikbaar":
            found.append(
                Resultaat(
                    resultaat.titel, datum=resultaat.datum, plaats=resultaat.plaats,
                    bijeenkomst=resultaat.bijeenkomst, niet_beschikbaar=True,
                )
            )  # fmt: skip
        elif staat != "weggelaten":
            found.append(resultaat)
    return tuple(found)


def set_deelstaat(dialoog_id: int, sleutel: str, staat: str, versie: int, wie: str) -> int:
    """Say how a part stands in the book (use case). `versie`: the one seen. Returns the version that lies there; the
    same again changes nothing. Raises NotFound (no such part), BadInput, Outdated."""
    if staat not in DEELSTATEN:
        raise BadInput("Kies hoe dit deel in het boek staat.")
    with transaction() as session:
        session.execute(select(Dialoog.id).where(Dialoog.id == dialoog_id).with_for_update())
        titel = _titel(session, dialoog_id, sleutel)
        row = _row(session, dialoog_id, sleutel)
        seen = Deelstaat(row.staat, row.versie) if row else Deelstaat()
        if seen.staat == staat:
            return seen.versie
        if seen.versie != versie:
            raise Outdated(
                "Een ander veranderde net hoe dit deel in het boek staat. Kijk wat er nu gekozen is.",
                stand={"staat": seen.staat, "versie": seen.versie},
            )
        write_deelstaat(session, dialoog_id, sleutel, titel, staat, wie)
        return versie + 1


def write_deelstaat(session: Session, dialoog_id: int, sleutel: str, titel: str, staat: str, wie: str) -> int:
    """Write and announce; returns the number of the fact."""
    row = _row(session, dialoog_id, sleutel)
    if row is None:
        row = Boekdeel(dialoog_id=dialoog_id, sleutel=sleutel, staat="", versie=0)
        session.add(row)
    van, row.staat, row.versie = row.staat, staat, row.versie + 1
    return announce(
        session,
        BoekdeelGezet(
            dialoog=dialoog_id, wie=wie, waarop=f"boek:{sleutel}", sleutel=sleutel, titel=titel, van=van, naar=staat,
            versie=row.versie,
        ),
    )  # fmt: skip


def _row(session: Session, dialoog_id: int, sleutel: str) -> Boekdeel | None:
    return session.scalar(select(Boekdeel).where(Boekdeel.dialoog_id == dialoog_id, Boekdeel.sleutel == sleutel))


def _titel(session: Session, dialoog_id: int, sleutel: str) -> str:
    """How the part is called. Raises NotFound."""
    if sleutel in EIGEN_TEKST:
        return deeltitel(sleutel)
    number = sleutel.removeprefix(AVOND)
    if sleutel.startswith(AVOND) and number.isdecimal() and len(number) < 10:
        evening = session.get(Bijeenkomst, int(number))
        if evening is not None and evening.dialoog_id == dialoog_id:
            return evening.titel
    raise NotFound("Dit deel van het boek bestaat niet.")


# --- taking it back -------------------------------------------------------------------------------------------


def register_inverses() -> None:
    """Say how the facts of this room are undone."""
    register_inverse(BoekdeelGezet, Inverse(_undo, _waarom_niet))


def _waarom_niet(session: Session, feit: Feit) -> str | None:
    row = _row(session, feit.dialoog_id, feit.data["sleutel"])
    later = row is None or row.versie != feit.data["versie"]
    return "dit deel van het boek is daarna nog veranderd" if later else None


def _undo(session: Session, feit: Feit, wie: str) -> int:
    data = feit.data
    return write_deelstaat(session, feit.dialoog_id, data["sleutel"], data["titel"], data["van"], wie)
