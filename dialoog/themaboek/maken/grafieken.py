"""The charts of the book: who was at the table, ideas per colour, stickers per idea. Each stands above the table that
has the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from dialoog.themaboek.boek import KLEUREN, KleurTelling, Resultaat, Stemronde, UitslagRegel
from dialoog.themaboek.maken.grafiek import Balk, Grafiek, svg
from dialoog.themaboek.maken.tekst import KLEURNAAM
from dialoog.themaboek.stand import aantal, opsomming

HIERONDER = "Dezelfde getallen staan in de tabel eronder."
MEESTE_BALKEN = 40
"""Beyond this a chart is no picture any more: then only the table stands there."""


def belangen(resultaat: Resultaat) -> Grafiek | None:
    """How many of those present stood up for each belang."""
    if not resultaat.belangen or len(resultaat.belangen) > MEESTE_BALKEN:
        return None
    niemand = [belang.naam for belang in resultaat.belangen if not belang.aantal]
    meeste = max(resultaat.belangen, key=lambda belang: belang.aantal)
    alt = f"Staafdiagram. De meeste mensen kwamen op voor {meeste.naam}: {meeste.aantal}."
    alt += f" Niemand kwam op voor {opsomming(niemand)}." if niemand else " Voor elk belang was er iemand."
    rows = tuple(Balk(belang.naam, belang.aantal) for belang in resultaat.belangen)
    return Grafiek(f"Belangen aan tafel: {resultaat.titel}", f"{alt} {HIERONDER}", rows, geen="niemand")


def kleuren(resultaat: Resultaat) -> Grafiek | None:
    """How many ideas have each colour."""
    telling = resultaat.kleuren
    if telling is None:
        return None
    rows = tuple(Balk(f"{KLEURNAAM[naam][1]} ({naam})", _aantal(telling, naam), naam) for naam in KLEUREN)
    if telling.zonder:
        rows = (*rows, Balk("nog geen kleur", telling.zonder, "geen"))
    said = opsomming([f"{KLEURNAAM[naam][1]} ({naam}) {_aantal(telling, naam)}" for naam in KLEUREN])
    alt = f"Staafdiagram van het aantal ideeën per kleur: {said}. {HIERONDER}"
    return Grafiek(f"Ideeën per kleur: {resultaat.titel}", alt, rows)


def _aantal(telling: KleurTelling, naam: str) -> int:
    return {"grijs": telling.grijs, "geel": telling.geel, "blauw": telling.blauw, "rood": telling.rood}[naam]


def stickers(ronde: Stemronde, uitslag: Sequence[UitslagRegel]) -> Grafiek | None:
    """How many stickers each of these ideas got, the most first; None for a single idea."""
    if not 1 < len(uitslag) <= MEESTE_BALKEN:
        return None
    boven = [regel for regel in uitslag if regel.plaats == uitslag[0].plaats]
    most = opsomming([f"nummer {regel.nummer}" for regel in boven])
    alt = f"Van elk idee de stickers. De meeste kreeg{'' if len(boven) == 1 else 'en'} {most}: "
    alt += f"{aantal(boven[0].stickers, 'sticker', 'stickers')}. {HIERONDER}"
    rows = tuple(Balk(f"{regel.nummer}. {regel.titel}", regel.stickers) for regel in uitslag)
    return Grafiek(f"Stickers per idee: {ronde.titel}", alt, rows, soort="stickers")


class Tekenaar:
    """Gives a page its charts; `vorm` makes markup of one. `alts`: of those drawn so far, in order."""

    def __init__(self, vorm: Callable[[Grafiek, int], Markup] = svg, woord: Callable[[str], str] = str) -> None:
        """`woord`: what may stand in a drawing of a text."""
        self._vorm, self._woord = vorm, woord
        self.alts: list[str] = []

    def belangen(self, resultaat: Resultaat) -> Markup:
        return self._teken(belangen(resultaat))

    def kleuren(self, resultaat: Resultaat) -> Markup:
        return self._teken(kleuren(resultaat))

    def stickers(self, ronde: Stemronde, uitslag: Sequence[UitslagRegel]) -> Markup:
        return self._teken(stickers(ronde, uitslag))

    def _teken(self, grafiek: Grafiek | None) -> Markup:
        if grafiek is None:
            return Markup("")
        self.alts.append(grafiek.alt)
        rows = tuple(replace(balk, tekst=self._woord(balk.tekst)) for balk in grafiek.balken)
        return self._vorm(replace(grafiek, balken=rows), len(self.alts))
