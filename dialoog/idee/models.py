"""Tables of ideas, colours and choices."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base
from dialoog.opgave.models import Deelvraag

if TYPE_CHECKING:
    from collections.abc import Sequence

KLEUREN: "Sequence[str]" = ("grijs", "geel", "blauw", "rood")
"""In reading order of the four fields: top left, top right, bottom left, bottom right."""

ZAAL = "zaal"
"""The kiezer of a colour or choice made by the room; `groep:3` and `deelnemer:7` may follow."""


class Idee(Base):
    """An idea. Its number is for life. `indiener` is read only for the author's own page.

    `kleur` is the colour as fixed. `vergrendeld_door` says which round holds it ("Stickeren, ronde 1").
    `kenmerk` is the phone's own random number: a second arrival gets the first answer."""

    __tablename__ = "idee"
    __table_args__ = (
        UniqueConstraint("dialoog_id", "nummer"),
        CheckConstraint("staat IN ('los', 'samengevoegd', 'ingetrokken', 'verborgen')", name="staat"),
        CheckConstraint("kleur IN ('grijs', 'geel', 'blauw', 'rood')", name="kleur"),
        CheckConstraint("bron IN ('telefoon', 'papier', 'bestand')", name="bron"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    stap_id: Mapped[int | None] = mapped_column(ForeignKey("stap.id"), index=True)
    nummer: Mapped[int]
    tekst: Mapped[str] = mapped_column(Text)
    titel: Mapped[str] = mapped_column(Text, default="")
    staat: Mapped[str] = mapped_column(Text, default="los")
    samengevoegd_in: Mapped[int | None] = mapped_column(ForeignKey("idee.id"))
    kleur: Mapped[str | None] = mapped_column(Text)
    bron: Mapped[str] = mapped_column(Text, default="telefoon")
    indiener: Mapped[int | None] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    kenmerk: Mapped[str] = mapped_column(Text, unique=True)
    vergrendeld_door: Mapped[str | None] = mapped_column(Text)
    versie: Mapped[int] = mapped_column(default=1)

    deelvragen: Mapped[list[Deelvraag]] = relationship(secondary="idee_deelvraag", order_by=Deelvraag.volgorde)


class IdeeDeelvraag(Base):
    """The deelvragen that an idea belongs to: one, both or none."""

    __tablename__ = "idee_deelvraag"

    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True)
    deelvraag_id: Mapped[int] = mapped_column(ForeignKey("deelvraag.id"), primary_key=True, index=True)


class IdeeTekst(Base):
    """A former text of an idea, kept when it is changed or corrected; `versie` is the idea's version then."""

    __tablename__ = "idee_tekst"

    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    tekst: Mapped[str] = mapped_column(Text)


class Kleur(Base):
    """A colour given to an idea in a step by a kiezer; None: looked at, and "weet ik niet". `versie` is that of this
    one colour. Rows of people are there only while their step runs (docs/besluiten, Colours by everyone)."""

    __tablename__ = "kleur"
    __table_args__ = (CheckConstraint("kleur IN ('grijs', 'geel', 'blauw', 'rood')", name="kleur"),)

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    kiezer: Mapped[str] = mapped_column(Text, primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)
    kleur: Mapped[str | None] = mapped_column(Text)
    versie: Mapped[int] = mapped_column(default=1, server_default="1")


class Kleurklaar(Base):
    """What a kiezer says: done with colouring, or not yet. Gone with the colours of people, when the step is over."""

    __tablename__ = "kleurklaar"

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    kiezer: Mapped[str] = mapped_column(Text, primary_key=True)
    klaar: Mapped[bool]
    versie: Mapped[int] = mapped_column(default=1)


class Kleurtelling(Base):
    """How many people gave an idea this colour in a step: what is kept of colours by everyone."""

    __tablename__ = "kleurtelling"
    __table_args__ = (CheckConstraint("kleur IN ('grijs', 'geel', 'blauw', 'rood')", name="kleur"),)

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)
    kleur: Mapped[str] = mapped_column(Text, primary_key=True)
    aantal: Mapped[int]


class Keuze(Base):
    """An idea chosen in a step by a kiezer; the union over kiezers is the shortlist (*gekozen ideeën*)."""

    __tablename__ = "keuze"

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    kiezer: Mapped[str] = mapped_column(Text, primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)


class Inzending(Base):
    """Where a group or a person stands with its choice in a step *kiezen*: the version of that choice, and whether it
    was sent in. The room (`zaal`) has none: its choice is changed idea by idea."""

    __tablename__ = "inzending"

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    kiezer: Mapped[str] = mapped_column(Text, primary_key=True)
    versie: Mapped[int] = mapped_column(default=1)
    ingestuurd: Mapped[bool] = mapped_column(default=False)


class Keuzetelling(Base):
    """How many people chose an idea, when everybody chose for himself: all that is kept of it once it was counted."""

    __tablename__ = "keuzetelling"

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)
    aantal: Mapped[int]
