"""People who share a phone, are merged, or take notes"""

import sqlalchemy as sa
from alembic import op

revision = "0018_mensen"
down_revision = "0017_zaal"
branch_labels = None
depends_on = None


POINTERS = ("op_telefoon_van", "samengevoegd_in")


def upgrade() -> None:
    _mensen()
    _notulist()


def downgrade() -> None:
    op.drop_table("notulist")
    op.drop_table("notulistlink")
    with op.batch_alter_table("deelnemer") as batch_op:
        for name in POINTERS:
            batch_op.drop_index(batch_op.f(f"ix_deelnemer_{name}"))
            batch_op.drop_constraint(batch_op.f(f"fk_deelnemer_{name}_deelnemer"), type_="foreignkey")
        for name in (*POINTERS, "meegenomen"):
            batch_op.drop_column(name)


def _mensen() -> None:
    """Whose phone also acts for somebody, and who was kept when two registrations were one person."""
    with op.batch_alter_table("deelnemer") as batch_op:
        for name in POINTERS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_index(batch_op.f(f"ix_deelnemer_{name}"), [name], unique=False)
            batch_op.create_foreign_key(batch_op.f(f"fk_deelnemer_{name}_deelnemer"), "deelnemer", [name], ["id"])
        batch_op.add_column(sa.Column("meegenomen", sa.JSON(), nullable=True))


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
