"""Oplossingen, eigenaren and voorstelkaarten"""

import sqlalchemy as sa
from alembic import op

revision = "0008_voorstel"
down_revision = "0007_stemming"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oplossing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("ronde_id", sa.Integer(), nullable=True),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("vastgelegd_door", sa.Text(), nullable=False),
        sa.Column("verwijderd", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_oplossing_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["ronde_id"], ["stemronde.id"], name=op.f("fk_oplossing_ronde_id_stemronde")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oplossing")),
    )
    with op.batch_alter_table("oplossing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_oplossing_dialoog_id"), ["dialoog_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_oplossing_ronde_id"), ["ronde_id"], unique=False)

    op.create_table(
        "eigenaar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("oplossing_id", sa.Integer(), nullable=False),
        sa.Column("deelnemer_id", sa.Integer(), nullable=False),
        sa.Column("trekker", sa.Boolean(), nullable=False),
        sa.Column("van", sa.DateTime(), nullable=False),
        sa.Column("tot", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["deelnemer_id"], ["deelnemer.id"], name=op.f("fk_eigenaar_deelnemer_id_deelnemer")),
        sa.ForeignKeyConstraint(["oplossing_id"], ["oplossing.id"], name=op.f("fk_eigenaar_oplossing_id_oplossing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eigenaar")),
    )
    with op.batch_alter_table("eigenaar", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_eigenaar_deelnemer_id"), ["deelnemer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_eigenaar_oplossing_id"), ["oplossing_id"], unique=False)

    op.create_table(
        "oplossing_idee",
        sa.Column("oplossing_id", sa.Integer(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_oplossing_idee_idee_id_idee")),
        sa.ForeignKeyConstraint(
            ["oplossing_id"], ["oplossing.id"], name=op.f("fk_oplossing_idee_oplossing_id_oplossing")
        ),
        sa.PrimaryKeyConstraint("oplossing_id", "idee_id", name=op.f("pk_oplossing_idee")),
    )
    with op.batch_alter_table("oplossing_idee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_oplossing_idee_idee_id"), ["idee_id"], unique=False)

    op.create_table(
        "voorstel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("oplossing_id", sa.Integer(), nullable=True),
        sa.Column("op_slot", sa.Boolean(), nullable=False),
        sa.Column("kosten", sa.JSON(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("nummer > 0", name=op.f("ck_voorstel_nummer")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_voorstel_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["oplossing_id"], ["oplossing.id"], name=op.f("fk_voorstel_oplossing_id_oplossing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorstel")),
        sa.UniqueConstraint("dialoog_id", "nummer", name=op.f("uq_voorstel_dialoog_id_nummer")),
    )
    with op.batch_alter_table("voorstel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voorstel_dialoog_id"), ["dialoog_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_voorstel_oplossing_id"), ["oplossing_id"], unique=False)

    op.create_table(
        "antwoord",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["voorstel_id"], ["voorstel.id"], name=op.f("fk_antwoord_voorstel_id_voorstel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_antwoord")),
        sa.UniqueConstraint("voorstel_id", "vraag", "versie", name=op.f("uq_antwoord_voorstel_id_vraag_versie")),
    )
    with op.batch_alter_table("antwoord", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_antwoord_voorstel_id"), ["voorstel_id"], unique=False)

    op.create_table(
        "voorstel_gemeente",
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("gemeente_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gemeente_id"], ["gemeente.id"], name=op.f("fk_voorstel_gemeente_gemeente_id_gemeente")
        ),
        sa.ForeignKeyConstraint(
            ["voorstel_id"], ["voorstel.id"], name=op.f("fk_voorstel_gemeente_voorstel_id_voorstel")
        ),
        sa.PrimaryKeyConstraint("voorstel_id", "gemeente_id", name=op.f("pk_voorstel_gemeente")),
    )
    with op.batch_alter_table("voorstel_gemeente", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voorstel_gemeente_gemeente_id"), ["gemeente_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("voorstel_gemeente", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voorstel_gemeente_gemeente_id"))

    op.drop_table("voorstel_gemeente")
    with op.batch_alter_table("antwoord", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_antwoord_voorstel_id"))

    op.drop_table("antwoord")
    with op.batch_alter_table("voorstel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voorstel_oplossing_id"))
        batch_op.drop_index(batch_op.f("ix_voorstel_dialoog_id"))

    op.drop_table("voorstel")
    with op.batch_alter_table("oplossing_idee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_oplossing_idee_idee_id"))

    op.drop_table("oplossing_idee")
    with op.batch_alter_table("eigenaar", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_eigenaar_oplossing_id"))
        batch_op.drop_index(batch_op.f("ix_eigenaar_deelnemer_id"))

    op.drop_table("eigenaar")
    with op.batch_alter_table("oplossing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_oplossing_ronde_id"))
        batch_op.drop_index(batch_op.f("ix_oplossing_dialoog_id"))

    op.drop_table("oplossing")
