"""The record"""

import sqlalchemy as sa
from alembic import op

revision = "0005_verslag"
down_revision = "0004_bijeenkomst"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=True),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.Column("wie", sa.Text(), nullable=True),
        sa.Column("namens", sa.Text(), nullable=True),
        sa.Column("wat", sa.Text(), nullable=False),
        sa.Column("waarop", sa.Text(), nullable=True),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("zin", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("ongedaan_door", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_feit_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_feit_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["ongedaan_door"], ["feit.id"], name=op.f("fk_feit_ongedaan_door_feit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feit")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("feit", schema=None) as batch_op:
        batch_op.create_index("ix_feit_dialoog_id_id", ["dialoog_id", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("feit", schema=None) as batch_op:
        batch_op.drop_index("ix_feit_dialoog_id_id")

    op.drop_table("feit")
