"""The structured parts of a voorstelkaart (questions 2, 4, 8 and 10) between a file and the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from dialoog.opgave.models import Dialoog
from dialoog.overdracht import vorm_kaart
from dialoog.overdracht.vak import schone_regel, schone_tekst
from dialoog.voorstel import inhoud as i
from dialoog.voorstel.bedragen import centen_tekst, tekst_centen
from dialoog.voorstel.delen_schrijven import write_deel
from dialoog.voorstel.models import Voorstel


def zet_delen(session: Session, part: vorm_kaart.Voorstel, card: Voorstel, dialoog: Dialoog, wie: str) -> None:
    """The parts that the file has, each as its first version."""
    vragen, kaders = dialoog.deelvragen, dialoog.kaders
    if part.deelvragen or part.geen_deelvraag:
        chosen = tuple(vragen[place - 1].id for place in part.deelvragen)
        write_deel(session, card, i.Deelvragen(chosen, part.geen_deelvraag), wie)
    if part.resultaten:
        rows = tuple(i.Resultaat(row.wat, row.aantal, row.eenheid, row.wanneer) for row in part.resultaten)
        write_deel(session, card, i.Resultaten(rows), wie)
    if part.kosten is not None:
        write_deel(session, card, _kosten_in(part.kosten), wie)
    if part.kadertoets:
        tests = tuple(i.Toets(kaders[row.kader - 1].id, row.oordeel, row.argument) for row in part.kadertoets)
        write_deel(session, card, i.Kaders(tests), wie)


def _kosten_in(kosten: vorm_kaart.Kosten) -> i.Kosten:
    return i.Kosten(
        tuple(
            i.Kostenregel(row.post, row.berekening, tekst_centen(row.bedrag), row.jaar, row.btw or "")
            for row in kosten.regels
        ),
        tekst_centen(kosten.opgegeven_totaal),
    )


def delen_uit(delen: i.Delen, deelvragen: Sequence[int], kaders: Sequence[int]) -> dict[str, Any]:
    """Fields of `vorm_kaart.Voorstel`. `deelvragen`, `kaders`: ids in the order of the file."""
    costs = delen.kosten.inhoud
    return {
        "deelvragen": tuple(sorted(deelvragen.index(number) + 1 for number in delen.deelvragen.inhoud.gekozen)),
        "geen_deelvraag": delen.deelvragen.inhoud.geen,
        "resultaten": tuple(
            vorm_kaart.Resultaat(
                wat=schone_regel(row.wat),
                aantal=row.aantal,
                eenheid=schone_regel(row.eenheid),
                wanneer=schone_regel(row.wanneer),
            )
            for row in delen.resultaten.inhoud.regels
        ),
        "kosten": _kosten_uit(costs) if delen.kosten.versie else None,
        "kadertoets": tuple(
            vorm_kaart.Kadertoets(
                kader=kaders.index(row.kader) + 1, oordeel=row.oordeel, argument=schone_tekst(row.argument)
            )
            for row in delen.kaders.inhoud.toetsen
        ),
    }


def _kosten_uit(kosten: i.Kosten) -> vorm_kaart.Kosten:
    return vorm_kaart.Kosten(
        regels=tuple(
            vorm_kaart.KostenRegel(
                post=schone_regel(row.post),
                berekening=schone_tekst(row.berekening),
                bedrag=centen_tekst(row.centen),
                jaar=row.jaar,
                btw=row.btw or None,
            )
            for row in kosten.regels
        ),
        opgegeven_totaal=centen_tekst(kosten.totaal),
    )
