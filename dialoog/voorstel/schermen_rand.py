"""What stands on the screens while the group settles a tie at the edge: the ways out, a herstemming's result, a lot.

The herstemming itself, while it runs, is shown by the screens of *stickeren*."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.stemming.besluit import find_herstemming
from dialoog.stemming.lot import Lot, lot_van
from dialoog.stemming.naast import naast
from dialoog.stemming.queries import Uitslag, UitslagRij, uitslag_van
from dialoog.voorstel.rand import open_rand, te_maken
from dialoog.voorstel.rijen import OplossingRij

Context = dict[str, Any]


def stand_rij(result: Uitslag, rij: UitslagRij) -> Context:
    """A row of the stickers' order; people are named where more than one sticker per idea was allowed."""
    return {
        "id": rij.idee,
        "plaats": rij.plaats,
        "nummer": rij.nummer,
        "titel": rij.titel,
        "kleur": rij.kleur,
        "stickers": rij.stickers,
        "mensen": rij.mensen if result.per_idee > 1 else None,
        "draagvlak": rij.draagvlak,
    }


def zaal(session: Session, stap: Stap, result: Uitslag | None, rows: Sequence[OplossingRij]) -> Context:
    """For beamer and phones. `fase` is `naast` where the begeleider shows two rounds; else it is there while something
    of the tie has still to be done: `loting` from the papers lying ready, `herstemd` after a herstemming, both until
    what came out of it is an oplossing."""
    if stap.instellingen.get("naast") and (beside := naast(session, result)) is not None and beside.getoond:
        return {"fase": "naast", "naast": beside}
    if result is None or result.besluit is None:
        return {}
    held = find_herstemming(session, result.ronde)
    assert held is not None  # the decision came from it
    free, _ = open_rand(result, rows)
    if not free and not any(rij.door for rij in te_maken(result, rows)):
        return {}
    lot = lot_van(session, held.id)
    if lot is not None:
        return {"fase": "loting", "lot": lot_rij(lot)}
    outcome = uitslag_van(session, held)
    return {"fase": "herstemd", "herstemming": herstemming_rij(outcome) if outcome else None}


def herstemming_rij(outcome: Uitslag) -> Context:
    """The result of a herstemming: `top` is the number of places that there were."""
    return {
        "titel": outcome.titel,
        "rijen": [
            {
                **stand_rij(outcome, rij),
                "woord": "gelijk" if rij.op_rand else "door" if rij.plaats <= outcome.top else "af",
            }
            for rij in outcome.rijen
        ],
        "top": outcome.top,
        "stickers": outcome.stickers,
        "briefjes": outcome.briefjes,
        "weer_gelijk": bool(outcome.rand),
    }


def lot_rij(lot: Lot) -> Context:
    """A lot: its papers by number, how many were drawn, and the last one."""
    drawn = lot.getrokken
    last = drawn[-1] if drawn else None
    return {
        "id": lot.id,
        "plaatsen": lot.plaatsen,
        "aantal": len(drawn),
        "klaar": lot.klaar,
        "papieren": [
            {"nummer": p.nummer, "titel": p.titel, "kleur": p.kleur, "trekking": p.trekking} for p in lot.papieren
        ],
        "getrokken": [{"nummer": p.nummer, "titel": p.titel} for p in drawn],
        "moment": last.getrokken if last else None,
        "door": last.door if last else "",
    }


def regie(session: Session, stap: Stap, result: Uitslag | None, rand: Sequence[UitslagRij], vrij: int) -> Context:
    """For the regie: `wegen` (the ways out, as cards) with the chosen one `weg`; the result of a herstemming and the
    lot, where they are there."""
    if result is None or not result.getoond:
        return {"wegen": [], "weg": "", "herstemming": None, "lot": None, "stap_id": stap.id}
    held = find_herstemming(session, result.ronde) if result.besluit is not None else None
    outcome = uitslag_van(session, held) if held is not None else None
    lot = lot_van(session, held.id) if held is not None else None
    cards = wegen(rand, vrij, held is not None, lot) if vrij else []
    may = [card["waarde"] for card in cards if not card["reden"]]
    chosen = stap.instellingen.get("weg")
    return {
        "wegen": cards,
        "weg": chosen if chosen in may else (may[0] if may else ""),
        "herstemming": herstemming_rij(outcome) if outcome else None,
        "lot": lot_rij(lot) if lot else None,
        "stap_id": stap.id,
    }


def wegen(rand: Sequence[UitslagRij], vrij: int, geweest: bool, lot: Lot | None) -> list[Context]:
    """The three ways; `reden` says why one cannot be taken now. A lot only after a herstemming that ended equal again
    (domein.md)."""
    numbers = [f"nr. {rij.nummer}" for rij in rand]
    ideas = f"{', '.join(numbers[:-1])} of {numbers[-1]}" if len(numbers) > 1 else numbers[0]
    stickers = "1 sticker" if vrij == 1 else f"{vrij} stickers"
    fits = "" if len(rand) > vrij else "Alles past. Er valt niets te verdelen."
    again = "De herstemming is geweest." if geweest else fits
    early = fits if geweest else "Kan pas als een herstemming weer gelijk eindigt."
    lies = ""
    if lot is not None:
        early = ""
        lies = "De papieren liggen klaar. Leg ze eerst weg bij Laatste stappen."
        lies = "Er is al getrokken." if lot.getrokken else lies
    return [
        _weg("herstemming", "Herstemming", f"Iedereen krijgt {stickers}, alleen voor {ideas}.", again),
        _weg("keuze", "Keuze van de groep", "De zaal kiest hardop. U schrijft op welke, met de reden.", lies),
        _weg("loting", "Loting", "Het scherm trekt een lot. Iedereen kan het volgen.", early),
    ]


def _weg(waarde: str, titel: str, tekst: str, reden: str) -> Context:
    return {"waarde": waarde, "titel": titel, "tekst": tekst, "reden": reden}
