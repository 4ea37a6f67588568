"""The refusals of the Bot API, with the very words that clients match on."""

from typing import Any

CHAT_NOT_FOUND = "chat not found"
CHAT_EMPTY = "chat_id is empty"
TEXT_EMPTY = "message text is empty"
TEXT_TOO_LONG = "message is too long"
CAPTION_TOO_LONG = "message caption is too long"
BUTTON_DATA = "BUTTON_DATA_INVALID"
EDIT_MISSING = "message to edit not found"
EDIT_FORBIDDEN = "message can't be edited"
EDIT_NO_TEXT = "there is no text in the message to edit"
EDIT_NO_CAPTION = "there is no caption in the message to edit"
EDIT_NO_MEDIA = "there is no media in the message to edit"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
DELETE_MISSING = "message to delete not found"
DELETE_FORBIDDEN = "message can't be deleted"
COPY_MISSING = "message to copy not found"
FORWARD_MISSING = "message to forward not found"
FORWARD_PROTECTED = "message can't be forwarded"
REPLY_MISSING = "message to be replied not found"
PIN_MISSING = "message to pin not found"
UNPIN_MISSING = "message to unpin not found"
PIN_RIGHTS = "not enough rights to manage pinned messages in the chat"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
FILE_TOO_BIG = "file is too big"
FILE_ID = "wrong file identifier/HTTP URL specified"
FILE_TEMPORARY = "invalid file_id"
MEMBER_MISSING = "user not found"
MESSAGE_ID_MISSING = "message identifier is not specified"
UPGRADED = "group chat was upgraded to a supergroup chat"
BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
NEVER_MET = "bot can't initiate conversation with a user"
TO_BOT = "bot can't send messages to bots"
KICKED = "bot was kicked from the {} chat"
NOT_MEMBER = "bot is not a member of the {} chat"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_TAKES_OVER = "terminated by setWebhook request"

_PREFIX = {
    400: "Bad Request: ",
    403: "Forbidden: ",
    409: "Conflict: ",
    429: "Too Many Requests: ",
}


class ApiError(Exception):
    """A refused call: the HTTP status, the description and its parameters."""

    def __init__(self, code: int, text: str, **parameters: int) -> None:
        self.code = code
        self.description = _PREFIX.get(code, "") + text
        self.parameters = parameters
        super().__init__(self.description)

    def answer(self) -> dict[str, Any]:
        """Return the JSON body a client reads."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return body | ({"parameters": self.parameters} if self.parameters else {})


class SimError(Exception):
    """A person was asked to do what no person could do; the text says why."""


def bad(text: str) -> ApiError:
    """Return a 400 with this text."""
    return ApiError(400, text)


def forbidden(text: str) -> ApiError:
    """Return a 403 with this text."""
    return ApiError(403, text)


def conflict(text: str) -> ApiError:
    """Return a 409 with this text."""
    return ApiError(409, text)


def too_many(seconds: int) -> ApiError:
    """Return a 429 that asks the caller to wait."""
    return ApiError(429, f"retry after {seconds}", retry_after=seconds)
