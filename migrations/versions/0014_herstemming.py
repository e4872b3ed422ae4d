"""Run-offs and lots, and who offers to be trekker"""

import sqlalchemy as sa
from alembic import op

revision = "0014_herstemming"
down_revision = "0013_samenvoegen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.add_column(sa.Column("van_ronde", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_stemronde_van_ronde_stemronde"), "stemronde", ["van_ronde"], ["id"])
        batch_op.create_index(
            "uq_stemronde_herstemming",
            ["van_ronde"],
            unique=True,
            sqlite_where=sa.text("staat <> 'vervallen'"),
            postgresql_where=sa.text("staat <> 'vervallen'"),
        )

    op.create_table(
        "loting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("ronde_id", sa.Integer(), nullable=False),
        sa.Column("plaatsen", sa.Integer(), nullable=False),
        sa.Column("klaargelegd", sa.DateTime(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.CheckConstraint("plaatsen > 0", name=op.f("ck_loting_plaatsen")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_loting_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["ronde_id"], ["stemronde.id"], name=op.f("fk_loting_ronde_id_stemronde")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loting")),
        sa.UniqueConstraint("ronde_id", name=op.f("uq_loting_ronde_id")),
    )
    with op.batch_alter_table("loting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loting_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "loting_idee",
        sa.Column("loting_id", sa.Integer(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("trekking", sa.Integer(), nullable=True),
        sa.Column("getrokken", sa.DateTime(), nullable=True),
        sa.Column("door", sa.Text(), nullable=False),
        sa.CheckConstraint("trekking > 0", name=op.f("ck_loting_idee_trekking")),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_loting_idee_idee_id_idee")),
        sa.ForeignKeyConstraint(["loting_id"], ["loting.id"], name=op.f("fk_loting_idee_loting_id_loting")),
        sa.PrimaryKeyConstraint("loting_id", "idee_id", name=op.f("pk_loting_idee")),
        sa.UniqueConstraint("loting_id", "trekking", name=op.f("uq_loting_idee_loting_id_trekking")),
    )
    with op.batch_alter_table("loting_idee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loting_idee_idee_id"), ["idee_id"], unique=False)

    op.create_table(
        "vrijwilliger",
        sa.Column("oplossing_id", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("trekker", sa.Boolean(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("staat IN ('open', 'ingetrokken', 'bedankt')", name=op.f("ck_vrijwilliger_staat")),
        sa.ForeignKeyConstraint(
            ["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_vrijwilliger_deelnemer_id_deelnemer")
        ),
        sa.ForeignKeyConstraint(
            ["oplossing_id"], ["oplossing.id"], name=op.f("fk_vrijwilliger_oplossing_id_oplossing")
        ),
        sa.PrimaryKeyConstraint("oplossing_id", "deelnemer_id", name=op.f("pk_vrijwilliger")),
    )
    with op.batch_alter_table("vrijwilliger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vrijwilliger_deelnemer_id"), ["deelnemer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("vrijwilliger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vrijwilliger_deelnemer_id"))

    op.drop_table("vrijwilliger")
    with op.batch_alter_table("loting_idee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loting_idee_idee_id"))

    op.drop_table("loting_idee")
    with op.batch_alter_table("loting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loting_dialoog_id"))

    op.drop_table("loting")
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stemronde_herstemming",
            sqlite_where=sa.text("staat <> 'vervallen'"),
            postgresql_where=sa.text("staat <> 'vervallen'"),
        )
        batch_op.drop_constraint(batch_op.f("fk_stemronde_van_ronde_stemronde"), type_="foreignkey")
        batch_op.drop_column("van_ronde")
