"""Tables of the frozen editions of the book. The files themselves lie in the data folder, under their SHA-256."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base

STATEN = ("wacht", "bezig", "klaar", "mislukt", "ingetrokken")
ONDERWEG = ("wacht", "bezig")
SOORTEN = ("volledig", "openbaar")


class Uitgave(Base):
    """A numbered edition. `inhoud`: what it was made of, by kind the content model as plain data (the full one always)
    and under `los` the text of files that are not made of it; nothing of it ever changes. `kenmerk`: random number of
    the form that asked for it. `fout`: why it is mislukt. `stond`: its state before it was ingetrokken."""

    __tablename__ = "uitgave"
    __table_args__ = (
        UniqueConstraint("dialoog_id", "nummer"),
        CheckConstraint("staat IN ('wacht', 'bezig', 'klaar', 'mislukt', 'ingetrokken')", name="staat"),
        CheckConstraint("staat <> 'ingetrokken' OR reden <> ''", name="reden"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    nummer: Mapped[int]
    kenmerk: Mapped[str] = mapped_column(Text, unique=True)
    staat: Mapped[str] = mapped_column(Text)
    stond: Mapped[str] = mapped_column(Text, default="")
    inhoud: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    wie: Mapped[str] = mapped_column(Text)
    moment: Mapped[datetime]
    fout: Mapped[str] = mapped_column(Text, default="")
    reden: Mapped[str] = mapped_column(Text, default="")

    bestanden: Mapped[list["Uitgavebestand"]] = relationship(order_by="Uitgavebestand.volgorde")


class Uitgavebestand(Base):
    """A file of an edition; without `sha256` it is still to be made. `grootte`: bytes."""

    __tablename__ = "uitgavebestand"
    __table_args__ = (
        CheckConstraint("soort IN ('volledig', 'openbaar')", name="soort"),
        CheckConstraint("(sha256 = '') = (grootte IS NULL)", name="gemaakt"),
    )

    uitgave_id: Mapped[int] = mapped_column(ForeignKey("uitgave.id"), primary_key=True)
    soort: Mapped[str] = mapped_column(Text, primary_key=True)
    formaat: Mapped[str] = mapped_column(Text, primary_key=True)
    volgorde: Mapped[int]
    sha256: Mapped[str] = mapped_column(Text, default="", index=True)
    grootte: Mapped[int | None]
