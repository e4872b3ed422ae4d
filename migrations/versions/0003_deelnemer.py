"""People, their belangen, devices and passes"""

import sqlalchemy as sa
from alembic import op

revision = "0003_deelnemer"
down_revision = "0002_begeleider"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deelnemer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("registratie", sa.Text(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=True),
        sa.Column("namens", sa.Text(), nullable=False),
        sa.Column("organisatie", sa.Text(), nullable=False),
        sa.Column("anders", sa.Text(), nullable=False),
        sa.Column("herkomst", sa.Text(), nullable=False),
        sa.Column("vermelding", sa.Text(), nullable=False),
        sa.Column("naam_in_boek", sa.Boolean(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("zonder_telefoon", sa.Boolean(), nullable=False),
        sa.Column("helper", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.CheckConstraint("namens IN ('organisatie', 'groep', 'uzelf')", name=op.f("ck_deelnemer_namens")),
        sa.CheckConstraint("soort IN ('deelnemer', 'toehoorder')", name=op.f("ck_deelnemer_soort")),
        sa.CheckConstraint("staat IN ('actief', 'verwijderd', 'samengevoegd')", name=op.f("ck_deelnemer_staat")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_deelnemer_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deelnemer")),
        sa.UniqueConstraint("registratie", name=op.f("uq_deelnemer_registratie")),
    )
    with op.batch_alter_table("deelnemer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deelnemer_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "deelnemer_belang",
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("belang_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["belang_id"], ["belang.id"], name=op.f("fk_deelnemer_belang_belang_id_belang")),
        sa.ForeignKeyConstraint(
            ["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_deelnemer_belang_deelnemer_id_deelnemer")
        ),
        sa.PrimaryKeyConstraint("deelnemer_id", "belang_id", name=op.f("pk_deelnemer_belang")),
    )
    with op.batch_alter_table("deelnemer_belang", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deelnemer_belang_belang_id"), ["belang_id"], unique=False)

    op.create_table(
        "deelnemer_gemeente",
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("gemeente_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_deelnemer_gemeente_deelnemer_id_deelnemer")
        ),
        sa.ForeignKeyConstraint(
            ["gemeente_id"], ["gemeente.id"], name=op.f("fk_deelnemer_gemeente_gemeente_id_gemeente")
        ),
        sa.PrimaryKeyConstraint("deelnemer_id", "gemeente_id", name=op.f("pk_deelnemer_gemeente")),
    )
    with op.batch_alter_table("deelnemer_gemeente", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deelnemer_gemeente_gemeente_id"), ["gemeente_id"], unique=False)

    op.create_table(
        "pas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("sinds", sa.DateTime(), nullable=False),
        sa.Column("beeindigd", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_pas_deelnemer_id_deelnemer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pas")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pas_token_hash")),
    )
    with op.batch_alter_table("pas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pas_deelnemer_id"), ["deelnemer_id"], unique=False)

    op.create_table(
        "toestel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("sinds", sa.DateTime(), nullable=False),
        sa.Column("beeindigd", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_toestel_deelnemer_id_deelnemer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestel")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_toestel_token_hash")),
    )
    with op.batch_alter_table("toestel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toestel_deelnemer_id"), ["deelnemer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("toestel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_toestel_deelnemer_id"))

    op.drop_table("toestel")
    with op.batch_alter_table("pas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pas_deelnemer_id"))

    op.drop_table("pas")
    with op.batch_alter_table("deelnemer_gemeente", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deelnemer_gemeente_gemeente_id"))

    op.drop_table("deelnemer_gemeente")
    with op.batch_alter_table("deelnemer_belang", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deelnemer_belang_belang_id"))

    op.drop_table("deelnemer_belang")
    with op.batch_alter_table("deelnemer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deelnemer_dialoog_id"))

    op.drop_table("deelnemer")
