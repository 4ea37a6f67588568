"""The settings as frozen models: every key with its default. They read nothing: ``load`` does."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.deadlines import Warnings, WorkCalendar
from bot.config.forms import (
    BLANK,
    Address,
    Clocks,
    Duration,
    FilePath,
    Number,
    Roles,
    Seats,
    Share,
    Text,
    Words,
    form,
    longest_first,
    secret_like,
)
from bot.config.section import Section
from bot.rules.approval import Seat
from bot.rules.terms import Role, Route


class Webhook(Section):
    """[telegram.webhook]: where Telegram delivers updates, when ``mode`` is "webhook"."""

    url: Annotated[Address | None, BLANK, form("http(s):// 网址 | an http(s) address")] = None
    listen: Text = "127.0.0.1"
    port: Annotated[int, form("1 到 65535 的端口号 | a port, 1 to 65535", ge=1, le=65535)] = 8443
    secret: Annotated[
        SecretStr | None,
        BLANK,
        secret_like(r"[A-Za-z0-9_-]{1,256}"),
        form("1 到 256 个字母、数字、_ 或 - | 1 to 256 letters, digits, _ or -"),
    ] = None


class Telegram(Section):
    """[telegram]: the bot's account and the road to it."""

    token: Annotated[
        SecretStr | None,
        BLANK,
        secret_like(r"\d+:[A-Za-z0-9_-]+"),
        form("BotFather 给的令牌，形如 123456:ABC-def | BotFather's token, like 123456:ABC-def"),
    ] = None
    base_url: Address = "https://api.telegram.org/bot"
    base_file_url: Address = "https://api.telegram.org/file/bot"
    proxy: Annotated[
        SecretStr | None,
        BLANK,
        secret_like(r"(https?|socks5h?)://\S+"),
        form("代理网址，如 http://127.0.0.1:8118 | a proxy such as http://127.0.0.1:8118"),
    ] = None
    mode: Annotated[
        Literal["polling", "webhook"], form('"polling" 或 "webhook" | "polling" or "webhook"')
    ] = "polling"
    webhook: Webhook = Webhook()


class Storage(Section):
    """[storage]: the database and the folder of encrypted attachments."""

    url: Annotated[
        SecretStr,
        secret_like(r"sqlite:///.+|postgresql\+psycopg://.+"),
        form(
            "sqlite:///文件 或 postgresql+psycopg://用户:密码@主机/库"
            " | sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        ),
    ] = SecretStr("sqlite:///var/qingfeng.sqlite3")
    attachments_dir: FilePath = Path("var/attachments")


class KeysFile(Section):
    """[keys]: where the key file lies."""

    file: FilePath = Path("var/keys.toml")


class OwnHead(Section):
    """[office.own_head]: the office's own head, whose items go to the superior contact only."""

    names: Words = ()
    posts: Words = ("县纪委书记", "县监委主任")


class Office(Section):
    """[office]: whose assistant this is, and who stands above its level."""

    name: Text = "青岭县纪委监委"
    short: Text = "青岭纪"
    timezone: Annotated[
        ZoneInfo, form('时区名，如 "Asia/Shanghai" | a time zone such as "Asia/Shanghai"')
    ] = ZoneInfo("Asia/Shanghai")
    higher_posts: Words = (
        *("县委书记", "县长", "县委常委", "县委副书记", "副县长"),
        *("县人大常委会主任", "人大常委会主任", "县政协主席", "政协主席"),
        *("市委", "市政府", "市长", "副市长", "市纪委", "市监委", "省委", "省政府"),
    )
    own_head: OwnHead = OwnHead()
    letter_template: Annotated[
        Path | None,
        BLANK,
        form("函询通知书模板 .docx 的路径 | the path of a letter template (.docx)"),
    ] = None
    lexicon_dir: Annotated[
        Path | None, BLANK, form("词表目录的路径 | the path of a folder of words")
    ] = None


_LEADERS = (Role.SUPERVISOR, Role.HEAD)


_SIGNED_BY_LEADERS = (Seat(frozenset({Role.SUPERVISOR})), Seat(frozenset({Role.HEAD})))


class Chains(Section):
    """[policy.chains]: who signs a disposition, one after the other."""

    lower: Seats = (Seat(frozenset(_LEADERS)),)
    county: Seats = _SIGNED_BY_LEADERS
    verification: Seats = _SIGNED_BY_LEADERS
    transfer: Seats = (Seat(frozenset({Role.INTAKE, *_LEADERS})),)


class Handling(Section):
    """[policy.handling]: what has to be done before what, where the rules leave a choice."""

    assign_first: Annotated[bool, form("true 或 false | true or false")] = True
    discuss: Annotated[
        frozenset[Literal[Route.TALK, Route.LETTER, Route.VERIFICATION, Route.HOLD, Route.CLOSE]],
        form(
            '列表，取自 "talk" "letter" "verification" "hold" "close"'
            ' | a list of "talk", "letter", "verification", "hold", "close"'
        ),
    ] = frozenset((Route.TALK, Route.LETTER, Route.VERIFICATION, Route.HOLD, Route.CLOSE))
    plan_approval: Annotated[bool, form("true 或 false | true or false")] = True
    record_needed: Annotated[bool, form("true 或 false | true or false")] = True
    spot_check: Share = 0.15


class CodeLock(Section):
    """[policy.code_lock]: when wrong query codes make an account wait, and when they lock it."""

    tries: Number = 5
    within: Duration = timedelta(minutes=15)
    lock_after: Number = 15
    lock: Duration = timedelta(days=7)


class Policy(Section):
    """[policy]: what an office may set for itself; the law's own lengths are the defaults."""

    clocks: Clocks = Field(default_factory=dict)
    chains: Chains = Chains()
    handling: Handling = Handling()
    lower_serious: Roles = _LEADERS
    minor_route: Annotated[
        Literal[Route.TALK, Route.LETTER], form('"talk" 或 "letter" | "talk" or "letter"')
    ] = Route.TALK
    calendar: WorkCalendar = WorkCalendar()
    warnings: Warnings = Warnings()
    serious_amount_yuan: Number = 10_000
    public_loss_yuan: Number = 300_000
    review_below: Share = 0.6
    invite_hours: Number = 72
    code_lock: CodeLock = CodeLock()


class Sessions(Section):
    """[sessions]: how long before an education session its group is reminded."""

    leads: Annotated[
        tuple[Duration, ...],
        AfterValidator(longest_first),
        form('时长列表，如 ["7d", "1d", "2h"] | a list of durations such as ["7d", "1d", "2h"]'),
    ] = (timedelta(days=7), timedelta(days=1), timedelta(hours=2))


class Delivery(Section):
    """[delivery]: how fast messages go out; Telegram's own limits are 30, 1 and 20."""

    per_second: Annotated[int, form("1 到 30 的整数 | a whole number, 1 to 30", ge=1, le=30)] = 25
    per_chat_seconds: Annotated[
        float, form("0.1 到 60 的秒数 | seconds, 0.1 to 60", ge=0.1, le=60)
    ] = 1.0
    group_per_minute: Annotated[
        int, form("1 到 20 的整数 | a whole number, 1 to 20", ge=1, le=20)
    ] = 18


class Attachments(Section):
    """[attachments]: how large a file may be; a cloud bot cannot fetch more than 20 MB."""

    max_bytes: Number = 20 * 1024 * 1024


class Log(Section):
    """[log]: how much is logged, and whether as one JSON object a line."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    level: Annotated[
        Literal["debug", "info", "warning", "error"],
        form('"debug" "info" "warning" "error" 之一 | one of debug, info, warning, error'),
    ] = "info"
    as_json: Annotated[bool, form("true 或 false | true or false", alias="json")] = False


class Model(Section):
    """[model]: a classifier the office trained itself; the bundled one when left out."""

    path: Annotated[Path | None, BLANK, form("模型目录的路径 | the path of a model's folder")] = (
        None
    )


class Learning(Section):
    """[learning]: whether officers' decisions may teach the reader, and what is kept for it."""

    consent: Annotated[bool, form("true 或 false | true or false")] = False
    models_dir: FilePath = Path("var/models")
    keep: Duration = timedelta(days=730)
    most: Annotated[
        int, form("1 到 20000 的整数 | a whole number, 1 to 20000", ge=1, le=20_000)
    ] = 2_000


class Settings(BaseSettings):
    """Everything an operator may set; each section is an attribute of the same name."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    keys: KeysFile = KeysFile()
    office: Office = Office()
    policy: Policy = Policy()
    sessions: Sessions = Sessions()
    delivery: Delivery = Delivery()
    attachments: Attachments = Attachments()
    log: Log = Log()
    model: Model = Model()
    learning: Learning = Learning()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 (the name pydantic-settings gives it)
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_more: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read nothing but what is passed in: no surprise from the environment of a test."""
        return (init_settings,)
