"""Bring a database to this version, and refuse one that it cannot belong to."""

from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from storage.keys import Keys
from storage.tables import meta


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do."""


class NewerDatabaseError(DatabaseError):
    """It was written by a newer version of this software."""


class ForeignKeyFileError(DatabaseError):
    """It was sealed with other keys than those given."""


def config(engine: Engine) -> Config:
    """Alembic's view of our migrations; nothing is read from a file."""
    made = Config()
    made.set_main_option("script_location", str(resources.files("storage") / "migrations"))
    made.attributes["engine"] = engine
    return made


def prepare(engine: Engine, keys: Keys) -> None:
    """Create or upgrade the tables and check that the keys are the right ones.

    Raises:
        NewerDatabaseError: the database knows a revision that this software does not.
        ForeignKeyFileError: the key file belongs to another database.
        DatabaseError: the database cannot be opened or written.
    """
    try:
        _refuse_newer(engine)
        command.upgrade(config(engine), "head")
        _check_keys(engine, keys)
    except (SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise DatabaseError(f"数据库无法使用 （the database cannot be used）：{cause}") from error


def is_sealed(engine: Engine) -> bool:
    """True where the database was sealed with keys before; nothing is created by asking.

    Raises:
        DatabaseError: it cannot be opened.
    """
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return False
    try:
        if not inspect(engine).has_table("meta"):
            return False
        with engine.connect() as db:
            return db.scalar(select(meta.c.value).where(meta.c.name == "keys")) is not None
    except SQLAlchemyError as error:
        raise DatabaseError(f"数据库无法使用 （the database cannot be used）：{error}") from error


def _refuse_newer(engine: Engine) -> None:
    known = {
        script.revision for script in ScriptDirectory.from_config(config(engine)).walk_revisions()
    }
    with engine.connect() as db:
        found = set(MigrationContext.configure(db).get_current_heads())
    if unknown := found - known:
        names = ", ".join(sorted(unknown))
        raise NewerDatabaseError(
            f"数据库由更新版本的清风写成（修订 {names}），请升级软件或恢复旧备份。"
            f" The database was written by a newer version (revision {names}):"
            " upgrade the software or restore an older backup."
        )


def _check_keys(engine: Engine, keys: Keys) -> None:
    mark = keys.fingerprint()
    with engine.begin() as db:
        found = db.scalar(select(meta.c.value).where(meta.c.name == "keys"))
        if found is None:
            db.execute(insert(meta).values(name="keys", value=mark))
        elif found != mark:
            raise ForeignKeyFileError(
                "密钥文件与数据库不匹配：请换回当初的密钥文件，数据没有被改动。"
                " The key file does not belong to this database: put the original key file back;"
                " nothing was changed."
            )
