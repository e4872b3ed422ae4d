"""Table of the begeleider's own texts in the book."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base


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
