"""Ideas, colours and choices"""

import sqlalchemy as sa
from alembic import op

revision = "0006_idee"
down_revision = "0005_verslag"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("stap_id", sa.Integer(), nullable=True),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("staat", sa.Text(), nullable=False),
        sa.Column("samengevoegd_in", sa.Integer(), nullable=True),
        sa.Column("kleur", sa.Text(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("indiener", sa.Integer(), nullable=True),
        sa.Column("kenmerk", sa.Text(), nullable=False),
        sa.Column("vergrendeld_door", sa.Text(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint("bron IN ('telefoon', 'papier', 'bestand')", name=op.f("ck_idee_bron")),
        sa.CheckConstraint("kleur IN ('grijs', 'geel', 'blauw', 'rood')", name=op.f("ck_idee_kleur")),
        sa.CheckConstraint("staat IN ('los', 'samengevoegd', 'ingetrokken', 'verborgen')", name=op.f("ck_idee_staat")),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_idee_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["indiener"], ["deelnemer.id"], name=op.f("fk_idee_indiener_deelnemer")),
        sa.ForeignKeyConstraint(["samengevoegd_in"], ["idee.id"], name=op.f("fk_idee_samengevoegd_in_idee")),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_idee_stap_id_stap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idee")),
        sa.UniqueConstraint("dialoog_id", "nummer", name=op.f("uq_idee_dialoog_id_nummer")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_idee_kenmerk")),
    )
    with op.batch_alter_table("idee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idee_dialoog_id"), ["dialoog_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_indiener"), ["indiener"], unique=False)
        batch_op.create_index(batch_op.f("ix_idee_stap_id"), ["stap_id"], unique=False)

    op.create_table(
        "idee_deelvraag",
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("deelvraag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deelvraag_id"], ["deelvraag.id"], name=op.f("fk_idee_deelvraag_deelvraag_id_deelvraag")
        ),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_idee_deelvraag_idee_id_idee")),
        sa.PrimaryKeyConstraint("idee_id", "deelvraag_id", name=op.f("pk_idee_deelvraag")),
    )
    with op.batch_alter_table("idee_deelvraag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idee_deelvraag_deelvraag_id"), ["deelvraag_id"], unique=False)

    op.create_table(
        "idee_tekst",
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_idee_tekst_idee_id_idee")),
        sa.PrimaryKeyConstraint("idee_id", "versie", name=op.f("pk_idee_tekst")),
    )
    op.create_table(
        "keuze",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("kiezer", sa.Text(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_keuze_idee_id_idee")),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_keuze_stap_id_stap")),
        sa.PrimaryKeyConstraint("stap_id", "kiezer", "idee_id", name=op.f("pk_keuze")),
    )
    with op.batch_alter_table("keuze", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keuze_idee_id"), ["idee_id"], unique=False)

    op.create_table(
        "kleur",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("kiezer", sa.Text(), nullable=False),
        sa.Column("idee_id", sa.Integer(), nullable=False),
        sa.Column("kleur", sa.Text(), nullable=False),
        sa.CheckConstraint("kleur IN ('grijs', 'geel', 'blauw', 'rood')", name=op.f("ck_kleur_kleur")),
        sa.ForeignKeyConstraint(["idee_id"], ["idee.id"], name=op.f("fk_kleur_idee_id_idee")),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_kleur_stap_id_stap")),
        sa.PrimaryKeyConstraint("stap_id", "kiezer", "idee_id", name=op.f("pk_kleur")),
    )
    with op.batch_alter_table("kleur", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kleur_idee_id"), ["idee_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("kleur", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kleur_idee_id"))

    op.drop_table("kleur")
    with op.batch_alter_table("keuze", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keuze_idee_id"))

    op.drop_table("keuze")
    op.drop_table("idee_tekst")
    with op.batch_alter_table("idee_deelvraag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idee_deelvraag_deelvraag_id"))

    op.drop_table("idee_deelvraag")
    with op.batch_alter_table("idee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idee_stap_id"))
        batch_op.drop_index(batch_op.f("ix_idee_indiener"))
        batch_op.drop_index(batch_op.f("ix_idee_dialoog_id"))

    op.drop_table("idee")
