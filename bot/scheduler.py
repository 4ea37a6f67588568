"""The trigger engine: it only asks "what is due?"; the truth is rows (docs/adr).

APScheduler keeps its jobs in memory: two processes may both ask, and a compare-and-swap on the
row decides which of them speaks.
"""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

SWEEP_SECONDS = 15


def make_scheduler(
    sweep: Callable[[], Awaitable[None]],
    tidy: Callable[[], Awaitable[None]],
    zone: ZoneInfo,
    *,
    seconds: float = SWEEP_SECONDS,
) -> AsyncIOScheduler:
    """A scheduler that sweeps for due reminders every few seconds and tidies up at night."""
    scheduler = AsyncIOScheduler(
        timezone=zone, job_defaults={"coalesce": True, "misfire_grace_time": 3600}
    )
    scheduler.add_job(sweep, IntervalTrigger(seconds=seconds, timezone=zone), id="sweep")
    scheduler.add_job(tidy, CronTrigger(hour=3, minute=30, timezone=zone), id="tidy")
    return scheduler
