"""What stands on the screens of *Voorstelkaarten*: one card, one of its answers in pages, and the question to the hall.
Plain data for the templates, all under `werk`; what the regie alone may see is made apart (`kaarten_regie`)."""

from typing import Any

from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.blik import onthoudt
from dialoog.opgave.models import Dialoog
from dialoog.voorstel import instemming_lezen, rules
from dialoog.voorstel.aanvullingen_lezen import aanvullingen, wachtend
from dialoog.voorstel.bladen import Bladen, in_bladen
from dialoog.voorstel.delen import kaders_over_voorstel
from dialoog.voorstel.delen_lezen import deel_html
from dialoog.voorstel.instemming_lezen import InstemmingRij
from dialoog.voorstel.queries import voorstellen
from dialoog.voorstel.rijen import VoorstelRij
from dialoog.voorstel.rules_zaal import VRAAG
from dialoog.voorstel.schermen import Context, kaart_rij
from dialoog.voorstel.tekst import koppen


@onthoudt
def kaarten_werk(session: Session, stap: Stap) -> Context:
    """For all screens: the cards, the one in view (`hier`) and what is asked of the hall (`vraag`, `stand`).

    `beeld`: kaart, vraag (asked now), or stand (what the hall said). `teller` grows with what no record tells."""
    dialoog = session.get_one(Dialoog, stap.bijeenkomst.dialoog_id)
    cards = voorstellen(session, dialoog.id)
    chosen = next((card for card in cards if card.nummer == stap.instellingen.get("voorstel")), None)
    waiting = wachtend(session, [card.id for card in cards])
    asked, said = _gevraagd(session, dialoog.id, cards)
    if asked is not None:
        chosen = next((card for card in cards if card.id == asked["voorstel"]), chosen)
    last = said.get(chosen.id) if chosen else None
    return {
        "kaarten": [{**kaart_rij(c), "wachtend": sum(waiting[c.id].values()), "stand": said.get(c.id)} for c in cards],
        "hier": kaart_in_beeld(session, dialoog, chosen, cards, stap, waiting[chosen.id]) if chosen else None,
        "aantal": len(cards),
        "vraag": asked,
        "stand": last,
        "beeld": "vraag" if asked else "stand" if last and stap.instellingen.get("beeld") == "stand" else "kaart",
        "vraagtekst": VRAAG,
        "teller": sum(card.versies for card in cards) + stap.versie + (asked["versies"] if asked else 0),
        "adres": f"/regie/{dialoog.korte_naam}",
    }


def _gevraagd(
    session: Session, dialoog_id: int, cards: list[VoorstelRij]
) -> tuple[Context | None, dict[int, InstemmingRij]]:
    """The question that is open (how many answered, never what), and the last that was closed per card."""
    found = instemming_lezen.open_in(session, dialoog_id)
    said = {number: rows[-1] for number, rows in instemming_lezen.instemmingen(session, dialoog_id).items()}
    if found is None or found.voorstel_id not in {card.id for card in cards}:
        return None, said
    ready, total = instemming_lezen.voortgang(session, found)
    asked = {
        "id": found.id,
        "voorstel": found.voorstel_id,
        "keer": found.nummer,
        "klaar": ready,
        "van": total,
        "versies": instemming_lezen.versies(session, found),
    }
    return asked, said


def kaart_in_beeld(
    session: Session, dialoog: Dialoog, card: VoorstelRij, cards: list[VoorstelRij], stap: Stap, waiting: dict[str, int]
) -> Context:
    """One answer large, all ten at the side. `pagina`: the HTML of page `blad`; `antwoord`: all of it."""
    place = stap.instellingen.get("vraag", 1)
    place = place if isinstance(place, int) and 1 <= place <= 10 else 1
    key = rules.SLEUTELS[place - 1]
    question = rules.splits(rules.vraag_tekst(dialoog.vragen, key))[0]
    whole = antwoord_html(session, dialoog, card, place)
    pages = in_bladen(whole, question)
    page = _blad(stap, pages)
    ideas = card.oplossing.ideeen if card.oplossing else ()
    return {
        "id": card.id,
        "nummer": card.nummer,
        "plek": place,
        "op_slot": card.op_slot,
        "voorstel": {
            "titel": card.titel,
            "ideeen": [idee.nummer for idee in ideas],
            "kleur": card.oplossing.kleur if card.oplossing else None,
            "mensen": kaart_rij(card)["eigenaren"],
        },
        "vraag": {"nummer": place, "tekst": question},
        "antwoord": whole,
        "pagina": pages.paginas[page - 1],
        "groot": pages.groot,
        "blad": page,
        "bladen": len(pages.paginas),
        "wachtend": waiting.get(key, 0),
        "verder": verder(cards, card, place, page, len(pages.paginas)),
        "terug": terug(cards, card, place, page),
        "tien": [
            {"nummer": at, "naam": rules.KORT[name], "staat": "deels" if staat == "half" else staat}
            for at, (name, staat) in enumerate(zip(rules.SLEUTELS, card.vakjes, strict=True), 1)
        ],
    }


def _blad(stap: Stap, pages: Bladen) -> int:
    page = stap.instellingen.get("blad", 1)
    return min(page, len(pages.paginas)) if isinstance(page, int) and page >= 1 else 1


def antwoord_html(session: Session, dialoog: Dialoog, card: VoorstelRij, plek: int) -> str:
    """The text of an answer with what stands beside it, headings from h3 on."""
    kaders = kaders_over_voorstel(session, dialoog.id) if plek == rules.DEEL_PLEK["kaders"] else []
    beside = deel_html(plek, card.delen, dialoog.deelvragen, kaders)
    text = card.antwoorden[rules.SLEUTELS[plek - 1]].html
    return koppen(text + beside) if plek != rules.DEEL_PLEK["deelvragen"] else koppen(beside + text)


# --- turning the pages ------------------------------------------------------------------------------------------

Doel = dict[str, int]
"""Where a button goes: voorstel (number), vraag, blad."""


def verder(cards: list[VoorstelRij], card: VoorstelRij, plek: int, blad: int, bladen: int) -> Doel | None:
    """What comes after this page: the next one, the next question, the next card; None at the end."""
    if blad < bladen:
        return {"voorstel": card.nummer, "vraag": plek, "blad": blad + 1}
    if plek < len(rules.SLEUTELS):
        return {"voorstel": card.nummer, "vraag": plek + 1, "blad": 1}
    return buur(cards, card, 1)


def terug(cards: list[VoorstelRij], card: VoorstelRij, plek: int, blad: int) -> Doel | None:
    """What came before this page."""
    if blad > 1:
        return {"voorstel": card.nummer, "vraag": plek, "blad": blad - 1}
    if plek > 1:
        return {"voorstel": card.nummer, "vraag": plek - 1, "blad": 1}
    return buur(cards, card, -1)


def buur(cards: list[VoorstelRij], card: VoorstelRij, stap: int) -> Doel | None:
    """The first question of the card after (1) or before (-1) this one."""
    numbers = [one.nummer for one in cards]
    at = numbers.index(card.nummer) + stap
    return {"voorstel": numbers[at], "vraag": 1, "blad": 1} if 0 <= at < len(numbers) else None


# --- the regie --------------------------------------------------------------------------------------------------


def kaarten_regie(session: Session, stap: Stap, werk: Context) -> Context:
    """The same with the additions to the answer in view, of nobody, and the cards before and after."""
    here: dict[str, Any] | None = werk["hier"]
    if here is None:
        return {**werk, "aanvullingen": []}
    dialoog_id = stap.bijeenkomst.dialoog_id
    key = rules.SLEUTELS[here["plek"] - 1]
    cards = voorstellen(session, dialoog_id)
    card = next(one for one in cards if one.id == here["id"])
    return {
        **werk,
        "aanvullingen": [
            row
            for row in aanvullingen(session, dialoog_id)
            if row.voorstel == card.id and row.vraag == key and row.staat == "open"
        ],
        "vorige": buur(cards, card, -1),
        "volgende": buur(cards, card, 1),
    }
