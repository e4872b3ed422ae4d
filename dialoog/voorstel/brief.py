"""The words that go with the link of a pass to an eigenaar. Pure."""

from collections.abc import Sequence
from urllib.parse import quote

from dialoog import klok
from dialoog.voorstel.rijen import EigenVoorstel


def onderwerp(dialoog: str) -> str:
    """What the mail is about."""
    return f"Uw link: {dialoog}"


def brief(naam: str, kaarten: Sequence[EigenVoorstel], link: str, van: str) -> str:
    """The text of the mail, lines with `\n`. `kaarten`: those that this person owns, `van`: who sends it."""
    lines = [f"Beste {naam},", ""]
    if kaarten:
        lines += ["U schrijft mee aan:"]
        lines += [f"- Voorstel {card.nummer}: {card.titel}{_bij(card)}" for card in kaarten] + [""]
    lines += ["Met deze link opent u uw bladzijde, op uw telefoon of laptop:", link, ""]
    lines += ["Houd de link voor uzelf. Wie hem heeft, doet mee als u. Een eerdere link werkt niet meer.", "", van]
    return "\n".join(lines)


def _bij(card: EigenVoorstel) -> str:
    role = ", u bent trekker" if card.trekker else ""
    return f"{role}, uiterlijk op {klok.datum_lang(card.uiterlijk)}" if card.uiterlijk and not card.dicht else role


def mailto(adres: str, over: str, tekst: str) -> str:
    """An address for the own mail program, filled in; `adres` may be empty."""
    body = quote(tekst.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(adres, safe='@')}?subject={quote(over, safe='')}&body={body}"
