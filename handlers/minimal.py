"""What of an update is kept at all: what a person did, not what Telegram knows about the person.

An update waits in the inbox (and stays there where it cannot be handled), so names, accounts,
phone numbers and quoted messages are taken out before it is stored. The ids that an answer
needs stay; the inbox is sealed with the identity key.
"""

from typing import Any

_DROPPED = frozenset(
    {
        *("last_name", "username", "vcard", "sender_chat", "author_signature", "via_bot"),
        *("forward_origin", "forward_from", "forward_from_chat", "forward_sender_name"),
        *("forward_signature", "reply_to_message", "external_reply", "quote", "pinned_message"),
        *(
            "entities",
            "caption_entities",
            "invite_link",
            "sender_business_bot",
            "performer",
            "user_id",
        ),
    }
)
_BLANKED = frozenset({"first_name", "title", "phone_number"})
"""What the library wants to find, though nobody reads it."""
_OF_A_PRESSED_MESSAGE = ("message_id", "date", "chat")


def without_persons(update: dict[str, Any]) -> dict[str, Any]:
    """The update with nothing in it that says who somebody is, but for the ids to answer to."""
    kept: dict[str, Any] = _bare(update)
    query = kept.get("callback_query")
    if isinstance(query, dict) and isinstance(message := query.get("message"), dict):
        query["message"] = {key: message[key] for key in _OF_A_PRESSED_MESSAGE if key in message}
    return kept


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: "" if key in _BLANKED else _bare(part)
        for key, part in value.items()
        if key not in _DROPPED
    }
