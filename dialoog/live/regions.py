"""Regions as they go over the line, kept as rendered per version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Bijeenkomst
from dialoog.bijeenkomst.schermen import regios
from dialoog.bijeenkomst.werkvorm import Publiek, Regio
from dialoog.verslag.queries import highest


@dataclass(frozen=True)
class Rendered:
    """A region as a message: `versie` is (highest fact, sum of counters); an older one is dropped by the screen."""

    naam: str
    versie: tuple[int, int]
    html: str
    sleutel: str | None

    def message(self) -> dict[str, Any]:
        return {"naam": self.naam, "versie": list(self.versie), "html": self.html, "sleutel": self.sleutel}

    def same(self, other: "Rendered | None") -> bool:
        """Whether a screen that shows `other` would see no difference."""
        return other is not None and (self.html, self.sleutel) == (other.html, other.sleutel)


def render_region(regio: Regio, feit: int) -> Rendered:
    """Render one region. The regie fetches its own panels (its forms carry tokens), so only their key is sent."""
    html = "" if regio.publiek == "regie" and regio.sleutel else render_template(regio.template, **regio.context)
    return Rendered(regio.naam, (feit, regio.teller), html, regio.sleutel)


def render_all(
    session: Session, evening: Bijeenkomst, publiek: Publiek, werk: Sequence[Regio] | None = None
) -> list[Rendered]:
    """All regions of an audience, rendered. `werk`: as in `schermen.regios`."""
    feit = highest(session, evening.dialoog_id)
    return [render_region(regio, feit) for regio in regios(session, evening, publiek, werk)]
