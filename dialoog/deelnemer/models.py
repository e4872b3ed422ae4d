"""Tables of people."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base
from dialoog.opgave.models import Belang, Gemeente


class Deelnemer(Base):
    """A person of one dialogue. `soort` toehoorder only looks on and is in no number.

    `registratie` is the random number of the form that made the row, kept hashed: a second arrival gets the first
    answer.
    `zonder_telefoon`: the begeleider or a helper acts in the regie; `helper` is that person's name.
    `anders` is a belang in one's own words, until the begeleider makes it a belang or files it.
    """

    __tablename__ = "deelnemer"
    __table_args__ = (
        CheckConstraint("soort IN ('deelnemer', 'toehoorder')", name="soort"),
        CheckConstraint("namens IN ('organisatie', 'groep', 'uzelf')", name="namens"),
        CheckConstraint("staat IN ('actief', 'verwijderd', 'samengevoegd')", name="staat"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    registratie: Mapped[str] = mapped_column(Text, unique=True)
    soort: Mapped[str] = mapped_column(Text, default="deelnemer")
    naam: Mapped[str | None] = mapped_column(Text)
    namens: Mapped[str] = mapped_column(Text, default="uzelf")
    organisatie: Mapped[str] = mapped_column(Text, default="")
    anders: Mapped[str] = mapped_column(Text, default="")
    herkomst: Mapped[str] = mapped_column(Text, default="")
    """Where from, when not from gemeenten of the dialogue: `regio` (de hele regio), `elders` or empty."""
    vermelding: Mapped[str] = mapped_column(Text, default="")
    naam_in_boek: Mapped[bool] = mapped_column(default=False)
    mail: Mapped[str] = mapped_column(Text, default="")
    """Where the link of the pass may be sent, when somebody left that. It is in no file, book, list or record."""
    staat: Mapped[str] = mapped_column(Text, default="actief")
    zonder_telefoon: Mapped[bool] = mapped_column(default=False)
    helper: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=1)
    gemaakt: Mapped[datetime]
    op_telefoon_van: Mapped[int | None] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    """Whose phone also acts for this person, who has none (meedragen.py)."""
    samengevoegd_in: Mapped[int | None] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    """Who was kept, when staat is samengevoegd."""
    meegenomen: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What went along to the one who was kept, per room; with it everything goes back at a split (samenvoegen.py)."""

    belang_rijen: Mapped[list["DeelnemerBelang"]] = relationship(
        order_by="DeelnemerBelang.volgorde", cascade="all, delete-orphan"
    )
    gemeenten: Mapped[list[Gemeente]] = relationship(secondary="deelnemer_gemeente", order_by=Gemeente.volgorde)

    @property
    def roepnaam(self) -> str:
        """How the regie calls a person: the name, else the vermelding, else the organisation."""
        return self.naam or self.vermelding or self.organisatie or f"Deelnemer {self.id}"

    @property
    def belangen(self) -> list[Belang]:
        """Belangen in the order in which the person named them (the first counts for draagvlak)."""
        return [rij.belang for rij in self.belang_rijen]


class DeelnemerBelang(Base):
    """A belang of a person; `volgorde` 1 is the first named."""

    __tablename__ = "deelnemer_belang"

    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), primary_key=True)
    belang_id: Mapped[int] = mapped_column(ForeignKey("belang.id"), primary_key=True, index=True)
    volgorde: Mapped[int]

    belang: Mapped[Belang] = relationship()


class DeelnemerGemeente(Base):
    """A gemeente of a person."""

    __tablename__ = "deelnemer_gemeente"

    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), primary_key=True)
    gemeente_id: Mapped[int] = mapped_column(ForeignKey("gemeente.id"), primary_key=True, index=True)


class Toestel(Base):
    """A device of a person, known by a random token in a cookie (kept hashed)."""

    __tablename__ = "toestel"

    id: Mapped[int] = mapped_column(primary_key=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    omschrijving: Mapped[str] = mapped_column(Text, default="")
    sinds: Mapped[datetime]
    beeindigd: Mapped[datetime | None]


class Pas(Base):
    """A pass: a link with a random token (kept hashed) with which a person comes back on any device."""

    __tablename__ = "pas"

    id: Mapped[int] = mapped_column(primary_key=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    sinds: Mapped[datetime]
    beeindigd: Mapped[datetime | None]
