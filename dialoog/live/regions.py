"""Regions as they go over the line, kept as rendered per version."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.schermen import regios
from dialoog.bijeenkomst.werkvorm import Publiek, Regio
from dialoog.verslag.queries import highest

_NU = re.compile(r' data-nu="\d+"')


@dataclass(frozen=True)
class Rendered:
    """A region as a message: `versie` is (highest fact, sum of counters); an older one is dropped by the screen.
    `bewaard`: a panel as it was rendered when its key came; screens that have that key do not look at it."""

    naam: str
    versie: tuple[int, int]
    html: str
    sleutel: str | None
    bewaard: bool = False

    @property
    def klok(self) -> bool:
        """Whether it holds a clock, which tells the moment it was drawn at."""
        return _NU.search(self.html) is not None

    @property
    def veroudert(self) -> bool:
        """Whether a screen that joins later needs it drawn anew: for the others nothing changed."""
        return self.bewaard or self.klok

    def message(self) -> dict[str, Any]:
        return {"naam": self.naam, "versie": list(self.versie), "html": self.html, "sleutel": self.sleutel}

    def same(self, other: "Rendered | None") -> bool:
        """Whether a screen that shows `other` would see no difference: a panel goes by its key, a clock runs on."""
        if other is None or self.sleutel != other.sleutel:
            return False
        return self.sleutel is not None or _zonder_nu(self.html) == _zonder_nu(other.html)


def _zonder_nu(html: str) -> str:
    """Without the moment at which a clock was drawn."""
    return _NU.sub("", html)


def render_region(regio: Regio, feit: int) -> Rendered:
    """Render one region. The regie fetches its own panels (its forms carry tokens), so only their key is sent."""
    html = "" if regio.publiek == "regie" and regio.sleutel else render_template(regio.template, **regio.context)
    return Rendered(regio.naam, (feit, regio.teller), html, regio.sleutel)


def render_all(
    session: Session,
    evening: Bijeenkomst,
    publiek: Publiek,
    werk: Sequence[Regio] | None = None,
    eerder: Mapping[str, Rendered] | None = None,
) -> list[Rendered]:
    """All regions of an audience, rendered. `werk`: as in `schermen.regios`. `eerder`: those of the last beat, by name;
    a panel whose key is still the same is kept, for screens replace it only when the key differs."""
    feit = highest(session, evening.dialoog_id)
    known = eerder or {}
    found = []
    for regio in regios(session, evening, publiek, werk):
        before = known.get(regio.naam)
        if regio.sleutel is not None and before is not None and before.sleutel == regio.sleutel:
            found.append(replace(before, bewaard=True))
        else:
            found.append(render_region(regio, feit))
    return found
