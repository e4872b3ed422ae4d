"""Structured parts of a voorstelkaart"""

import json
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0020_delen"
down_revision = "0023_revisies"
branch_labels = None
depends_on = None

_WIE = "Ingelezen bestand"


def upgrade() -> None:
    _deel()
    _rijen()
    if not context.is_offline_mode():
        _kosten_naar_rijen(op.get_bind())
    with op.batch_alter_table("voorstel") as batch_op:
        batch_op.drop_column("kosten")


def downgrade() -> None:
    with op.batch_alter_table("voorstel") as batch_op:
        batch_op.add_column(sa.Column("kosten", sa.JSON(), nullable=True))
    if not context.is_offline_mode():
        _kosten_terug(op.get_bind())
    for name in ("kadertoets", "kostenregel", "meetbaar_resultaat", "voorstel_deelvraag", "voorsteldeel"):
        op.drop_table(name)


def _deel() -> None:
    op.create_table(
        "voorsteldeel",
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("loopt_sinds", sa.DateTime(), nullable=True),
        sa.Column("schrijver", sa.Text(), nullable=False),
        sa.Column("kenmerk", sa.Text(), nullable=False),
        sa.Column("geen", sa.Boolean(), nullable=False),
        sa.Column("totaal", sa.BigInteger(), nullable=True),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "soort IN ('deelvragen', 'resultaten', 'kosten', 'kaders')", name=op.f("ck_voorsteldeel_soort")
        ),
        sa.ForeignKeyConstraint(["voorstel_id"], ["voorstel.id"], name=op.f("fk_voorsteldeel_voorstel_id_voorstel")),
        sa.PrimaryKeyConstraint("voorstel_id", "soort", name=op.f("pk_voorsteldeel")),
    )
    op.create_table(
        "voorstel_deelvraag",
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("deelvraag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deelvraag_id"], ["deelvraag.id"], name=op.f("fk_voorstel_deelvraag_deelvraag_id_deelvraag")
        ),
        sa.ForeignKeyConstraint(
            ["voorstel_id"], ["voorstel.id"], name=op.f("fk_voorstel_deelvraag_voorstel_id_voorstel")
        ),
        sa.PrimaryKeyConstraint("voorstel_id", "deelvraag_id", name=op.f("pk_voorstel_deelvraag")),
    )
    op.create_index(op.f("ix_voorstel_deelvraag_deelvraag_id"), "voorstel_deelvraag", ["deelvraag_id"])


def _rijen() -> None:
    op.create_table(
        "meetbaar_resultaat",
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("wat", "aantal", "eenheid", "wanneer")),
        sa.ForeignKeyConstraint(
            ["voorstel_id"], ["voorstel.id"], name=op.f("fk_meetbaar_resultaat_voorstel_id_voorstel")
        ),
        sa.PrimaryKeyConstraint("voorstel_id", "volgorde", name=op.f("pk_meetbaar_resultaat")),
    )
    op.create_table(
        "kostenregel",
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("berekening", sa.Text(), nullable=False),
        sa.Column("centen", sa.BigInteger(), nullable=True),
        sa.Column("jaar", sa.Integer(), nullable=True),
        sa.Column("btw", sa.Text(), nullable=False),
        sa.CheckConstraint("btw IN ('ex', 'incl', '')", name=op.f("ck_kostenregel_btw")),
        sa.ForeignKeyConstraint(["voorstel_id"], ["voorstel.id"], name=op.f("fk_kostenregel_voorstel_id_voorstel")),
        sa.PrimaryKeyConstraint("voorstel_id", "volgorde", name=op.f("pk_kostenregel")),
    )
    op.create_table(
        "kadertoets",
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("kader_id", sa.Integer(), nullable=False),
        sa.Column("oordeel", sa.Text(), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.CheckConstraint("oordeel IN ('past', 'past_niet', 'onbekend', 'nvt')", name=op.f("ck_kadertoets_oordeel")),
        sa.ForeignKeyConstraint(["kader_id"], ["kader.id"], name=op.f("fk_kadertoets_kader_id_kader")),
        sa.ForeignKeyConstraint(["voorstel_id"], ["voorstel.id"], name=op.f("fk_kadertoets_voorstel_id_voorstel")),
        sa.PrimaryKeyConstraint("voorstel_id", "kader_id", name=op.f("pk_kadertoets")),
    )
    op.create_index(op.f("ix_kadertoets_kader_id"), "kadertoets", ["kader_id"])


def _kosten_naar_rijen(bind: sa.Connection) -> None:
    """What files brought: `{regels: [{post, berekening, bedrag, jaar, btw}], opgegeven_totaal}`, amounts as text."""
    found = bind.execute(sa.text("SELECT id, kosten FROM voorstel WHERE kosten IS NOT NULL")).all()
    for number, raw in found:
        kept = json.loads(raw) if isinstance(raw, str | bytes) else raw
        if not isinstance(kept, dict) or "regels" not in kept:
            continue
        head = {"v": number, "totaal": _centen(kept.get("opgegeven_totaal")), "wie": _WIE}
        bind.execute(
            sa.text(
                "INSERT INTO voorsteldeel "
                "(voorstel_id, soort, versie, revisie, schrijver, kenmerk, geen, totaal, wie, moment) "
                "VALUES (:v, 'kosten', 1, 1, '', '', :geen, :totaal, :wie, CURRENT_TIMESTAMP)"
            ),
            {**head, "geen": False},
        )
        for place, row in enumerate(kept["regels"], 1):
            bind.execute(
                sa.text(
                    "INSERT INTO kostenregel (voorstel_id, volgorde, post, berekening, centen, jaar, btw) "
                    "VALUES (:v, :plek, :post, :berekening, :centen, :jaar, :btw)"
                ),
                {
                    "v": number,
                    "plek": place,
                    "post": row.get("post") or "",
                    "berekening": row.get("berekening") or "",
                    "centen": _centen(row.get("bedrag")),
                    "jaar": row.get("jaar"),
                    "btw": row.get("btw") or "",
                },
            )


def _kosten_terug(bind: sa.Connection) -> None:
    heads = bind.execute(sa.text("SELECT voorstel_id, totaal FROM voorsteldeel WHERE soort = 'kosten'")).all()
    for number, totaal in heads:
        rows = bind.execute(
            sa.text(
                "SELECT post, berekening, centen, jaar, btw FROM kostenregel WHERE voorstel_id = :v ORDER BY volgorde"
            ),
            {"v": number},
        ).all()
        regels: list[dict[str, Any]] = [
            {
                "post": r.post,
                "berekening": r.berekening,
                "bedrag": _tekst(r.centen),
                "jaar": r.jaar,
                "btw": r.btw or None,
            }
            for r in rows
        ]
        kept = json.dumps({"regels": regels, "opgegeven_totaal": _tekst(totaal)})
        bind.execute(sa.text("UPDATE voorstel SET kosten = :k WHERE id = :v"), {"k": kept, "v": number})


def _centen(tekst: str | None) -> int | None:
    return None if tekst is None else int(Decimal(tekst) * 100)


def _tekst(centen: int | None) -> str | None:
    return None if centen is None else f"{Decimal(centen) / 100:.2f}"
