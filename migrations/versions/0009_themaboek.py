"""Own texts of the book"""

import sqlalchemy as sa
from alembic import op

revision = "0009_themaboek"
down_revision = "0008_voorstel"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boektekst",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("hoofdstuk", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_boektekst_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boektekst")),
        sa.UniqueConstraint("dialoog_id", "hoofdstuk", "versie", name=op.f("uq_boektekst_dialoog_id_hoofdstuk_versie")),
    )
    with op.batch_alter_table("boektekst", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_boektekst_dialoog_id"), ["dialoog_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("boektekst", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_boektekst_dialoog_id"))

    op.drop_table("boektekst")
