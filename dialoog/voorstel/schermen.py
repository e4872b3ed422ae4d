"""What stands on the screens of *Uitslag*, and a card in a list: plain data for the templates, all under `werk`.

What leaves for phones and beamer is made apart from what the regie sees: before the reveal it holds no count, and not
even which ideas are in the top."""

from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.opgave.models import Dialoog
from dialoog.stemming.naast import naast
from dialoog.stemming.queries import uitslag
from dialoog.voorstel import schermen_rand
from dialoog.voorstel.eigenaren import stand_van
from dialoog.voorstel.queries import OplossingRij, VoorstelRij, oplossingen, weggehaald
from dialoog.voorstel.rand import open_rand, te_maken
from dialoog.voorstel.schermen_rand import stand_rij
from dialoog.voorstel.vrijwilligers import aanbod

Context = dict[str, Any]

BLAD = 800
"""Room for oplossingen under the heading of the beamer, in pixels of 1920 wide."""

ZONDER_VOET = 840
"""The same where all stand on one page: no line of page marks below it."""

REDEN_KOP = {
    "hoger": "Waarom hoger:",
    "lager": "Waarom lager:",
    "rand": "Waarom deze:",
    "buiten": "Waarom erbij:",
    "nieuw": "Waarom erbij:",
}


# --- uitslag --------------------------------------------------------------------------------------------------


def uitslag_zaal(session: Session, stap: Stap) -> Context:
    """For phones and beamer. `fase`: geen, wacht (not yet revealed), gelijk (the tie is open), stand or oplossingen; of
    a tie being settled herstemd or loting; naast: two rounds beside each other."""
    result = uitslag(session, stap.bijeenkomst.dialoog_id)
    rows = oplossingen(session, stap.bijeenkomst.dialoog_id)
    shown = [row for row in rows if row.ronde is None or row.geteld]
    if result is not None and not result.getoond:
        return {"fase": "wacht", "rijen": [], "stand": [], "top": result.top}
    free, rand = open_rand(result, rows)
    settling = schermen_rand.zaal(session, stap, result, rows)
    fase = settling.get("fase") or ("oplossingen" if shown else "gelijk" if free else "stand" if result else "geen")
    rijen = [beamer_rij(row) for row in shown] if fase == "oplossingen" else []
    return {
        **settling,
        "fase": fase,
        "rijen": rijen,
        "bladen": bladen(rijen),
        "stand": [stand_rij(result, r) for r in result.rijen if r.plaats <= max(10, result.top)] if result else [],
        "met_mensen": bool(result and result.per_idee > 1),
        "top": result.top if result else 0,
        "ideeen": sum(len(row.ideeen) for row in shown),
        "vrij": free,
        "rand": [stand_rij(result, rij) for rij in rand] if result else [],
        "rand_plaats": rand[0].plaats if rand else 0,
    }


def uitslag_regie(session: Session, stap: Stap) -> Context:
    """For the regie: everything, with the numbers."""
    dialoog_id = stap.bijeenkomst.dialoog_id
    result = uitslag(session, dialoog_id)
    rows = oplossingen(session, dialoog_id)
    free, rand = open_rand(result, rows)
    offers = aanbod(session, dialoog_id)
    return {
        "uitslag": result,
        "getoond": bool(result and result.getoond),
        "boven": [stand_rij(result, rij) for rij in result.in_top if not rij.op_rand] if result else [],
        "rand": [stand_rij(result, rij) for rij in rand] if result else [],
        "vrij": free,
        **schermen_rand.regie(session, stap, result, rand, free),
        "naast": naast(session, result),
        "toont_naast": bool(stap.instellingen.get("naast")),
        "lager": [stand_rij(result, rij) for rij in result.rijen if rij.plaats > result.top] if result else [],
        "te_vullen": len(te_maken(result, rows)) if result else 0,
        "rijen": [
            {**regie_rij(row, len(rows)), "aanbod": offers.get(row.id, []), "gezien": stand_van(session, row.id)}
            for row in rows
        ],
        "weggehaald": [{"id": row.id, "titel": row.titel} for row in weggehaald(session, dialoog_id)],
        "adres": regie_adres(session, dialoog_id),
    }


def regie_adres(session: Session, dialoog_id: int) -> str:
    """Where the pages of this dialogue live."""
    return f"/regie/{session.get_one(Dialoog, dialoog_id).korte_naam}"


def bladen(rijen: list[Context]) -> list[list[Context]]:
    """The rows in pages of the beamer: a card is never cut in half (stijl.md)."""
    if rijen and sum(map(_hoogte, rijen)) <= ZONDER_VOET:
        return [rijen]
    pages: list[list[Context]] = []
    room = 0
    for rij in rijen:
        high = _hoogte(rij)
        if not pages or high > room:
            pages.append([])
            room = BLAD
        pages[-1].append(rij)
        room -= high
    return pages


def _hoogte(rij: Context) -> int:
    """About how high a card is, in pixels of 1920 wide."""
    sources = sum(len(idee["titel"]) + 10 for idee in rij["ideeen"]) if len(rij["ideeen"]) > 1 else 0
    lines = len(rij["titel"]) // 46 + (1 + sources // 70 if sources > 50 else 0)
    reason = 70 + 44 * (1 + len(rij["reden"]["kop"] + rij["reden"]["tekst"]) // 90) if rij["reden"] else 0
    return 142 + 48 * lines + reason


def _bij(row: OplossingRij) -> str:
    if row.uit_eerdere_ronde:
        return "uit een eerdere ronde"
    if row.afwijking in ("hoger", "lager", "buiten"):
        return f"met stickers: plaats {row.sticker_plaats}"
    if row.door:
        return "na een herstemming" if row.door == "herstemming" else "na een loting"
    return f"samen op plaats {row.sticker_plaats}" if row.afwijking == "rand" else ""


def reden_kop(row: OplossingRij) -> str:
    """What stands before a reason."""
    return REDEN_KOP.get(row.afwijking, "Waarom:")


def beamer_rij(row: OplossingRij) -> Context:
    """An oplossing for phones and beamer; numbers only of a round that was revealed."""
    door = "De groep koos dit." + (f" Vastgelegd door {row.vastgelegd_door}." if row.vastgelegd_door else "")
    return {
        "id": row.id,
        "plaats": row.plaats,
        "titel": row.titel,
        "tekst": row.tekst,
        "kleur": row.kleur,
        "ideeen": [{"nummer": idee.nummer, "titel": idee.titel} for idee in row.ideeen],
        "stickers": [idee.stickers for idee in row.ideeen if idee.stickers is not None] if row.geteld else [],
        "bij": _bij(row) if row.geteld else "",
        "reden": {"kop": reden_kop(row), "tekst": row.reden, "door": door} if row.reden else None,
        "eigenaren": [{"naam": e.naam, "rol": "trekker" if e.trekker else "eigenaar"} for e in row.eigenaren],
    }


def regie_rij(row: OplossingRij, aantal: int) -> Context:
    """An oplossing for the regie, with what can be done with it."""
    return {
        **beamer_rij(row),
        "stickers": [idee.stickers for idee in row.ideeen if idee.stickers is not None],
        "bij": _bij(row),
        "eerder": row.uit_eerdere_ronde,
        "voorstel": row.voorstel,
        "laatste": row.plaats == aantal,
    }


# --- voorstelkaarten ------------------------------------------------------------------------------------------


def kaart_rij(card: VoorstelRij) -> Context:
    """A card in a list, with its ten boxes."""
    return {
        "id": card.id,
        "nummer": card.nummer,
        "titel": card.titel,
        "op_slot": card.op_slot,
        "gevuld": len(card.gevuld),
        "vakjes": list(card.vakjes),
        "plaats": card.oplossing.plaats if card.oplossing else None,
        "eerder": bool(card.oplossing and card.oplossing.uit_eerdere_ronde),
        "eigenaren": [{"naam": e.naam, "rol": "trekker" if e.trekker else "eigenaar"} for e in card.eigenaren],
    }
