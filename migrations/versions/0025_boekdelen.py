"""Parts of the book that are not available or left out"""

import sqlalchemy as sa
from alembic import op

revision = "0025_boekdelen"
down_revision = "0020_delen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boekdeel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("sleutel", sa.Text(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("staat IN ('', 'niet_beschikbaar', 'weggelaten')", name=op.f("ck_boekdeel_staat")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_boekdeel_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boekdeel")),
        sa.UniqueConstraint("dialoog_id", "sleutel", name=op.f("uq_boekdeel_dialoog_id_sleutel")),
    )


def downgrade() -> None:
    op.drop_table("boekdeel")
