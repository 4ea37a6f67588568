"""What officers write to a reporter cannot lure, and what anybody writes cannot act as markup."""

import pytest
from telegram import Bot

from bot.rules.clocks import ClockKind
from bot.rules.errors import InputError
from bot.rules.lures import find_lure
from bot.rules.terms import Act, Mode, Role
from bot.services import dialogue, reporter
from bot.services.casework import Choice
from bot.services.clocks import start_clock
from handlers.sending import send_part
from handlers.sheet import Part
from handlers.texts import text
from tests.journeys.town import MINOR
from tests.security.room import Room


@pytest.mark.parametrize(
    "words",
    [
        "请点 https://evil.example/x 上传证据",
        "请到 evil-form.cn 填写",
        "请加我 @he_qing_office 细说",
        "点 t.me/heqing 联系",
        "tg://user?id=1",
        "发到 heqing@example.com",
        "到 www.evil 看看",
        "打我手机 138 0000 0000",
        "http://evil",
        "10.0.0.7:8080 上传",
        "点 ev\u200bil.com",
    ],
)
def test_a_question_that_leads_out_of_the_conversation_is_refused(room: Room, words: str) -> None:
    clerk = room.enrol("何清", Role.INTAKE)
    case = room.tip(MINOR)
    choice = Choice(case.id, 1, Act.ASK)

    with pytest.raises(InputError), room.store.begin(room.now) as tx:
        dialogue.ask_reporter(tx, choice, words, clerk, room.office, room.now)


def test_an_answer_about_the_result_is_held_to_the_same(room: Room) -> None:
    leader = room.enrol("沈岚", Role.SUPERVISOR)
    case = room.tip(MINOR, mode=Mode.REAL_NAME)
    with room.store.begin(room.now) as tx:
        start_clock(tx, case, ClockKind.FEEDBACK, room.office, room.now)

    with pytest.raises(InputError), room.store.begin(room.now) as tx:
        reporter.give_feedback(tx, case, "详见 evil.com", leader, room.office, room.now)


@pytest.mark.parametrize(
    "words",
    [
        "大概是什么时候的事？2026.11.23 上午吗？",
        "请致电办公室 0551-1234567。",
        "涉及 86000.50 元吗？",
        "材料.docx 里第3.2节写的是谁？",
    ],
)
def test_an_honest_question_passes(words: str) -> None:
    assert find_lure(words) == ""


async def test_no_address_in_a_message_is_looked_up() -> None:
    asked: list[object] = []

    class Silent(Bot):
        async def send_message(self, *args: object, **more: object) -> None:  # type: ignore
            asked.append(more["link_preview_options"])
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await send_part(Silent("1:x"), 1, Part("https://evil.example"), None)
    assert asked[0].is_disabled  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["citizen-asked", "citizen-feedback", "card-target"])
def test_markup_that_people_type_is_shown_and_not_obeyed(key: str) -> None:
    typed = "<a href='tg://user?id=1'>点我</a> & <b>"

    shown = text(key, "zh", question=typed, words=typed, who=typed)

    assert "<a " not in shown
    assert "&lt;a href" in shown
