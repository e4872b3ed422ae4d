"""What a row of the access table says."""

from dataclasses import dataclass, field, replace
from typing import Any

from tests.toegang.rollen import ROLLEN

LOGIN = "login"
"""Instead of a status: to the login page (not logged in at a page of the regie)."""
Uitkomst = int | str


@dataclass(frozen=True)
class Rij:
    """Role → status, at the dialogue that is in `toestand`.

    `data` goes along as form, as JSON (a command) or as query (a GET); `"{ronde_id}"` is a value of the Plek.
    `adres` replaces numbers in the address: name → name of a value of the Plek.
    `leest`: a POST that never writes, so it needs neither token nor Origin. `maakt`: makes a file in a
    child process, which takes a second."""

    status: dict[str, Uitkomst]
    toestand: str = "belangen"
    data: dict[str, Any] = field(default_factory=dict)
    adres: dict[str, str] = field(default_factory=dict)
    leest: bool = False
    maakt: bool = False

    def maar(self, **status: Uitkomst) -> "Rij":
        """The same, but for these roles."""
        return replace(self, status={**self.status, **status})

    def bij(self, **adres: str) -> "Rij":
        """The same, at another number: `bij(deelnemer_id="zonder_telefoon_id")`."""
        return replace(self, adres=adres)

    def die_leest(self) -> "Rij":
        """The same, for a POST that writes nothing."""
        return replace(self, leest=True)

    def die_maakt(self) -> "Rij":
        """The same, for a route that makes a file in a child process."""
        return replace(self, maakt=True)

    def velden(self, waarden: dict[str, Any]) -> dict[str, Any]:
        """`data` with the values of a Plek filled in."""
        return {key: waarden[v[1:-1]] if str(v).startswith("{") else v for key, v in self.data.items()}

    def nummers(self, waarden: dict[str, Any]) -> dict[str, Any]:
        """`adres` with the values of a Plek filled in."""
        return {key: waarden[name] for key, name in self.adres.items()}


def iedereen(status: int, toestand: str = "belangen", **data: Any) -> Rij:
    """Open to all: nothing but the address is needed."""
    return Rij(dict.fromkeys(ROLLEN, status), toestand, data)


def regie(status: int, toestand: str = "belangen", **data: Any) -> Rij:
    """The begeleider of this dialogue only; for another begeleider the dialogue does not exist."""
    found = dict.fromkeys(ROLLEN, LOGIN) | {"begeleider": status, "andere_begeleider": 404}
    return Rij(found, toestand, data)


def ingelogd(status: int, **data: Any) -> Rij:
    """Every begeleider."""
    found = dict.fromkeys(ROLLEN, LOGIN) | {"begeleider": status, "andere_begeleider": status}
    return Rij(found, data=data)


def telefoon(status: int, toestand: str = "belangen", **data: Any) -> Rij:
    """Every phone of this dialogue, also of a toehoorder."""
    known = dict.fromkeys(("deelnemer", "eigenaar", "toehoorder"), status)
    return Rij(dict.fromkeys(ROLLEN, 401) | known, toestand, data)


def deelnemer(status: int, toestand: str = "belangen", **data: Any) -> Rij:
    """Phones of deelnemers; a toehoorder looks on."""
    known = {"deelnemer": status, "eigenaar": status, "toehoorder": 403}
    return Rij(dict.fromkeys(ROLLEN, 401) | known, toestand, data)


def eigenaar(status: int, toestand: str = "voorstelkaarten", **data: Any) -> Rij:
    """The eigenaren of the card; for another deelnemer it is not there."""
    known = {"deelnemer": 404, "eigenaar": status, "toehoorder": 403}
    return Rij(dict.fromkeys(ROLLEN, 401) | known, toestand, data)


def beamer(status: int) -> Rij:
    """Who knows the address of this beamer; a guessed one does not exist."""
    return Rij(dict.fromkeys(ROLLEN, 404) | {"beamer": status})


def notulist(status: int, toestand: str = "belangen", **data: Any) -> Rij:
    """Who takes notes, by a link of the begeleider."""
    return Rij(dict.fromkeys(ROLLEN, 401) | {"notulist": status}, toestand, data)


def notulistlink(status: int) -> Rij:
    """Who knows the link of a notulist; a guessed one does not exist."""
    return Rij(dict.fromkeys(ROLLEN, 404) | {"notulist": status})
