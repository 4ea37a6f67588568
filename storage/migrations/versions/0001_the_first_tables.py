"""the first tables."""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "address",
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("lane", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="identity key: the chat id"),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("blocked", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_address")),
        sa.UniqueConstraint("lane", name=op.f("uq_address_lane")),
    )
    op.create_table(
        "audit",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "entry",
            sa.Text(),
            nullable=False,
            comment="canonical JSON: at, actor, act, subject, detail",
        ),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "binding",
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name=op.f("pk_binding")),
    )
    op.create_table(
        "conversation",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("flow", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False, comment="content key"),
        sa.Column("updated_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conversation")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "guard",
        sa.Column("who", sa.LargeBinary(length=32), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("since", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("locked_until", storage.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_guard")),
    )
    op.create_table(
        "inbox",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "payload", sa.LargeBinary(), nullable=True, comment="identity key; wiped once handled"
        ),
        sa.Column("state", sa.String(length=8), server_default="open", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", storage.tables.Moment(timezone=True), nullable=True),
        sa.Column("received_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("update_id", name=op.f("uq_inbox_update_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_next",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state='open'"),
            postgresql_where=sa.text("state='open'"),
        )
        batch_op.create_index(
            "ix_inbox_open",
            ["lane", "id"],
            unique=False,
            sqlite_where=sa.text("state='open'"),
            postgresql_where=sa.text("state='open'"),
        )

    op.create_table(
        "invite",
        sa.Column("token", sa.LargeBinary(length=32), nullable=False, comment="keyed hash"),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False, comment="identity key"),
        sa.Column("expires_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("used_at", storage.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_invite")),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "officer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "user", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of the account"
        ),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.Column(
            "body", sa.LargeBinary(), nullable=False, comment="identity key: name, relations"
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("enrolled_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("user", name=op.f("uq_officer_user")),
    )
    op.create_table(
        "outbox",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("dedup", sa.String(length=120), nullable=True),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.Column(
            "slot",
            sa.String(length=60),
            nullable=True,
            comment="one living message; the newest queued one wins",
        ),
        sa.Column("body", sa.LargeBinary(), nullable=True, comment="content key; wiped once sent"),
        sa.Column("once", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=8), server_default="queued", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("leased_until", storage.tables.Moment(timezone=True), nullable=True),
        sa.Column("created_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("sent_at", storage.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedup", name=op.f("uq_outbox_dedup")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_next",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state='queued'"),
            postgresql_where=sa.text("state='queued'"),
        )
        batch_op.create_index(
            "ix_outbox_open",
            ["address", "id"],
            unique=False,
            sqlite_where=sa.text("state='queued'"),
            postgresql_where=sa.text("state='queued'"),
        )

    op.create_table(
        "posted",
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("slot", "address", name=op.f("pk_posted")),
    )
    op.create_table(
        "reminder",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("due_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("fired", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "subject", "subject_id", "rule", name=op.f("uq_reminder_subject_subject_id_rule")
        ),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reminder_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("NOT fired"),
            postgresql_where=sa.text("NOT fired"),
        )

    op.create_table(
        "session",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("address", sa.String(length=24), nullable=False),
        sa.Column("starts_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("cancelled", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_table(
        "tip",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "owner",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="keyed hash; forgotten at submission",
        ),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=10), server_default="", nullable=False),
        sa.Column("level", sa.String(length=10), server_default="unknown", nullable=False),
        sa.Column("reply_to", sa.String(length=24), server_default="", nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True, comment="content key"),
        sa.Column("insisted", sa.Boolean(), server_default="0", nullable=False),
        sa.Column(
            "code",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="keyed hash of the query code",
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("started_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("submitted_at", storage.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip")),
        sa.UniqueConstraint("code", name=op.f("uq_tip_code")),
    )
    with op.batch_alter_table("tip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tip_owner"), ["owner"], unique=False)

    op.create_table(
        "vault",
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="identity key: address, name, contact",
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_vault")),
    )
    op.create_table(
        "case_file",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("tip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(length=15), nullable=True),
        sa.Column("route", sa.String(length=15), nullable=True),
        sa.Column("discipline", sa.String(length=15), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("received_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("reply_to", sa.String(length=24), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("own_head", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("insisted", sa.Boolean(), nullable=False),
        sa.Column("real_name", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column(
            "who",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="blind index of accused and unit",
        ),
        sa.ForeignKeyConstraint(["tip_id"], ["tip.id"], name=op.f("fk_case_file_tip_id_tip")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("number", name=op.f("uq_case_file_number")),
        sa.UniqueConstraint("tip_id", name=op.f("uq_case_file_tip_id")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_file_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_who"), ["who"], unique=False)

    op.create_table(
        "material",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("tip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "origin",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of chat and message",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="content key"),
        sa.Column(
            "file",
            sa.LargeBinary(),
            nullable=True,
            comment="content key: Telegram's reference, name, type",
        ),
        sa.Column("file_state", sa.String(length=8), server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", storage.tables.Moment(timezone=True), nullable=True),
        sa.Column("received_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tip_id"], ["tip.id"], name=op.f("fk_material_tip_id_tip")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("origin", "version", name=op.f("uq_material_origin_version")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(
            "ix_material_pending",
            ["id"],
            unique=False,
            sqlite_where=sa.text("file_state='pending'"),
            postgresql_where=sa.text("file_state='pending'"),
        )
        batch_op.create_index(batch_op.f("ix_material_tip_id"), ["tip_id"], unique=False)

    op.create_table(
        "clock",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_clock_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_case_id"), ["case_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("severity", sa.String(length=15), nullable=True),
        sa.Column("route", sa.String(length=15), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False, comment="content key"),
        sa.Column("at", storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_decision_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_decision_case_id_version")),
    )
    op.create_table(
        "letter",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column(
            "body", sa.LargeBinary(), nullable=False, comment="content key: addressee, questions"
        ),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("reply_due", sa.Date(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_letter_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("number", name=op.f("uq_letter_number")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_case_id"), ["case_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("severity", sa.String(length=15), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("route", sa.String(length=15), nullable=False),
        sa.Column("model", sa.String(length=60), nullable=False),
        sa.Column(
            "body", sa.LargeBinary(), nullable=False, comment="content key: the whole triage"
        ),
        sa.Column("at", storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_proposal_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "recusal",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("at", storage.tables.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_recusal_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", "officer_id", name=op.f("pk_recusal")),
    )
    op.create_table(
        "talk",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="content key: talker, place"),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_talk_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_talk")),
    )
    op.create_table(
        "unsealing",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.LargeBinary(), nullable=False, comment="content key"),
        sa.Column("asked_at", storage.tables.Moment(timezone=True), nullable=False),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answered_at", storage.tables.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_unsealing_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsealing")),
    )
    with op.batch_alter_table("unsealing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unsealing_case_id"), ["case_id"], unique=False)
    _make_audit_append_only()


def downgrade() -> None:
    """Go back."""
    _drop_audit_triggers()
    op.drop_table("unsealing")
    op.drop_table("talk")
    op.drop_table("recusal")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_case_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_case_id"))

    op.drop_table("letter")
    op.drop_table("decision")
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clock_case_id"))

    op.drop_table("clock")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_tip_id"))
        batch_op.drop_index(
            "ix_material_pending",
            sqlite_where=sa.text("file_state='pending'"),
            postgresql_where=sa.text("file_state='pending'"),
        )

    op.drop_table("material")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_file_who"))
        batch_op.drop_index(batch_op.f("ix_case_file_state"))

    op.drop_table("case_file")
    op.drop_table("vault")
    with op.batch_alter_table("tip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tip_owner"))

    op.drop_table("tip")
    op.drop_table("session")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_reminder_due",
            sqlite_where=sa.text("NOT fired"),
            postgresql_where=sa.text("NOT fired"),
        )

    op.drop_table("reminder")
    op.drop_table("posted")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_open",
            sqlite_where=sa.text("state='queued'"),
            postgresql_where=sa.text("state='queued'"),
        )
        batch_op.drop_index(
            "ix_outbox_next",
            sqlite_where=sa.text("state='queued'"),
            postgresql_where=sa.text("state='queued'"),
        )

    op.drop_table("outbox")
    op.drop_table("officer")
    op.drop_table("meta")
    op.drop_table("invite")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_open",
            sqlite_where=sa.text("state='open'"),
            postgresql_where=sa.text("state='open'"),
        )
        batch_op.drop_index(
            "ix_inbox_next",
            sqlite_where=sa.text("state='open'"),
            postgresql_where=sa.text("state='open'"),
        )

    op.drop_table("inbox")
    op.drop_table("guard")
    op.drop_table("counter")
    op.drop_table("conversation")
    op.drop_table("binding")
    op.drop_table("audit")
    op.drop_table("address")


def _make_audit_append_only() -> None:
    """The database itself refuses to change or delete an entry of the record."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit"
                " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
    )


def _drop_audit_triggers() -> None:
    if op.get_bind().dialect.name != "sqlite":  # SQLite drops triggers with their table
        op.execute("DROP TRIGGER audit_no_change ON audit")
        op.execute("DROP FUNCTION audit_append_only")
