"""Choices by groups and by everyone"""

import sqlalchemy as sa
from alembic import op

revision = "0012_kiezen"
down_revision = "0011_kleuren"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inzending",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("kiezer", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("ingestuurd", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_inzending_stap_id_stap")),
        sa.PrimaryKeyConstraint("stap_id", "kiezer", name=op.f("pk_inzending")),
    )
    op.create_table(
        "keuzetelling",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_keuzetelling_stap_id_stap")),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_keuzetelling_idee_id_idee")),
        sa.PrimaryKeyConstraint("stap_id", "idee_id", name=op.f("pk_keuzetelling")),
    )
    with op.batch_alter_table("keuzetelling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keuzetelling_idee_id"), ["idee_id"], unique=False)


def downgrade() -> None:
    op.drop_table("keuzetelling")
    op.drop_table("inzending")
