"""Logging that cannot tell tales: ids, counts, states, kinds and durations pass, nothing else.

Our own modules log an event name and fields: ``log.info("tip_submitted", case_id=7, ms=12)``. Fields that
are not on the list are dropped and counted (``dropped=2``). Libraries write sentences, often with what
people sent in them: of such a record only the literal template in the library's source, numbers, and
addresses without their query and token are kept. An exception is its type and our own frames; its
message may hold the text of a tip.
"""

import inspect
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import urlsplit

import structlog
from structlog.typing import EventDict, Processor

_FIELD_LINES = (
    # ids of our own rows
    "audit_seq case_id case_no clock_id decision_id draft_id inbox_id invite_id job_id letter_id material_id",
    "officer_id outbox_id proposal_id reminder_id seq session_id talk_id tip_id update_id",
    # states and kinds
    "act action actor_role article channel clock_kind dialect discipline from_state job kind level locale method",
    "mode model ok outcome provisional queue reason_code review revision role route rule severity state status",
    "status_code step table target_state to_state unit update_kind urgent version",
    # counts and sizes
    "attempt attempts backlog bytes count failed handled limit max pending rate removed rows sent size total",
    "tries workers",
    # times and durations
    "deadline delay delivered due due_on duration elapsed interval lag lead ms next_try poll retry_after seconds",
    "wait",
    # the process
    "exit_code host pid port",
)
FIELDS = frozenset(word for line in _FIELD_LINES for word in line.split())
"""Field names that may be logged. Chat and user ids are identities, so they are not here."""

_HIDDEN = "***"
_EVENT = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,63}")  # an id, a state, a version, a time
_SUSPECT = re.compile(r"\d{7,}|[0-9A-Z]{4}(-[0-9A-Z]{4})+")  # a phone, an id card, a query code
_HTTP_WORD = re.compile(r"[A-Z]{2,7}|HTTP/[\d.]+")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s\"'<>]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")
_PATH = re.compile(r"[A-Za-z0-9/_.*-]{0,80}")
_TOKEN = re.compile(r"(?<![\w.])\d{3,20}(:|%3A)[A-Za-z0-9_-]{20,}")
_OURS = frozenset({"bot", "handlers", "nlp", "storage", "sandbox"})
_SMALL = 100_000  # numbers of libraries below this are counts and ports, above may be chat ids
_DEEPEST = 12  # frames of one exception, and causes, that are shown
_CHATTY = (
    "httpx",
    "httpcore",
    "apscheduler",
    "aiohttp.access",
    "telegram.ext.Updater",
    "alembic",
    "spacy",
)


def setup(level: str, *, as_json: bool, stream: TextIO | None = None) -> None:
    """Send everything that is logged in this process through the filter, to ``stream``.

    Args:
        level: "debug", "info", "warning" or "error".
        as_json: one JSON object a line, instead of lines for people.
        stream: where to; standard error when left out.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(as_json=as_json, colors=(stream or sys.stderr).isatty()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    quiet = max(root.level, logging.WARNING) if root.level > logging.DEBUG else logging.DEBUG
    for name in _CHATTY:
        logging.getLogger(name).setLevel(quiet)
    logging.raiseExceptions = False  # its complaints on stderr quote the record's arguments
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
        cache_logger_on_first_use=False,
    )
    _catch_uncaught()


def mask(text: str) -> str:
    """Return ``text`` with bot tokens hidden and addresses cut to what is no secret.

    Of an address the host and the path stay; user, password, query and fragment go.
    """
    return _TOKEN.sub(_HIDDEN, _URL.sub(lambda found: _bare_address(found[0]), text))


def describe(error: BaseException) -> list[dict[str, object]]:
    """Return an exception and its causes, outermost first: type and our frames, no message."""
    return [
        {"type": _type_name(one), "frames": _frames(one.__traceback__)} for one in _causes(error)
    ]


def _formatter(*, as_json: bool, colors: bool) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=colors)
    )
    return structlog.stdlib.ProcessorFormatter(
        processors=[redact, structlog.processors.TimeStamper(fmt="iso", utc=True), renderer],
        use_get_message=False,
        pass_foreign_args=True,
    )


def redact(_logger: object, level: str, event: EventDict) -> EventDict:
    """Return only what may be logged of ``event``; a structlog processor, before the renderer."""
    record: logging.LogRecord = event.pop("_record")
    name, args = event.pop("event", ""), event.pop("positional_args", ())
    error = _exception(event.pop("exc_info", None))
    shown: dict[str, object] = {"level": level, "logger": record.name}
    if event.pop("_from_structlog"):
        shown["event"] = name if _EVENT.fullmatch(str(name)) else _HIDDEN
    else:
        shown["event"] = _sentence(record, str(name), args)
        shown["at"] = f"{record.module}:{record.lineno}"
    kept = {field: value for field, value in event.items() if _may_pass(field, value)}
    shown.update(kept)
    if dropped := len(event) - len(kept):
        shown["dropped"] = dropped
    if error:
        shown["error"] = describe(error)
    return shown


def _may_pass(field: str, value: object) -> bool:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return field in FIELDS and bool(_VALUE.fullmatch(value)) and not _is_suspect(value)
    return field in FIELDS and isinstance(value, int | float | date | timedelta | None)


def _is_suspect(text: str) -> bool:
    return bool(_SUSPECT.search(text) or _TOKEN.search(text))


def _sentence(record: logging.LogRecord, template: str, args: object) -> str:
    """A library's message with what is no literal of its source, number or address hidden."""
    if not _is_literal(template, record):
        return _HIDDEN
    safe: Any
    if isinstance(args, Mapping):
        safe = {key: _safe(value) for key, value in args.items()}
    else:
        safe = tuple(map(_safe, args)) if isinstance(args, tuple) else ()
    try:
        return mask(template % safe if safe else template)
    except (TypeError, ValueError, KeyError):
        return mask(template)


def _is_literal(text: str, record: logging.LogRecord) -> bool:
    """Say whether the function that logs holds ``text`` as a constant: no f-string, no variable."""
    frame = inspect.currentframe()
    while frame:
        code = frame.f_code
        if (code.co_filename, code.co_name) == (record.pathname, record.funcName):
            return text in code.co_consts
        frame = frame.f_back
    return False


def _safe(value: object) -> object:
    if isinstance(value, float | None) or (isinstance(value, int) and abs(value) < _SMALL):
        return value
    text = str(value) if isinstance(value, str) or type(value).__name__ == "URL" else ""
    if _SCHEME.match(text):
        return _bare_address(text)
    return text if _HTTP_WORD.fullmatch(text) else _HIDDEN


def _bare_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return _HIDDEN
    path = re.sub(r"/file/bot.*", f"/file/bot{_HIDDEN}", parts.path)
    path = re.sub(r"/bot[^/]+", f"/bot{_HIDDEN}", path)
    return f"{parts.scheme}://{host}{path if _PATH.fullmatch(path) else '/' + _HIDDEN}"


def _exception(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_DEEPEST):
        if error is None:
            return
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions[:_DEEPEST]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _frames(trace: TracebackType | None) -> list[str]:
    """Our frames, outermost first, and the innermost frame whosoever it is."""
    frames = list(traceback.walk_tb(trace))
    names = [str(frame.f_globals.get("__name__", "?")) for frame, _ in frames]
    return [
        f"{name}:{line} {frame.f_code.co_name}"
        for number, (name, (frame, line)) in enumerate(zip(names, frames, strict=True), start=1)
        if name.partition(".")[0] in _OURS or number == len(frames)
    ][-_DEEPEST:]


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")


def _catch_uncaught() -> None:
    """Let no traceback with its message reach standard error on the way out."""
    logging.captureWarnings(capture=True)
    log = structlog.get_logger("bot.logs")

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            log.critical("uncaught", exc_info=error)

    sys.excepthook = on_error
    threading.excepthook = lambda args: log.critical("uncaught", exc_info=args.exc_value)
    sys.unraisablehook = lambda args: log.critical("uncaught", exc_info=args.exc_value)
