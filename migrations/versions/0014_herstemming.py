"""Run-offs and lots"""

revision = "0014_herstemming"
down_revision = "0013_samenvoegen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
