"""Tables of rounds and ballots.

`stembriefje`, `sticker` and `te_laat` carry no person, no time and (WITHOUT ROWID) no order: see docs/geheim.md.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base


class Stemronde(Base):
    """A round of a step *stickeren*. `n` stickers per person, at most `per_idee` on one idea; both, `zichtbaar`
    (an open round: tallies seen while it runs), `kleuren` (that it is limited to; empty: all), `grens` (fewest voters
    of a belang in draagvlak) and the list are fixed when it opens.

    `sleutel` names the key file; `briefjes` and `bijzonderheden` are written when it is vastgesteld; `onthuld` is
    the highest place shown so far on the beamer (0: all shown, None: nothing yet). `van_ronde`: a herstemming, of the
    tie at the edge of that round; at most one of a round counts."""

    __tablename__ = "stemronde"
    __table_args__ = (
        UniqueConstraint("id", "n", "per_idee"),
        CheckConstraint("n BETWEEN 1 AND 50", name="n"),
        CheckConstraint("per_idee BETWEEN 1 AND n", name="per_idee"),
        CheckConstraint("grens > 0", name="grens"),
        CheckConstraint("soort IN ('gewoon', 'herstemming', 'papier')", name="soort"),
        CheckConstraint("staat IN ('voorbereid', 'open', 'gesloten', 'vastgesteld', 'vervallen')", name="staat"),
        Index(
            "uq_stemronde_lopend",
            "stap_id",
            unique=True,
            sqlite_where=text("staat IN ('voorbereid', 'open', 'gesloten')"),
            postgresql_where=text("staat IN ('voorbereid', 'open', 'gesloten')"),
        ),
        Index(
            "uq_stemronde_herstemming",
            "van_ronde",
            unique=True,
            sqlite_where=text("staat <> 'vervallen'"),
            postgresql_where=text("staat <> 'vervallen'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"), index=True)
    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), index=True)
    van_ronde: Mapped[int | None] = mapped_column(ForeignKey("stemronde.id"))
    nummer: Mapped[int]
    titel: Mapped[str] = mapped_column(Text)
    soort: Mapped[str] = mapped_column(Text, default="gewoon")
    n: Mapped[int] = mapped_column(default=5)
    per_idee: Mapped[int] = mapped_column(default=1)
    zichtbaar: Mapped[bool] = mapped_column(default=False)
    kleuren: Mapped[list[str]] = mapped_column(JSON, default=list)
    grens: Mapped[int] = mapped_column(default=5)
    staat: Mapped[str] = mapped_column(Text, default="voorbereid")
    was_vastgesteld: Mapped[bool] = mapped_column(default=False)
    reden: Mapped[str] = mapped_column(Text, default="")
    sleutel: Mapped[str | None] = mapped_column(Text)
    geopend: Mapped[datetime | None]
    vastgesteld: Mapped[datetime | None]
    briefjes: Mapped[int | None]
    bijzonderheden: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    onthuld: Mapped[int | None]
    versie: Mapped[int] = mapped_column(default=1)


class RondeIdee(Base):
    """An idea on the list of a round; `stickers`, `mensen`, `draagvlak` are empty until vastgesteld."""

    __tablename__ = "ronde_idee"

    ronde: Mapped[int] = mapped_column(ForeignKey("stemronde.id"), primary_key=True)
    idee: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)
    stickers: Mapped[int | None]
    mensen: Mapped[int | None]
    draagvlak: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Stembriefje(Base):
    """A ballot while its round runs. `ballot` = HMAC-SHA256(key of the round, deelnemer); `klaar` and
    `versie` are masked with what only the key knows."""

    __tablename__ = "stembriefje"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ronde: Mapped[int] = mapped_column(ForeignKey("stemronde.id"), primary_key=True)
    ballot: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    versie: Mapped[int]
    kenmerk: Mapped[str] = mapped_column(Text)
    klaar: Mapped[bool]


class Sticker(Base):
    """A sticker on a ballot: slot 1..n of the person, laag 1..per_idee on the idea."""

    __tablename__ = "sticker"
    __table_args__ = (
        UniqueConstraint("ronde", "ballot", "idee", "laag"),
        CheckConstraint("slot BETWEEN 1 AND n", name="slot"),
        CheckConstraint("laag BETWEEN 1 AND per_idee", name="laag"),
        ForeignKeyConstraint(["ronde", "n", "per_idee"], ["stemronde.id", "stemronde.n", "stemronde.per_idee"]),
        ForeignKeyConstraint(["ronde", "idee"], ["ronde_idee.ronde", "ronde_idee.idee"]),
        ForeignKeyConstraint(["ronde", "ballot"], ["stembriefje.ronde", "stembriefje.ballot"]),
        {"sqlite_with_rowid": False},
    )

    ronde: Mapped[int] = mapped_column(primary_key=True)
    ballot: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    laag: Mapped[int]
    idee: Mapped[int]
    n: Mapped[int]
    per_idee: Mapped[int]


class TeLaat(Base):
    """A phone that came back after the close with something still to send; goes with the ballots."""

    __tablename__ = "te_laat"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ronde: Mapped[int] = mapped_column(ForeignKey("stemronde.id"), primary_key=True)
    ballot: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


class LosseSticker(Base):
    """A sticker of an established round, loose: a random number and an idea, in random order."""

    __tablename__ = "losse_sticker"
    __table_args__ = ({"sqlite_with_rowid": False},)

    nummer: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    ronde: Mapped[int] = mapped_column(ForeignKey("stemronde.id"), index=True)
    idee: Mapped[int] = mapped_column(ForeignKey("idee.id"))


class Loting(Base):
    """A lot among ideas that stayed equal in a herstemming: `plaatsen` of its papers are drawn, one at a time. A round
    has at most one, so nothing can be drawn again."""

    __tablename__ = "loting"
    __table_args__ = (UniqueConstraint("ronde_id"), CheckConstraint("plaatsen > 0", name="plaatsen"))

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    ronde_id: Mapped[int] = mapped_column(ForeignKey("stemronde.id"))
    plaatsen: Mapped[int]
    klaargelegd: Mapped[datetime]
    door: Mapped[str] = mapped_column(Text)


class LotingIdee(Base):
    """A paper in a lot. `trekking`: which draw it was, from 1; None: not drawn."""

    __tablename__ = "loting_idee"
    __table_args__ = (
        UniqueConstraint("loting_id", "trekking"),
        CheckConstraint("trekking > 0", name="trekking"),
    )

    loting_id: Mapped[int] = mapped_column(ForeignKey("loting.id"), primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)
    trekking: Mapped[int | None]
    getrokken: Mapped[datetime | None]
    door: Mapped[str] = mapped_column(Text, default="")
