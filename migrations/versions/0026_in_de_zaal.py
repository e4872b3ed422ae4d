"""Additions to answers, and whether the hall can find itself in a voorstel"""

import sqlalchemy as sa
from alembic import op

revision = "0026_in_de_zaal"
down_revision = "0030_blad_naast"
branch_labels = None
depends_on = None

OPEN = sa.text("staat = 'open'")


def upgrade() -> None:
    _aanvulling()
    _instemming()
    op.create_table(
        "instemming_antwoord",
        sa.Column("instemming_id", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("ja", sa.Boolean(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("ja OR reden <> ''", name=op.f("ck_instemming_antwoord_reden")),
        sa.ForeignKeyConstraint(
            ["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_instemming_antwoord_deelnemer_id_deelnemer")
        ),
        sa.ForeignKeyConstraint(
            ["instemming_id"], ["instemming.id"], name=op.f("fk_instemming_antwoord_instemming_id_instemming")
        ),
        sa.PrimaryKeyConstraint("instemming_id", "deelnemer_id", name=op.f("pk_instemming_antwoord")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_instemming_antwoord_deelnemer_id"), "instemming_antwoord", ["deelnemer_id"])
    op.create_table(
        "instemming_reden",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("instemming_id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instemming_id"], ["instemming.id"], name=op.f("fk_instemming_reden_instemming_id_instemming")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instemming_reden")),
    )
    op.create_index(op.f("ix_instemming_reden_instemming_id"), "instemming_reden", ["instemming_id"])


def downgrade() -> None:
    for name in ("instemming_reden", "instemming_antwoord", "instemming", "aanvulling"):
        op.drop_table(name)


def _aanvulling() -> None:
    op.create_table(
        "aanvulling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        *(sa.Column(n, sa.Text(), nullable=False) for n in ("vraag", "kenmerk", "tekst", "staat", "reden", "verwerkt")),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("indiener", sa.Integer(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("staat IN ('open', 'overgenomen', 'terzijde')", name=op.f("ck_aanvulling_staat")),
        sa.CheckConstraint("staat <> 'terzijde' OR reden <> ''", name=op.f("ck_aanvulling_reden")),
        sa.CheckConstraint("tekst <> ''", name=op.f("ck_aanvulling_tekst")),
        sa.ForeignKeyConstraint(["indiener"], ["deelnemer.id"], name=op.f("fk_aanvulling_indiener_deelnemer")),
        sa.ForeignKeyConstraint(["voorstel_id"], ["voorstel.id"], name=op.f("fk_aanvulling_voorstel_id_voorstel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanvulling")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_aanvulling_kenmerk")),
    )
    op.create_index(op.f("ix_aanvulling_indiener"), "aanvulling", ["indiener"])
    op.create_index("ix_aanvulling_voorstel_id_vraag", "aanvulling", ["voorstel_id", "vraag"])


def _instemming() -> None:
    op.create_table(
        "instemming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=True),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("stand", sa.JSON(), nullable=False),
        sa.Column("gevraagd", sa.DateTime(), nullable=False),
        sa.Column("aanwezig", sa.Integer(), nullable=False),
        sa.Column("antwoorden", sa.Integer(), nullable=False),
        sa.Column("ja", sa.Integer(), nullable=True),
        sa.Column("nog_niet", sa.Integer(), nullable=True),
        sa.Column("conclusie", sa.Text(), nullable=False),
        sa.Column("conclusie_door", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("staat IN ('open', 'gesloten', 'vervallen')", name=op.f("ck_instemming_staat")),
        sa.CheckConstraint("ja <= antwoorden AND nog_niet <= antwoorden", name=op.f("ck_instemming_telling")),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_instemming_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["voorstel_id"], ["voorstel.id"], name=op.f("fk_instemming_voorstel_id_voorstel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instemming")),
        sa.UniqueConstraint("voorstel_id", "nummer", name=op.f("uq_instemming_voorstel_id_nummer")),
    )
    op.create_index(op.f("ix_instemming_voorstel_id"), "instemming", ["voorstel_id"])
    op.create_index(op.f("ix_instemming_bijeenkomst_id"), "instemming", ["bijeenkomst_id"])
    op.create_index(
        "uq_instemming_open", "instemming", ["voorstel_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
