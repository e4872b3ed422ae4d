"""Refusals of preparing."""

from collections.abc import Mapping
from typing import Any

from dialoog.errors import NotNow, Outdated


class InGebruik(NotNow):
    """A row cannot go: people or ideas stand on it."""

    kop = "Dit kan nog niet weg"


class Botsing(Outdated):
    """Two people changed the same row. `rijen`: key → the fields as they are stored now (None: removed)."""

    kop = "Iemand anders veranderde dit ook"

    def __init__(self, rijen: Mapping[str, Any]) -> None:
        super().__init__(
            "Uw tekst staat er nog en is niet bewaard. Kijk hieronder wat de ander schreef en kies.",
            stand={"rijen": dict(rijen)},
        )
        self.rijen = dict(rijen)
