"""Breadth of support, open rounds and results on paper"""

import sqlalchemy as sa
from alembic import op

revision = "0015_draagvlak"
down_revision = "0014_herstemming"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kleuren", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("grens", sa.Integer(), nullable=False, server_default="5"))
        batch_op.create_check_constraint(batch_op.f("ck_stemronde_grens"), "grens > 0")
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.alter_column("kleuren", existing_type=sa.JSON(), server_default=None)
        batch_op.alter_column("grens", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_stemronde_grens"), type_="check")
        batch_op.drop_column("grens")
        batch_op.drop_column("kleuren")
