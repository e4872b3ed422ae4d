"""How the oplossingen came from the stickers, so that a reader can follow it from count to choice."""

from __future__ import annotations

from dialoog.themaboek.boek import Boek, Oplossing, Stemronde, UitslagRegel
from dialoog.themaboek.stand import aantal, opsomming


def geldende_ronde(boek: Boek) -> Stemronde | None:
    """The round that counts: the last one that was vastgesteld and did not become vervallen, no herstemming."""
    held = [r for resultaat in boek.resultaten for r in resultaat.stemrondes if not r.herstemming]
    rondes = [ronde for ronde in held if ronde.staat == "vastgesteld"]
    return rondes[-1] if rondes else None


def gemaakt_van(oplossing: Oplossing, ronde: Stemronde | None) -> str:
    """ "Idee 12 (14 stickers) en idee 41 (6 stickers)"; without counts where they are of another round."""
    if not oplossing.ideeen:
        return "Een nieuwe tekst"
    telt = ronde.uitslag if ronde and not oplossing.uit_eerdere_ronde else ()
    stickers = {regel.nummer: aantal(regel.stickers, "sticker", "stickers") for regel in telt}
    delen = [f"idee {n} ({stickers[n]})" if n in stickers else f"idee {n}" for n in oplossing.ideeen]
    zin = opsomming(delen)
    return zin[0].upper() + zin[1:]


def niet_gekozen(boek: Boek, oplossingen: tuple[Oplossing, ...]) -> tuple[UitslagRegel, ...]:
    """Ideas in the top of the stickers that are in no oplossing; none as long as the group has places to fill."""
    ronde = geldende_ronde(boek)
    if ronde is None or len(oplossingen) < ronde.plaatsen or any(o.uit_eerdere_ronde for o in oplossingen):
        return ()
    gebruikt = {nummer for oplossing in oplossingen for nummer in oplossing.ideeen}
    return tuple(regel for regel in ronde.top if regel.nummer not in gebruikt)
