"""Rounds, ballots and loose stickers"""

import sqlalchemy as sa
from alembic import op

revision = "0007_stemming"
down_revision = "0006_idee"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stemronde",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=False),
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("per_idee", sa.Integer(), nullable=False),
        sa.Column("zichtbaar", sa.Boolean(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("was_vastgesteld", sa.Boolean(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("sleutel", sa.Text(), nullable=True),
        sa.Column("geopend", sa.DateTime(), nullable=True),
        sa.Column("vastgesteld", sa.DateTime(), nullable=True),
        sa.Column("briefjes", sa.Integer(), nullable=True),
        sa.Column("bijzonderheden", sa.JSON(), nullable=False),
        sa.Column("onthuld", sa.Integer(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("soort IN ('gewoon', 'herstemming', 'papier')", name=op.f("ck_stemronde_soort")),
        sa.CheckConstraint(
            "staat IN ('voorbereid', 'open', 'gesloten', 'vastgesteld', 'vervallen')",
            name=op.f("ck_stemronde_staat"),
        ),
        sa.CheckConstraint("n BETWEEN 1 AND 50", name=op.f("ck_stemronde_n")),
        sa.CheckConstraint("per_idee BETWEEN 1 AND n", name=op.f("ck_stemronde_per_idee")),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_stemronde_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_stemronde_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_stemronde_stap_id_stap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stemronde")),
        sa.UniqueConstraint("id", "n", "per_idee", name=op.f("uq_stemronde_id_n_per_idee")),
    )
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stemronde_bijeenkomst_id"), ["bijeenkomst_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stemronde_dialoog_id"), ["dialoog_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stemronde_stap_id"), ["stap_id"], unique=False)
        batch_op.create_index(
            "uq_stemronde_lopend",
            ["stap_id"],
            unique=True,
            sqlite_where=sa.text("staat IN ('voorbereid', 'open', 'gesloten')"),
            postgresql_where=sa.text("staat IN ('voorbereid', 'open', 'gesloten')"),
        )

    op.create_table(
        "losse_sticker",
        sa.Column("nummer", sa.LargeBinary(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("idee", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["idee"], ["idee.id"], name=op.f("fk_losse_sticker_idee_idee")),
        sa.ForeignKeyConstraint(["ronde"], ["stemronde.id"], name=op.f("fk_losse_sticker_ronde_stemronde")),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_losse_sticker")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("losse_sticker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_losse_sticker_ronde"), ["ronde"], unique=False)

    op.create_table(
        "ronde_idee",
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("idee", sa.Integer(), nullable=False),
        sa.Column("stickers", sa.Integer(), nullable=True),
        sa.Column("mensen", sa.Integer(), nullable=True),
        sa.Column("draagvlak", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["idee"], ["idee.id"], name=op.f("fk_ronde_idee_idee_idee")),
        sa.ForeignKeyConstraint(["ronde"], ["stemronde.id"], name=op.f("fk_ronde_idee_ronde_stemronde")),
        sa.PrimaryKeyConstraint("ronde", "idee", name=op.f("pk_ronde_idee")),
    )
    with op.batch_alter_table("ronde_idee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ronde_idee_idee"), ["idee"], unique=False)

    op.create_table(
        "stembriefje",
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.LargeBinary(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("kenmerk", sa.Text(), nullable=False),
        sa.Column("klaar", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ronde"], ["stemronde.id"], name=op.f("fk_stembriefje_ronde_stemronde")),
        sa.PrimaryKeyConstraint("ronde", "ballot", name=op.f("pk_stembriefje")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "te_laat",
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["ronde"], ["stemronde.id"], name=op.f("fk_te_laat_ronde_stemronde")),
        sa.PrimaryKeyConstraint("ronde", "ballot", name=op.f("pk_te_laat")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sticker",
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.LargeBinary(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("laag", sa.Integer(), nullable=False),
        sa.Column("idee", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("per_idee", sa.Integer(), nullable=False),
        sa.CheckConstraint("laag BETWEEN 1 AND per_idee", name=op.f("ck_sticker_laag")),
        sa.CheckConstraint("slot BETWEEN 1 AND n", name=op.f("ck_sticker_slot")),
        sa.ForeignKeyConstraint(
            ["ronde", "ballot"],
            ["stembriefje.ronde", "stembriefje.ballot"],
            name=op.f("fk_sticker_ronde_ballot_stembriefje"),
        ),
        sa.ForeignKeyConstraint(
            ["ronde", "idee"],
            ["ronde_idee.ronde", "ronde_idee.idee"],
            name=op.f("fk_sticker_ronde_idee_ronde_idee"),
        ),
        sa.ForeignKeyConstraint(
            ["ronde", "n", "per_idee"],
            ["stemronde.id", "stemronde.n", "stemronde.per_idee"],
            name=op.f("fk_sticker_ronde_n_per_idee_stemronde"),
        ),
        sa.PrimaryKeyConstraint("ronde", "ballot", "slot", name=op.f("pk_sticker")),
        sa.UniqueConstraint("ronde", "ballot", "idee", "laag", name=op.f("uq_sticker_ronde_ballot_idee_laag")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("sticker")
    op.drop_table("te_laat")
    op.drop_table("stembriefje")
    with op.batch_alter_table("ronde_idee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ronde_idee_idee"))

    op.drop_table("ronde_idee")
    with op.batch_alter_table("losse_sticker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_losse_sticker_ronde"))

    op.drop_table("losse_sticker")
    with op.batch_alter_table("stemronde", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stemronde_lopend",
            sqlite_where=sa.text("staat IN ('voorbereid', 'open', 'gesloten')"),
            postgresql_where=sa.text("staat IN ('voorbereid', 'open', 'gesloten')"),
        )
        batch_op.drop_index(batch_op.f("ix_stemronde_stap_id"))
        batch_op.drop_index(batch_op.f("ix_stemronde_dialoog_id"))
        batch_op.drop_index(batch_op.f("ix_stemronde_bijeenkomst_id"))

    op.drop_table("stemronde")
