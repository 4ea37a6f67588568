"""The Bot API methods, one small function each, gathered in one table."""

from sandbox.methods import (
    albums,
    callbacks,
    chats,
    edits,
    files,
    members,
    messages,
    polls,
    profile,
    updates,
)
from sandbox.methods.call import Method

_TABLES = (
    updates.METHODS,
    messages.METHODS,
    files.METHODS,
    albums.METHODS,
    edits.METHODS,
    callbacks.METHODS,
    chats.METHODS,
    members.METHODS,
    profile.METHODS,
    polls.METHODS,
)

METHODS: dict[str, Method] = {
    name.lower(): method for table in _TABLES for name, method in table.items()
}
NAMES: dict[str, str] = {name.lower(): name for table in _TABLES for name in table}
