"""Each journey has a town of its own, and is searched afterwards for what it must not have told."""

import io
import logging
import shutil
import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.logs import setup
from bot.opening import open_store
from bot.rules.terms import Role
from bot.stage import TOKEN, ShiftedClock, settings_for
from sandbox.person import words
from storage.keys import load_or_create
from tests.journeys.town import MORNING, Town, UnhurriedStage, callbacks, read, spoken_in
from tests.practice import SMALL

NEVER_TO_A_CITIZEN = (
    *("诬告", "诬陷", "严重", "轻微", "线索不足", "不属受理", "初步核实", "谈话", "函询"),
    *("暂存", "了结", "把握", "serious", "minor", "insufficient", "out_of_scope", "信访件 2"),
    *("false accusation", "slander"),
)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, as the running assistant logs it."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    setup("info", as_json=True, stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture(scope="session", autouse=True)
def one_list_of_authorities() -> Iterator[None]:
    """Reading the list of certificate authorities is half of what starting a bot costs; it does so once."""
    made = ssl.create_default_context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", lambda **_: made)
        yield


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with keys and an empty database, made once."""
    folder = tmp_path_factory.mktemp("blank")
    settings = settings_for("http://127.0.0.1:1", folder)
    open_store(settings, load_or_create(settings.keys.file, {})).close()
    return folder


@pytest.fixture
def practice() -> dict[str, str]:
    """How the office handles its cases: a leader's one tap decides. Files about the chain say otherwise."""
    return SMALL


@pytest.fixture
async def empty_town(
    tmp_path: Path, blank: Path, log: io.StringIO, practice: dict[str, str]
) -> AsyncIterator[Town]:
    """A running bot, and nobody who knows it."""
    shutil.copytree(blank, tmp_path, dirs_exist_ok=True)
    clock = ShiftedClock()
    stage = UnhurriedStage(tmp_path, clock=clock, reader=read, options=practice)
    town = Town(stage, clock, log)
    town.set_time(MORNING)
    async with stage:
        yield town
        await town.settle()
        await keeps_its_secrets(town)


@pytest.fixture
async def town(empty_town: Town) -> Town:
    """The people of the office, two citizens, two groups."""
    await empty_town.populate()
    return empty_town


@pytest.fixture
async def office(town: Town) -> Town:
    """The town with somebody for case supervision."""
    await town.seat("方衡", Role.OVERSIGHT)
    return town


async def keeps_its_secrets(town: Town) -> None:
    """After a journey: nothing leaked, and no citizen read what only officers may know."""
    secrets = await everything_citizens_wrote(town) | town.secrets | {TOKEN}
    chats = {str(person.id) for person in town.citizens}
    calls = await town.calls()
    spoken = spoken_in(calls)

    logged = town.log.getvalue()
    assert not [one for one in secrets | chats if one in logged], "in the log"
    assert "update_failed" not in logged
    assert "render_failed" not in logged

    data = "\n".join(one for call in calls for one in callbacks(call))
    assert not [one for one in secrets | chats if one in data], "in callback data"

    leaders = "\n".join(spoken.get(town.leaders, []))
    assert "信访件" not in leaders
    assert not [one for one in secrets | chats if one in leaders], "in the leaders' group"

    officers = "\n".join(spoken.get(town.officers, []))
    assert not [one for one in town.secrets | chats if one in officers], "in the officers' group"

    found = plain_in_database(town, secrets | chats)
    assert not found, f"in plain text in the database: {found}"

    for person in town.citizens:
        read_here = "\n".join(text for text in spoken.get(person.id, []) if text not in town.told)
        names = [name for name in town.staff if name in read_here]
        assert not names, "an officer's name was told"
        assert not [one for one in NEVER_TO_A_CITIZEN if one in read_here], read_here


async def everything_citizens_wrote(town: Town) -> set[str]:
    """What citizens wrote to the bot in private, less commands and the shortest words."""
    found: set[str] = set()
    for person in town.citizens:
        if person.id in {one.id for one in town.staff.values()}:
            continue
        own = [one for one in await person.messages() if one["from"]["id"] == person.id]
        texts = [words(one) for one in own]
        found |= {text for text in texts if not text.startswith("/") and len(text.encode()) > 5}
        found.add(str(person.user["first_name"]))
    return found


SHORTEST_CERTAIN = 6
"""Fewer bytes than this turn up by chance: ciphertext is random, and there are megabytes of it."""


def plain_in_database(town: Town, secrets: set[str]) -> list[str]:
    """The secrets that stand readable in the bytes of the database or its write-ahead log."""
    files = sorted(town.path.parent.glob("qingfeng.sqlite3*"))
    content = b"".join(file.read_bytes() for file in files)
    return [one for one in secrets if any(form in content for form in written_forms(one))]


def written_forms(secret: str) -> list[bytes]:
    """How a text would stand in a file, in the forms that are long enough to be no coincidence."""
    forms = [secret.encode(code) for code in ("utf-8", "utf-16-le", "unicode-escape")]
    return [form for form in forms if len(form) >= SHORTEST_CERTAIN]
