"""What all commands share: consoles, the configuration option, errors said in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

out = Console()
err = Console(stderr=True)
USAGE_ERROR = 2

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        envvar="QINGFENG_CONFIG",
        help="配置文件（默认 config.toml，没有则全用默认值）· configuration file",
    ),
]


@contextmanager
def plain_errors() -> Iterator[None]:
    """Errors that an administrator can mend are said in words, with exit code 2."""
    from bot.config import ConfigError
    from storage.crypto import CryptoError
    from storage.migrate import DatabaseError

    try:
        yield
    except (ConfigError, CryptoError, DatabaseError) as error:
        err.print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(USAGE_ERROR) from None


def read_settings(path: Path | None) -> Any:
    """The settings of this file, or of ./config.toml, or the defaults."""
    from bot.config import load

    default = Path("config.toml")
    return load(path or (default if default.exists() else None), os.environ)


def read_keys(settings: Any) -> Any:
    """The installation's keys, made at the first start."""
    from bot.opening import open_keys

    return open_keys(settings, os.environ)


def open_the_store(settings: Any) -> Any:
    """The store, its tables brought up to date."""
    from bot.opening import open_store

    return open_store(settings, read_keys(settings))
