"""What stands over every screen of an evening"""

revision = "0017_zaal"
down_revision = "0016_tonen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
