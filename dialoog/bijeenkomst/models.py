"""Tables of the evening."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base


class Bijeenkomst(Base):
    """An evening. `code` (six characters) is typed, `uitnodiging` (128 bits) is in the QR; both live while the
    door is open. `beamer_token` opens the beamer of this evening. `donker`: the dark hall. From `zwart` on: what lies
    over the screens whatever the werkvorm (zaal.py); `pauze_sinds` says that there is a pauze, `bericht` stands on all
    phones until it is empty again."""

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
    zwart: Mapped[bool] = mapped_column(default=False)
    proefbeeld: Mapped[bool] = mapped_column(default=False)
    code_groot: Mapped[bool] = mapped_column(default=False)
    pauze_sinds: Mapped[datetime | None]
    pauze_tot: Mapped[datetime | None]
    pauze_daarna: Mapped[str] = mapped_column(Text, default="")
    bericht: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=1)

    stappen: Mapped[list["Stap"]] = relationship(order_by="Stap.volgorde", back_populates="bijeenkomst")


class Stap(Base):
    """A step of the draaiboek. `soort` names its werkvorm; `instellingen` are that werkvorm's own.

    `einde` is when the timer runs out (UTC), never a count-down. `instructie` is the line for beamer and phone,
    `notitie` the spreektekst that only the regie reads; both go by `regelversie`, since the clock and the turning of
    pages move `versie`."""

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
    instructie: Mapped[str] = mapped_column(Text, default="", server_default="")
    notitie: Mapped[str] = mapped_column(Text, default="", server_default="")
    regelversie: Mapped[int] = mapped_column(default=1, server_default="1")

    bijeenkomst: Mapped[Bijeenkomst] = relationship(back_populates="stappen")
    bladen: Mapped[list["Toonblad"]] = relationship(order_by="Toonblad.volgorde", cascade="all, delete-orphan")


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


class Toonblad(Base):
    """A page of a step *tonen*: one that the opgave fills (hoofdvraag, deelvragen, kaders, spelregels), an own text, or
    a picture. `beeld` is the hash that names the file of the picture; then `tekst` says what is to be seen, and `naast`
    is the text that stands beside it."""

    __tablename__ = "toonblad"
    __table_args__ = (
        CheckConstraint(
            "soort IN ('hoofdvraag', 'deelvragen', 'kaders', 'spelregels', 'tekst', 'beeld')", name="soort"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), index=True)
    volgorde: Mapped[int]
    soort: Mapped[str] = mapped_column(Text)
    titel: Mapped[str] = mapped_column(Text, default="")
    tekst: Mapped[str] = mapped_column(Text, default="")
    beeld: Mapped[str] = mapped_column(Text, default="", index=True)
    naast: Mapped[str] = mapped_column(Text, default="", server_default="")
    versie: Mapped[int] = mapped_column(default=1)


class Gesprek(Base):
    """What the begeleider noted in a step *gesprek*; every text that lay here is in Gespreksversie."""

    __tablename__ = "gesprek"

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    tekst: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=0)


class Gespreksversie(Base):
    """A text of the notes as it was saved, by whom and when. Only added to."""

    __tablename__ = "gespreksversie"

    stap_id: Mapped[int] = mapped_column(ForeignKey("gesprek.stap_id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    tekst: Mapped[str] = mapped_column(Text)
    wie: Mapped[str] = mapped_column(Text)
    moment: Mapped[datetime]
