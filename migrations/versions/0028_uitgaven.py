"""Frozen editions of the book, with their files"""

import sqlalchemy as sa
from alembic import op

revision = "0028_uitgaven"
down_revision = "0025_boekdelen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uitgave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.Text(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("stond", sa.Text(), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.Column("fout", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "staat IN ('wacht', 'bezig', 'klaar', 'mislukt', 'ingetrokken')", name=op.f("ck_uitgave_staat")
        ),
        sa.CheckConstraint("staat <> 'ingetrokken' OR reden <> ''", name=op.f("ck_uitgave_reden")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_uitgave_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitgave")),
        sa.UniqueConstraint("dialoog_id", "nummer", name=op.f("uq_uitgave_dialoog_id_nummer")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_uitgave_kenmerk")),
    )
    op.create_index(op.f("ix_uitgave_dialoog_id"), "uitgave", ["dialoog_id"])
    op.create_table(
        "uitgavebestand",
        sa.Column("uitgave_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("formaat", sa.Text(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("grootte", sa.Integer(), nullable=True),
        sa.CheckConstraint("soort IN ('volledig', 'openbaar')", name=op.f("ck_uitgavebestand_soort")),
        sa.CheckConstraint("(sha256 = '') = (grootte IS NULL)", name=op.f("ck_uitgavebestand_gemaakt")),
        sa.ForeignKeyConstraint(["uitgave_id"], ["uitgave.id"], name=op.f("fk_uitgavebestand_uitgave_id_uitgave")),
        sa.PrimaryKeyConstraint("uitgave_id", "soort", "formaat", name=op.f("pk_uitgavebestand")),
    )
    op.create_index(op.f("ix_uitgavebestand_sha256"), "uitgavebestand", ["sha256"])


def downgrade() -> None:
    op.drop_table("uitgavebestand")
    op.drop_table("uitgave")
