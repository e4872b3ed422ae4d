"""What a person coloured or chose for himself is deleted when it was counted, or when everybody begins anew; then it
goes from the files too, as a ballot does (docs/geheim.md)."""

from typing import Any

from dialoog.database import on_facts
from dialoog.idee.facts import KeuzeGeteld
from dialoog.idee.kleuren_facts import KleurenGeteld, KleurenOpnieuw
from dialoog.idee.models import Inzending, Keuze, Kleur, Kleurklaar
from dialoog.schoon import clean_files

TABELLEN = tuple(str(table.__tablename__) for table in (Kleur, Kleurklaar, Keuze, Inzending))


def register_wissen() -> None:
    """After every commit that deleted what people chose, the files are cleaned."""
    on_facts(_wis)


def _wis(facts: list[Any]) -> None:
    if any(isinstance(fact, KeuzeGeteld | KleurenGeteld | KleurenOpnieuw) for fact in facts):
        clean_files(TABELLEN)
