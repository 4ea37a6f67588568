"""Every well-formed update becomes an event; what we do not serve becomes OTHER."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.event import Kind, chat_of, read_event

USER = {"id": 6_123_450_000, "is_bot": False, "first_name": "周"}
PRIVATE = {"id": 6_123_450_000, "type": "private", "first_name": "周"}
GROUP = {"id": -1002000000001, "type": "supergroup", "title": "群"}
FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = [FILE | {"width": 1, "height": 1, "file_size": 10}, FILE | {"width": 9, "height": 9}]


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1795452323, "chat": chat, "from": USER} | content


def read(**update: Any) -> Any:
    return read_event(json.dumps({"update_id": 1} | update).encode())


CONTENTS: dict[str, tuple[dict[str, Any], Kind, str]] = {
    "text": ({"text": "你好"}, Kind.TEXT, ""),
    "command": ({"text": "/status ABC"}, Kind.COMMAND, ""),
    "photo": ({"photo": PHOTO}, Kind.MEDIA, "photo"),
    "document": ({"document": FILE | {"file_name": "a.pdf"}}, Kind.MEDIA, "document"),
    "bare document": ({"document": FILE}, Kind.MEDIA, "document"),
    "voice": ({"voice": FILE | {"duration": 1}}, Kind.MEDIA, "voice"),
    "audio": ({"audio": FILE | {"duration": 1}}, Kind.MEDIA, "audio"),
    "video": ({"video": FILE | {"width": 1, "height": 1, "duration": 1}}, Kind.MEDIA, "video"),
    "round": ({"video_note": FILE | {"length": 1, "duration": 1}}, Kind.MEDIA, "video"),
    "place": ({"location": {"latitude": 1.5, "longitude": 2.5}}, Kind.MEDIA, "location"),
    "contact": ({"contact": {"phone_number": "1", "first_name": "x"}}, Kind.MEDIA, "unsupported"),
    "dice": ({"dice": {"value": 1, "emoji": "🎲"}}, Kind.MEDIA, "unsupported"),
    "sticker": (
        {"sticker": FILE | {"width": 1, "height": 1, "is_animated": False, "is_video": False,
                            "type": "regular"}},
        Kind.MEDIA,
        "unsupported",
    ),
    "nothing": ({}, Kind.OTHER, ""),
    "joined": ({"new_chat_members": [USER]}, Kind.OTHER, ""),
    "pinned": ({"pinned_message": message(text="x")}, Kind.OTHER, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
def test_each_kind_of_message_is_told_apart(name: str, chat: dict[str, Any]) -> None:
    content, kind, media = CONTENTS[name]
    event = read(message=message(chat, **content))
    assert event.kind is kind
    assert (event.media.kind if event.media else "") == media
    assert event.private is (chat is PRIVATE)
    assert event.chat_id == chat["id"]


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("/add 7K3F-9QWD", "add", "7K3F-9QWD"),
        ("/ADD@some_bot  7K3F ", "add", "7K3F"),
        ("/add\n7K3F", "add", "7K3F"),
        ("/start inv_x", "start", "inv_x"),
        ("/", "", "/"),
        ("/ x", "", "/ x"),
        ("/1", "", "/1"),
        ("//", "", "//"),
        ("我/add", "", "我/add"),
    ],
)
def test_commands_are_read_as_they_are_typed(text: str, command: str, rest: str) -> None:
    event = read(message=message(text=text))
    assert (event.command, event.text) == (command, rest)


def test_a_caption_is_never_a_command_and_loses_no_word() -> None:
    event = read(message=message(photo=PHOTO, caption="/add 7K3F 门口"))
    assert (event.kind, event.text) == (Kind.MEDIA, "/add 7K3F 门口")


def test_the_largest_photo_is_taken_and_the_album_is_named() -> None:
    event = read(message=message(photo=PHOTO, media_group_id="9"))
    assert event.media.album == "9"
    assert event.media.size == 0


def test_an_edited_message_keeps_its_origin() -> None:
    first = read(message=message(text="甲"))
    second = read(edited_message=message(text="/乙", edit_date=1795452324))
    assert second.kind is Kind.EDITED
    assert second.text == "/乙"
    assert second.origin == first.origin


def test_a_press_is_read_with_and_without_its_message() -> None:
    query = {"id": "5", "from": USER, "chat_instance": "1", "data": "x"}
    assert read(callback_query=query).private
    event = read(callback_query=query | {"message": message(GROUP, text="x")})
    assert (event.kind, event.private, event.button) == (Kind.BUTTON, False, "x")
    gone = {"chat": GROUP, "message_id": 3, "date": 0}
    assert read(callback_query=query | {"message": gone}).chat_id == GROUP["id"]
    assert read(callback_query={"id": "5", "from": USER, "chat_instance": "1"}).button == ""


def test_the_bot_is_welcomed_once_into_a_group() -> None:
    bot = {"id": 7, "is_bot": True, "first_name": "b", "username": "b"}
    change = {"chat": GROUP, "from": USER, "date": 1}
    left = {"user": bot, "status": "left"}
    member = {"user": bot, "status": "member"}
    come = change | {"old_chat_member": left, "new_chat_member": member}
    gone = change | {"old_chat_member": member, "new_chat_member": left}
    assert read(my_chat_member=come).kind is Kind.ADDED
    assert read(my_chat_member=gone).kind is Kind.OTHER
    assert read(my_chat_member=come | {"chat": PRIVATE}).kind is Kind.OTHER


def test_a_group_that_moves_is_followed() -> None:
    event = read(message=message(GROUP | {"type": "group"}, migrate_to_chat_id=-1009))
    assert (event.kind, event.new_chat_id) == (Kind.MIGRATED, -1009)


@pytest.mark.parametrize(
    ("code", "language"),
    [(None, "zh"), ("zh-hans", "zh"), ("en", "en"), ("en-GB", "en"), ("fr", "zh")],
)
def test_english_is_spoken_to_who_speaks_it(code: str | None, language: str) -> None:
    user = USER | ({"language_code": code} if code else {})
    assert read(message=message(text="x") | {"from": user}).language == language


OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(min_size=1, max_size=30),
    "caption": st.text(max_size=30),
    "photo": st.just(PHOTO),
    "document": st.just(FILE),
    "voice": st.just(FILE | {"duration": 1}),
    "animation": st.just(FILE | {"width": 1, "height": 1, "duration": 1}),
    "location": st.just({"latitude": -0.5, "longitude": 179.9}),
    "media_group_id": st.just("12"),
    "edit_date": st.just(1795452324),
    "sender_chat": st.just(GROUP),
    "is_topic_message": st.just(True),
    "migrate_to_chat_id": st.just(-1003),
    "has_protected_content": st.just(True),
    "some_field_of_next_year": st.just({"deep": [1, None]}),
    "forward_origin": st.just({"type": "hidden_user", "date": 1, "sender_user_name": "x"}),
    "reply_to_message": st.just({"message_id": 1, "date": 1, "chat": GROUP}),
    "entities": st.just([{"type": "bot_command", "offset": 0, "length": 3}]),
    "web_app_data": st.just({"data": "x", "button_text": "y"}),
    "delete_chat_photo": st.just(True),
}
MESSAGES = st.fixed_dictionaries(
    {
        "message_id": st.integers(0, 2**31),
        "date": st.integers(0, 2**31 - 1),
        "chat": st.sampled_from([PRIVATE, GROUP, {"id": -5, "type": "channel", "title": "c"}]),
    },
    optional=OPTIONAL | {"from": st.just(USER)},
)
UPDATES = st.one_of(
    *(
        st.fixed_dictionaries({name: MESSAGES})
        for name in ("message", "edited_message", "channel_post", "edited_channel_post")
    ),
    st.fixed_dictionaries(
        {
            "callback_query": st.fixed_dictionaries(
                {"id": st.text(min_size=1, max_size=5), "from": st.just(USER),
                 "chat_instance": st.just("1")},
                optional={"data": st.text(max_size=64), "message": MESSAGES,
                          "inline_message_id": st.just("i"), "game_short_name": st.just("g")},
            )
        }
    ),
    st.just({"poll_answer": {"poll_id": "1", "user": USER, "option_ids": []}}),
    st.just({"chat_join_request": {"chat": GROUP, "from": USER, "user_chat_id": 1, "date": 1}}),
    st.just({"inline_query": {"id": "1", "from": USER, "query": "", "offset": ""}}),
    st.just({"a_kind_of_next_year": {"chat": GROUP}}),
    st.just({}),
)  # fmt: skip


@given(UPDATES, st.integers(1, 2**31))
def test_no_well_formed_update_raises(update: dict[str, Any], number: int) -> None:
    raw = {"update_id": number} | update
    event = read_event(json.dumps(raw).encode())
    assert event.update_id == number
    assert isinstance(chat_of(raw), int)
    if event.kind is not Kind.OTHER:
        assert event.chat_id


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda one: st.lists(
    one, max_size=3) | st.dictionaries(st.sampled_from(["chat", "id", "from", "message"]), one)))  # fmt: skip
def test_the_lane_of_any_json_is_a_number(value: Any) -> None:
    assert isinstance(chat_of({"update_id": 1, "message": value}), int)
