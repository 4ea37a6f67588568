"""repeats: gists, their traces, and links between cases that tell the same matter."""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "gist",
        sa.Column("case_id", ROW, nullable=False),
        sa.Column(
            "body",
            sa.LargeBinary(),
            nullable=False,
            comment="content key: what tells it from others",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_gist_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_gist")),
    )
    op.create_table(
        "trace",
        sa.Column(
            "mark", sa.BigInteger(), autoincrement=False, nullable=False, comment="keyed hash"
        ),
        sa.Column("case_id", ROW, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_trace_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("mark", "case_id", name=op.f("pk_trace")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "repeat_link",
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("earlier_id", ROW, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("matched", sa.String(length=40), nullable=False),
        sa.Column("at", storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_repeat_link_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["case_file.id"], name=op.f("fk_repeat_link_earlier_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", "earlier_id", name=op.f("pk_repeat_link")),
    )
    op.create_index(op.f("ix_repeat_link_earlier_id"), "repeat_link", ["earlier_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_repeat_link_earlier_id"), table_name="repeat_link")
    op.drop_table("repeat_link")
    op.drop_table("trace")
    op.drop_table("gist")
