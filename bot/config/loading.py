"""From a file and the environment to settings, or to an error that names every wrong key."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_settings import EnvSettingsSource

from bot.config.models import Settings
from bot.config.problems import ConfigError, Problem, problem, problems_in

ENV_PREFIX = "QINGFENG_"
_FILE_FORM = "可读的 UTF-8 TOML 文件 | a readable TOML file in UTF-8"

Tree = dict[str, Any]


def load(path: Path | None, env: Mapping[str, str]) -> Settings:
    """Return the settings of a file, overridden by the environment; relative paths made absolute.

    Args:
        path: the TOML file; ``None`` for the defaults alone.
        env: the environment; only ``QINGFENG_<SECTION>__<KEY>`` variables are read.

    Raises:
        ConfigError: the file cannot be read, or keys are wrong or unknown; all of them are named.
    """
    source = str(path) if path else "（无文件，只用默认值 / no file, defaults only）"
    tree = _read_toml(path) if path else {}
    overrides, names = _read_env(env, source)
    try:
        settings = Settings.model_validate(_merge(tree, overrides))
    except ValidationError as error:
        raise ConfigError(source, *problems_in(error, Settings, names)) from None
    clashes = tuple(_clashes(settings))
    if clashes:
        raise ConfigError(source, *clashes)
    return _anchor(settings, path.resolve().parent if path else Path.cwd())


def require_token(settings: Settings) -> str:
    """Return the bot's token.

    Raises:
        ConfigError: there is none; the sandbox needs none, real Telegram does.
    """
    if settings.telegram.token is None:
        form = (
            f"BotFather 给的令牌，或设环境变量 {ENV_PREFIX}TELEGRAM__TOKEN（试用请运行 make demo，不需令牌）"
            f" | the token from BotFather, here or in {ENV_PREFIX}TELEGRAM__TOKEN (make demo needs none)"
        )
        raise ConfigError("telegram.token", problem("telegram.token", "空 / nothing", form))
    return settings.telegram.token.get_secret_value()


def _read_toml(path: Path) -> Tree:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), problem("TOML", str(error), _FILE_FORM)) from None
    except UnicodeDecodeError:
        found = "不是 UTF-8 编码 / not UTF-8"
        raise ConfigError(str(path), problem("TOML", found, _FILE_FORM)) from None
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise ConfigError(str(path), problem("--config", found, _FILE_FORM)) from None


def _read_env(env: Mapping[str, str], source: str) -> tuple[Tree, Mapping[str, str]]:
    """The overrides as a tree, and for each dotted key the variable it came from."""
    given = {name.lower(): text for name, text in env.items() if _is_override(name, source)}
    reader = EnvSettingsSource(Settings, env_prefix=ENV_PREFIX, env_nested_delimiter="__")
    reader.env_vars = given
    names = {
        name.removeprefix(ENV_PREFIX.lower()).replace("__", "."): name.upper() for name in given
    }
    return reader(), names


def _is_override(name: str, source: str) -> bool:
    """Say whether a variable sets a key; one that looks so but names no section is an error."""
    rest = name.upper().removeprefix(ENV_PREFIX)
    section, nested, _ = rest.partition("__")
    if rest == name.upper() or not nested:
        return False
    if section.lower() not in Settings.model_fields:
        known = ", ".join(field.upper() for field in Settings.model_fields)
        raise ConfigError(
            source,
            problem(name, "未知的节 / an unknown section", f"以下之一：{known} | one of: {known}"),
        )
    return True


def _merge(low: Tree, high: Tree) -> Tree:
    """Lay ``high`` over ``low``, section by section."""
    merged = dict(low)
    for key, value in high.items():
        below = merged.get(key)
        sections = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merge(low[key], value) if sections else value
    return merged


def _clashes(settings: Settings) -> Iterator[Problem]:
    """What is well-formed key by key and still cannot work together."""
    telegram, days = settings.telegram, settings.policy.calendar
    if telegram.mode == "webhook":
        needed = '在 mode = "webhook" 时必填 | needed when mode = "webhook"'
        for key in ("url", "secret"):
            if getattr(telegram.webhook, key) is None:
                yield problem(f"telegram.webhook.{key}", "空 / nothing", needed)
    if (
        telegram.proxy
        and telegram.proxy.get_secret_value().startswith("socks")
        and not find_spec("socksio")
    ):
        form = (
            "http:// 代理，或先安装 httpx[socks] 以使用 socks5"
            " | an http:// proxy, or install httpx[socks] for socks5"
        )
        yield problem("telegram.proxy", "socks5", form)
    hours = settings.policy.warnings
    if hours.closes <= hours.opens:
        form = "比 opens 晚的时刻 | an hour later than opens"
        yield problem("policy.warnings.closes", f"{hours.closes:%H:%M}", form)
    if both := days.days_off & days.days_worked:
        found = ", ".join(sorted(map(str, both)))
        yield problem(
            "policy.calendar.days_off", found, "不与 days_worked 重复 | no day of days_worked"
        )


def _anchor(settings: Settings, folder: Path) -> Settings:
    """Count relative paths from ``folder``, so that the command works from anywhere."""
    storage, keys, model = settings.storage, settings.keys, settings.model
    office, learning = settings.office, settings.learning
    policy, calendar = settings.policy, settings.policy.calendar
    files = tuple(folder / file for file in calendar.files)
    kind, _, file = storage.url.get_secret_value().partition(":///")
    url = f"sqlite:///{folder / file}" if kind == "sqlite" and file != ":memory:" else None
    return settings.model_copy(
        update={
            "storage": storage.model_copy(
                update={
                    "url": SecretStr(url) if url else storage.url,
                    "attachments_dir": folder / storage.attachments_dir,
                }
            ),
            "keys": keys.model_copy(update={"file": folder / keys.file}),
            "office": office.model_copy(
                update={
                    "letter_template": office.letter_template and folder / office.letter_template,
                    "lexicon_dir": office.lexicon_dir and folder / office.lexicon_dir,
                }
            ),
            "policy": policy.model_copy(
                update={"calendar": calendar.model_copy(update={"files": files})}
            ),
            "model": model.model_copy(update={"path": model.path and folder / model.path}),
            "learning": learning.model_copy(update={"models_dir": folder / learning.models_dir}),
        }
    )
