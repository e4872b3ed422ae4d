"""Settings of a step that may travel: only those that a begeleider sets, never what a running step remembers."""

from collections.abc import Mapping
from typing import Any

from dialoog.bijeenkomst.werkvorm import werkvormen

MAX_GETAL = 1_000


def bewaarbaar(soort: str, instellingen: Mapping[str, Any]) -> dict[str, Any]:
    """Those keys of `instellingen` that this kind of step has as a setting, with a value of the same shape.

    What a step remembers while it runs (which idea is in hand: a number of the database) is no setting."""
    default = standaard(soort)
    return {
        key: instellingen[key]
        for key in sorted(default)
        if key in instellingen and past(default[key], instellingen[key])
    }


def standaard(soort: str) -> dict[str, Any]:
    """The settings of a new step of this kind; none for a kind that this house does not offer."""
    return next((form.standaard() for form in werkvormen() if form.soort == soort), {})


def titel(soort: str) -> str:
    """The title of a new step of this kind."""
    return next((form.titel for form in werkvormen() if form.soort == soort), soort.capitalize())


def past(default: Any, value: Any) -> bool:
    """Whether a value has the shape of the default: same kind, same keys, no number that is out of all bounds."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, dict):
        return (
            isinstance(value, dict)
            and set(value) == set(default)
            and all(past(default[key], value[key]) for key in default)
        )
    if isinstance(default, list):
        return isinstance(value, list) and len(value) <= 50 and all(isinstance(part, str | int) for part in value)
    if isinstance(default, int):
        return isinstance(value, int) and 0 <= value <= MAX_GETAL
    return isinstance(default, str) and isinstance(value, str)
