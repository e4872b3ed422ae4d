"""Colours by groups and by everyone"""

revision = "0011_kleuren"
down_revision = "0010_groepen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
