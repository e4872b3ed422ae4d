"""An address that somebody leaves for the link of the own pass.

It is private: only that person and the begeleiders of the dialogue see it. It stands in no file, book, list, record or
log, and goes when the dialogue is finished."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from dialoog.database import transaction
from dialoog.deelnemer.facts import MailGekozen
from dialoog.deelnemer.models import Deelnemer
from dialoog.deelnemer.queries import get_deelnemer
from dialoog.deelnemer.rules import is_mail
from dialoog.errors import BadInput, NotFound, NotNow
from dialoog.opgave.models import Dialoog
from dialoog.verslag.service import announce

_GEEN_MAIL = "Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl. Of laat het vak leeg."


def set_mail(dialoog_id: int, deelnemer_id: int, getypt: str) -> None:
    """Leave an address, another one, or none (use case). That one already: nothing happens. Raises BadInput,
    NotFound, NotNow (the dialogue is finished: an address would stay for good)."""
    mail = getypt.strip()
    if mail and not is_mail(mail):
        raise BadInput(_GEEN_MAIL, velden={"mail": _GEEN_MAIL})
    with transaction() as session:
        person = get_deelnemer(session, dialoog_id, deelnemer_id)
        if person.staat != "actief":
            raise NotFound("Deze persoon staat niet meer op de lijst.")
        if mail and session.get_one(Dialoog, dialoog_id).staat == "afgerond":
            raise NotNow("De dialoog is klaar. Een link is niet meer nodig. Uw adres is niet bewaard.")
        if person.mail != mail:
            person.mail = mail
            announce(session, MailGekozen(dialoog=dialoog_id, deelnemer=person.id, weg=not mail))


def forget_mail(session: Session, dialoog_id: int, staat: str) -> None:
    """Plain function: a dialogue that is finished sends no links any more."""
    if staat == "afgerond":
        session.execute(update(Deelnemer).where(Deelnemer.dialoog_id == dialoog_id).values(mail=""))
