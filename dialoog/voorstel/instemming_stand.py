"""What a card was when the hall was asked about it, to say later whether it was changed after that (domein.md, step 8:
*gewijzigd na akkoord*). Kept as a short mark per part: the texts themselves stay among the revisions."""

import hashlib
import json

from dialoog.voorstel import inhoud, rules
from dialoog.voorstel.rijen import VoorstelRij

KOP = "kop"
DELEN = {"deelvragen": "deelvragen", "resultaten": "resultaten", "kosten": "kosten", "kadertoets": "kaders"}
"""What a part goes by → its kind; the last is not called as its question, whose text is another thing."""
ANDERS = "anders"
"""The mark of a part that a file says was changed since."""


def stand_van(card: VoorstelRij) -> dict[str, str]:
    """Part → mark: the ten answers by their question, the four structured parts, and `kop` (title and gemeenten)."""
    texts: dict[str, object] = {key: card.antwoorden[key].html for key in rules.SLEUTELS}
    parts: dict[str, object] = {key: inhoud.to_plain(getattr(card.delen, soort).inhoud) for key, soort in DELEN.items()}
    return {key: _merk(value) for key, value in {**texts, **parts, KOP: [card.titel, list(card.gemeenten)]}.items()}


def revisies_van(card: VoorstelRij) -> dict[str, int]:
    """Question → the revision of its answer that was seen; unanswered ones are absent."""
    return {key: card.antwoorden[key].revisie for key in rules.SLEUTELS if card.antwoorden[key].versie}


def gewijzigd(toen: dict[str, str], card: VoorstelRij) -> tuple[str, ...]:
    """The parts that differ from what they were then, in the order of the card."""
    now = stand_van(card)
    return tuple(key for key in (KOP, *rules.SLEUTELS, *DELEN) if toen.get(key, now[key]) != now[key])


def stand_uit_bestand(card: VoorstelRij, anders: tuple[str, ...]) -> dict[str, str]:
    """The stand of a card that came out of a file, which says what was changed since."""
    return {key: ANDERS if key in anders else mark for key, mark in stand_van(card).items()}


def _merk(value: object) -> str:
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:24]
