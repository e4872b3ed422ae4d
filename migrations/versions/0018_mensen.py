"""People who share a phone, are merged, or take notes"""

import sqlalchemy as sa
from alembic import op

revision = "0018_mensen"
down_revision = "0017_zaal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _notulist()


def downgrade() -> None:
    op.drop_table("notulist")
    op.drop_table("notulistlink")


def _notulist() -> None:
    """Links of the begeleider, and who came in by them."""
    op.create_table(
        "notulistlink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.Column("beeindigd", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_notulistlink_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulistlink")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_notulistlink_token_hash")),
    )
    op.create_index(op.f("ix_notulistlink_dialoog_id"), "notulistlink", ["dialoog_id"])
    op.create_table(
        "notulist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("sinds", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["notulistlink.id"], name=op.f("fk_notulist_link_id_notulistlink")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notulist")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_notulist_token_hash")),
    )
    op.create_index(op.f("ix_notulist_link_id"), "notulist", ["link_id"])
