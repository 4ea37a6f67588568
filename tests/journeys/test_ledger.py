"""The register and the export of a folder, asked for in chat."""

import io

from openpyxl import load_workbook

from bot.rules.terms import Role
from sandbox.person import labels, words
from tests.journeys.test_papers import open_papers
from tests.journeys.town import HIGHER, Town


async def test_a_leader_and_case_supervision_get_the_register_and_others_do_not(
    town: Town,
) -> None:
    number = await town.case()
    await town.report(town.neighbour, HIGHER, level="县领导及以上")
    overseer = await town.seat("安宁", Role.OVERSIGHT)
    for who in (town.supervisor, overseer):
        await who.say("/ledger 2026")
        message = await who.sees("2026 年问题线索台账，1 件")
        sheet = load_workbook(io.BytesIO(await who.download(message))).active
        told = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
        assert number in told
        assert "田守拙" not in told
        assert "打麻将" not in told
    await town.handler.say("/ledger")
    await town.handler.sees("相应权限")


async def test_names_stand_in_it_only_where_they_are_asked_for(town: Town) -> None:
    await town.case()
    await town.head.say("/ledger 2026 姓名")
    message = await town.head.sees("2026 年问题线索台账")
    sheet = load_workbook(io.BytesIO(await town.head.download(message))).active
    assert "田守拙" in [cell.value for row in sheet.iter_rows() for cell in row]


async def test_rubbish_after_the_command_is_answered_with_how_to_write_it(town: Town) -> None:
    await town.head.say("/ledger 去年的")
    await town.head.sees("写法：/ledger 2026")
    await town.neighbour.say("/ledger")
    await town.neighbour.sees("权限")


async def test_whoever_stepped_aside_does_not_find_the_case_in_the_register(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "我要回避")
    await town.tap_card(town.supervisor, number, "确认回避")
    await town.supervisor.say("/ledger 2026")
    await town.supervisor.sees("2026 年问题线索台账，0 件")


async def test_the_head_alone_gets_a_code_to_hand_on_and_a_password_to_keep(town: Town) -> None:
    number = await town.case()
    assert "整卷导出…" not in await open_papers(town, town.supervisor, number)
    assert "整卷导出…" in await open_papers(town, town.head, number)
    await town.head.tap("整卷导出…")
    code = words(await town.head.sees("整卷导出码"))
    password = words(await town.head.sees("压缩包的密码"))
    assert f"qingfeng case export {number}" in code
    town.secrets.add(password.splitlines()[1].strip())
    assert labels(await town.newest(town.head)) == []
