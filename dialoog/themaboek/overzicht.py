"""What the page of the book in the regie shows: the parts, what comes first, and how own text may begin. Pure."""

from dataclasses import dataclass

from dialoog.themaboek.boek import BIJLAGEN, CONCLUSIES, HOOFDSTUKKEN, Boek
from dialoog.themaboek.stand import Deel, Ontbreekt, delen, ontbreekt, opsomming, weggelaten_delen

BIJLAGENRIJ = "bijlagen"
"""The row (and page) that stands for all bijlagen together."""
GEZEGD = ("niet beschikbaar", "weggelaten")
"""States that the begeleider gives a part: nothing is missing then."""
EERST = 5
"""Rows under *Eerst dit*; the pages of the parts have them all."""


@dataclass(frozen=True)
class Rij:
    """A part in the list: `staat` klaar, deels or leeg, in which case `woord` may say it otherwise; `nr` as it stands
    before the title."""

    sleutel: str
    nr: str
    titel: str
    bij: str
    staat: str
    woord: str = ""


def rijen(boek: Boek) -> list[Rij]:
    """The chapters, and one row for the bijlagen together."""
    parts = delen(boek)
    rows = [_rij(part) for part in (*parts, *weggelaten_delen(boek)) if part.soort == "hoofdstuk"]
    rows.sort(key=lambda row: HOOFDSTUKKEN.index(row.sleutel))
    bijlagen = [part for part in parts if part.soort == "bijlage"]
    if not bijlagen:
        words = "staan niet in het boek en niet in de inhoud"
        return [*rows, Rij(BIJLAGENRIJ, "B", "Bijlagen", words, "dicht", "weggelaten")]
    states = {part.stand for part in bijlagen}
    state = "leeg" if states == {"leeg"} else "klaar" if states <= {"klaar", "niet beschikbaar"} else "deels"
    said = [f"{part.titel}: {part.toelichting}" for part in bijlagen if part.stand in ("leeg", "deels")]
    words = said[0] if said else opsomming([part.toelichting for part in bijlagen])
    title = "Bijlage" if len(bijlagen) == 1 else f"{_getal(len(bijlagen))} bijlagen"
    return [*rows, Rij(BIJLAGENRIJ, "B", title, words, state)]


def bijlagenrijen(boek: Boek) -> list[Rij]:
    """The bijlagen one by one, also those left out."""
    rows = [_rij(part) for part in (*delen(boek), *weggelaten_delen(boek)) if part.soort == "bijlage"]
    return sorted(rows, key=lambda row: BIJLAGEN.index(row.sleutel))


def _rij(part: Deel) -> Rij:
    state, word = ("dicht", part.stand) if part.stand in GEZEGD else (part.stand, "")
    return Rij(part.sleutel, part.aanduiding.removeprefix("Bijlage "), part.titel, part.toelichting, state, word)


def _getal(number: int) -> str:
    return {2: "Twee", 3: "Drie", 4: "Vier"}.get(number, str(number))


def deel_van(boek: Boek, sleutel: str) -> Deel | None:
    """The part with this key, also where it is left out; None where it does not exist."""
    return next((part for part in (*delen(boek), *weggelaten_delen(boek)) if part.sleutel == sleutel), None)


def mist(boek: Boek, sleutel: str) -> list[Ontbreekt]:
    """What one part still lacks."""
    return [line for line in ontbreekt(boek) if line.deel == sleutel]


def eerst_dit(boek: Boek) -> list[Ontbreekt]:
    """What somebody can do now, cards first, then in print order; what fills itself is not in it."""
    lines = [line for line in ontbreekt(boek) if line.doel]
    lines.sort(key=lambda line: not line.doel.startswith("voorstel:"))
    return lines[:EERST]


def eigen_delen(sleutel: str) -> tuple[str, ...]:
    """The own texts that are written on the page of a part."""
    if sleutel == "resultaten":
        return ("resultaten", "conclusies", *CONCLUSIES)
    if sleutel == "werkwijze":
        return ("werkwijze", "vervolg")
    return (sleutel,) if sleutel in (*HOOFDSTUKKEN, *BIJLAGEN) else ()


def onder_elkaar(mine: str, theirs: str) -> str:
    """Two own texts (plain) as one, theirs first; once where one holds the other."""
    mine, theirs = mine.strip(), theirs.strip()
    if mine in theirs:
        return theirs
    return mine if theirs in mine else f"{theirs}\n{mine}"


def opzet(boek: Boek, deel: str) -> str:
    """Words to go on from, never printed, for a part that a person writes and of which no draft can be made."""
    if deel != "feiten":
        return ""
    asked = [f"Wat weten we over deelvraag {n}: {v.tekst}" for n, v in enumerate(boek.deelvragen, 1)]
    return "\n".join([*asked, "Hoeveel mensen gaat het aan?", "Wat gebeurt er al?", "Bron: "])
