"""Reading accounts and who guides what."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dialoog.begeleider.models import Begeleider, Begeleiding, GebruikteLink
from dialoog.opgave.models import Dialoog

_VOLGORDE = {"bezig": 0, "voorbereiding": 1, "afgerond": 2}


def has_accounts(session: Session) -> bool:
    """Whether this server has any account."""
    return session.scalar(select(func.count()).select_from(Begeleider)) != 0


def find_by_email(session: Session, email: str) -> Begeleider | None:
    """The account with this (cleaned) address."""
    return session.scalar(select(Begeleider).where(Begeleider.email == email))


def is_used(session: Session, nonce: str) -> bool:
    """Whether a one-time link or form was used."""
    return session.get(GebruikteLink, nonce) is not None


def inlog_nonce(inlog: str) -> str:
    """How the end of a login is kept among what can never be used again."""
    return f"inlog:{inlog}"


def dialogen_van(session: Session, begeleider_id: int) -> list[Dialoog]:
    """The dialogues of a begeleider and those for everybody: busy ones first, finished ones last, newest first; the
    rehearsals behind all real ones."""
    own = select(Begeleiding.dialoog_id).where(Begeleiding.begeleider_id == begeleider_id)
    found = session.scalars(select(Dialoog).where(or_(Dialoog.voor_iedereen.is_(True), Dialoog.id.in_(own))))
    newest = sorted(found, key=lambda dialoog: (dialoog.gemaakt, dialoog.id), reverse=True)
    return sorted(newest, key=lambda dialoog: (dialoog.oefening_van is not None, _VOLGORDE[dialoog.staat]))


def begeleiders_van(session: Session, dialoog_id: int) -> list[Begeleider]:
    """Who guides this dialogue, by name."""
    return list(
        session.scalars(
            select(Begeleider)
            .join(Begeleiding, Begeleiding.begeleider_id == Begeleider.id)
            .where(Begeleiding.dialoog_id == dialoog_id)
            .order_by(Begeleider.naam, Begeleider.id)
        )
    )
