"""The werkvormen of this room. Here stands *Belangen aan tafel*; the others have files of their own."""

from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialoog.bijeenkomst.deelnemerlijst import wacht_op_u
from dialoog.bijeenkomst.models import Belangactie, Bijeenkomst, Stap
from dialoog.bijeenkomst.queries import AanTafel, aan_tafel
from dialoog.bijeenkomst.schermen import paneel_sleutel
from dialoog.bijeenkomst.tonenvorm import Gesprek, Tonen
from dialoog.bijeenkomst.werkvorm import Basis, Regio, register_werkvorm
from dialoog.bijeenkomst.werkvormen_groepen import Groepen

FOLDER = "live/bijeenkomst/"


def register(app: Flask) -> None:
    """Offer the werkvormen of this room, in whatever order."""
    for form in (Tonen(), Belangen(), Gesprek(), Groepen()):
        register_werkvorm(form)


class Belangen(Basis):
    """Who sits at the table, per belang and per gemeente, and above all: which belang has nobody (domein.md)."""

    soort = "belangen"
    titel = "Belangen aan tafel"
    uitleg = "Wie zit er aan tafel, en welk belang heeft nog niemand?"

    def regios(self, session: Session, stap: Stap) -> list[Regio]:
        evening = stap.bijeenkomst
        tafel = aan_tafel(session, evening)
        key = paneel_sleutel(evening, stap)
        people: dict[str, Any] = {"tafel": tafel, "wachtend": wacht_op_u(session, evening), "naar": "avond"}
        acts = {**people, "acties": acties(session, evening, tafel)}
        return [
            Regio("paneel", "zaal", f"{FOLDER}zaal_belangen.html", {}, key),
            Regio("scherm", "beamer", f"{FOLDER}beamer_belangen.html", {"tafel": tafel}),
            Regio("werkvorm", "regie", f"{FOLDER}regie_belangen.html", acts, key + _fase(acts["acties"])),
            Regio("tafelstand", "regie", f"{FOLDER}regie_tafelstand.html", people),
            Regio("gemeentestand", "regie", f"{FOLDER}regie_gemeentestand.html", {"tafel": tafel}),
        ]


def acties(session: Session, evening: Bijeenkomst, tafel: AanTafel) -> list[dict[str, Any]]:
    """Where it can be recorded what is done: every belang with nobody, and those about which something was.

    Rows `{id, naam, aantal, tekst, versie}`; versie 0: nothing yet."""
    known = {
        row.belang_id: row
        for row in session.scalars(select(Belangactie).where(Belangactie.bijeenkomst_id == evening.id))
    }
    rows = [b for b in tafel.belangen if b.aantal == 0 or (b.id in known and known[b.id].tekst)]
    return [
        {
            "id": b.id,
            "naam": b.naam,
            "aantal": b.aantal,
            "tekst": known[b.id].tekst if b.id in known else "",
            "versie": known[b.id].versie if b.id in known else 0,
        }
        for b in rows
    ]


def _fase(rows: list[dict[str, Any]]) -> str:
    """The regie's panel is fetched again when other belangen have nobody, or another text was recorded."""
    return "-".join(f"{row['id']}.{row['versie']}" for row in rows)
