"""Groups of an evening and who is in them"""

import sqlalchemy as sa
from alembic import op

revision = "0010_groepen"
down_revision = "0009_themaboek"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "groep",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("lichting", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("pen", sa.Integer(), nullable=True),
        sa.Column("opgeheven", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_groep_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["pen"], ["deelnemer.id"], name=op.f("fk_groep_pen_deelnemer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groep")),
        sa.UniqueConstraint(
            "bijeenkomst_id", "lichting", "nummer", name=op.f("uq_groep_bijeenkomst_id_lichting_nummer")
        ),
    )
    with op.batch_alter_table("groep", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groep_bijeenkomst_id"), ["bijeenkomst_id"], unique=False)
    op.create_table(
        "groepslid",
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("lichting", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("groep_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_groepslid_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_groepslid_deelnemer_id_deelnemer")),
        sa.ForeignKeyConstraint(["groep_id"], ["groep.id"], name=op.f("fk_groepslid_groep_id_groep")),
        sa.PrimaryKeyConstraint("bijeenkomst_id", "lichting", "deelnemer_id", name=op.f("pk_groepslid")),
    )
    with op.batch_alter_table("groepslid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groepslid_deelnemer_id"), ["deelnemer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groepslid_groep_id"), ["groep_id"], unique=False)


def downgrade() -> None:
    op.drop_table("groepslid")
    op.drop_table("groep")
