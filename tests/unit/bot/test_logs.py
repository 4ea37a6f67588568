"""What reaches the log, and above all what does not."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
import structlog

from bot import logs
from bot.rules.terms import Severity
from storage.crypto import Box

TOKEN = "7654321098:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"  # invented
IDENTITY = ("王建国", "zhang_wei_88", "13800138000", "330382199001011234", "7K3F-9QWD-X2MP", TOKEN)
TIP = "村主任李某把高龄补贴领了没给"
ASCII_TIP = "the village head kept my mother's allowance"


class Log:
    """What was logged since the set-up."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root, loggers = logging.getLogger(), ("httpx", "httpcore", "apscheduler", "telegram")
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in loggers}
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    root.handlers, root.level, logging.raiseExceptions = handlers, level, raising
    for name, value in levels.items():
        logging.getLogger(name).setLevel(value)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture(params=["json", "console"])
def anywhere(request: pytest.FixtureRequest) -> Log:
    stream = io.StringIO()
    logs.setup("debug", as_json=request.param == "json", stream=stream)
    return Log(stream)


@pytest.fixture
def log() -> Log:
    stream = io.StringIO()
    logs.setup("debug", as_json=True, stream=stream)
    return Log(stream)


def ours() -> Any:
    return structlog.get_logger("bot.services.intake")


def test_ids_counts_states_and_durations_pass(log: Log):
    ours().info("tip_submitted", case_id=7, count=3, state="draft", ms=1.5, ok=True, kind=None)
    line = log.lines[0]
    assert line["event"] == "tip_submitted"
    assert line["level"] == "info"
    assert line["logger"] == "bot.services.intake"
    assert (line["case_id"], line["count"], line["state"], line["ms"]) == (7, 3, "draft", 1.5)
    assert "dropped" not in line
    assert line["timestamp"].endswith("Z")


def test_enums_dates_and_durations_pass(log: Log):
    ours().info("x", severity=Severity.MINOR, due_on=date(2026, 12, 1), wait=timedelta(hours=2))
    assert log.lines[0]["severity"] == "minor"
    assert "dropped" not in log.lines[0]


@pytest.mark.parametrize(
    "field", ["text", "name", "chat_id", "user_id", "username", "code", "note"]
)
def test_other_fields_are_dropped_and_counted(log: Log, field: str):
    ours().info("tip_submitted", **{field: 1234567, "case_id": 1})
    assert field not in log.lines[0]
    assert log.lines[0]["dropped"] == 1


# A user name cannot be told from a state; that is why fields are listed by name.
@pytest.mark.parametrize(
    "secret", [*(one for one in IDENTITY if one != "zhang_wei_88"), TIP, ASCII_TIP]
)
def test_an_identity_or_a_text_in_an_allowed_field_is_dropped(anywhere: Log, secret: str):
    ours().info("tip_submitted", state=secret, kind=secret)
    assert secret not in anywhere.text


@pytest.mark.parametrize("value", [b"bytes", ["a"], {"a": 1}, object()])
def test_containers_and_objects_are_dropped(log: Log, value: object):
    ours().info("x", state=value)
    assert log.lines[0]["dropped"] == 1


@pytest.mark.parametrize("secret", [*IDENTITY, TIP, ASCII_TIP])
def test_an_event_that_is_a_sentence_is_hidden(anywhere: Log, secret: str):
    ours().info(f"received {secret}")
    ours().info("received %s", secret)
    ours().info("x", text=secret, note=[secret], stack_info=secret)
    assert secret not in anywhere.text


@pytest.mark.parametrize("secret", [*IDENTITY, TIP, ASCII_TIP])
@pytest.mark.parametrize(
    "name", ["httpx", "telegram.ext", "sqlalchemy.engine", "apscheduler.jobs"]
)
def test_what_people_wrote_is_hidden_in_the_records_of_libraries(
    anywhere: Log, name: str, secret: str
):
    logger = logging.getLogger(name)
    logger.error("parameters %s of %r", secret, {"text": secret})
    logger.error("parameters %(text)s", {"text": secret})
    logger.error(f"update {secret}")  # noqa: G004 (what libraries should not do, and do)
    logger.error("update " + secret)  # noqa: G003
    logger.error(secret)
    logger.error("wrong %d", secret)
    logger.error(ValueError(secret))
    logger.error("x", extra={"text": secret}, stack_info=True)
    assert secret not in anywhere.text


def test_the_literal_template_and_small_numbers_of_a_library_stay(log: Log):
    logging.getLogger("telegram.ext").warning("retry %d of %s for chat %s", 3, 5, 7654321)
    assert log.lines[0]["event"] == "retry 3 of 5 for chat ***"
    assert log.lines[0]["at"].startswith("test_logs:")


def test_a_template_whose_numbers_had_to_be_hidden_is_shown_as_it_is(log: Log):
    logging.getLogger("telegram.ext").warning("chat %d", 7654321)
    assert log.lines[0]["event"] == "chat %d"


def test_a_real_request_shows_method_and_address_without_the_token(log: Log):
    logging.getLogger("httpx").setLevel(logging.INFO)
    transport = httpx.MockTransport(lambda _request: httpx.Response(200))
    with httpx.Client(transport=transport) as client:
        client.get(f"https://api.telegram.org/bot{TOKEN}/sendMessage?text={ASCII_TIP}")
    line = next(line for line in log.lines if line["logger"] == "httpx")
    assert line["event"] == (
        'HTTP Request: GET https://api.telegram.org/bot***/sendMessage "HTTP/1.1 200 OK"'
    )


URLS = {
    f"https://api.telegram.org/bot{TOKEN}/getMe": "https://api.telegram.org/bot***/getMe",
    f"https://api.telegram.org/file/bot{TOKEN}/documents/a.pdf": "https://api.telegram.org/file/bot***",
    "http://127.0.0.1:8081/bot42:x/getMe": "http://127.0.0.1:8081/bot***/getMe",
    "http://user:pass@proxy:3128/?q=1#f": "http://proxy:3128/",
    "postgresql+psycopg://q:hush@db/qingfeng": "postgresql+psycopg://db/qingfeng",
    "https://x/举报/王建国": "https://x/***",
    "http://[bad/": "***",
    f"token {TOKEN} refused": "token *** refused",
    "at 12:30 on port 80": "at 12:30 on port 80",
}


@pytest.mark.parametrize(("text", "masked"), URLS.items())
def test_tokens_and_passwords_are_masked(text: str, masked: str):
    assert logs.mask(text) == masked


def fail(text: str) -> None:
    try:
        Box(text.encode())
    except ValueError as error:
        raise RuntimeError(text) from error


@pytest.mark.parametrize("secret", [*IDENTITY, TIP])
def test_exceptions_are_type_and_our_frames_without_their_message(anywhere: Log, secret: str):
    try:
        fail(secret)
    except RuntimeError as error:
        ours().exception("update_failed", update_id=1)
        ours().error("update_failed", exc_info=error)
        logging.getLogger("telegram.ext").exception("failed")
        logging.getLogger("telegram.ext").error("failed", exc_info=error)
    assert secret not in anywhere.text
    assert anywhere.text.count("RuntimeError") == 4
    assert anywhere.text.count("storage.crypto") == 4


def test_the_causes_of_an_exception_are_told(log: Log):
    try:
        fail("x")
    except RuntimeError:
        ours().exception("update_failed")
    outer, inner = log.lines[0]["error"]
    assert outer["type"] == "RuntimeError"
    assert inner["type"] == "ValueError"
    assert any("__init__" in frame for frame in inner["frames"])


def test_the_members_of_a_group_are_told():
    group = ExceptionGroup("王建国", [KeyError("a"), TypeError("b")])
    assert [part["type"] for part in logs.describe(group)] == [
        "ExceptionGroup",
        "KeyError",
        "TypeError",
    ]


def test_uncaught_exceptions_go_the_same_way(anywhere: Log, capsys: pytest.CaptureFixture[str]):
    error = RuntimeError(TIP)
    sys.excepthook(RuntimeError, error, None)
    thread = threading.Thread(target=fail, args=(TIP,))
    thread.start()
    thread.join()
    args = SimpleNamespace(exc_type=RuntimeError, exc_value=error, err_msg=TIP, object=TIP)
    sys.unraisablehook(cast("Any", args))
    assert anywhere.text.count("uncaught") == 3
    assert TIP not in anywhere.text + "".join(capsys.readouterr())


def test_an_interrupt_from_the_keyboard_is_left_to_python(
    anywhere: Log, capsys: pytest.CaptureFixture[str]
):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert anywhere.text == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_record_that_cannot_be_formatted_is_not_quoted_on_standard_error(
    log: Log, capsys: pytest.CaptureFixture[str]
):
    logging.getLogger("x").error("%d %d", TIP)  # noqa: PLE1206
    assert TIP not in log.text + "".join(capsys.readouterr())


def test_the_level_holds_and_chatty_libraries_are_quiet():
    stream = io.StringIO()
    logs.setup("info", as_json=True, stream=stream)
    ours().debug("quiet")
    logging.getLogger("httpx").info("request")
    logging.getLogger("telegram").debug("quiet")
    assert stream.getvalue() == ""
    ours().info("heard")
    assert "heard" in stream.getvalue()


def test_what_is_bound_for_an_update_is_filtered_too(log: Log):
    structlog.contextvars.bind_contextvars(update_id=9, username="zhang_wei_88")
    ours().info("handled")
    assert log.lines[0]["update_id"] == 9
    assert log.lines[0]["dropped"] == 1


def test_no_field_on_the_list_is_an_identity():
    assert not logs.FIELDS & {"chat_id", "user_id", "from_id", "name", "username", "phone", "text"}
