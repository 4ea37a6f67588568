"""Short names of spans of time: 7d, 2h, 30m."""

from datetime import timedelta

_UNITS = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("m", timedelta(minutes=1)))


def lead_name(lead: timedelta) -> str:
    """The shortest exact name, e.g. ``7d``; seconds are used where nothing else is exact."""
    for suffix, unit in _UNITS:
        if lead and not lead % unit:
            return f"{lead // unit}{suffix}"
    return f"{int(lead.total_seconds())}s"
