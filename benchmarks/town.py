"""Citizens as Telegram reports them: raw updates of many people telling their stories."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from handlers.buttons import Button, Buttons

Json = dict[str, Any]
Step = Callable[[int], Json]

FIRST = 1000
STORY = (
    "我要反映石桥镇大河村村支书王大山的问题。",
    "他去年春节收了包工头张三送的两条烟和一瓶酒,价值大概一千多元。",
    "村里修路的工程没有开会讨论,直接交给他亲戚做。",
    "低保名额也给了他弟媳,他弟媳家开着两家店。",
    "很多人都知道这件事,可以去问老会计。",
    "时间是二〇二五年二月,地点在村委会办公室。",
    "我手里有当时的照片。",
)


class Town:
    """Raw updates of people with numbers from 1000."""

    def __init__(self, buttons: Buttons) -> None:
        self._buttons = buttons
        self._ids = count(1)

    def writing(self, people: int, first: int = FIRST) -> list[Json]:
        """From /start to the last sentence, with a photo and a correction; ten updates each."""
        opening: list[Step] = [
            lambda who: self._text(who, 1, "/start"),
            lambda who: self._tap(who, Button("mode", extra="anonymous")),
            lambda who: self._tap(who, Button("level", extra="lower")),
        ]
        story = [self._line(at, line) for at, line in enumerate(STORY)]
        return list(self._play([*opening, *story, self._correct], people, first))

    def submitting(self, people: int) -> list[Json]:
        """What follows: written out, three questions skipped, handed in."""
        names = ("done", "skip", "skip", "skip", "submit")
        return list(self._play([self._press(name) for name in names], people))

    def lines(self, number: int, people: int = 50) -> list[Json]:
        """Plain sentences, one after another."""
        steps = [self._line(at, STORY[at % len(STORY)]) for at in range(number // people)]
        return list(self._play(steps, people))

    def _play(self, steps: list[Step], people: int, first: int = FIRST) -> Iterator[Json]:
        for step in steps:
            for who in range(first, first + people):
                yield {"update_id": next(self._ids)} | step(who)

    def _line(self, at: int, line: str) -> Step:
        return lambda who: self._text(who, 10 + at, line)

    def _press(self, name: str) -> Step:
        return lambda who: self._tap(who, Button(name))

    def _correct(self, who: int) -> Json:
        return {"edited_message": self._text(who, 11, "价值大概两千元。")["message"]}

    def _text(self, who: int, number: int, text: str) -> Json:
        message = _message(who, number) | {"from": _user(who), "text": text}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return {"message": message}

    def _tap(self, who: int, button: Button) -> Json:
        return {
            "callback_query": {
                "id": f"{who}{button.verb}",
                "from": _user(who),
                "chat_instance": "1",
                "data": self._buttons.pack(button),
                "message": _message(who, 2) | {"text": "…"},
            }
        }


def _user(who: int) -> Json:
    return {"id": who, "is_bot": False, "first_name": "周阿姨", "language_code": "zh-hans"}


def _message(who: int, number: int) -> Json:
    chat = {"id": who, "type": "private", "first_name": "周阿姨"}
    return {"message_id": number, "date": 1_764_000_000, "chat": chat}
