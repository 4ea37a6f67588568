"""Albums: two to ten files that belong together."""

from sandbox.errors import bad
from sandbox.fields import OBJECTS, Field
from sandbox.methods.call import PLACE, REPLYING, Call, Method, send
from sandbox.methods.files import input_media
from sandbox.model import Json

KINDS = ("photo", "video", "document", "audio")
MOST = 10


def send_media_group(call: Call) -> list[Json]:
    """Return the messages of an album, in order."""
    wished = call["media"]
    _check(wished)
    contents = [input_media(call, wish) for wish in wished]
    group = {"media_group_id": str(1 << 53 | call.world.journal.written)}
    return [send(call, group | content).body for content in contents]


def _check(wished: list[Json]) -> None:
    if not wished:
        raise bad("there are no messages to send")
    if len(wished) > MOST:
        raise bad("too many messages to send as an album")
    kinds = {str(wish.get("type")) for wish in wished}
    if not kinds <= set(KINDS):
        raise bad("can't parse InputMedia: Type must be one of photo, video, document, audio")
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
            "media": Field(OBJECTS.parse, missing="there are no messages to send"),
        },
    ),
}
