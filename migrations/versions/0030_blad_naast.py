"""A text beside the picture of a page"""

import sqlalchemy as sa
from alembic import op

revision = "0030_blad_naast"
down_revision = "0027_thuis"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("toonblad", schema=None) as batch_op:
        batch_op.add_column(sa.Column("naast", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("toonblad", schema=None) as batch_op:
        batch_op.drop_column("naast")
