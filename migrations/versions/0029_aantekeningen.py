"""What is written down beside what the app keeps by itself: quotes, facts, agreements"""

import sqlalchemy as sa
from alembic import op

revision = "0029_aantekeningen"
down_revision = "0026_in_de_zaal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aantekening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialoog_id", sa.Integer(), nullable=False),
        sa.Column("bijeenkomst_id", sa.Integer(), nullable=True),
        sa.Column("stap_id", sa.Integer(), nullable=True),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("kenmerk", sa.Text(), nullable=False),
        sa.Column("weg", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "soort IN ('quote', 'stand', 'reden', 'verwachting', 'visie', 'kans', 'bedreiging', 'expert', 'afspraak', "
            "'programma', 'opdrachtgever', 'mijlpaal', 'feit', 'feitvraag')",
            name=op.f("ck_aantekening_soort"),
        ),
        sa.ForeignKeyConstraint(
            ["bijeenkomst_id"], ["bijeenkomst.id"], name=op.f("fk_aantekening_bijeenkomst_id_bijeenkomst")
        ),
        sa.ForeignKeyConstraint(["dialoog_id"], ["dialoog.id"], name=op.f("fk_aantekening_dialoog_id_dialoog")),
        sa.ForeignKeyConstraint(["stap_id"], ["stap.id"], name=op.f("fk_aantekening_stap_id_stap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aantekening")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_aantekening_kenmerk")),
    )
    for column in ("dialoog_id", "bijeenkomst_id", "stap_id"):
        op.create_index(op.f(f"ix_aantekening_{column}"), "aantekening", [column])


def downgrade() -> None:
    op.drop_table("aantekening")
