"""The command, and the state it keeps between runs."""

import asyncio
import re
import signal
import sys
from pathlib import Path

import pytest

from sandbox.client import Sim
from sandbox.server import Sandbox


async def start(*arguments):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    return process, re.search(r"http://[\d.:]+", line)[0]


@pytest.mark.slow
async def test_the_command_serves_until_it_is_interrupted(tmp_path):
    process, url = await start("--bot", "first_bot=1:x", "--state", str(tmp_path / "state.json"))
    async with Sim(url) as sim:
        ann = await sim.add_user("安")
        await ann.say("before")
    process.send_signal(signal.SIGINT)
    assert await process.wait() == 0
    assert (tmp_path / "state.json").exists()


async def test_everything_is_there_after_a_restart(tmp_path):
    path = tmp_path / "state.json"
    async with Sandbox(state=path) as box, Sim(box.url) as sim:
        await sim.add_bot("1:x", "first_bot")
        ann = await sim.add_user("安", username="an")
        group = await sim.add_chat("Office", members=[ann], bots=["first_bot"])
        await ann.say("kept")
        await ann.send("document", b"content", file_name="a.txt")
        number = group["id"]
        waiting = (await sim.state())["bots"][0]["pending_update_count"]
        before = await sim.state()
    async with Sandbox(state=path) as box, Sim(box.url) as sim:
        state = await sim.state()
        assert state["bots"][0]["pending_update_count"] == waiting
        assert [chat["key"] for chat in state["chats"]] == [
            chat["key"] for chat in before["chats"]
        ]
        ann = sim.person(ann.id)
        assert [m.get("text") for m in await ann.messages()] == ["kept", None]
        assert await ann.download(await ann.last()) == b"content"
        assert (await ann.say("more", number))["chat"]["title"] == "Office"


async def test_a_file_that_is_no_state_is_refused(tmp_path):
    path = tmp_path / "state.json"
    path.write_text("{}")
    with pytest.raises(ValueError, match="is not a state file"):
        async with Sandbox(state=path):
            pass


async def test_a_state_that_cannot_be_written_does_not_end_the_server(tmp_path, caplog):
    async with Sandbox(state=tmp_path / "gone" / "state.json") as box, Sim(box.url) as sim:
        await sim.add_user("安")
    assert "The state was not saved" in caplog.text


def test_the_readme_names_every_act_and_every_option():
    from sandbox.__main__ import _parser
    from sandbox.sim import ACTS

    text = (Path(__file__).parents[2] / "sandbox" / "README.md").read_text(encoding="utf-8")
    options = [name for action in _parser()._actions for name in action.option_strings]
    assert [name for name in [*ACTS, "tap"] if f"`{name}`" not in text] == []
    assert [
        name
        for name in options
        if name.startswith("--") and name not in (*text.split(), "--help") and name not in text
    ] == []
