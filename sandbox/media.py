"""Files: how they are kept, named and described in messages."""

import io
import mimetypes
from collections.abc import Callable

from PIL import Image, UnidentifiedImageError

from sandbox import errors
from sandbox.errors import SimError, bad
from sandbox.model import Json, StoredFile
from sandbox.wire import Upload
from sandbox.world import World

DOWNLOAD_LIMIT = 20 * 1024 * 1024
LINK_LIFE = 3600.0
PREFIX = {
    "photo": "AgACAgUA", "document": "BQACAgUA", "voice": "AwACAgUA", "video": "BAACAgUA",
    "audio": "CQACAgUA", "sticker": "CAACAgUA", "animation": "CgACAgUA", "video_note": "DQACAgUA",
}  # fmt: skip
FOLDER = {"photo": "photos", "voice": "voice", "audio": "music", "video": "videos"}
MIME = {"voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4", "photo": "image/jpeg"}
SUFFIX = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "audio": ".mp3", "sticker": ".webp"}


def keep(world: World, kind: str, upload: Upload, *, size: int | None = None) -> StoredFile:
    """Return the stored form of an upload."""
    unique = world.new_id()[:15]
    number = len(world.files) + 1
    file_id = f"{PREFIX[kind]}{world.new_id()}{unique}"
    real = len(upload.content) if size is None else size
    name = upload.name or None
    found = StoredFile(file_id, unique, kind, upload.content, real, name, _mime(kind, upload))
    suffix = SUFFIX.get(kind) or ("." + name.rpartition(".")[2] if name and "." in name else "")
    found.path = f"{FOLDER.get(kind, kind + 's')}/file_{number}{suffix}"
    world.files[file_id] = found
    return found


def _mime(kind: str, upload: Upload) -> str | None:
    guessed = mimetypes.guess_type(upload.name or "")[0]
    sent = upload.mime if upload.mime != "application/octet-stream" else None
    return sent or guessed or MIME.get(kind) or "application/octet-stream"


def known(world: World, kind: str, file_id: str) -> StoredFile:
    """Return a file that is sent again by its id.

    Raises:
        ApiError: the id is unknown or belongs to another kind of file.
    """
    if file_id.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    if file_id not in world.files:
        raise bad(errors.FILE_ID)
    found = world.files[file_id]
    if found.kind != kind:
        raise bad(f"can't use file of type {found.kind.capitalize()} as {kind.capitalize()}")
    return found


def describe(file: StoredFile, facts: Json) -> Json:
    """Return the part of a message that carries this file."""
    head = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    if file.kind == "photo":
        return {"photo": _sizes(file, head)}
    return {file.kind: head | _details(file, facts)}


def _details(file: StoredFile, facts: Json) -> Json:
    named = {"mime_type": file.mime} | ({"file_name": file.name} if file.name else {})
    make = _DETAILS.get(file.kind)
    return make(named, facts) if make else named


def _length(facts: Json) -> Json:
    return {"duration": int(facts.get("duration") or 0)}


def _frame(facts: Json) -> Json:
    return {"width": int(facts.get("width") or 1280), "height": int(facts.get("height") or 720)}


def _voice(named: Json, facts: Json) -> Json:
    return {"mime_type": named["mime_type"]} | _length(facts)


def _audio(named: Json, facts: Json) -> Json:
    titles = {key: facts[key] for key in ("performer", "title") if facts.get(key)}
    return named | _length(facts) | titles


def _video(named: Json, facts: Json) -> Json:
    return named | _length(facts) | _frame(facts)


def _sticker(_named: Json, facts: Json) -> Json:
    form = {"type": "regular", "width": 512, "height": 512, "emoji": facts.get("emoji") or "🙂"}
    return form | {"is_animated": False, "is_video": False}


def _video_note(_named: Json, facts: Json) -> Json:
    return _length(facts) | {"length": int(facts.get("length") or 240)}


_DETAILS: dict[str, Callable[[Json, Json], Json]] = {
    "voice": _voice,
    "audio": _audio,
    "video": _video,
    "animation": _video,
    "sticker": _sticker,
    "video_note": _video_note,
}


def _sizes(file: StoredFile, head: Json) -> list[Json]:
    width, height = measure(file.content) or (1280, 960)
    large = head | {"width": width, "height": height}
    if max(width, height) <= 320:
        return [large]
    scale = 320 / max(width, height)
    small = {"width": max(1, int(width * scale)), "height": max(1, int(height * scale))}
    thumb = head | small | {"file_unique_id": f"{file.unique_id}s"}
    return [thumb | {"file_size": min(file.size, 20_000)}, large]


def measure(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a picture, or None for what is not one."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except (UnidentifiedImageError, OSError, ValueError):
        return None


def link(world: World, file_id: str) -> StoredFile:
    """Return the file with a download link that lives an hour.

    Raises:
        ApiError: the id is unknown, or the file is over 20 MB.
    """
    if file_id not in world.files:
        raise bad(errors.FILE_TEMPORARY)
    found = world.files[file_id]
    if found.size > DOWNLOAD_LIMIT:
        raise bad(errors.FILE_TOO_BIG)
    found.served_until = world.clock.now() + LINK_LIFE
    return found


def at_path(world: World, path: str) -> StoredFile:
    """Return the file behind a live download link.

    Raises:
        SimError: there is none.
    """
    now = world.clock.now()
    for found in world.files.values():
        if found.path == path and found.served_until > now:
            return found
    raise SimError("no such file")
