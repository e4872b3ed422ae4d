"""Tables of what stands beside the text of questions 2, 4, 8 and 10 of a card."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base

SOORTEN = ("deelvragen", "resultaten", "kosten", "kaders")


class Voorsteldeel(Base):
    """A structured part of a card: which version lies there, who wrote it and when. A part is always read and written
    whole; what stood there before lies in the record (`facts.DeelVeranderd`).

    `versie` counts savings: what a screen saw. `revisie` counts the facts: what one person fills in within ten minutes
    runs together, from `loopt_sinds` on. `kenmerk` is the open page that saved last: its next saving never collides
    with its own. `geen` (deelvragen): none of them, on purpose. `totaal` (kosten): as stated by the group, cents."""

    __tablename__ = "voorsteldeel"
    __table_args__ = (CheckConstraint("soort IN ('deelvragen', 'resultaten', 'kosten', 'kaders')", name="soort"),)

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True)
    soort: Mapped[str] = mapped_column(Text, primary_key=True)
    versie: Mapped[int]
    revisie: Mapped[int]
    loopt_sinds: Mapped[datetime | None]
    schrijver: Mapped[str] = mapped_column(Text, default="")
    kenmerk: Mapped[str] = mapped_column(Text, default="")
    geen: Mapped[bool] = mapped_column(default=False)
    totaal: Mapped[int | None] = mapped_column(BigInteger)
    wie: Mapped[str] = mapped_column(Text)
    moment: Mapped[datetime]


class VoorstelDeelvraag(Base):
    """A deelvraag that a voorstel is about."""

    __tablename__ = "voorstel_deelvraag"

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True)
    deelvraag_id: Mapped[int] = mapped_column(ForeignKey("deelvraag.id"), primary_key=True, index=True)


class MeetbaarResultaat(Base):
    """A result that can be measured. `aantal`: a number as text (`20`, `2.5`), or empty."""

    __tablename__ = "meetbaar_resultaat"

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True)
    volgorde: Mapped[int] = mapped_column(primary_key=True)
    wat: Mapped[str] = mapped_column(Text)
    aantal: Mapped[str] = mapped_column(Text)
    eenheid: Mapped[str] = mapped_column(Text)
    wanneer: Mapped[str] = mapped_column(Text)


class Kostenregel(Base):
    """A line of the cost table, in cents (None: not known yet)."""

    __tablename__ = "kostenregel"
    __table_args__ = (CheckConstraint("btw IN ('ex', 'incl', '')", name="btw"),)

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True)
    volgorde: Mapped[int] = mapped_column(primary_key=True)
    post: Mapped[str] = mapped_column(Text)
    berekening: Mapped[str] = mapped_column(Text)
    centen: Mapped[int | None] = mapped_column(BigInteger)
    jaar: Mapped[int | None]
    btw: Mapped[str] = mapped_column(Text)


class Kadertoets(Base):
    """Whether a voorstel fits a kader, with the argument."""

    __tablename__ = "kadertoets"
    __table_args__ = (CheckConstraint("oordeel IN ('past', 'past_niet', 'onbekend', 'nvt')", name="oordeel"),)

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True)
    kader_id: Mapped[int] = mapped_column(ForeignKey("kader.id"), primary_key=True, index=True)
    oordeel: Mapped[str] = mapped_column(Text)
    argument: Mapped[str] = mapped_column(Text)
