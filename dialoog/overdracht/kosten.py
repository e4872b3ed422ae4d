"""The cost table of a voorstelkaart: kept as plain data, since the app cannot edit it yet."""

from dataclasses import asdict
from typing import Any

from dialoog.overdracht.vorm import Kosten, KostenRegel


def kosten_in(kosten: Kosten | None) -> dict[str, Any] | None:
    """As it is kept in `Voorstel.kosten`: `regels` (post, berekening, bedrag, jaar, btw) and `opgegeven_totaal`."""
    if kosten is None:
        return None
    return {"regels": [asdict(regel) for regel in kosten.regels], "opgegeven_totaal": kosten.opgegeven_totaal}


def kosten_uit(kept: dict[str, Any] | None) -> Kosten | None:
    """The inverse of `kosten_in`."""
    if kept is None:
        return None
    return Kosten(
        regels=tuple(KostenRegel(**regel) for regel in kept.get("regels", [])),
        opgegeven_totaal=kept.get("opgegeven_totaal"),
    )
