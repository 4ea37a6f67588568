"""handlers, merged cases, several talks and letters, requests between officers."""

import sqlalchemy as sa
from alembic import op

from storage.tables import ROW, Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; a talk kept as one per case becomes the first of its case."""
    op.add_column(
        "case_file",
        sa.Column("handler", ROW, comment="the officer in whose hands it is"),
    )
    op.add_column("case_file", sa.Column("merged_into", ROW))
    op.create_index(op.f("ix_case_file_merged_into"), "case_file", ["merged_into"])
    op.add_column("decision", sa.Column("outcome", sa.String(20)))
    op.add_column(
        "letter",
        sa.Column("to_party_head", sa.Boolean(), nullable=False, server_default="0"),
    )
    op.add_column("letter", sa.Column("replied_on", sa.Date()))
    op.add_column("letter", sa.Column("opinion", sa.String(12)))
    _several_talks()
    _requests()


def _several_talks() -> None:
    op.rename_table("talk", "talk_before")
    op.create_table(
        "talk",
        sa.Column("id", ROW, nullable=False),
        sa.Column("case_id", ROW),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column(
            "mark", sa.String(24), nullable=False, comment="ties the sealed body to its row"
        ),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column(
            "body",
            sa.LargeBinary(),
            nullable=False,
            comment="content key: persons, place, record",
        ),
        sa.Column("held_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_talk_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_id")),
    )
    op.execute(
        "INSERT INTO talk (case_id, kind, mark, at, body, held_on)"
        " SELECT case_id, 'case', CAST(case_id AS VARCHAR(24)), at, body, held_on FROM talk_before"
    )
    op.drop_table("talk_before")
    op.create_index(op.f("ix_talk_case_id"), "talk", ["case_id"])


def _requests() -> None:
    op.create_table(
        "request",
        sa.Column("id", ROW, nullable=False),
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("asked_by", ROW, nullable=False, comment="0: the reporter"),
        sa.Column("data", sa.LargeBinary(), nullable=False, comment="content key"),
        sa.Column("asked_at", Moment(timezone=True), nullable=False),
        sa.Column("answered_by", ROW),
        sa.Column("granted", sa.Boolean()),
        sa.Column("answered_at", Moment(timezone=True)),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_request_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.create_index(op.f("ix_request_case_id"), "request", ["case_id"])


def downgrade() -> None:
    """Go back; of several talks of a case the newest stays, those without a case are lost."""
    op.drop_index(op.f("ix_request_case_id"), table_name="request")
    op.drop_table("request")
    op.drop_index(op.f("ix_talk_case_id"), table_name="talk")
    op.rename_table("talk", "talk_after")
    op.create_table(
        "talk",
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="content key: talker, place"),
        sa.Column("held_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_talk_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_talk")),
    )
    op.execute(
        "INSERT INTO talk (case_id, at, body, held_on) SELECT case_id, at, body, held_on"
        " FROM talk_after WHERE id IN (SELECT max(id) FROM talk_after"
        " WHERE case_id IS NOT NULL GROUP BY case_id)"
    )
    op.drop_table("talk_after")
    op.drop_index(op.f("ix_case_file_merged_into"), table_name="case_file")
    for table, columns in _ADDED.items():
        for column in columns:
            op.drop_column(table, column)


_ADDED = {
    "letter": ("opinion", "replied_on", "to_party_head"),
    "decision": ("outcome",),
    "case_file": ("merged_into", "handler"),
}
