"""Tables of who takes notes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base


class Notulistlink(Base):
    """A link that lets people in to type. Its token is kept hashed; `beeindigd`: it lets nobody in any more."""

    __tablename__ = "notulistlink"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    wie: Mapped[str] = mapped_column(Text)
    gemaakt: Mapped[datetime]
    beeindigd: Mapped[datetime | None]

    notulisten: Mapped[list["Notulist"]] = relationship(order_by="Notulist.id", back_populates="link")


class Notulist(Base):
    """Somebody who types, on one device; `token_hash` is that of its cookie. With a new link on the same device it
    stays the same one, so that what was typed stays one's own."""

    __tablename__ = "notulist"

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("notulistlink.id"), index=True)
    naam: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    sinds: Mapped[datetime]

    link: Mapped[Notulistlink] = relationship(back_populates="notulisten")
