"""Files of citizens: references until they are fetched, then sealed contents in a folder."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import or_, select, update

from bot.ports import NewFile, PendingFile, StorageUnavailableError
from storage.desk import Desk, sealed_name
from storage.tables import material


class SqlFiles:
    """See :class:`bot.ports.Files`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pending(self, now: datetime, *, limit: int) -> Sequence[PendingFile]:
        query = (
            select(material)
            .where(material.c.file_state == "pending")
            .where(or_(material.c.not_before.is_(None), material.c.not_before <= now))
            .order_by(material.c.id)
            .limit(limit)
        )
        return [
            PendingFile(
                row.id,
                NewFile(**self._desk.open(row.file, f"material:{row.origin.hex()}:{row.version}")),
                row.tries,
            )
            for row in self._desk.db.execute(query)
        ]

    def stored(self, material_id: int, content: bytes) -> None:
        sealed = self._desk.safe.content.seal(content, f"file:{material_id}")
        try:
            _write(self._path(material_id), sealed)
        except OSError as error:  # a full disk: nothing is marked as stored
            raise StorageUnavailableError(type(error).__name__) from error
        self._set(
            material_id,
            file_state="stored",
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )

    def failed(self, material_id: int, *, not_before: datetime | None) -> None:
        self._set(
            material_id,
            tries=material.c.tries + 1,
            not_before=not_before,
            file_state="pending" if not_before else "failed",
        )

    def read(self, material_id: int) -> bytes:
        sealed = self._path(material_id).read_bytes()
        return self._desk.safe.content.open(sealed, f"file:{material_id}")

    def _path(self, material_id: int) -> Path:
        return self._desk.safe.folder / sealed_name(material_id)

    def _set(self, material_id: int, **values: object) -> None:
        self._desk.db.execute(
            update(material).where(material.c.id == material_id).values(**values)
        )


def _write(path: Path, sealed: bytes) -> None:
    """On disk before the row says so: whole, or not under this name; readable by nobody else."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(f".{secrets.token_hex(4)}.part")  # another process may write it too
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
        _sync_folder(path.parent)
    finally:
        half.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """The name of a file survives a power cut only with its folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
