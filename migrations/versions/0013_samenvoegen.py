"""Ideas joined and split, and questions to their authors"""

revision = "0013_samenvoegen"
down_revision = "0012_kiezen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
