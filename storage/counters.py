"""Numbers that go up by one and never twice."""

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import counter


def next_value(db: Connection, name: str) -> int:
    """The next value of this counter, from 1; safe with any number of processes."""
    build = sqlite_insert if db.dialect.name == "sqlite" else pg_insert
    up = build(counter).values(name=name, value=1)
    up = up.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
    return int(db.scalar(up.returning(counter.c.value)) or 1)
