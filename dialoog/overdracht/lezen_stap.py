"""Plain data to a `Bestand`: the texts beside a step, what it shows, and what was noted in it."""

from typing import Any

from dialoog.bijeenkomst import foto, gesprek, stapregel, tonen
from dialoog.bijeenkomst.tonenvellen import SOORTEN
from dialoog.overdracht import vorm
from dialoog.overdracht.errors import SlechtBestand
from dialoog.overdracht.vak import Vak, toon


def teksten(vak: Vak, soort: str) -> dict[str, Any]:
    """Line, spreektekst, pages and notes of a step of this kind. Raises SlechtBestand."""
    found: dict[str, Any] = {
        "instructie": _kort(vak, "instructie", vak.regel("instructie"), stapregel.MAX_INSTRUCTIE),
        "spreektekst": _kort(vak, "spreektekst", vak.tekst("spreektekst"), stapregel.MAX_NOTITIE),
    }
    if soort == tonen.SOORT:
        found["bladen"] = _bladen(vak) if vak.heeft("bladen") else None
    if soort == gesprek.SOORT:
        found["gesprek"] = _kort(vak, "gesprek", vak.tekst("gesprek"), gesprek.MAX_NOTITIES)
    return found


def _kort(vak: Vak, key: str, text: str, most: int) -> str:
    if len(text) > most:
        raise vak.fout(key, f"Deze tekst is te lang: {len(text)} tekens.", f"Er passen er hoogstens {most}.")
    return text


def _bladen(vak: Vak) -> tuple[vorm.Blad, ...]:
    parts = vak.vakken("bladen")
    if len(parts) > tonen.MAX_BLADEN:
        raise vak.fout("bladen", f"Dit zijn {len(parts)} bladen.", f"Er passen er hoogstens {tonen.MAX_BLADEN}.")
    return tuple(_blad(part) for part in parts)


def _blad(vak: Vak) -> vorm.Blad:
    soort = vak.keuze("soort", SOORTEN, "")
    if not soort:
        raise vak.fout("soort", "Een blad heeft een soort.", f"Kies uit: {', '.join(SOORTEN)}.")
    own = soort not in tonen.INGEBOUWD
    blad = vorm.Blad(
        soort=soort,
        titel=_kort(vak, "titel", vak.regel("titel"), tonen.MAX_BLADTITEL) if own else "",
        tekst=_kort(vak, "tekst", vak.tekst("tekst", moet=soort == "beeld"), tonen.MAX_TEKST) if own else "",
        beeld=_hash(vak) if soort == "beeld" else "",
        naast=_kort(vak, "naast", vak.tekst("naast"), tonen.MAX_TEKST) if soort == "beeld" else "",
    )
    if soort == "tekst" and not (blad.titel or blad.tekst):
        raise vak.fout("tekst", "Dit blad is leeg.", "Geef het een titel of een tekst.")
    vak.klaar()
    return blad


def _hash(vak: Vak) -> str:
    """The name of a picture: only what we give ourselves, since it becomes the name of a file."""
    value = vak.regel("beeld")
    if not foto.NAAM.fullmatch(value):
        raise SlechtBestand(
            vak.op("beeld"), f"{toon(value)} is geen foto.", "Gebruik het kenmerk uit een eigen bestand."
        )
    return value
