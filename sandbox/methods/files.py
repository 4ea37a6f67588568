"""Documents, pictures, voice, video, audio, stickers; and their download."""

from functools import partial
from urllib.parse import urlsplit

from sandbox import media, text
from sandbox.errors import bad
from sandbox.fields import BOOL, INT, TEXT, Field, Fields, parse_all
from sandbox.methods.call import CAPTIONED, TARGET, Call, Method, send
from sandbox.model import Json, StoredFile

PHOTO_LIMIT = 10 * 1024 * 1024
FACTS = ("emoji", "duration", "width", "height", "performer", "title", "length")


def send_file(kind: str, call: Call) -> Json:
    """Return the message with a file of this kind."""
    file = take(call, kind, kind, call[kind])
    args = call.args
    caption = text.parse_caption(
        args.get("caption"), args.get("parse_mode"), args.get("caption_entities")
    )
    facts = {name: call[name] for name in FACTS if name in call.args}
    content = media.describe(file, facts) | caption | spoiler(call.args)
    return send(call, content).body


def spoiler(args: Json) -> Json:
    """Return the mark of a picture that is veiled until tapped."""
    return {"has_media_spoiler": True} if args.get("has_spoiler") else {}


def input_media(call: Call, wish: Json) -> Json:
    """Return the content of an `InputMedia`.

    Raises:
        ApiError: its file or caption is broken.
    """
    args = parse_all(INPUT_MEDIA, wish)
    file = take(call, args["type"], args["media"], args["media"])
    caption = text.parse_caption(args["caption"], args["parse_mode"], args["caption_entities"])
    return media.describe(file, args) | caption | spoiler(args)


def take(call: Call, kind: str, name: str, value: str | None) -> StoredFile:
    """Return the file a call uploads or names.

    Raises:
        ApiError: there is none, or it is not what it is said to be.
    """
    part = value.removeprefix("attach://") if value and value.startswith("attach://") else name
    if part not in call.files:
        if not value:
            raise bad(f"there is no {kind} in the request")
        if value.startswith("file:") or urlsplit(value).scheme == "attach":
            raise bad(f"there is no {kind} in the request")
        return media.known(call.world, kind, value)
    upload = call.files[part]
    if not upload.content:
        raise bad("file must be non-empty")
    if kind == "photo":
        _check_photo(upload.content)
    return media.keep(call.world, kind, upload)


def _check_photo(content: bytes) -> None:
    if len(content) > PHOTO_LIMIT:
        raise bad(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    size = media.measure(content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def get_file(call: Call) -> Json:
    """Return a file's description with its download path."""
    file = media.link(call.world, call["file_id"])
    head = {"file_id": file.id, "file_unique_id": file.unique_id}
    return head | {"file_size": file.size, "file_path": file.path}


INPUT_MEDIA: Fields = {
    **CAPTIONED,
    "type": TEXT,
    "media": Field(TEXT.parse, missing="can't parse InputMedia: media not found"),
    "duration": INT,
    "width": INT,
    "height": INT,
    "performer": TEXT,
    "title": TEXT,
    "has_spoiler": BOOL,
}
_FRAME: Fields = {"duration": INT, "width": INT, "height": INT, "has_spoiler": BOOL}
_KINDS: dict[str, tuple[str, Fields]] = {
    "sendDocument": ("document", {**CAPTIONED, "disable_content_type_detection": BOOL}),
    "sendPhoto": ("photo", {**CAPTIONED, "has_spoiler": BOOL}),
    "sendVoice": ("voice", {**CAPTIONED, "duration": INT}),
    "sendVideo": ("video", {**CAPTIONED, **_FRAME, "supports_streaming": BOOL}),
    "sendAudio": ("audio", {**CAPTIONED, "duration": INT, "performer": TEXT, "title": TEXT}),
    "sendAnimation": ("animation", {**CAPTIONED, **_FRAME}),
    "sendSticker": ("sticker", {"emoji": TEXT}),
    "sendVideoNote": ("video_note", {"duration": INT, "length": INT}),
}

METHODS = {
    name: Method(partial(send_file, kind), {**TARGET, kind: TEXT, **more})
    for name, (kind, more) in _KINDS.items()
} | {"getFile": Method(get_file, {"file_id": Field(TEXT.parse, missing="file_id not specified")})}
