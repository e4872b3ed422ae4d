"""What stands over every screen of an evening"""

import sqlalchemy as sa
from alembic import op

revision = "0017_zaal"
down_revision = "0016_tonen"
branch_labels = None
depends_on = None

SWITCHES = ("zwart", "proefbeeld", "code_groot")
TEXTS = ("pauze_daarna", "bericht")
MOMENTS = ("pauze_sinds", "pauze_tot")


def upgrade() -> None:
    for name in SWITCHES:
        op.add_column("bijeenkomst", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in MOMENTS:
        op.add_column("bijeenkomst", sa.Column(name, sa.DateTime(), nullable=True))
    for name in TEXTS:
        op.add_column("bijeenkomst", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for name in (*TEXTS, *MOMENTS, *SWITCHES):
        op.drop_column("bijeenkomst", name)
