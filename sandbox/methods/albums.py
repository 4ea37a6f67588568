"""Albums: two to ten files that belong together."""

from sandbox.errors import ApiError, bad
from sandbox.fields import OBJECTS, Field
from sandbox.methods.call import PLACE, REPLYING, Call, Method, send
from sandbox.methods.files import input_media
from sandbox.model import Json

KINDS = ("photo", "video", "document", "audio")
MOST = 10
REFUSED_LATE = ("IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS")


def send_media_group(call: Call) -> list[Json]:
    """Return the messages of an album, in order."""
    wished = call["media"]
    _check(wished)
    contents = [_content(call, wish, place) for place, wish in enumerate(wished, start=1)]
    group = (
        {"media_group_id": str(1 << 53 | call.world.journal.written)} if len(wished) > 1 else {}
    )
    return [send(call, group | content).body for content in contents]


def _content(call: Call, wish: Json, place: int) -> Json:
    try:
        return input_media(call, wish)
    except ApiError as error:
        reason = error.description.removeprefix("Bad Request: ")
        if reason not in REFUSED_LATE:
            raise
        raise bad(f'failed to send message #{place} with the error message "{reason}"') from error


def _check(wished: list[Json]) -> None:
    if not wished:
        raise bad("there are no messages to send")
    if len(wished) > MOST:
        raise bad("too many messages to send as an album")
    kinds = {str(wish.get("type")) for wish in wished}
    if strange := sorted(kinds - set(KINDS)):
        raise bad(f"can't parse InputMedia: type \"{strange[0]}\" can't be used in sendMediaGroup")
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad(
            f"{'document' if 'document' in kinds else 'audio'} can't be mixed with other media types"
        )


METHODS = {
    "sendMediaGroup": Method(
        send_media_group,
        {
            **PLACE,
            **REPLYING,
            "media": Field(OBJECTS.parse, missing='parameter "media" is required'),
        },
    ),
}
