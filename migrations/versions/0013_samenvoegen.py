"""Ideas joined and split, and questions to their authors"""

import sqlalchemy as sa
from alembic import op

revision = "0013_samenvoegen"
down_revision = "0012_kiezen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idee", sa.Column("geleende_kleur", sa.Text(), nullable=True))
    op.add_column("keuze", sa.Column("meegekomen", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "geen_dubbele",
        sa.Column("een_id", sa.Integer(), nullable=False),
        sa.Column("ander_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("een_id <= ander_id", name=op.f("ck_geen_dubbele_volgorde")),
        sa.ForeignKeyConstraint(["een_id"], ["idee.id"], name=op.f("fk_geen_dubbele_een_id_idee")),
        sa.ForeignKeyConstraint(["ander_id"], ["idee.id"], name=op.f("fk_geen_dubbele_ander_id_idee")),
        sa.PrimaryKeyConstraint("een_id", "ander_id", name=op.f("pk_geen_dubbele")),
    )
    op.create_table(
        "indienersvraag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.Text(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("antwoord", sa.Text(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.CheckConstraint("staat IN ('open', 'beantwoord', 'ingetrokken')", name=op.f("ck_indienersvraag_staat")),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_indienersvraag_idee_id_idee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indienersvraag")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_indienersvraag_kenmerk")),
    )
    with op.batch_alter_table("indienersvraag", schema=None) as batch_op:
        batch_op.create_index(
            "uq_indienersvraag_open",
            ["idee_id"],
            unique=True,
            sqlite_where=sa.text("staat = 'open'"),
            postgresql_where=sa.text("staat = 'open'"),
        )
        batch_op.create_index(batch_op.f("ix_indienersvraag_idee_id"), ["idee_id"], unique=False)
    op.create_table(
        "idee_groot",
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_idee_groot_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_idee_groot_idee_id_idee")),
        sa.PrimaryKeyConstraint("bijeenkomst_id", name=op.f("pk_idee_groot")),
    )
    with op.batch_alter_table("idee_groot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idee_groot_idee_id"), ["idee_id"], unique=False)


def downgrade() -> None:
    op.drop_table("idee_groot")
    op.drop_table("indienersvraag")
    op.drop_table("geen_dubbele")
    op.drop_column("keuze", "meegekomen")
    op.drop_column("idee", "geleende_kleur")
