"""Rehearsals"""

import sqlalchemy as sa
from alembic import op

revision = "0019_oefening"
down_revision = "0018_mensen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("dialoog", schema=None) as batch_op:
        batch_op.add_column(sa.Column("oefening_van", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_dialoog_oefening_van_dialoog"), "dialoog", ["oefening_van"], ["id"])
        batch_op.create_unique_constraint(batch_op.f("uq_dialoog_oefening_van"), ["oefening_van"])


def downgrade() -> None:
    with op.batch_alter_table("dialoog", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_dialoog_oefening_van"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_dialoog_oefening_van_dialoog"), type_="foreignkey")
        batch_op.drop_column("oefening_van")
