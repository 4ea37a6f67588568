"""what officers taught the reader."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "example",
        sa.Column(
            "mark",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of the case: the only way back",
        ),
        sa.Column(
            "body",
            sa.LargeBinary(),
            nullable=False,
            comment="content key: text, labels, model",
        ),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_example")),
    )
    op.create_index(op.f("ix_example_kept_on"), "example", ["kept_on"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_example_kept_on"), table_name="example")
    op.drop_table("example")
