"""Table of the begeleider's own texts in the book."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base

GEZEGD = ("niet_beschikbaar", "weggelaten")
DEELSTATEN = ("", *GEZEGD)


class Boektekst(Base):
    """A version of the own text beside the generated text of a chapter (append-only). `hoofdstuk` is a key:
    inleiding, werkwijze, feiten, conclusies, ..."""

    __tablename__ = "boektekst"
    __table_args__ = (UniqueConstraint("dialoog_id", "hoofdstuk", "versie"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    hoofdstuk: Mapped[str] = mapped_column(Text)
    versie: Mapped[int]
    tekst: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(Text)
    moment: Mapped[datetime]


class Boekdeel(Base):
    """What was said of a part of the book: `staat` is one of DEELSTATEN, "" as usual. `sleutel`: a chapter, a bijlage,
    conclusies, or `avond:3` for what an evening brought (its id; one that is gone says nothing any more)."""

    __tablename__ = "boekdeel"
    __table_args__ = (
        UniqueConstraint("dialoog_id", "sleutel"),
        CheckConstraint("staat IN ('', 'niet_beschikbaar', 'weggelaten')", name="staat"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"))
    sleutel: Mapped[str] = mapped_column(Text)
    staat: Mapped[str] = mapped_column(Text)
    versie: Mapped[int]
