"""Tables of the opgave."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base

STATEN = ("voorbereiding", "bezig", "afgerond")
KADERSOORTEN = ("inhoudelijk", "proces", "financieel")


class Dialoog(Base):
    """One theme with its question. `top` is the number of places in the top (5); `vragen` overrides labels of
    the ten questions (key → text); `voor_iedereen`: every begeleider sees it (an import without `--voor`).
    `kaarten_uiterlijk`: the last day on which eigenaren write on their cards.
    `extra` keeps keys of an imported file that have a place in the file but none in the app yet."""

    __tablename__ = "dialoog"
    __table_args__ = (CheckConstraint("staat IN ('voorbereiding', 'bezig', 'afgerond')", name="staat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    korte_naam: Mapped[str] = mapped_column(Text, unique=True)
    titel: Mapped[str] = mapped_column(Text)
    thema: Mapped[str] = mapped_column(Text, default="")
    regio: Mapped[str] = mapped_column(Text, default="")
    bron: Mapped[str] = mapped_column(Text, default="")
    hoofdvraag: Mapped[str] = mapped_column(Text, default="")
    hoofdvraag_kort: Mapped[str] = mapped_column(Text, default="")
    staat: Mapped[str] = mapped_column(Text, default="voorbereiding")
    top: Mapped[int] = mapped_column(default=5)
    vragen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    voor_iedereen: Mapped[bool] = mapped_column(default=False)
    kaarten_uiterlijk: Mapped[date | None]
    extra: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    oefening_van: Mapped[int | None] = mapped_column(ForeignKey("dialoog.id"), unique=True)
    """The dialogue of which this is a rehearsal: a copy that is thrown away."""
    versie: Mapped[int] = mapped_column(default=1)
    gemaakt: Mapped[datetime]

    deelvragen: Mapped[list["Deelvraag"]] = relationship(order_by="Deelvraag.volgorde", cascade="all, delete-orphan")
    kaders: Mapped[list["Kader"]] = relationship(order_by="Kader.volgorde", cascade="all, delete-orphan")
    spelregels: Mapped[list["Spelregel"]] = relationship(order_by="Spelregel.volgorde", cascade="all, delete-orphan")
    belangen: Mapped[list["Belang"]] = relationship(order_by="Belang.volgorde", cascade="all, delete-orphan")
    gemeenten: Mapped[list["Gemeente"]] = relationship(order_by="Gemeente.volgorde", cascade="all, delete-orphan")


class Deelvraag(Base):
    """A part of the hoofdvraag, with its kant (*vraagkant: tekort aan personeel*)."""

    __tablename__ = "deelvraag"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    volgorde: Mapped[int]
    tekst: Mapped[str] = mapped_column(Text)
    kant: Mapped[str] = mapped_column(Text, default="")


class Kader(Base):
    """A condition given by the councils; `onderdelen` are its sub-points, `geldt_voor` voorstel or plan."""

    __tablename__ = "kader"
    __table_args__ = (
        CheckConstraint("soort IN ('inhoudelijk', 'proces', 'financieel')", name="soort"),
        CheckConstraint("geldt_voor IN ('voorstel', 'plan')", name="geldt_voor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    volgorde: Mapped[int]
    soort: Mapped[str] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(Text)
    onderdelen: Mapped[list[str]] = mapped_column(JSON, default=list)
    geldt_voor: Mapped[str] = mapped_column(Text, default="voorstel")


class Spelregel(Base):
    """A rule of the game."""

    __tablename__ = "spelregel"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    volgorde: Mapped[int]
    tekst: Mapped[str] = mapped_column(Text)


class Belang(Base):
    """An interest at the table, with its short sentence for the door."""

    __tablename__ = "belang"
    __table_args__ = (UniqueConstraint("dialoog_id", "naam"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    volgorde: Mapped[int]
    naam: Mapped[str] = mapped_column(Text)
    zin: Mapped[str] = mapped_column(Text, default="")


class Gemeente(Base):
    """A municipality that gives the question."""

    __tablename__ = "gemeente"
    __table_args__ = (UniqueConstraint("dialoog_id", "naam"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    volgorde: Mapped[int]
    naam: Mapped[str] = mapped_column(Text)
