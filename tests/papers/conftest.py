"""An office on a real SQLite file, and cases that went as far as a test needs."""

from tests.security.conftest import empty_database, room

__all__ = ["empty_database", "room"]
