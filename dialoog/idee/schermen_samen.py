"""What stands on the page *Samenvoegen* of the regie: plain data for its template."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.idee.lijkt_op import Lijkt, suggest
from dialoog.idee.models import Idee, Keuze
from dialoog.idee.queries import SAMEN, ideeen
from dialoog.idee.rules import opsomming
from dialoog.idee.samenvoegen import stand_van
from dialoog.idee.samenvoeging import kleur_na

NUMMERS = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Vraag:
    """What will happen when it is confirmed: `houd` stays, `erbij` come under it, told in `regels`."""

    houd: Idee
    erbij: tuple[Idee, ...]
    gezien: int
    nummers: str
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Blad:
    """The page: `vraag` when it asks, `fouten` about the numbers that were given, `nummers` as they were. `lijkt`
    None: it could not be found out now."""

    vraag: Vraag | None
    fouten: tuple[str, ...]
    nummers: str
    lijkt: tuple[Lijkt, ...] | None
    los: tuple[Idee, ...]
    samen: tuple[Idee, ...]


def samen_blad(session: Session, dialoog_id: int, houd: int | None, gegeven: Iterable[str]) -> Blad:
    """`houd` is the number to keep (None: the lowest), `gegeven` numbers as typed or ticked."""
    alle = {idee.nummer: idee for idee in ideeen(session, dialoog_id, staten=())}
    numbers = list(dict.fromkeys(int(found) for text in gegeven for found in NUMMERS.findall(text)))
    wanted = [*([houd] if houd and houd not in numbers else []), *numbers]
    faults = [fault for number in wanted if (fault := _fault(alle.get(number), number))]
    chosen = [alle[number] for number in wanted if not _fault(alle.get(number), number)]
    los = tuple(idee for idee in alle.values() if idee.staat == "los")
    alike = suggest(session, dialoog_id)
    return Blad(
        vraag=_vraag(session, chosen, houd) if len(chosen) > 1 and not faults else None,
        fouten=tuple(faults),
        nummers=", ".join(str(number) for number in wanted),
        lijkt=tuple(alike) if alike is not None else None,
        los=los,
        samen=tuple(idee for idee in los if idee.erin),
    )


def _fault(idee: Idee | None, nummer: int) -> str:
    """Why this number cannot go together with others; empty: it can."""
    if idee is None:
        return f"Nummer {nummer} bestaat niet."
    if idee.staat == "samengevoegd":
        return f"Nummer {nummer} zit al in nummer {idee.houder.nummer}."
    if idee.staat != "los":
        return f"Nummer {nummer} is {idee.staat}."
    return f"Nummer {nummer} ligt vast: het staat in {idee.vergrendeld_door}." if idee.vergrendeld_door else ""


def _vraag(session: Session, chosen: Sequence[Idee], houd: int | None) -> Vraag:
    order = sorted(chosen, key=lambda idee: idee.nummer)
    kept = next((idee for idee in order if idee.nummer == houd), order[0])
    others = tuple(idee for idee in order if idee is not kept)
    numbers = opsomming([str(idee.nummer) for idee in order])
    return Vraag(kept, others, stand_van(order), numbers, tuple(_regels(session, kept, others)))


def _regels(session: Session, kept: Idee, others: Sequence[Idee]) -> list[str]:
    names = opsomming([str(idee.nummer) for idee in others])
    one = len(others) == 1
    lines = [
        f"Nummer {kept.nummer} blijft, met zijn eigen tekst bovenaan.",
        f"De {'tekst' if one else 'teksten'} van nummer {names} {'komt' if one else 'komen'} eronder, "
        f"met {'zijn' if one else 'hun'} nummer. Er gaat niets verloren.",
    ]
    inner = [inside.nummer for idee in others for inside in idee.erbij]
    if inner:
        lines.append(f"Wat daar al bij zat, gaat mee: nummer {opsomming([str(n) for n in sorted(inner)])}.")
    lines += [*_kleurregel(kept, others), *_keuzeregel(session, kept, others)]
    return [*lines, "U kunt het weer uit elkaar halen, zolang er geen stemronde over loopt."]


def _kleurregel(kept: Idee, others: Sequence[Idee]) -> list[str]:
    kleur, lent = kleur_na(kept.kleur, (idee.kleur for idee in others))
    if lent:
        return [f"Nummer {kept.nummer} had nog geen kleur en wordt {kleur}."]
    if kleur is None:
        disagree = any(idee.kleur for idee in others)
        return ["De kleuren verschillen, dus het idee heeft straks nog geen kleur."] if disagree else []
    if any(idee.kleur not in (None, kleur) for idee in others):
        return [f"Het blijft {kleur}, de kleur van nummer {kept.nummer}."]
    return []


def _keuzeregel(session: Session, kept: Idee, others: Sequence[Idee]) -> list[str]:
    ids = [idee.id for idee in (kept, *others)]
    chosen = set(session.scalars(select(Keuze.idee_id).where(Keuze.idee_id.in_(ids), SAMEN)))
    if kept.id in chosen or not chosen:
        return []
    return [f"Nummer {kept.nummer} hoort dan ook bij de gekozen ideeën."]
