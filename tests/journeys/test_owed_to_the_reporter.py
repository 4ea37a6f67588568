"""What a real-name reporter is owed, and the one guarded way to see who it was."""

import pytest

from sandbox.client import Person
from sandbox.person import labels, words
from tests.journeys.town import MINOR, Town

NAME, PHONE = "贾春生", "0551-7654321"


async def signed_tip(town: Town) -> str:
    who = town.citizen
    await who.start()
    await who.tap("实名反映")
    await who.sees("请写您的姓名")
    await who.say(NAME)
    await who.sees("电话或者邮箱")
    await who.say(PHONE)
    await who.sees("哪一级的干部")
    await who.tap("县直单位")
    await who.sees("想到哪写到哪")
    await who.say(MINOR)
    await who.sees("记下了")
    await town.finish(who)
    code = await town.submit(who)
    await town.settle()
    return code


async def ask_identity(town: Town, who: Person, reason: str = "需要当面核实举报内容。") -> None:
    await town.tap_card(who, "2026-0001", "申请看身份")
    await who.sees("为什么需要知道举报人是谁")
    await who.say(reason)
    await who.sees("已请另一位领导批准")
    await town.settle()


async def seen_by(who: Person) -> str:
    return "\n".join(words(one) for one in await who.messages())


async def test_a_reporter_is_told_that_the_matter_was_accepted(town: Town) -> None:
    await signed_tip(town)
    await town.tap_card(town.intake, "2026-0001", "告知已受理")
    await town.citizen.sees("已经受理")
    assert "告知受理期限" not in words(await town.card("2026-0001"))
    assert "告知已受理" not in labels(await town.card("2026-0001"))


async def test_an_anonymous_reporter_is_not_written_to(town: Town) -> None:
    await town.case()
    offered = labels(await town.card("2026-0001"))
    assert not [label for label in offered if "告知" in label or "身份" in label]


async def test_identity_is_seen_with_a_reason_a_second_person_and_a_record(town: Town) -> None:
    await signed_tip(town)
    await ask_identity(town, town.handler)

    asked = await town.supervisor.sees("申请查看信访件 2026-0001 举报人的身份")
    assert "需要当面核实" in words(asked)
    assert NAME not in words(asked)
    await town.supervisor.tap(labels(asked)[0], message=asked["message_id"])
    shown = await town.handler.sees(NAME)
    assert PHONE in words(shown)
    assert shown.get("has_protected_content")
    for other in (town.supervisor, town.head, town.intake):
        assert NAME not in await seen_by(other)
    assert NAME not in str((await town.spoken())[town.officers])
    record = "".join(row[0] for row in town.rows("SELECT entry FROM audit"))
    assert "identity-asked" in record
    assert "identity-granted" in record
    assert NAME not in record
    assert not [one for one in await town.citizen.messages() if "身份" in words(one)
                and "申请" in words(one)]  # fmt: skip


async def test_a_refusal_shows_nothing(town: Town) -> None:
    await signed_tip(town)
    await ask_identity(town, town.handler)
    asked = await town.supervisor.sees("申请查看")
    await town.supervisor.tap(labels(asked)[1], message=asked["message_id"])
    await town.handler.sees("没有同意")
    assert NAME not in await seen_by(town.handler)


async def test_two_leaders_answer_at_once_and_one_answer_counts(town: Town) -> None:
    await signed_tip(town)
    await ask_identity(town, town.handler)
    first = await town.supervisor.sees("申请查看")
    second = await town.head.sees("申请查看")
    await town.supervisor.tap(labels(first)[1], message=first["message_id"])
    await town.head.tap(labels(second)[0], message=second["message_id"])
    await town.settle()
    assert NAME not in await seen_by(town.handler)


@pytest.mark.parametrize("who", ["intake", "handler"])
async def test_who_is_no_leader_grants_nothing(town: Town, who: str) -> None:
    from tests.journeys.presses import forge

    await signed_tip(town)
    await ask_identity(town, town.handler)
    toast = await forge(town, getattr(town, who), "unseal?", 1, 0, extra="yes")
    assert "相应权限" in toast
    assert NAME not in await seen_by(town.handler)


async def test_nobody_grants_his_own_request(town: Town) -> None:
    from tests.journeys.presses import forge

    await signed_tip(town)
    await ask_identity(town, town.supervisor)
    assert not [one for one in await town.supervisor.messages() if "申请查看" in words(one)]
    assert "相应权限" in await forge(town, town.supervisor, "unseal?", 1, 0, extra="yes")
    assert NAME not in await seen_by(town.supervisor)


async def test_feedback_after_the_end_reaches_the_reporter(town: Town) -> None:
    await signed_tip(town)
    await town.tap_card(town.supervisor, "2026-0001", "改变…")
    await town.tap_card(town.supervisor, "2026-0001", "予以了结")
    await town.supervisor.sees("请写理由")
    await town.supervisor.say("反映的情况已有结论。")
    await town.supervisor.sees("已办")
    await town.tap_card(town.supervisor, "2026-0001", "反馈结果")
    await town.settle()
    await town.supervisor.say("您反映的问题已经核查，相关情况已作处理。")
    await town.citizen.sees("您反映的问题已经核查")
    await town.settle()
    assert "反馈结果期限" not in words(await town.card("2026-0001"))


@pytest.mark.parametrize(
    "question",
    [
        "请加我微信说：www.example.com/x",
        "请打 13800000000 找我谈谈。",
        "请联系 @somebody_here 说明情况。",
    ],
)
async def test_a_question_that_lures_the_reporter_out_is_refused(
    town: Town, question: str
) -> None:
    """R20 Art. 29: nobody may look for where an anonymous reporter is."""
    await town.case()
    await town.tap_card(town.intake, "2026-0001", "问举报人")
    await town.intake.sees("想问举报人什么")
    before = len(await town.citizen.messages())
    await town.intake.say(question)
    await town.settle()
    assert town.state("2026-0001") == "registered"
    assert len(await town.citizen.messages()) == before
