"""What was written down beside what the app keeps by itself, as parts of the book. No questions here."""

from typing import Any

from dialoog.bijeenkomst.aantekening_rules import GETALLEN, SOORTEN
from dialoog.themaboek import boek as b
from dialoog.themaboek.bron import Bron
from dialoog.themaboek.uitkomst import Notitie
from dialoog.voorstel.tekst import tekst_to_html


def notities(bron: Bron, bijeenkomst_id: int | None) -> tuple[Notitie, ...]:
    """Those of one evening (None: of the dialogue), kind by kind in the order of the book."""
    kinds = list(SOORTEN)
    here = [(soort, inhoud) for evening, soort, inhoud in bron.notities if evening == bijeenkomst_id]
    here.sort(key=lambda row: kinds.index(row[0]))
    return tuple(_notitie(soort, dict(inhoud)) for soort, inhoud in here)


def _notitie(soort: str, inhoud: dict[str, str]) -> Notitie:
    fields: dict[str, Any] = {naam: inhoud.get(naam, "") for naam in ("tekst", "kop", "wie", "wanneer", "gevolg")}
    fields |= {naam: int(inhoud[naam]) for naam in GETALLEN if inhoud.get(naam)}
    return Notitie(soort, **fields)


def van_dialoog(bron: Bron) -> dict[str, Any]:
    """Fields of `boek.Boek`: programma, opdrachtgever, mijlpalen (by date), feiten and feitvragen."""
    here = [(soort, inhoud) for evening, soort, inhoud in bron.notities if evening is None]
    dates = [b.Moment(row.get("tekst", ""), datum=row.get("datum", "")) for soort, row in here if soort == "mijlpaal"]
    facts = [row for soort, row in here if soort == "feit"]
    return {
        "programma": next((row["tekst"] for soort, row in here if soort == "programma"), ""),
        "opdrachtgever": next((row["tekst"] for soort, row in here if soort == "opdrachtgever"), ""),
        "mijlpalen": tuple(sorted(dates, key=lambda moment: (not moment.datum, moment.datum))),
        "feiten": tuple(b.Feit(tekst_to_html(row.get("tekst", "")), row.get("bron", "")) for row in facts),
        "feitvragen": tuple(row for row in notities(bron, None) if row.soort == "feitvraag"),
    }
