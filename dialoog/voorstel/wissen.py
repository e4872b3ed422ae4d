"""What a person answered to *Kunt u zich vinden in dit voorstel?* is deleted when it was counted; then it goes from the
files too, as a ballot does (docs/geheim.md)."""

from typing import Any

from dialoog.database import on_facts
from dialoog.schoon import clean_files
from dialoog.voorstel.facts_zaal import InstemmingGesloten
from dialoog.voorstel.models_zaal import InstemmingAntwoord

TABELLEN = (str(InstemmingAntwoord.__tablename__),)


def register_wissen() -> None:
    """After every commit that deleted answers, the files are cleaned."""
    on_facts(_wis)


def _wis(facts: list[Any]) -> None:
    if any(isinstance(fact, InstemmingGesloten) for fact in facts):
        clean_files(TABELLEN)
