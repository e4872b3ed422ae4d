"""Plain data to a `Bestand`: the structured parts of a voorstelkaart."""

import re
from typing import Any

from dialoog.overdracht import vorm, vorm_kaart
from dialoog.overdracht.vak import Vak, toon
from dialoog.voorstel.inhoud import OORDELEN

_AANTAL = re.compile(r"-?\d{1,9}(\.\d{1,2})?", re.ASCII)


def lees_delen(vak: Vak, deelvragen: int, kaders: int) -> dict[str, Any]:
    """Fields of `vorm_kaart.Voorstel`. `deelvragen`, `kaders`: how many the dialogue has. Raises SlechtBestand."""
    chosen = vak.getallen("deelvragen", 1, deelvragen)
    if chosen and vak.ja("geen_deelvraag"):
        raise vak.fout("geen_deelvraag", "Er staan ook deelvragen bij.", "Laat één van de twee weg.")
    return {
        "deelvragen": tuple(sorted(chosen)),
        "geen_deelvraag": vak.ja("geen_deelvraag"),
        "resultaten": tuple(_resultaat(part) for part in vak.vakken("resultaten")),
        "kosten": _kosten(vak.vak("kosten")) if vak.pak("kosten") is not None else None,
        "kadertoets": _kadertoets(vak, kaders),
    }


def _resultaat(vak: Vak) -> vorm_kaart.Resultaat:
    row = vorm_kaart.Resultaat(
        wat=vak.regel("wat"), aantal=_aantal(vak), eenheid=vak.regel("eenheid"), wanneer=vak.regel("wanneer")
    )
    vak.klaar()
    if not (row.wat or row.aantal or row.eenheid or row.wanneer):
        raise vak.fout("wat", "Hier ontbreekt tekst.", "Vul een tekst in.")
    return row


def _aantal(vak: Vak) -> str:
    value = vak.pak("aantal")
    if value is None:
        return ""
    if not isinstance(value, str) or not _AANTAL.fullmatch(value):
        raise vak.fout("aantal", f"{toon(value)} is geen aantal.", 'Schrijf een aantal als tekst: "20" of "2.5".')
    return value


def _kadertoets(vak: Vak, kaders: int) -> tuple[vorm_kaart.Kadertoets, ...]:
    found: dict[int, vorm_kaart.Kadertoets] = {}
    for part in vak.vakken("kadertoets"):
        place = part.getal("kader", 1, kaders)
        if place is None or place in found:
            raise part.fout("kader", "Dit kader ontbreekt of staat er twee keer.", "Noem elk kader één keer.")
        verdict = part.keuze("oordeel", tuple(OORDELEN), "")
        if not verdict:
            raise part.fout("oordeel", "Hier ontbreekt een oordeel.", f"Kies uit: {', '.join(OORDELEN)}.")
        found[place] = vorm_kaart.Kadertoets(kader=place, oordeel=verdict, argument=part.tekst("argument"))
        part.klaar()
    return tuple(found[place] for place in sorted(found))


def _kosten(vak: Vak) -> vorm_kaart.Kosten:
    lines = []
    for part in vak.vakken("regels"):
        lines.append(
            vorm_kaart.KostenRegel(
                post=part.regel("post", moet=True),
                berekening=part.tekst("berekening"),
                bedrag=part.bedrag("bedrag"),
                jaar=part.getal("jaar", 1900, 2200),
                btw=part.keuze("btw", vorm.BTW, "") or None,
            )
        )
        part.klaar()
    kosten = vorm_kaart.Kosten(regels=tuple(lines), opgegeven_totaal=vak.bedrag("opgegeven_totaal"))
    vak.klaar()
    return kosten
