"""The structured parts of a voorstelkaart as fields of the book's card."""

from typing import Any

from dialoog.opgave.models import Dialoog, Kader
from dialoog.themaboek import boek as b
from dialoog.themaboek.stand import opsomming
from dialoog.voorstel import inhoud as i
from dialoog.voorstel.bedragen import centen_tekst


def velden(delen: i.Delen, dialoog: Dialoog) -> dict[str, Any]:
    """Fields of `boek.Voorstelkaart`; what says nothing is empty."""
    place_of = {vraag.id: place for place, vraag in enumerate(dialoog.deelvragen, 1)}
    return {
        "deelvragen": tuple(place_of[number] for number in delen.deelvragen.inhoud.gekozen if number in place_of),
        "geen_deelvraag": delen.deelvragen.inhoud.geen,
        "opbrengsten": tuple(
            b.Opbrengst(row.wat, row.aantal, row.eenheid, row.wanneer) for row in delen.resultaten.inhoud.regels
        ),
        "kosten": _kosten(delen.kosten.inhoud),
        "kadertoets": _kadertoets(delen.kaders.inhoud, dialoog),
    }


def _kosten(kosten: i.Kosten) -> b.Kosten | None:
    """None where the table says nothing."""
    if not kosten.regels and kosten.totaal is None:
        return None
    return b.Kosten(
        regels=tuple(
            b.KostenRegel(row.post, row.berekening, centen_tekst(row.centen), row.jaar, row.btw)
            for row in kosten.regels
        ),
        opgegeven_totaal=centen_tekst(kosten.totaal),
    )


def _kadertoets(kaders: i.Kaders, dialoog: Dialoog) -> tuple[b.KaderToets, ...]:
    """Every kader about a single proposal, whole, in their order, once at least one of them was looked at."""
    judged = {row.kader: row for row in kaders.toetsen}
    asked = [kader for kader in dialoog.kaders if kader.geldt_voor == "voorstel"]
    if not any(kader.id in judged for kader in asked):
        return ()
    return tuple(
        b.KaderToets(_heel(kader), judged[kader.id].oordeel, judged[kader.id].argument)
        if kader.id in judged
        else b.KaderToets(_heel(kader))
        for kader in asked
    )


def _heel(kader: Kader) -> str:
    """A kader with its sub-points behind it, as one sentence."""
    return " ".join(filter(None, (kader.tekst, opsomming(kader.onderdelen))))
