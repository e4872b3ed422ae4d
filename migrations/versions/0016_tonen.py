"""Pages to show, conversations, and the lines of a step"""

revision = "0016_tonen"
down_revision = "0015_draagvlak"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
