"""Answers that are saved as one types: revisions"""

import sqlalchemy as sa
from alembic import op

revision = "0023_revisies"
down_revision = "0019_oefening"
branch_labels = None
depends_on = None

TEXTS, NUMBERS = ("schrijver", "kenmerk"), ("revisie", "slag")


def upgrade() -> None:
    """Every version that is there stays as a revision of its own."""
    with op.batch_alter_table("antwoord") as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in NUMBERS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("loopt_sinds", sa.DateTime(), nullable=True))
    op.execute("UPDATE antwoord SET revisie = versie")
    with op.batch_alter_table("antwoord") as batch_op:
        for name in (*TEXTS, *NUMBERS):
            batch_op.alter_column(name, server_default=None)
        batch_op.create_unique_constraint(
            batch_op.f("uq_antwoord_voorstel_id_vraag_revisie"), ["voorstel_id", "vraag", "revisie"]
        )


def downgrade() -> None:
    with op.batch_alter_table("antwoord") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_antwoord_voorstel_id_vraag_revisie"), type_="unique")
        for name in (*TEXTS, *NUMBERS, "loopt_sinds"):
            batch_op.drop_column(name)
