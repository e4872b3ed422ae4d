"""Rehearsals"""

revision = "0019_oefening"
down_revision = "0018_mensen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
