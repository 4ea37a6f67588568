"""The room of the security tests: services on a real SQLite file, without Telegram."""

from tests.security.conftest import empty_database, room

__all__ = ["empty_database", "room"]
