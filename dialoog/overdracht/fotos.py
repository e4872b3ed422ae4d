"""Pictures of the pages that a step *tonen* shows: their words travel along, the pictures stay (vorm.Blad)."""

from dialoog.bijeenkomst.foto import is_er
from dialoog.config import Config
from dialoog.overdracht import vorm


def blijft_achter(bestand: vorm.Bestand) -> list[str]:
    """What is said where the file is written; empty without pictures."""
    many = len(_beelden(bestand))
    if not many:
        return []
    which = "De foto van 1 blad staat" if many == 1 else f"De foto's van {many} bladen staan"
    return [
        f"{which} niet in het bestand. De tekst erbij wel. Bewaar een foto zelf en zet hem ginds opnieuw op het blad."
    ]


def ontbreekt(bestand: vorm.Bestand, settings: Config) -> list[str]:
    """What is said where the file is read: titles of the steps with a page whose picture is not here; empty: none."""
    here = [titel for titel, beeld in _beelden(bestand) if not is_er(settings, beeld)]
    steps = ", ".join(f"“{titel}”" for titel in dict.fromkeys(here))
    return [f"In het bestand zitten geen foto's. Zet ze opnieuw op de bladen van {steps}."] if here else []


def _beelden(bestand: vorm.Bestand) -> list[tuple[str, str]]:
    """(title of the step, hash) of every page with a picture."""
    return [
        (stap.titel, blad.beeld)
        for evening in bestand.bijeenkomsten
        for stap in evening.draaiboek or ()
        for blad in stap.bladen or ()
        if blad.beeld
    ]
