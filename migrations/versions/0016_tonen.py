"""Pages to show, conversations, and the lines of a step"""

import sqlalchemy as sa
from alembic import op

revision = "0016_tonen"
down_revision = "0015_draagvlak"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stap", sa.Column("instructie", sa.Text(), server_default="", nullable=False))
    op.add_column("stap", sa.Column("notitie", sa.Text(), server_default="", nullable=False))
    op.add_column("stap", sa.Column("regelversie", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "toonblad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("beeld", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "soort IN ('hoofdvraag', 'deelvragen', 'kaders', 'spelregels', 'tekst', 'beeld')",
            name=op.f("ck_toonblad_soort"),
        ),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_toonblad_stap_id_stap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toonblad")),
    )
    with op.batch_alter_table("toonblad", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toonblad_beeld"), ["beeld"], unique=False)
        batch_op.create_index(batch_op.f("ix_toonblad_stap_id"), ["stap_id"], unique=False)
    op.create_table(
        "gesprek",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_gesprek_stap_id_stap")),
        sa.PrimaryKeyConstraint("stap_id", name=op.f("pk_gesprek")),
    )
    op.create_table(
        "gespreksversie",
        sa.Column("stap_id", sa.Integer(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("wie", sa.Text(), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["stap_id"], ["gesprek.stap_id"], name=op.f("fk_gespreksversie_stap_id_gesprek")),
        sa.PrimaryKeyConstraint("stap_id", "versie", name=op.f("pk_gespreksversie")),
    )


def downgrade() -> None:
    op.drop_table("gespreksversie")
    op.drop_table("gesprek")
    op.drop_table("toonblad")
    op.drop_column("stap", "regelversie")
    op.drop_column("stap", "notitie")
    op.drop_column("stap", "instructie")
