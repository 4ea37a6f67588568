"""What must stand before anything runs: the hour, the keys, the store, the office, the reader."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.calendars import OfficeDays
from bot.classify import FullReader
from bot.config import ConfigError, Settings
from bot.config.problems import problem
from bot.ports import Gister, Office, Reader
from bot.rules.clocks import CLOCKS, ClockKind
from bot.rules.counting import Due, due_date
from bot.rules.jurisdiction import Jurisdiction
from bot.rules.learning import Keeping
from bot.rules.lengths import Length
from bot.rules.practice import Practice
from bot.rules.terms import Level
from bot.rules.warnings import Warnings
from storage.agenda import GuardPolicy
from storage.crypto import KeyFileError
from storage.engine import open_engine
from storage.keys import ENV_PREFIX, Keys, load_or_create
from storage.migrate import is_sealed, prepare
from storage.models import Models, ModelsError
from storage.store import SqlStore

if TYPE_CHECKING:  # the command line stays quick
    from nlp.policy import Policy

log = structlog.get_logger()
LONGEST_NAME = 60
"""Characters of a reader's name that are recorded with each proposal."""


def wall_clock() -> datetime:
    """The present moment; the only place that reads it for the running assistant."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def open_keys(settings: Settings, env: Mapping[str, str]) -> Keys:
    """The installation's keys; new ones are made only where nothing was sealed with older ones.

    Raises:
        storage.crypto.KeyFileError: the file is missing beside a database that needs it, or broken.
        storage.migrate.DatabaseError: the database cannot be opened.
    """
    file = settings.keys.file
    given = any(name.startswith(ENV_PREFIX) for name in env)
    if not given and not file.exists():
        engine = open_engine(settings.storage.url.get_secret_value())
        try:
            if is_sealed(engine):
                raise KeyFileError(
                    f"数据库已用密钥加密，但密钥文件 {file} 不见了：请把原来的密钥文件放回去"
                    f" · the database is sealed, but its key file {file} is missing: put it back"
                )
        finally:
            engine.dispose()
    return load_or_create(file, env)


def open_store(settings: Settings, keys: Keys) -> SqlStore:
    """The store of these settings, its tables brought up to date.

    Raises:
        storage.migrate.DatabaseError: it cannot be used; the message says why.
    """
    lock = settings.policy.code_lock
    guard = GuardPolicy(lock.tries, lock.within, lock.lock_after, lock.lock)
    store = SqlStore.open(
        settings.storage.url.get_secret_value(), keys, settings.storage.attachments_dir, guard
    )
    prepare(store.engine, keys)
    return store


def make_office(settings: Settings, read: Reader) -> Office:
    """The office as the services know it."""
    policy, own = settings.policy, settings.office
    days = OfficeDays(policy.calendar)

    def due(kind: ClockKind, start: date) -> Due:
        return due_date(kind, start, days.current(), policy.clocks)

    def length(kind: ClockKind) -> Length:
        return policy.clocks.get(kind, CLOCKS[kind].length)

    return Office(
        name=own.name,
        short=own.short,
        jurisdiction=Jurisdiction(own.own_head.names, own.own_head.posts, own.higher_posts),
        read=read,
        gist=_load_gister(),
        due=due,
        length=length,
        days=days,
        warnings=warnings_of(settings),
        zone=own.timezone,
        session_leads=settings.sessions.leads,
        minor_route=policy.minor_route,
        lower_serious=frozenset(policy.lower_serious),
        practice=practice_of(settings),
        max_file_bytes=settings.attachments.max_bytes,
        learning=keeping_of(settings),
    )


def practice_of(settings: Settings) -> Practice:
    """How the office handles its cases, where the rules leave it a choice."""
    chains, handling = settings.policy.chains, settings.policy.handling
    return Practice(
        assign_first=handling.assign_first,
        discuss=frozenset(handling.discuss),
        plan_approval=handling.plan_approval,
        record_needed=handling.record_needed,
        spot_check=handling.spot_check,
        chains={Level.LOWER: chains.lower, Level.COUNTY: chains.county},
        verification=chains.verification,
        transfer=chains.transfer,
    )


def warnings_of(settings: Settings) -> Warnings:
    """When deadlines are warned of, and whom."""
    policy = settings.policy.warnings
    before, after = policy.before.by_role(), policy.after.by_role()
    return Warnings(policy.opens, policy.closes, before, after)


def keeping_of(settings: Settings) -> Keeping | None:
    """How examples are kept; None without the office's consent."""
    learning = settings.learning
    return Keeping(learning.keep, learning.most) if learning.consent else None


def _load_gister() -> Gister:
    """What tells a tip from others; its tables are read now, so that no citizen waits for them."""
    from nlp.gist import gist_of

    gist_of("清风", {})
    return gist_of


def load_reader(settings: Settings) -> Reader:
    """What the services need of the reader."""
    return load_full_reader(settings).triage


def reading_policy(settings: Settings) -> "Policy":
    """The office's thresholds of reading."""
    from nlp.policy import read_policy

    policy = settings.policy
    return replace(
        read_policy(),
        money_bar_yuan=policy.serious_amount_yuan,
        loss_bar_yuan=policy.public_loss_yuan,
        review_confidence=policy.review_below,
    )


def own_words(settings: Settings) -> tuple[Path, ...]:
    """The folders of the office's own words, found to be sound.

    Raises:
        ConfigError: one is missing or wrong; file, line and key are named.
    """
    folder = settings.office.lexicon_dir
    if folder is None:
        return ()
    from nlp.entries import read_lexicon
    from nlp.lexicon_check import LexiconError

    try:
        read_lexicon([folder])
    except LexiconError as error:
        line = f"第 {error.line} 行 / line {error.line} " if error.line else ""
        key = error.key or "office.lexicon_dir"
        raise ConfigError(
            str(error.file), problem(f"{line}{key}", error.found, error.expected)
        ) from None
    return (folder,)


def load_full_reader(settings: Settings, processes: int = 1) -> FullReader:
    """The reader of tips: with the model of ``model.path``, else the office's own, else the shipped.

    Where the office's own model is broken or gone, the shipped one reads, and its name says so. With several
    processes each of them has a reader of its own.

    Raises:
        bot.config.ConfigError: the office's own words cannot be used.
    """
    import nlp
    from nlp.parallel import SeveralReaders

    words = own_words(settings)
    if processes > 1:
        return SeveralReaders(partial(load_full_reader, settings), processes)
    values = reading_policy(settings)
    if settings.model.path:
        return nlp.load(values, words, model=settings.model.path)
    models = Models(settings.learning.models_dir)
    try:
        version = models.current()
        if not version:
            return nlp.load(values, words)
        reader = nlp.load(values, words, model=models.sound(version))
        if is_whole(reader):
            return reader
    except ModelsError as error:
        version = str(error)
    log.warning("office_model_unusable", version=version)
    shipped = nlp.load(values, words)
    shipped.model = _instead(shipped.model, version)
    return shipped


def is_whole(reader: FullReader) -> bool:
    """False where a reader could not read its model and goes by the rules alone."""
    return not reader.model.startswith("rules")


def _instead(shipped: str, missing: str) -> str:
    """The name under which proposals are recorded that another model should have made."""
    told = f" (not {missing})"[:LONGEST_NAME]
    return shipped[: LONGEST_NAME - len(told)] + told
