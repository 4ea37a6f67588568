"""The configuration: ``config.toml`` and the environment, read into frozen models.

``load`` is the only way in. Whatever is wrong with a file or a variable becomes a ``ConfigError``
that names the key, what was found and what form is expected, in Chinese and English.
An environment variable wins over the file: ``QINGFENG_TELEGRAM__TOKEN`` sets ``token`` of
``[telegram]``; lists are written as JSON there. ``config.example.toml`` explains every key.
"""

from bot.config.forms import parse_duration
from bot.config.loading import ENV_PREFIX, load, require_token
from bot.config.models import Settings
from bot.config.problems import ConfigError, Problem

__all__ = [
    "ENV_PREFIX",
    "ConfigError",
    "Problem",
    "Settings",
    "load",
    "parse_duration",
    "require_token",
]
