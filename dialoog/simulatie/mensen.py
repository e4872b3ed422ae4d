"""Who the simulated people are and what they write; all of it invented."""

import random
from collections.abc import Iterator

VOORNAMEN = (
    "Aad", "Anneke", "Ayşe", "Bart", "Bilal", "Carla", "Chantal", "Daan", "Dewi", "Eef", "Emre", "Fatima", "Fons",
    "Geert", "Hava", "Hilde", "Ibrahim", "Ina", "Jan", "Jolien", "Kadir", "Karin", "Lars", "Leila", "Loes", "Maarten",
    "Meryem", "Mo", "Nadia", "Niek", "Olga", "Omar", "Petra", "Quinten", "Ria", "Rob", "Saskia", "Sven", "Tess",
    "Thijs", "Uschi", "Victor", "Wendy", "Willem", "Yara", "Youssef", "Zeynep", "Zoë",
)  # fmt: skip
ACHTERNAMEN = ("B.", "de G.", "van H.", "K.", "M.", "P.", "R.", "S.", "van T.", "V.", "W.")
WAT = (
    "Een vast uur in de week", "Een busje", "Een prikbord", "Een open tafel", "Een proef van drie maanden",
    "Een lijst met namen", "Een leerplek", "Een gezamenlijk potje", "Een belronde", "Een werkplaats",
    "Een dag om mee te lopen", "Eén vast nummer om te bellen", "Een klein fonds", "Een map met voorbeelden",
)  # fmt: skip
WIE = (
    "voor buren die elkaar niet kennen", "voor mensen die net beginnen", "waar jong en oud aan meedoen",
    "voor wie weinig tijd heeft", "samen met de school", "samen met twee bedrijven", "in het buurthuis",
    "voor ouders met kleine kinderen", "waar ook de gemeente bij is", "zonder formulieren",
)  # fmt: skip
HOE = (
    "en dan kijken wat het oplevert", "met iemand die het aanspreekpunt is", "te beginnen in één wijk",
    "zodat niemand twee keer zijn verhaal doet", "met koffie erbij", "en daarna in alle gemeenten",
    "en de uitkomst zetten we in de krant", "",
)  # fmt: skip


def namen(kans: random.Random, aantal: int) -> list[str]:
    """So many names, each different."""
    found = [f"{voor} {achter}" for voor in VOORNAMEN for achter in ACHTERNAMEN]
    kans.shuffle(found)
    extra = [f"{found[n % len(found)]} {n // len(found) + 1}" for n in range(len(found), aantal)]
    return (found + extra)[:aantal]


def ideeen(kans: random.Random) -> Iterator[str]:
    """Ideas without end."""
    while True:
        words = " ".join(part for part in (kans.choice(WAT), kans.choice(WIE), kans.choice(HOE)) if part)
        yield f"{words}."
