"""Tables of oplossingen and voorstelkaarten."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialoog.database import Base
from dialoog.deelnemer.models import Deelnemer
from dialoog.idee.models import Idee
from dialoog.opgave.models import Gemeente


class Oplossing(Base):
    """A place in the top, made of one or more ideas or of none. `reden` says why it departs from the order of the
    stickers, `vastgelegd_door` who recorded that. `verwijderd`: taken out again (undo brings it back)."""

    __tablename__ = "oplossing"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    ronde_id: Mapped[int | None] = mapped_column(ForeignKey("stemronde.id"), index=True)
    plaats: Mapped[int]
    titel: Mapped[str] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(Text, default="")
    reden: Mapped[str] = mapped_column(Text, default="")
    vastgelegd_door: Mapped[str] = mapped_column(Text, default="")
    verwijderd: Mapped[bool] = mapped_column(default=False)
    versie: Mapped[int] = mapped_column(default=1)

    ideeen: Mapped[list[Idee]] = relationship(secondary="oplossing_idee", order_by=Idee.nummer)
    eigenaren: Mapped[list["Eigenaar"]] = relationship(order_by="Eigenaar.id")


class OplossingIdee(Base):
    """An idea that an oplossing came from."""

    __tablename__ = "oplossing_idee"

    oplossing_id: Mapped[int] = mapped_column(ForeignKey("oplossing.id"), primary_key=True)
    idee_id: Mapped[int] = mapped_column(ForeignKey("idee.id"), primary_key=True, index=True)


class Eigenaar(Base):
    """Who owns an oplossing, and whether as trekker, from `van` until `tot` (None: still); `door` and `tot_door`: who
    of the begeleiders said so. Rows are never changed but for their end: that is the history."""

    __tablename__ = "eigenaar"

    id: Mapped[int] = mapped_column(primary_key=True)
    oplossing_id: Mapped[int] = mapped_column(ForeignKey("oplossing.id"), index=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    trekker: Mapped[bool] = mapped_column(default=False)
    van: Mapped[datetime]
    tot: Mapped[datetime | None]
    door: Mapped[str] = mapped_column(Text, default="")
    tot_door: Mapped[str] = mapped_column(Text, default="")

    deelnemer: Mapped[Deelnemer] = relationship()


class Vrijwilliger(Base):
    """Who offers to own an oplossing, as trekker or beside one. `staat`: open, ingetrokken (taken back by the person)
    or bedankt (declined). Who was named stands in `eigenaar`: that answers the offer."""

    __tablename__ = "vrijwilliger"
    __table_args__ = (CheckConstraint("staat IN ('open', 'ingetrokken', 'bedankt')", name="staat"),)

    oplossing_id: Mapped[int] = mapped_column(ForeignKey("oplossing.id"), primary_key=True)
    deelnemer_id: Mapped[int] = mapped_column(ForeignKey("deelnemer.id"), primary_key=True, index=True)
    trekker: Mapped[bool]
    staat: Mapped[str] = mapped_column(Text)
    versie: Mapped[int] = mapped_column(default=1)


class Voorstel(Base):
    """A voorstelkaart: own number and title; `volgorde`: its place among the cards. `versie` is that of the card
    itself: title, gemeenten, lock, date and oplossing. `extra` keeps what an imported file had and has no place here.

    `op_slot` locks it for its eigenaren; `uiterlijk`: another last day for them than the dialogue's; `heropend`: the
    last day after which the begeleider opened it again, so that a later day counts anew (`termijn.Termijn`)."""

    __tablename__ = "voorstel"
    __table_args__ = (
        UniqueConstraint("dialoog_id", "nummer"),
        CheckConstraint("nummer > 0", name="nummer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    nummer: Mapped[int]
    volgorde: Mapped[int]
    titel: Mapped[str] = mapped_column(Text)
    oplossing_id: Mapped[int | None] = mapped_column(ForeignKey("oplossing.id"), index=True)
    op_slot: Mapped[bool] = mapped_column(default=False)
    uiterlijk: Mapped[date | None]
    heropend: Mapped[date | None]
    extra: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    versie: Mapped[int] = mapped_column(default=1)

    oplossing: Mapped[Oplossing | None] = relationship()
    gemeenten: Mapped[list[Gemeente]] = relationship(secondary="voorstel_gemeente", order_by=Gemeente.volgorde)


class VoorstelGemeente(Base):
    """A gemeente that a voorstel is for."""

    __tablename__ = "voorstel_gemeente"

    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), primary_key=True)
    gemeente_id: Mapped[int] = mapped_column(ForeignKey("gemeente.id"), primary_key=True, index=True)


class Antwoord(Base):
    """A revision of an answer on a card: cleaned HTML. `vraag` is the key of one of the ten.

    `versie` counts savings: what a screen saw. `revisie` counts the texts that stay: what one person writes within ten
    minutes runs together in one row, from `loopt_sinds` on (None: this row stays as it is). `schrijver` says whose it
    is; `kenmerk` is the open page that saved last and `slag` the number of that page's saving, so that what is sent
    twice or overtaken on the way is known as such."""

    __tablename__ = "antwoord"
    __table_args__ = (
        UniqueConstraint("voorstel_id", "vraag", "versie"),
        UniqueConstraint("voorstel_id", "vraag", "revisie"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    voorstel_id: Mapped[int] = mapped_column(ForeignKey("voorstel.id"), index=True)
    vraag: Mapped[str] = mapped_column(Text)
    versie: Mapped[int]
    revisie: Mapped[int] = mapped_column(default=1)
    html: Mapped[str] = mapped_column(Text)
    schrijver: Mapped[str] = mapped_column(Text, default="")
    kenmerk: Mapped[str] = mapped_column(Text, default="")
    slag: Mapped[int] = mapped_column(default=0)
    loopt_sinds: Mapped[datetime | None]
    wie: Mapped[str] = mapped_column(Text)
    moment: Mapped[datetime]
