"""Which errors mean that the database is out of reach, and not that somebody made a mistake."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import SQLITE_ERROR

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.ports import StorageUnavailableError


@contextmanager
def told_apart() -> Iterator[None]:
    """Full disks, lost servers and locks that did not open are :class:`StorageUnavailableError`.

    Everything else passes as it is: an update that breaks a rule of the tables is that update's
    fault, and must not make the others wait.
    """
    try:
        yield
    except SQLAlchemyError as error:
        if _is_outage(error):
            raise StorageUnavailableError(_name(error)) from error
        raise


def _is_outage(error: BaseException | None) -> bool:
    """An error, or one that it hides: undoing after a full disk fails with an error of its own."""
    match error:
        case None:
            return False
        case PoolTimeoutError() | PendingRollbackError() | InterfaceError():
            return True
        case OperationalError():
            # "no such table" and the like come under this name too; they are no outage.
            code = getattr(error.orig, "sqlite_errorcode", None)
            return code != SQLITE_ERROR or _is_outage(error.__context__)
        case DBAPIError() if error.connection_invalidated:
            return True
        case _:
            return _is_outage(error.__context__)


def _name(error: SQLAlchemyError) -> str:
    return type(getattr(error, "orig", None) or error).__name__
