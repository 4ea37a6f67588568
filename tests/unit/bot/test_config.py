"""The configuration: what is accepted, and how every mistake is named."""

import itertools
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import ConfigError, Settings, load, loading, parse_duration, require_token
from bot.opening import practice_of
from bot.rules.clocks import CLOCKS, ClockKind
from bot.rules.lengths import Length, Unit
from bot.rules.practice import Practice
from bot.rules.terms import Level, Route

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
TOKEN = "123456:ABC-def_ghi"  # invented


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def keys_of(model: type[BaseModel], prefix: str = "") -> set[str]:
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        key = prefix + (field.alias or name)
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            keys |= keys_of(kind, f"{key}.")
        elif key == "policy.clocks":
            keys |= {f"{key}.{clock}" for clock in ClockKind}
        else:
            keys.add(key)
    return keys


def keys_in(table: dict[str, Any], prefix: str = "") -> set[str]:
    keys: set[str] = set()
    for key, value in table.items():
        keys |= keys_in(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
    return keys


def test_the_example_documents_exactly_the_keys_there_are():
    assert keys_in(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))) == keys_of(Settings)


def test_the_example_loads_and_shows_the_defaults():
    example, defaults = load(EXAMPLE, {}), load(None, {})
    clocks = {kind: clock.length for kind, clock in CLOCKS.items()}
    policy = defaults.policy.model_copy(update={"clocks": clocks})
    shown = example.model_dump(exclude={"storage", "keys"})
    expected = defaults.model_copy(update={"policy": policy}).model_dump(
        exclude={"storage", "keys"}
    )
    assert shown == expected


def test_every_key_of_the_example_stands_below_a_comment_in_both_languages():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if not line or line.startswith(("#", "[", "]", " ")):
            continue
        above = itertools.takewhile(lambda text: text.startswith("#"), reversed(lines[:number]))
        comment = " ".join(above)
        assert any("一" <= sign <= "鿿" for sign in comment), line
        assert any(word.isascii() and word.isalpha() for word in comment.split()), line


def test_without_a_file_the_defaults_hold():
    settings = load(None, {})
    assert settings.telegram.mode == "polling"
    assert settings.delivery.per_second == 25
    assert settings.sessions.leads == (timedelta(days=7), timedelta(days=1), timedelta(hours=2))
    assert settings.office.timezone.key == "Asia/Shanghai"
    assert settings.attachments.max_bytes == 20 * 1024 * 1024


def test_the_environment_wins_over_the_file(tmp_path: Path):
    path = write(tmp_path, f'[telegram]\ntoken = "{TOKEN}"\n[delivery]\nper_second = 5\n')
    env = {
        "QINGFENG_TELEGRAM__TOKEN": "99:zz",
        "QINGFENG_SESSIONS__LEADS": '["2h", "9d", "2h"]',
        "QINGFENG_POLICY__CLOCKS__REPORT": "30d",
        "QINGFENG_LOG__JSON": "true",
        "HOME": "/nowhere",
    }
    settings = load(path, env)
    assert require_token(settings) == "99:zz"
    assert settings.delivery.per_second == 5
    assert settings.sessions.leads == (timedelta(days=9), timedelta(hours=2))
    assert settings.policy.clocks == {ClockKind.REPORT: Length(30, Unit.DAYS)}
    assert settings.log.as_json


def test_the_key_variables_are_left_to_the_keys():
    assert load(None, {"QINGFENG_KEY_CONTENT": "x", "QINGFENG_CONFIG": "y"}) == load(None, {})


def test_a_process_environment_is_not_read_behind_the_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QINGFENG_DELIVERY__PER_SECOND", "3")
    assert load(None, {}).delivery.per_second == 25
    assert Settings().delivery.per_second == 25


WRONG = {
    "unknown section": ("foo = 1", "foo"),
    "unknown key": ('[telegram]\ntokn = "1:a"', "telegram.tokn"),
    "no section": ("telegram = 3", "telegram"),
    "token": ('[telegram]\ntoken = "hello"', "telegram.token"),
    "base url": ('[telegram]\nbase_url = "ftp://x"', "telegram.base_url"),
    "mode": ('[telegram]\nmode = "push"', "telegram.mode"),
    "webhook url": ('[telegram.webhook]\nurl = "x"', "telegram.webhook.url"),
    "webhook port": ("[telegram.webhook]\nport = 70000", "telegram.webhook.port"),
    "webhook secret": ('[telegram.webhook]\nsecret = "a b"', "telegram.webhook.secret"),
    "webhook missing": (
        '[telegram]\nmode = "webhook"\nwebhook.secret = "s"',
        "telegram.webhook.url",
    ),
    "socks": ('[telegram]\nproxy = "sock://x"', "telegram.proxy"),
    "database": ('[storage]\nurl = "mysql://u:p@h/d"', "storage.url"),
    "empty name": ('[office]\nname = ""', "office.name"),
    "time zone": ('[office]\ntimezone = "Asia/Nowhere"', "office.timezone"),
    "posts": ('[office]\nhigher_posts = "县长"', "office.higher_posts"),
    "seat": ('[policy.chains]\nlower = ["boss"]', "policy.chains.lower.0"),
    "seat of many": ('[policy.chains]\ncounty = ["0 head"]', "policy.chains.county.0"),
    "nobody": ("[policy.chains]\nlower = []", "policy.chains.lower"),
    "no such way": ('[policy.handling]\ndiscuss = ["transfer"]', "policy.handling.discuss.0"),
    "lot": ("[policy.handling]\nspot_check = 15", "policy.handling.spot_check"),
    "clock name": ('[policy.clocks]\nsend_upp = "5wd"', "policy.clocks.send_upp"),
    "clock length": ('[policy.clocks]\nreport = "soon"', "policy.clocks.report"),
    "share": ("[policy]\nreview_below = 1.5", "policy.review_below"),
    "amount": ("[policy]\nserious_amount_yuan = 0", "policy.serious_amount_yuan"),
    "day": ('[policy.calendar]\ndays_off = ["soon"]', "policy.calendar.days_off.0"),
    "both": (
        "[policy.calendar]\ndays_off = [2027-02-06]\ndays_worked = [2027-02-06]",
        "policy.calendar.days_off",
    ),
    "lock": ('[policy.code_lock]\nlock = "0d"', "policy.code_lock.lock"),
    "lead": ('[sessions]\nleads = ["7d", "week"]', "sessions.leads.1"),
    "lead number": ("[sessions]\nleads = [7]", "sessions.leads.0"),
    "rate": ("[delivery]\nper_second = 31", "delivery.per_second"),
    "level": ('[log]\nlevel = "loud"', "log.level"),
    "json": ('[log]\njson = "maybe"', "log.json"),
    "syntax": ("[telegram\n", "TOML"),
}


@pytest.mark.parametrize(("text", "key"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_key_is_named_with_what_was_found_and_what_is_expected(
    tmp_path: Path, text: str, key: str
):
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text), {})
    assert [problem.key for problem in caught.value.problems][:1] == [key]
    for problem in caught.value.problems:
        assert problem.found
        assert problem.expected_zh
        assert problem.expected_en
    assert "expected" in str(caught.value)
    assert "config.toml" in str(caught.value)


def test_all_wrong_keys_are_told_at_once(tmp_path: Path):
    text = 'foo = 1\n[delivery]\nper_second = "fast"\n[log]\nlevel = 3\n'
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text), {})
    assert {problem.key for problem in caught.value.problems} == {
        "foo",
        "delivery.per_second",
        "log.level",
    }


def test_a_slip_of_the_pen_gets_a_hint(tmp_path: Path):
    with pytest.raises(ConfigError, match="token"):
        load(write(tmp_path, '[telegram]\ntokne = ""'), {})


def test_a_wrong_variable_is_named_as_a_variable():
    with pytest.raises(ConfigError, match=r"QINGFENG_DELIVERY__PER_SECOND.*fast"):
        load(None, {"QINGFENG_DELIVERY__PER_SECOND": "fast"})


@pytest.mark.parametrize("name", ["QINGFENG_TELGRAM__TOKEN", "QINGFENG_TELEGRAM__TOKN"])
def test_a_misspelt_variable_is_not_silently_ignored(name: str):
    with pytest.raises(ConfigError, match=name):
        load(None, {name: "1:a"})


SECRETS = {
    "token": '[telegram]\ntoken = "{}"',
    "misplaced token": '[telegram]\ntokn = "{}"',
    "webhook secret": '[telegram.webhook]\nsecret = "{}"',
    "proxy": '[telegram]\nproxy = "{}"',
    "database": '[storage]\nurl = "{}"',
    "section": '[storage]\nurl = {{ a = "{}" }}',
}


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS.keys())
def test_a_wrong_secret_is_never_printed(tmp_path: Path, text: str):
    secret = "p@ss w0rd!"
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text.format(secret)), {})
    assert "w0rd" not in str(caught.value)
    assert "w0rd" not in repr(caught.value)


def test_secrets_do_not_show_when_settings_are_printed(tmp_path: Path):
    text = f'[telegram]\ntoken = "{TOKEN}"\n[storage]\nurl = "postgresql+psycopg://u:hush@h/d"\n'
    settings = load(write(tmp_path, text), {})
    assert "hush" not in repr(settings)
    assert "ABC-def" not in repr(settings)
    assert settings.storage.url.get_secret_value() == "postgresql+psycopg://u:hush@h/d"


def test_a_file_from_notepad_with_a_byte_order_mark_is_read(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[delivery]\nper_second = 7\n")
    assert load(path, {}).delivery.per_second == 7


def test_a_file_in_another_encoding_is_refused_with_a_word_about_it(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_bytes('[office]\nname = "某县纪委"\n'.encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load(path, {})


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ConfigError, match="TOML"):
            load(path, {})


def test_relative_paths_count_from_the_folder_of_the_file(tmp_path: Path):
    settings = load(write(tmp_path, '[model]\npath = "models/own"\n'), {})
    assert settings.storage.url.get_secret_value() == f"sqlite:///{tmp_path}/var/qingfeng.sqlite3"
    assert settings.storage.attachments_dir == tmp_path / "var/attachments"
    assert settings.keys.file == tmp_path / "var/keys.toml"
    assert settings.model.path == tmp_path / "models/own"


@pytest.mark.parametrize(
    "url", ["sqlite:////data/q.sqlite3", "sqlite:///:memory:", "postgresql+psycopg://h/d"]
)
def test_other_database_addresses_stay_as_they_are(tmp_path: Path, url: str):
    settings = load(write(tmp_path, f'[storage]\nurl = "{url}"\n'), {})
    assert settings.storage.url.get_secret_value() == url


def test_a_missing_token_is_asked_for_by_name():
    with pytest.raises(ConfigError, match=r"telegram\.token"):
        require_token(load(None, {}))


def test_a_socks_proxy_is_refused_where_its_library_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write(tmp_path, '[telegram]\nproxy = "socks5://127.0.0.1:1080"\n')
    monkeypatch.setattr(loading, "find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match=r"telegram\.proxy.*http://"):
        load(path, {})
    monkeypatch.setattr(loading, "find_spec", lambda _name: object())
    assert load(path, {}).telegram.proxy


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load(None, {}).delivery.per_second = 1


def test_the_practice_is_what_the_file_says(tmp_path: Path):
    told = """
[policy.chains]
lower = ["2 supervisor", "head"]
[policy.handling]
assign_first = false
discuss = ["hold"]
spot_check = 0.3
"""
    practice = practice_of(load(write(tmp_path, told), {}))
    assert [str(seat) for seat in practice.chain(Route.TALK, Level.LOWER)] == [
        "2 supervisor",
        "head",
    ]
    assert not practice.assign_first
    assert practice.discuss == {Route.HOLD}
    assert practice.spot_check == 0.3


def test_the_practice_of_a_file_that_says_nothing_is_the_rules_own():
    assert practice_of(load(None, {})) == Practice()


DURATIONS = {"7d": 604800, "2h": 7200, "30m": 1800, "45s": 45, "1h30m": 5400}


@pytest.mark.parametrize(("text", "seconds"), DURATIONS.items())
def test_durations_are_read(text: str, seconds: int):
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value", ["", "7", "d", "-1d", "0m", "1.5h", "7 d", "7w", 7, None, "9999999d"]
)
def test_what_is_no_duration_is_refused(value: object):
    with pytest.raises(ValueError, match="duration"):
        parse_duration(value)
