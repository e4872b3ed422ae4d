"""The opgave: dialogue, questions, kaders, spelregels, belangen, gemeenten"""

import sqlalchemy as sa
from alembic import op

revision = "0001_opgave"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dialoog",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("korte_naam", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("thema", sa.Text(), nullable=False),
        sa.Column("regio", sa.Text(), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("hoofdvraag", sa.Text(), nullable=False),
        sa.Column("hoofdvraag_kort", sa.Text(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.Column("vragen", sa.JSON(), nullable=False),
        sa.Column("voor_iedereen", sa.Boolean(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.CheckConstraint("staat IN ('voorbereiding', 'bezig', 'afgerond')", name=op.f("ck_dialoog_staat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialoog")),
        sa.UniqueConstraint("korte_naam", name=op.f("uq_dialoog_korte_naam")),
    )
    op.create_table(
        "belang",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("zin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_belang_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belang")),
        sa.UniqueConstraint("dialoog_id", "naam", name=op.f("uq_belang_dialoog_id_naam")),
    )
    with op.batch_alter_table("belang", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_belang_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "deelvraag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("kant", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_deelvraag_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deelvraag")),
    )
    with op.batch_alter_table("deelvraag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deelvraag_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "gemeente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_gemeente_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gemeente")),
        sa.UniqueConstraint("dialoog_id", "naam", name=op.f("uq_gemeente_dialoog_id_naam")),
    )
    with op.batch_alter_table("gemeente", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gemeente_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "kader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("onderdelen", sa.JSON(), nullable=False),
        sa.Column("geldt_voor", sa.Text(), nullable=False),
        sa.CheckConstraint("geldt_voor IN ('voorstel', 'plan')", name=op.f("ck_kader_geldt_voor")),
        sa.CheckConstraint("soort IN ('inhoudelijk', 'proces', 'financieel')", name=op.f("ck_kader_soort")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_kader_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kader")),
    )
    with op.batch_alter_table("kader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kader_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "spelregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_spelregel_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spelregel")),
    )
    with op.batch_alter_table("spelregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spelregel_dialoog_id"), ["dialoog_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("spelregel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spelregel_dialoog_id"))

    op.drop_table("spelregel")
    with op.batch_alter_table("kader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kader_dialoog_id"))

    op.drop_table("kader")
    with op.batch_alter_table("gemeente", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gemeente_dialoog_id"))

    op.drop_table("gemeente")
    with op.batch_alter_table("deelvraag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deelvraag_dialoog_id"))

    op.drop_table("deelvraag")
    with op.batch_alter_table("belang", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_belang_dialoog_id"))

    op.drop_table("belang")
    op.drop_table("dialoog")
