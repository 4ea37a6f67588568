"""Two journeys with the reader the bot really has."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.opening import load_reader
from bot.stage import ShiftedClock, settings_for
from sandbox.person import words
from tests.journeys.conftest import keeps_its_secrets
from tests.journeys.town import MORNING, Town, UnhurriedStage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    return load_reader(settings_for("http://127.0.0.1:1", tmp_path_factory.mktemp("reader")))


@pytest.fixture
async def real_town(tmp_path: Path, log, reader) -> AsyncIterator[Town]:
    clock = ShiftedClock()
    stage = UnhurriedStage(tmp_path, clock=clock, reader=reader)
    town = Town(stage, clock, log)
    town.set_time(MORNING)
    async with stage:
        await town.populate()
        yield town
        await town.settle()
        await keeps_its_secrets(town)


async def test_a_serious_tip_is_read_as_serious_with_reasons_and_facts(real_town: Town) -> None:
    text = "柳湾村村主任季大有冒领我们村危房改造补助款，前年一共套取了八万六千元，都打进了他小舅子的卡里。"
    await real_town.report(real_town.citizen, text, level="村（社区）、乡镇")
    card = words(await real_town.card("2026-0001"))
    assert "严重" in card
    assert "季大有" in card
    assert "八万六千元" in card
    assert "条" in card


async def test_fifty_thousand_characters_are_read_in_good_time(real_town: Town) -> None:
    import time

    text = ("枫林镇水利站站长洪四海上班打麻将，群众办事要等两个小时，态度很差。" * 1600)[:50_000]
    await real_town.write(real_town.citizen)
    await real_town.citizen.say(text)
    await real_town.citizen.sees("记下了（第 13 条）", timeout=10)
    began = time.monotonic()
    await real_town.finish(real_town.citizen)
    await real_town.submit(real_town.citizen)
    assert time.monotonic() - began < 20
    assert "洪四海" in words(await real_town.card("2026-0001"))
