"""Trekkers at home: last days, the order of cards, who named owners, an address for the link"""

import sqlalchemy as sa
from alembic import op

revision = "0027_thuis"
down_revision = "0028_uitgaven"
branch_labels = None
depends_on = None

EIGENAAR = ("door", "tot_door")
DAGEN = ("uiterlijk", "heropend")


def upgrade() -> None:
    """The cards keep the order of their numbers."""
    with op.batch_alter_table("dialoog") as batch_op:
        batch_op.add_column(sa.Column("kaarten_uiterlijk", sa.Date(), nullable=True))
    with op.batch_alter_table("deelnemer") as batch_op:
        batch_op.add_column(sa.Column("mail", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("eigenaar") as batch_op:
        for name in EIGENAAR:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("voorstel") as batch_op:
        for name in DAGEN:
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("volgorde", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE voorstel SET volgorde = nummer")
    with op.batch_alter_table("deelnemer") as batch_op:
        batch_op.alter_column("mail", server_default=None)
    with op.batch_alter_table("eigenaar") as batch_op:
        for name in EIGENAAR:
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("voorstel") as batch_op:
        batch_op.alter_column("volgorde", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("voorstel") as batch_op:
        for name in ("volgorde", *DAGEN):
            batch_op.drop_column(name)
    with op.batch_alter_table("eigenaar") as batch_op:
        for name in EIGENAAR:
            batch_op.drop_column(name)
    with op.batch_alter_table("deelnemer") as batch_op:
        batch_op.drop_column("mail")
    with op.batch_alter_table("dialoog") as batch_op:
        batch_op.drop_column("kaarten_uiterlijk")
