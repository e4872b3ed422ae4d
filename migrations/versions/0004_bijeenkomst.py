"""The evening: door, draaiboek, presence"""

import sqlalchemy as sa
from alembic import op

revision = "0004_bijeenkomst"
down_revision = "0003_deelnemer"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bijeenkomst",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("plaats", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("uitnodiging", sa.Text(), nullable=False),
        sa.Column("beamer_token", sa.Text(), nullable=False),
        sa.Column("deur_open", sa.Boolean(), nullable=False),
        sa.Column("donker", sa.Boolean(), nullable=False),
        sa.Column("afgelopen", sa.DateTime(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_bijeenkomst_dialoog_id_dialoog")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bijeenkomst")),
        sa.UniqueConstraint("beamer_token", name=op.f("uq_bijeenkomst_beamer_token")),
        sa.UniqueConstraint("code", name=op.f("uq_bijeenkomst_code")),
        sa.UniqueConstraint("uitnodiging", name=op.f("uq_bijeenkomst_uitnodiging")),
    )
    with op.batch_alter_table("bijeenkomst", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bijeenkomst_dialoog_id"), ["dialoog_id"], unique=False)

    op.create_table(
        "aanwezigheid",
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "staat IN ('uitgenodigd', 'aanwezig', 'weg', 'afwezig')", name=op.f("ck_aanwezigheid_staat")
        ),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_aanwezigheid_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(
            ["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_aanwezigheid_deelnemer_id_deelnemer")
        ),
        sa.PrimaryKeyConstraint("bijeenkomst_id", "deelnemer_id", name=op.f("pk_aanwezigheid")),
    )
    with op.batch_alter_table("aanwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aanwezigheid_deelnemer_id"), ["deelnemer_id"], unique=False)

    op.create_table(
        "belangactie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("belang_id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["belang_id"], ["belang.id"], name=op.f("fk_belangactie_belang_id_belang")),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_belangactie_bijeenkomst_id_bijeenkomst")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belangactie")),
        sa.UniqueConstraint("bijeenkomst_id", "belang_id", name=op.f("uq_belangactie_bijeenkomst_id_belang_id")),
    )
    with op.batch_alter_table("belangactie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_belangactie_belang_id"), ["belang_id"], unique=False)

    op.create_table(
        "stap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("instellingen", sa.JSON(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("einde", sa.DateTime(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("staat IN ('gepland', 'live', 'gedaan', 'overgeslagen')", name=op.f("ck_stap_staat")),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_stap_bijeenkomst_id_bijeenkomst")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stap")),
    )
    with op.batch_alter_table("stap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stap_bijeenkomst_id"), ["bijeenkomst_id"], unique=False)
        batch_op.create_index(
            "uq_stap_live",
            ["bijeenkomst_id"],
            unique=True,
            sqlite_where=sa.text("staat = 'live'"),
            postgresql_where=sa.text("staat = 'live'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("stap", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stap_live", sqlite_where=sa.text("staat = 'live'"), postgresql_where=sa.text("staat = 'live'")
        )
        batch_op.drop_index(batch_op.f("ix_stap_bijeenkomst_id"))

    op.drop_table("stap")
    with op.batch_alter_table("belangactie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_belangactie_belang_id"))

    op.drop_table("belangactie")
    with op.batch_alter_table("aanwezigheid", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aanwezigheid_deelnemer_id"))

    op.drop_table("aanwezigheid")
    with op.batch_alter_table("bijeenkomst", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bijeenkomst_dialoog_id"))

    op.drop_table("bijeenkomst")
