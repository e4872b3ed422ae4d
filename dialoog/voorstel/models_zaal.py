"""Tables of what the hall does with a card: additions, and whether one can find oneself in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base


class Aanvulling(Base):
    """What somebody adds to an answer. `staat`: open, overgenomen (`verwerkt` stands in the answer, in its revision
    `revisie`) or terzijde (with `reden`). `indiener` is read only for that person's own phone; None: typed by who
    guides or takes notes. No time is kept: with it a neighbour could tell who wrote."""

    __tablename__ = "aanvulling"
    __table_args__ = (
        CheckConstraint("staat IN ('open', 'overgenomen', 'terzijde')", name="staat"),
        CheckConstraint("staat <> 'terzijde' OR reden <> ''", name="reden"),
        CheckConstraint("tekst <> ''", name="tekst"),
        Index("ix_aanvulling_voorstel_id_vraag", "voorstel_id", "vraag"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"))
    vraag: Mapped[str] = mapped_column(Text)
    kenmerk: Mapped[str] = mapped_column(Text, unique=True)
    tekst: Mapped[str] = mapped_column(Text)
    staat: Mapped[str] = mapped_column(Text, default="open")
    reden: Mapped[str] = mapped_column(Text, default="")
    verwerkt: Mapped[str] = mapped_column(Text, default="")
    revisie: Mapped[int] = mapped_column(default=0)
    indiener: Mapped[int | None] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    versie: Mapped[int] = mapped_column(default=1)


class Instemming(Base):
    """*Kunt u zich vinden in dit voorstel?*, asked once of a card. `stand`: what the card was when it was asked
    (`instemming_stand.py`). Closed: `aanwezig`, `antwoorden`, and `ja` and `nog_niet` as far as they may be shown.
    `vervallen`: taken back before anybody answered."""

    __tablename__ = "instemming"
    __table_args__ = (
        UniqueConstraint("voorstel_id", "nummer"),
        CheckConstraint("staat IN ('open', 'gesloten', 'vervallen')", name="staat"),
        CheckConstraint("ja <= antwoorden AND nog_niet <= antwoorden", name="telling"),
        Index("uq_instemming_open", "voorstel_id", unique=True, sqlite_where=text("staat = 'open'"),
              postgresql_where=text("staat = 'open'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), index=True)
    nummer: Mapped[int]
    bijeenkomst_id: Mapped[int | None] = mapped_column(ForeignKey("bijeenkomst.id"), index=True)
    staat: Mapped[str] = mapped_column(Text, default="open")
    stand: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    gevraagd: Mapped[datetime]
    aanwezig: Mapped[int] = mapped_column(default=0)
    antwoorden: Mapped[int] = mapped_column(default=0)
    ja: Mapped[int | None]
    nog_niet: Mapped[int | None]
    conclusie: Mapped[str] = mapped_column(Text, default="")
    conclusie_door: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=1)


class InstemmingAntwoord(Base):
    """What one person answers while the question is open; gone when it is closed (docs/geheim.md). No time."""

    __tablename__ = "instemming_antwoord"
    __table_args__ = (
        CheckConstraint("ja OR reden <> ''", name="reden"),
        {"sqlite_with_rowid": False},
    )

    instemming_id: Mapped[int] = mapped_column(ForeignKey("instemming.id"), primary_key=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), primary_key=True, index=True)
    ja: Mapped[bool]
    reden: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=1)


class InstemmingReden(Base):
    """A reason for *nog niet*, of nobody: a random key, and written in random order."""

    __tablename__ = "instemming_reden"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    instemming_id: Mapped[int] = mapped_column(ForeignKey("instemming.id"), index=True)
    tekst: Mapped[str] = mapped_column(Text)
