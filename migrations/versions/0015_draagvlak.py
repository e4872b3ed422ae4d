"""Breadth of support, open rounds and results on paper"""

revision = "0015_draagvlak"
down_revision = "0014_herstemming"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
