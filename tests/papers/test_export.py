"""A case folder leaves the software: allowed by the head, locked with a key the administrator never sees."""

import hashlib
import json
import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest
import pyzipper
from typer.testing import CliRunner

from bot.cli import app
from bot.config import load
from bot.ports import NewFile
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.terms import Level, MaterialKind, Mode, Outcome, State
from bot.services.exports import allow_export
from bot.services.recusals import recuse
from tests.papers.folder import NAME, PHONE, SIGNED, desk_in, words_of
from tests.practice import SMALL

PHOTO, RECORD = b"\xff\xd8\xffa photo as it came", b"%PDF-1.7 a signed record"


@pytest.fixture
def desk(room):
    return desk_in(room)


@pytest.fixture
def command(desk, monkeypatch, tmp_path):
    """Run ``qingfeng`` in the office of these tests; the result's output is both streams."""
    monkeypatch.setattr("bot.case_admin.open_the_store", lambda _settings: desk.room.store)
    monkeypatch.setattr("bot.case_admin.read_settings", lambda _config: load(None, SMALL))
    monkeypatch.setattr("bot.opening.wall_clock", lambda: desk.room.now)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["case", *words])


def a_full_case(desk):
    """A real-name case with a photo, a scan, a talk, a letter and an end."""
    case = desk.to_talk()
    with desk.room.store.begin(desk.room.now) as tx:
        for kind, name, content in (
            (MaterialKind.PHOTO, f"{NAME}的照片.jpg", PHOTO),
            (MaterialKind.SCAN, f"{NAME}案笔录.pdf", RECORD),
        ):
            file = NewFile("ref", f"unique-{kind}", name, "x/y", len(content))
            label = "talk_record" if kind is MaterialKind.SCAN else f"我是{NAME}，见图"
            made = tx.tips.add(
                case.tip_id, kind, label, origin=f"1:{kind}", now=desk.room.now, file=file
            )
            tx.files.stored(made.id, content)
    desk.talk(case, answers=(("是不是贾春生说的？", "不清楚。"),))
    desk.letter(case)
    return desk.put(case, State.CLOSED, outcome=Outcome.EXPLAINED)


def allowed(desk, case) -> tuple[str, str]:
    """The head presses 「整卷导出」: the code and the password of his two messages."""
    with desk.room.store.begin(desk.room.now) as tx:
        allow_export(tx, tx.cases.get(case.id), desk.head, desk.room.now)
    said = {key: args for to, key, args in desk.room.deliver() if to == desk.head.address}
    return said["export-code"]["code"], said["export-password"]["password"]


def opened(path: Path, password: str) -> dict[str, bytes]:
    with pyzipper.AESZipFile(path) as book:
        book.setpassword(password.encode())
        return {name: book.read(name) for name in book.namelist()}


def test_the_archive_holds_papers_originals_scans_and_true_hashes(desk, command):
    case = a_full_case(desk)
    code, password = allowed(desk, case)
    done = command("export", case.number, "--to", "out", "--code", code)
    assert done.exit_code == 0, done.output
    assert password not in done.output
    path = Path("out") / f"{case.number}.zip"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    files = opened(path, password)

    manifest = json.loads(files.pop("manifest.json"))
    listed = {one["name"]: one["sha256"] for one in manifest["files"]}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert PHOTO in files.values()
    assert RECORD in files.values()
    names = sorted(files)
    assert names[0] == "00 卷内目录.docx"
    assert names[1] == "01 问题线索登记表.docx"
    assert any(re.fullmatch(r"原件/\d\d 举报材料（照片）\.jpg", name) for name in names)
    assert any(re.fullmatch(r"扫描件/\d\d 谈话笔录（扫描件）\.pdf", name) for name in names)
    assert any(name.endswith("函询通知书.docx") for name in names)


def test_the_reporter_stands_in_nothing_but_what_he_wrote_himself(desk, command):
    case = a_full_case(desk)
    code, password = allowed(desk, case)
    command("export", case.number, "--to", "out", "--code", code)
    files = opened(Path("out") / f"{case.number}.zip", password)
    for name, content in files.items():
        assert NAME not in name
        if name.startswith("原件/"):
            continue
        said = words_of(content) if name.endswith(".docx") else content.decode("utf-8", "replace")
        assert NAME not in said, name
        assert PHONE not in said, name
    assert any(SIGNED.encode() in content for content in files.values())


def test_the_contents_number_what_lies_in_the_archive(desk, command):
    case = a_full_case(desk)
    code, password = allowed(desk, case)
    command("export", case.number, "--to", "out", "--code", code)
    files = opened(Path("out") / f"{case.number}.zip", password)
    lines = words_of(files["00 卷内目录.docx"]).splitlines()
    for name in files:
        found = re.search(r"(\d\d) (.+?)(\.\w+)?$", name)
        if found and int(found[1]):
            assert found[2] in lines
            assert str(int(found[1])) in lines


def test_without_the_password_nothing_can_be_read(desk, command):
    case = a_full_case(desk)
    code, _ = allowed(desk, case)
    command("export", case.number, "--to", "out", "--code", code)
    path = Path("out") / f"{case.number}.zip"
    with pytest.raises(RuntimeError, match="password"):
        opened(path, code)
    assert "邹望川".encode() not in path.read_bytes()


def test_the_head_is_told_and_it_is_on_record_and_the_code_is_used_up(desk, command):
    case = a_full_case(desk)
    code, _ = allowed(desk, case)
    command("export", case.number, "--to", "out", "--code", code)
    ((_, _, told),) = [one for one in desk.room.deliver() if one[1] == "export-done"]
    assert (
        told["sha"]
        == hashlib.sha256((Path("out") / f"{case.number}.zip").read_bytes()).hexdigest()
    )
    assert desk.room.rows("SELECT 1 FROM audit WHERE entry LIKE '%case-exported%'")
    again = command("export", case.number, "--to", "other", "--code", code)
    assert again.exit_code == 2
    assert "已经用过" in again.output
    assert "used" in again.output
    assert not list(Path("other").glob("*"))


@pytest.mark.parametrize(
    "typed", ["", "x", "1-", "999-ABCDEFGH", "٣-ABC", "1-AAAAAAAA", "-" * 500]
)
def test_a_wrong_code_exports_nothing(desk, command, typed):
    case = a_full_case(desk)
    allowed(desk, case)
    done = command("export", case.number, "--to", "out", "--code", typed)
    assert done.exit_code != 0
    assert not list(Path("out").glob("*"))


def test_a_code_is_for_one_case_and_for_one_day(desk, command):
    case, other = a_full_case(desk), desk.room.tip(SIGNED)
    code, _ = allowed(desk, case)
    assert command("export", other.number, "--code", code).exit_code == 2
    desk.room.now += timedelta(hours=25)
    assert command("export", case.number, "--code", code).exit_code == 2
    desk.room.now -= timedelta(hours=2)
    assert command("export", case.number, "--code", code).exit_code == 0


def test_an_unknown_number_and_a_sealed_case_are_refused_in_words(desk, command):
    unknown = command("export", "2026-9999", "--code", "1-AAAAAAAA")
    assert unknown.exit_code == 2
    assert "没有这个编号" in unknown.output
    sealed = desk.room.tip("我要反映副县长冉某在招商项目里的问题。", level=Level.HIGHER)
    refused = command("export", sealed.number, "--code", "1-AAAAAAAA")
    assert refused.exit_code == 2
    assert "封存件不能导出" in refused.output
    assert "sealed" in refused.output


def test_only_the_head_allows_an_export_and_not_of_what_he_stepped_aside_from(desk):
    case = a_full_case(desk)
    with desk.room.store.begin(desk.room.now) as tx:
        for officer in (desk.handler, desk.supervisor, desk.overseer):
            with pytest.raises(NotAllowedError):
                allow_export(tx, case, officer, desk.room.now)
        recuse(tx, case.id, desk.head, desk.room.now)
        with pytest.raises(NotAllowedError):
            allow_export(tx, case, desk.head, desk.room.now)


def test_a_sealed_case_gets_no_code(desk):
    case = desk.room.tip("我要反映副县长冉某在招商项目里的问题。", level=Level.HIGHER)
    with desk.room.store.begin(desk.room.now) as tx, pytest.raises(InputError):
        allow_export(tx, case, desk.head, desk.room.now)


def test_a_head_who_stepped_aside_meanwhile_makes_his_code_void(desk, command):
    case = a_full_case(desk)
    code, _ = allowed(desk, case)
    with desk.room.store.begin(desk.room.now) as tx:
        recuse(tx, case.id, desk.head, desk.room.now)
    assert command("export", case.number, "--to", "out", "--code", code).exit_code == 2


def test_an_original_that_was_altered_on_disk_stops_the_export(desk, command, monkeypatch):
    case = a_full_case(desk)
    code, _ = allowed(desk, case)
    monkeypatch.setattr("storage.files.SqlFiles.read", lambda _self, _id: b"something else")
    done = command("export", case.number, "--to", "out", "--code", code)
    assert done.exit_code == 2
    assert "不一致" in done.output
    assert not list(Path("out").glob("*"))


def test_an_archive_that_is_there_already_is_not_written_over(desk, command):
    case = a_full_case(desk)
    code, _ = allowed(desk, case)
    Path("out").mkdir()
    there = Path("out") / f"{case.number}.zip"
    there.write_bytes(b"older")
    assert command("export", case.number, "--to", "out", "--code", code).exit_code == 2
    assert there.read_bytes() == b"older"


# --- register and quarter by command


def test_the_register_is_written_by_command_without_names(desk, command):
    desk.to_talk(mode=Mode.ANONYMOUS)
    done = command("register", "--year", "2026", "--to", "out/ledger.xlsx")
    assert done.exit_code == 0, done.output
    assert Path("out/ledger.xlsx").read_bytes().startswith(b"PK")
    assert desk.room.rows("SELECT 1 FROM audit WHERE entry LIKE '%register-written%'")


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_quarter_is_written_in_the_form_of_its_ending(desk, command, ending):
    desk.to_talk()
    done = command("quarter", "2026Q4", "--to", f"q.{ending}")
    assert done.exit_code == 0, done.output
    assert Path(f"q.{ending}").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("quarter", "2026Q5", "--to", "new.docx"), "2026Q4"),
        (("quarter", "2026Q4", "--to", "new.pdf"), ".docx"),
        (("register", "--year", "2026", "--to", "new.csv"), ".xlsx"),
    ],
)
def test_a_wrong_quarter_or_ending_is_refused_in_both_languages(desk, command, words, complaint):
    done = command(*words)
    assert done.exit_code == 2
    assert complaint in done.output
    assert not list(Path().glob("new.*"))
    assert not desk.room.rows("SELECT 1 FROM audit WHERE entry LIKE '%-written%'")
