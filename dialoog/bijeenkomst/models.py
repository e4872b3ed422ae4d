"""Tables of the evening."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base


class Bijeenkomst(Base):
    """An evening. `code` (six characters) is typed, `uitnodiging` (128 bits) is in the QR; both live while the
    door is open. `beamer_token` opens the beamer of this evening. `donker`: the dark hall."""

    __tablename__ = "bijeenkomst"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    volgorde: Mapped[int]
    titel: Mapped[str] = mapped_column(Text)
    datum: Mapped[date | None]
    plaats: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str] = mapped_column(Text, unique=True)
    uitnodiging: Mapped[str] = mapped_column(Text, unique=True)
    beamer_token: Mapped[str] = mapped_column(Text, unique=True)
    deur_open: Mapped[bool] = mapped_column(default=False)
    donker: Mapped[bool] = mapped_column(default=False)
    afgelopen: Mapped[datetime | None]
    versie: Mapped[int] = mapped_column(default=1)

    stappen: Mapped[list["Stap"]] = relationship(order_by="Stap.volgorde", back_populates="bijeenkomst")


class Stap(Base):
    """A step of the draaiboek. `soort` names its werkvorm; `instellingen` are that werkvorm's own.

    `einde` is when the timer runs out (UTC), never a count-down."""

    __tablename__ = "stap"
    __table_args__ = (
        CheckConstraint("staat IN ('gepland', 'live', 'gedaan', 'overgeslagen')", name="staat"),
        Index(
            "uq_stap_live",
            "bijeenkomst_id",
            unique=True,
            sqlite_where=text("staat = 'live'"),
            postgresql_where=text("staat = 'live'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"), index=True)
    volgorde: Mapped[int]
    soort: Mapped[str] = mapped_column(Text)
    titel: Mapped[str] = mapped_column(Text)
    instellingen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    staat: Mapped[str] = mapped_column(Text, default="gepland")
    einde: Mapped[datetime | None]
    versie: Mapped[int] = mapped_column(default=1)

    bijeenkomst: Mapped[Bijeenkomst] = relationship(back_populates="stappen")


class Aanwezigheid(Base):
    """Where a person is with respect to an evening; no row: registered later, counts not at this evening."""

    __tablename__ = "aanwezigheid"
    __table_args__ = (CheckConstraint("staat IN ('uitgenodigd', 'aanwezig', 'weg', 'afwezig')", name="staat"),)

    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"), primary_key=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), primary_key=True, index=True)
    staat: Mapped[str] = mapped_column(Text)


class Belangactie(Base):
    """What is done about a belang with nobody (or about a small one), per evening."""

    __tablename__ = "belangactie"
    __table_args__ = (UniqueConstraint("bijeenkomst_id", "belang_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"))
    belang_id: Mapped[int] = mapped_column(ForeignKey("belang.id"), index=True)
    tekst: Mapped[str] = mapped_column(Text)
    versie: Mapped[int] = mapped_column(default=1)


class Groep(Base):
    """A group of the bijeenkomst, made before the colours; made anew it is opgeheven, never thrown away.

    `nummer` is unique among those of one making (`lichting`); `pen` is who writes for the group (empty: the
    begeleider does). Its kiezer in colours and choices is `groep:<id>`."""

    __tablename__ = "groep"
    __table_args__ = (UniqueConstraint("bijeenkomst_id", "lichting", "nummer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"), index=True)
    lichting: Mapped[int]
    nummer: Mapped[int]
    naam: Mapped[str] = mapped_column(Text, default="")
    pen: Mapped[int | None] = mapped_column(ForeignKey("deelnemer.id"))
    opgeheven: Mapped[bool] = mapped_column(default=False)
    versie: Mapped[int] = mapped_column(default=1)


class Groepslid(Base):
    """In which group somebody is at this evening: one at most. Rows of opgeheven groups stay with their lichting."""

    __tablename__ = "groepslid"

    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"), primary_key=True)
    lichting: Mapped[int] = mapped_column(primary_key=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), primary_key=True, index=True)
    groep_id: Mapped[int] = mapped_column(ForeignKey("groep.id"), index=True)
