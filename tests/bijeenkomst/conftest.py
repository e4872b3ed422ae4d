"""A werkvorm that holds nothing, so that the evening is tested apart from the rooms above it."""

import pytest
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.models import Stap
from dialoog.bijeenkomst.werkvorm import _WERKVORMEN, Basis, Regio


class Stilte(Basis):
    soort = "stilte"
    titel = "Stilte"
    uitleg = "Er gebeurt niets."

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        return []


@pytest.fixture(autouse=True)
def stilte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offered during these tests only: other tests look at what the app itself offers."""
    monkeypatch.setitem(_WERKVORMEN, Stilte.soort, Stilte())
