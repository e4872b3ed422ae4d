"""Accounts of begeleiders and their one-time links"""

import sqlalchemy as sa
from alembic import op

revision = "0002_begeleider"
down_revision = "0001_opgave"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begeleider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("wachtwoord", sa.Text(), nullable=False),
        sa.Column("sleutelversie", sa.Integer(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begeleider")),
        sa.UniqueConstraint("email", name=op.f("uq_begeleider_email")),
    )
    op.create_table(
        "gebruikte_link",
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_gebruikte_link")),
    )
    op.create_table(
        "begeleiding",
        sa.Column("begeleider_id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["begeleider_id"], ["begeleider.id"], name=op.f("fk_begeleiding_begeleider_id_begeleider")
        ),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_begeleiding_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("begeleider_id", "dialoog_id", name=op.f("pk_begeleiding")),
    )
    with op.batch_alter_table("begeleiding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_begeleiding_dialoog_id"), ["dialoog_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("begeleiding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_begeleiding_dialoog_id"))

    op.drop_table("begeleiding")
    op.drop_table("gebruikte_link")
    op.drop_table("begeleider")
