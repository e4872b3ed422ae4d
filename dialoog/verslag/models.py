"""Table of the record."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base


class Feit(Base):
    """One fact. `zin` is its sentence as it was said then; `ongedaan_door` points at the fact that undid it."""

    __tablename__ = "feit"
    __table_args__ = (Index("ix_feit_dialoog_id_id", "dialoog_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"))
    bijeenkomst_id: Mapped[int | None] = mapped_column(ForeignKey("bijeenkomst.id"))
    moment: Mapped[datetime]
    wie: Mapped[str | None] = mapped_column(Text)
    namens: Mapped[str | None] = mapped_column(Text)
    wat: Mapped[str] = mapped_column(Text)
    waarop: Mapped[str | None] = mapped_column(Text)
    reden: Mapped[str | None] = mapped_column(Text)
    zin: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    ongedaan_door: Mapped[int | None] = mapped_column(ForeignKey("feit.id"))
