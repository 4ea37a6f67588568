"""clocks: their lengths, pauses and extensions; the morning digest.

Reminders of deadlines that were planned under the old rule (three days before and on the day) are
dropped: the first start plans the warnings of the office's policy instead.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("length", sa.String(length=12), comment="such as 15wd, pauses not included"),
        sa.Column("paused_on", sa.Date()),
        sa.Column("extended_on", sa.Date()),
        sa.Column("changes", sa.LargeBinary(), comment="content key: pauses, extensions, why"),
    )


def upgrade() -> None:
    """Go forward."""
    for column in _columns():
        op.add_column("clock", column)
    op.create_index(
        "ix_clock_running",
        "clock",
        ["due_on"],
        sqlite_where=sa.text("stopped_on IS NULL"),
        postgresql_where=sa.text("stopped_on IS NULL"),
    )
    op.create_table(
        "digest",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.Column(
            "body",
            sa.Text(),
            nullable=False,
            comment="JSON: numbers and names of clocks, nothing of a case",
        ),
        sa.Column("folded", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_digest")),
    )
    op.execute("DELETE FROM reminder WHERE subject = 'clock' AND NOT fired")


def downgrade() -> None:
    """Go back."""
    op.drop_table("digest")
    op.drop_index("ix_clock_running", table_name="clock")
    with op.batch_alter_table("clock") as table:
        for column in reversed(_columns()):
            table.drop_column(column.name)
