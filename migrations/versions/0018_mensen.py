"""People who share a phone, are merged, or take notes"""

revision = "0018_mensen"
down_revision = "0017_zaal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
