"""Tables of accounts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base


class Begeleider(Base):
    """A procesbegeleider with a login. `email` is kept in lower case; `sleutelversie` goes up with the password,
    which ends the sessions of the old one."""

    __tablename__ = "begeleider"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text, unique=True)
    wachtwoord: Mapped[str] = mapped_column(Text)
    sleutelversie: Mapped[int] = mapped_column(default=1)
    gemaakt: Mapped[datetime]

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: `12.3` is begeleider 12 with version 3 of the password."""
        return f"{self.id}.{self.sleutelversie}"


class Begeleiding(Base):
    """Who guides which dialogue (many to many)."""

    __tablename__ = "begeleiding"

    begeleider_id: Mapped[int] = mapped_column(ForeignKey("begeleider.id"), primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), primary_key=True, index=True)


class GebruikteLink(Base):
    """What can never be used again, by its nonce: a one-time link or form that was used, a login that was ended."""

    __tablename__ = "gebruikte_link"

    nonce: Mapped[str] = mapped_column(Text, primary_key=True)
    moment: Mapped[datetime]
