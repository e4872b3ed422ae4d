"""Colours by groups and by everyone"""

import sqlalchemy as sa
from alembic import op

revision = "0011_kleuren"
down_revision = "0010_groepen"
branch_labels = None
depends_on = None

KLEUR = "kleur IN ('grijs', 'geel', 'blauw', 'rood')"


def check() -> tuple[sa.CheckConstraint]:
    """SQLite copies the table, and reflection leaves its check out: it is named again."""
    return (sa.CheckConstraint(KLEUR, name=op.f("ck_kleur_kleur")),)


def upgrade() -> None:
    with op.batch_alter_table("kleur", schema=None, table_args=check()) as batch_op:
        batch_op.alter_column("kleur", existing_type=sa.Text(), nullable=True)
        batch_op.add_column(sa.Column("versie", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "kleurklaar",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("kiezer", sa.Text(), nullable=False),
        sa.Column("klaar", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_kleurklaar_stap_id_stap")),
        sa.PrimaryKeyConstraint("stap_id", "kiezer", name=op.f("pk_kleurklaar")),
    )
    op.create_table(
        "kleurtelling",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("kleur", sa.Text(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.CheckConstraint(KLEUR, name=op.f("ck_kleurtelling_kleur")),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_kleurtelling_stap_id_stap")),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_kleurtelling_idee_id_idee")),
        sa.PrimaryKeyConstraint("stap_id", "idee_id", "kleur", name=op.f("pk_kleurtelling")),
    )
    with op.batch_alter_table("kleurtelling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kleurtelling_idee_id"), ["idee_id"], unique=False)


def downgrade() -> None:
    op.drop_table("kleurtelling")
    op.drop_table("kleurklaar")
    op.execute("DELETE FROM kleur WHERE kleur IS NULL")
    with op.batch_alter_table("kleur", schema=None, table_args=check()) as batch_op:
        batch_op.drop_column("versie")
        batch_op.alter_column("kleur", existing_type=sa.Text(), nullable=False)
