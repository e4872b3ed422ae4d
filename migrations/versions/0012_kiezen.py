"""Choices by groups and by everyone"""

revision = "0012_kiezen"
down_revision = "0011_kleuren"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
