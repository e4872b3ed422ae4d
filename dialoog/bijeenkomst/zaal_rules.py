"""Decisions about what lies over the screens of the hall; no Flask, no database."""

import re
from datetime import datetime, timedelta
from typing import Literal

from dialoog.klok import lokaal

Bedekking = Literal["zwart", "proefbeeld", "code"]
"""What a button or key lays over the beamer and takes away again; a pauze has a time as well."""
VELD: dict[Bedekking, str] = {"zwart": "zwart", "proefbeeld": "proefbeeld", "code": "code_groot"}
PAUZE_MINUTEN = (10, 15, 20)
LANGSTE_PAUZE = timedelta(hours=4)
MAX_BERICHT = 160
MAX_DAARNA = 60
BERICHTEN = ("Nog 2 minuten.", "We gaan zo verder. Kom weer zitten.", "Kijk even naar het grote scherm.")
"""Ready sentences for all phones."""

GEEN_TIJD = "Typ een tijd, zoals 20:25."
VOORBIJ = "Die tijd is al voorbij, of nog heel ver weg. Kijk de tijd na."


def minutes_from(now: datetime, minuten: int) -> datetime:
    """The time of return `minuten` from now, on the next whole minute: it is read from a clock without seconds."""
    end = now + timedelta(minutes=minuten)
    whole = end.replace(second=0, microsecond=0)
    return whole if whole == end else whole + timedelta(minutes=1)


def next_time(now: datetime, typed: str) -> datetime:
    """The next moment at which the clock in the hall shows what was typed (`20:25`, `20.25`, `2025`), in UTC as `now`.

    Raises ValueError (Dutch) when it is no time, or more than four hours away."""
    found = re.fullmatch(r"(\d{1,2})\s*[:.u]?\s*(\d{2})", typed.strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise ValueError(GEEN_TIJD)
    here = lokaal(now)
    wanted = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if wanted <= here:
        wanted += timedelta(days=1)
    moment = wanted.astimezone(now.tzinfo)
    if moment - now > LANGSTE_PAUZE:
        raise ValueError(VOORBIJ)
    return moment
