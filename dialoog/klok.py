"""The clock: UTC inside, Europe/Amsterdam only on screen and in the book."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_DAGEN = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
_MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def nu() -> datetime:
    """The moment now, UTC, without microseconds beyond milliseconds."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def vandaag() -> date:
    """Today in Amsterdam."""
    return nu().astimezone(AMSTERDAM).date()


def klokslag(moment: datetime | None) -> str:
    """`20:14` in Amsterdam; empty for None."""
    return lokaal(moment).strftime("%H:%M") if moment else ""


def lokaal(moment: datetime) -> datetime:
    """The moment in Amsterdam."""
    return moment.astimezone(AMSTERDAM)


def datum_lang(dag: date | None) -> str:
    """`donderdag 21 maart 2019`, of a moment the day that it is in Amsterdam; empty for None."""
    dag = lokaal(dag) if isinstance(dag, datetime) else dag
    if dag is None:
        return ""
    return f"{_DAGEN[dag.weekday()]} {dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def datum_kort(dag: date | None) -> str:
    """`21 maart 2019`, as `datum_lang` without the day of the week."""
    dag = lokaal(dag) if isinstance(dag, datetime) else dag
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}" if dag else ""
