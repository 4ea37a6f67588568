"""Numbers that go up by one and never twice."""

from sqlalchemy import Connection, insert, select, update

from storage.tables import counter


def next_value(db: Connection, name: str) -> int:
    """The next value of this counter, from 1; safe with any number of processes."""
    up = update(counter).where(counter.c.name == name).values(value=counter.c.value + 1)
    if not db.execute(up).rowcount:
        db.execute(insert(counter).values(name=name, value=1))
        return 1
    return db.scalar(select(counter.c.value).where(counter.c.name == name)) or 1
