"""Two editions of the book of the finished dialogue. The files of the second are made while the server runs already."""

from dialoog.database import db, transaction
from dialoog.demo.vul import AFGEROND, NAAM, find_afgerond
from dialoog.themaboek.uitgavemaker import make_next
from dialoog.themaboek.uitgaven import Keuze, freeze_uitgave
from dialoog.voorstel.antwoorden import add_antwoord
from dialoog.voorstel.queries import get_voorstel, latest_antwoord

ERBIJ = "<p>De praktijk in Beekerloo doet als eerste mee. Na drie maanden kijken we samen wat er beter kan.</p>"
"""What was added to the planning of voorstel 5 after the first edition."""


def fill_uitgaven() -> None:
    """After `vul.fill`, inside an app context: one file of the first edition is made here (less than a second)."""
    dialoog = find_afgerond(db.session()).id
    freeze_uitgave(dialoog, f"demo-1-{AFGEROND}", Keuze(("volledig",), ("html",)), NAAM)
    make_next()
    with transaction() as session:
        card = get_voorstel(session, dialoog, 5)
        now = latest_antwoord(session, card.id, "planning")
        add_antwoord(session, card.id, "planning", f"{now.html if now else ''}{ERBIJ}", NAAM)
    freeze_uitgave(dialoog, f"demo-2-{AFGEROND}", Keuze(("volledig", "openbaar"), ("docx", "pdf")), NAAM)
