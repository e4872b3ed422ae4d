"""Tables of ideas, colours and choices."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

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

    `kleur` is the colour as fixed; `geleende_kleur` that of the ideas that came in, as long as nobody gave it one of
    its own since. `samengevoegd_in` is the idea that it went into itself, which may have gone into another later.
    `vergrendeld_door` says which round holds it ("Stickeren, ronde 1").
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
    geleende_kleur: Mapped[str | None] = mapped_column(Text)

    deelvragen: Mapped[list[Deelvraag]] = relationship(secondary="idee_deelvraag", order_by=Deelvraag.volgorde)

    waarin: Mapped["Idee | None"] = relationship(remote_side=[id], viewonly=True)
    erin: Mapped[list["Idee"]] = relationship(order_by="Idee.nummer", viewonly=True)

    @property
    def houder(self) -> "Idee":
        """The idea under which this one stands now: itself, or the one at the end of the way."""
        here, seen = self, {self.id}
        while here.waarin is not None and here.waarin.id not in seen:
            here = here.waarin
            seen.add(here.id)
        return here

    @property
    def erbij(self) -> "list[Idee]":
        """All that stand under this one, however deep, by number."""
        found: dict[int, Idee] = {}
        left = list(self.erin)
        while left:
            idee = left.pop()
            if idee.id not in found and idee is not self:
                found[idee.id] = idee
                left += idee.erin
        return sorted(found.values(), key=lambda idee: idee.nummer)

    @property
    def voluit(self) -> str:
        """Its text, and under it those that came in, each with its number: nothing is lost."""
        return "\n".join((self.tekst, *(f"Nr. {idee.nummer}: {idee.tekst}" for idee in self.erbij)))

    @validates("kleur")
    def _own_kleur(self, _key: str, kleur: str | None) -> str | None:
        """A colour that is given is its own; a merge writes `geleende_kleur` after it."""
        self.geleende_kleur = None
        return kleur


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
    one colour. Rows of people are there only while their step runs (docs/besluiten, *Colours by everyone*)."""

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
    """An idea chosen in a step by a kiezer; the union over kiezers is the shortlist (*gekozen ideeën*).

    `meegekomen`: this kiezer had chosen an idea that came in. The rows of that one stay with it, unseen, for when it
    is split off again."""

    __tablename__ = "keuze"

    stap_id: Mapped[int] = mapped_column(ForeignKey("stap.id"), primary_key=True)
    kiezer: Mapped[str] = mapped_column(Text, primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)
    meegekomen: Mapped[bool] = mapped_column(default=False, server_default=false())


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


class GeenDubbele(Base):
    """Two ideas of which the begeleider said that they are not the same; the lower id first."""

    __tablename__ = "geen_dubbele"
    __table_args__ = (CheckConstraint("een_id <= ander_id", name="volgorde"),)

    een_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True)
    ander_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True)


class Indienersvraag(Base):
    """A question to the author of an idea, and what came back (empty: nothing yet). Of the author nothing stands here,
    and no time: who answered is known to the row of the idea alone. One that is open per idea."""

    __tablename__ = "indienersvraag"
    __table_args__ = (
        CheckConstraint("staat IN ('open', 'beantwoord', 'ingetrokken')", name="staat"),
        Index(
            "uq_indienersvraag_open",
            "idee_id",
            unique=True,
            sqlite_where=text("staat = 'open'"),
            postgresql_where=text("staat = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), index=True)
    kenmerk: Mapped[str] = mapped_column(Text, unique=True)
    vraag: Mapped[str] = mapped_column(Text)
    antwoord: Mapped[str] = mapped_column(Text, default="")
    staat: Mapped[str] = mapped_column(Text, default="open")


class IdeeGroot(Base):
    """The idea that stands large on the screens of an evening, over what the step shows; no row: none."""

    __tablename__ = "idee_groot"

    bijeenkomst_id: Mapped[int] = mapped_column(ForeignKey("bijeenkomst.id"), primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), index=True)
