"""What must stand before anything runs: the hour, the keys, the store, the office, the reader."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.classify import FullReader
from bot.config import Settings
from bot.ports import Gister, Office, Reader
from bot.rules.clocks import ClockKind, Due, due_date
from bot.rules.jurisdiction import Jurisdiction
from bot.rules.workdays import state_council_calendar
from storage.agenda import GuardPolicy
from storage.crypto import KeyFileError
from storage.engine import open_engine
from storage.keys import ENV_PREFIX, Keys, load_or_create
from storage.migrate import is_sealed, prepare
from storage.store import SqlStore


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
    calendar = state_council_calendar().with_office_days(
        off=policy.calendar.days_off,
        worked=policy.calendar.days_worked,
        complete_years=policy.calendar.complete_years,
    )

    def due(kind: ClockKind, start: date) -> Due:
        return due_date(kind, start, calendar, policy.clocks)

    return Office(
        name=own.name,
        short=own.short,
        jurisdiction=Jurisdiction(own.own_head.names, own.own_head.posts, own.higher_posts),
        read=read,
        gist=_load_gister(),
        due=due,
        zone=own.timezone,
        session_leads=settings.sessions.leads,
        minor_route=policy.minor_route,
        lower_serious=frozenset(policy.lower_serious),
        approvers=policy.approvers.by_route(),
        max_file_bytes=settings.attachments.max_bytes,
    )


def _load_gister() -> Gister:
    """What tells a tip from others; its tables are read now, so that no citizen waits for them."""
    from nlp.gist import gist_of

    gist_of("清风", {})
    return gist_of


def load_reader(settings: Settings) -> Reader:
    """What the services need of the reader."""
    return load_full_reader(settings).triage


def load_full_reader(settings: Settings) -> FullReader:
    """The reader of tips with the office's thresholds."""
    import nlp
    from nlp.policy import read_policy

    policy = settings.policy
    values = replace(
        read_policy(),
        money_bar_yuan=policy.serious_amount_yuan,
        loss_bar_yuan=policy.public_loss_yuan,
        review_confidence=policy.review_below,
    )
    own = settings.model.path
    return nlp.load(values, model=own) if own else nlp.load(values)
