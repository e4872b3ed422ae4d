"""Table of what is written down beside what the app keeps by itself."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from dialoog.database import Base


class Aantekening(Base):
    """An entry of a kind (`aantekening_rules.SOORTEN`): of an evening, of a conversation in it (`stap_id`), or of the
    dialogue. `inhoud`: field → text. `kenmerk` is given by the form, so that a second arrival adds nothing. One that
    is `weg` can come back."""

    __tablename__ = "aantekening"
    __table_args__ = (
        CheckConstraint(
            "soort IN ('quote', 'stand', 'reden', 'verwachting', 'visie', 'kans', 'bedreiging', 'expert', 'afspraak', "
            "'programma', 'opdrachtgever', 'mijlpaal', 'feit', 'feitvraag')",
            name="soort",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dialoog_id: Mapped[int] = mapped_column(ForeignKey("dialoog.id"), index=True)
    bijeenkomst_id: Mapped[int | None] = mapped_column(ForeignKey("bijeenkomst.id"), index=True)
    stap_id: Mapped[int | None] = mapped_column(ForeignKey("stap.id"), index=True)
    soort: Mapped[str] = mapped_column(Text)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JSON)
    kenmerk: Mapped[str] = mapped_column(Text, unique=True)
    weg: Mapped[bool] = mapped_column(default=False)
    versie: Mapped[int] = mapped_column(default=1)
