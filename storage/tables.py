"""All tables. Ciphertext is ``LargeBinary``; the key it is sealed with stands beside each column.

No table but ``address`` and ``vault`` holds who somebody is, and those two are sealed with the
identity key. Owners and lanes are keyed hashes: equal for equal chats, worthless without the key.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times; store UTC."""
        del dialect  # the same everywhere
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        del dialect
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ROW = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts only INTEGER keys up by itself
HASH = LargeBinary(32)


def _id() -> Column[int]:
    return Column("id", ROW, primary_key=True, autoincrement=True)


meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),  # the order of arrival; update ids may jump back after a quiet week
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("lane", HASH, nullable=False),  # keyed hash of the chat
    Column("payload", LargeBinary, comment="identity key; wiped once handled"),
    Column("state", String(8), nullable=False, server_default="open"),  # open, done, dead
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment),
    Column("received_at", Moment, nullable=False),
)
Index(
    "ix_inbox_open",
    inbox.c.lane,
    inbox.c.id,
    sqlite_where=text("state='open'"),
    postgresql_where=text("state='open'"),
)
Index(
    "ix_inbox_next",
    inbox.c.id,
    sqlite_where=text("state='open'"),
    postgresql_where=text("state='open'"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("dedup", String(120), unique=True),
    Column("address", String(24), nullable=False),
    Column("slot", String(60), comment="one living message; the newest queued one wins"),
    Column("body", LargeBinary, comment="content key; wiped once sent"),
    Column("once", Boolean, nullable=False, server_default="0"),
    Column(
        "state", String(8), nullable=False, server_default="queued"
    ),  # queued sent failed unknown
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
)
Index(
    "ix_outbox_open",
    outbox.c.address,
    outbox.c.id,
    sqlite_where=text("state='queued'"),
    postgresql_where=text("state='queued'"),
)
Index(
    "ix_outbox_next",
    outbox.c.id,
    sqlite_where=text("state='queued'"),
    postgresql_where=text("state='queued'"),
)

posted = Table(
    "posted",
    metadata,
    Column("slot", String(60), primary_key=True),
    Column("address", String(24), primary_key=True),
    Column("message_id", BigInteger, nullable=False),
)

address = Table(
    "address",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("lane", HASH, nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False, comment="identity key: the chat id"),
    Column("kind", String(8), nullable=False),  # private, group
    Column("language", String(5), nullable=False),
    Column("blocked", Boolean, nullable=False, server_default="0"),
)

vault = Table(
    "vault",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("sealed", LargeBinary, nullable=False, comment="identity key: address, name, contact"),
)

binding = Table(
    "binding",
    metadata,
    Column("purpose", String(30), primary_key=True),
    Column("address", String(24), nullable=False),
)

conversation = Table(
    "conversation",
    metadata,
    Column("key", HASH, primary_key=True),  # keyed hash of chat and person
    Column("flow", String(20), nullable=False),
    Column("step", String(20), nullable=False),
    Column("data", LargeBinary, nullable=False, comment="content key"),
    Column("updated_at", Moment, nullable=False),
)

tip = Table(
    "tip",
    metadata,
    _id(),
    Column("owner", HASH, index=True, comment="keyed hash; forgotten at submission"),
    Column("state", String(10), nullable=False),
    Column("mode", String(10), nullable=False, server_default=""),
    Column("level", String(10), nullable=False, server_default="unknown"),
    Column("reply_to", String(24), nullable=False, server_default=""),
    Column("facts", LargeBinary, comment="content key"),
    Column("insisted", Boolean, nullable=False, server_default="0"),
    Column("code", HASH, unique=True, comment="keyed hash of the query code"),
    Column("case_id", ROW),
    Column("started_at", Moment, nullable=False),
    Column("submitted_at", Moment),
)

material = Table(
    "material",
    metadata,
    _id(),
    Column("tip_id", ROW, ForeignKey("tip.id"), nullable=False, index=True),
    Column("origin", HASH, nullable=False, comment="keyed hash of chat and message"),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="content key"),
    Column("file", LargeBinary, comment="content key: Telegram's reference, name, type"),
    Column("file_state", String(8), nullable=False, server_default=""),
    Column("sha256", String(64), nullable=False, server_default=""),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("origin", "version"),
)
Index(
    "ix_material_pending",
    material.c.id,
    sqlite_where=text("file_state='pending'"),
    postgresql_where=text("file_state='pending'"),
)

case = Table(
    "case_file",
    metadata,
    _id(),
    Column("number", String(12), nullable=False, unique=True),
    Column("tip_id", ROW, ForeignKey("tip.id"), nullable=False, unique=True),
    Column("state", String(20), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("severity", String(15)),
    Column("route", String(15)),
    Column("discipline", String(15), nullable=False),
    Column("level", String(10), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("reply_to", String(24), nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("own_head", Boolean, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("insisted", Boolean, nullable=False),
    Column("real_name", Boolean, nullable=False),
    Column("outcome", String(20)),
    Column("handler", ROW, comment="the officer in whose hands it is"),
    Column("merged_into", ROW, index=True),
    Column("who", HASH, index=True, comment="blind index of accused and unit"),
)

gist = Table(
    "gist",
    metadata,
    Column("case_id", ROW, ForeignKey("case_file.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False, comment="content key: what tells it from others"),
)

trace = Table(
    "trace",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False, comment="keyed hash"),
    Column("case_id", ROW, ForeignKey("case_file.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,  # the key is the whole row
)

repeat_link = Table(
    "repeat_link",
    metadata,
    Column("case_id", ROW, ForeignKey("case_file.id"), primary_key=True),
    Column("earlier_id", ROW, ForeignKey("case_file.id"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("matched", String(40), nullable=False),
    Column("at", Moment, nullable=False),
)

proposal = Table(
    "proposal",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("severity", String(15), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("review", Boolean, nullable=False),
    Column("route", String(15), nullable=False),
    Column("model", String(60), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="content key: the whole triage"),
    Column("at", Moment, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("officer_id", ROW, nullable=False),
    Column("act", String(24), nullable=False),
    Column("severity", String(15)),
    Column("route", String(15)),
    Column("outcome", String(20)),
    Column("reason", LargeBinary, nullable=False, comment="content key"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("case_id", "version"),
)

clock = Table(
    "clock",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("stopped_on", Date),
    Column("length", String(12), comment="such as 15wd, pauses not included"),
    Column("paused_on", Date),
    Column("extended_on", Date),
    Column("changes", LargeBinary, comment="content key: pauses, extensions, why"),
)
Index(
    "ix_clock_running",
    clock.c.due_on,
    sqlite_where=text("stopped_on IS NULL"),
    postgresql_where=text("stopped_on IS NULL"),
)

recusal = Table(
    "recusal",
    metadata,
    Column("case_id", ROW, ForeignKey("case_file.id"), primary_key=True),
    Column("officer_id", ROW, primary_key=True),
    Column("cause", String(20), nullable=False),
    Column("at", Moment, nullable=False),
)

unsealing = Table(
    "unsealing",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("asked_by", ROW, nullable=False),
    Column("reason", LargeBinary, nullable=False, comment="content key"),
    Column("asked_at", Moment, nullable=False),
    Column("answered_by", ROW),
    Column("granted", Boolean),
    Column("answered_at", Moment),
)

talk = Table(
    "talk",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), index=True),
    Column("kind", String(12), nullable=False),
    Column("mark", String(24), nullable=False, comment="ties the sealed body to its row"),
    Column("at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="content key: persons, place, record"),
    Column("held_on", Date),
)

letter = Table(
    "letter",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("number", String(40), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False, comment="content key: addressee, questions"),
    Column("issued_on", Date, nullable=False),
    Column("reply_due", Date, nullable=False),
    Column("delivered_on", Date),
    Column("to_party_head", Boolean, nullable=False, server_default="0"),
    Column("replied_on", Date),
    Column("opinion", String(12)),
)

request = Table(
    "request",
    metadata,
    _id(),
    Column("case_id", ROW, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("asked_by", ROW, nullable=False, comment="0: the reporter"),
    Column("data", LargeBinary, nullable=False, comment="content key"),
    Column("asked_at", Moment, nullable=False),
    Column("answered_by", ROW),
    Column("granted", Boolean),
    Column("answered_at", Moment),
)

officer = Table(
    "officer",
    metadata,
    _id(),
    Column("user", HASH, nullable=False, unique=True, comment="keyed hash of the account"),
    Column("role", String(12), nullable=False),
    Column("address", String(24), nullable=False),
    Column("body", LargeBinary, nullable=False, comment="identity key: name, relations"),
    Column("active", Boolean, nullable=False),
    Column("enrolled_at", Moment, nullable=False),
)

invite = Table(
    "invite",
    metadata,
    Column("token", HASH, primary_key=True, comment="keyed hash"),
    Column("role", String(12), nullable=False),
    Column("name", LargeBinary, nullable=False, comment="identity key"),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

session = Table(
    "session",
    metadata,
    _id(),
    Column("address", String(24), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("place", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("created_by", ROW, nullable=False),
    Column("cancelled", Boolean, nullable=False, server_default="0"),
)

reminder = Table(
    "reminder",
    metadata,
    _id(),
    Column("subject", String(10), nullable=False),
    Column("subject_id", ROW, nullable=False),
    Column("rule", String(20), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("fired", Boolean, nullable=False, server_default="0"),
    UniqueConstraint("subject", "subject_id", "rule"),
)
Index(
    "ix_reminder_due",
    reminder.c.due_at,
    sqlite_where=text("NOT fired"),
    postgresql_where=text("NOT fired"),
)

digest = Table(
    "digest",
    metadata,
    Column("day", Date, primary_key=True),
    Column("address", String(24), nullable=False),
    Column(
        "body",
        Text,
        nullable=False,
        comment="JSON: numbers and names of clocks, nothing of a case",
    ),
    Column("folded", Boolean, nullable=False, server_default="0"),
)

guard = Table(
    "guard",
    metadata,
    Column("who", HASH, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("since", Moment, nullable=False),
    Column("locked_until", Moment),
)

example = Table(
    "example",
    metadata,
    Column("mark", HASH, primary_key=True, comment="keyed hash of the case: the only way back"),
    Column("body", LargeBinary, nullable=False, comment="content key: text, labels, model"),
    Column("kept_on", Date, nullable=False, index=True),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", ROW, primary_key=True, autoincrement=False),
    Column(
        "entry", Text, nullable=False, comment="canonical JSON: at, actor, act, subject, detail"
    ),
    Column("mac", HASH, nullable=False),
)
