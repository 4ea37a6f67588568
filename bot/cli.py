"""The command line: ``qingfeng``. Every refusal says what is wrong and what to do."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.rules.terms import Role

app = typer.Typer(
    no_args_is_help=True,
    help="清风:信访举报分流助手 · a petition-triage assistant on Telegram",
    pretty_exceptions_show_locals=False,
)
officer_app = typer.Typer(no_args_is_help=True, help="工作人员账号 · officers' accounts")
audit_app = typer.Typer(no_args_is_help=True, help="审计记录 · the audit record")
app.add_typer(officer_app, name="officer")
app.add_typer(audit_app, name="audit")

out = Console()
err = Console(stderr=True)
USAGE_ERROR = 2
FILE_KINDS = (".txt", ".csv", ".jsonl")

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        envvar="QINGFENG_CONFIG",
        help="配置文件(默认 config.toml,没有则全用默认值)· configuration file",
    ),
]


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Errors that an administrator can mend are said in words, with exit code 2."""
    from bot.config import ConfigError
    from storage.crypto import CryptoError
    from storage.migrate import DatabaseError

    try:
        yield
    except (ConfigError, CryptoError, DatabaseError) as error:
        err.print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(USAGE_ERROR) from None


def _settings(path: Path | None) -> Any:
    from bot.config import load

    default = Path("config.toml")
    return load(path or (default if default.exists() else None), os.environ)


def _keys(settings: Any) -> Any:
    from storage.keys import load_or_create

    return load_or_create(settings.keys.file, os.environ)


def _store(settings: Any) -> Any:
    from bot.app import open_store

    return open_store(settings, _keys(settings))


@app.command()
def run(config: ConfigOption = None) -> None:
    """启动服务 · serve Telegram, by long polling or by webhook as configured."""
    with _plain_errors():
        from telegram.error import InvalidToken

        from bot.app import App, load_reader, make_office, open_store
        from bot.config import require_token
        from bot.logs import setup

        settings = _settings(config)
        require_token(settings)
        setup(settings.log.level, as_json=settings.log.as_json)
        keys = _keys(settings)
        store = open_store(settings, keys)
        office = make_office(settings, load_reader(settings))
        try:
            asyncio.run(App(settings, store, keys, office).run())
        except InvalidToken:
            err.print(
                "Telegram 不认这个令牌:请核对 [telegram] token · Telegram refused the token:"
                " check [telegram] token",
                style="red",
                markup=False,
            )
            raise typer.Exit(USAGE_ERROR) from None
        finally:
            store.close()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="网页端口 · port of the chat page")] = 8085,
    folder: Annotated[
        Path | None, typer.Option(help="数据放在哪里(默认临时目录)· where data is kept")
    ] = None,
    *,
    script: Annotated[
        bool, typer.Option("--script", help="在终端里演完一个完整故事 · play one story and exit")
    ] = False,
) -> None:
    """不用令牌、不用联网,在浏览器里试用 · try everything without a token or a network."""
    from bot.demo import play, serve

    with _plain_errors():
        if script:
            raise typer.Exit(asyncio.run(play(folder, out)))
        asyncio.run(serve(port, folder, out))


@officer_app.command("invite")
def officer_invite(
    role: Annotated[Role, typer.Option(help="角色 · role")],
    name: Annotated[str, typer.Option(help="姓名 · name")],
    config: ConfigOption = None,
) -> None:
    """做一个一次性邀请链接 · make a one-time invite link for an officer."""
    with _plain_errors():
        from bot.app import wall_clock
        from handlers.desk import INVITE

        settings = _settings(config)
        username = _username(settings)
        now = wall_clock()
        hours = settings.policy.invite_hours
        with _store(settings).begin(now) as tx:
            token = tx.officers.invite(name, role, expires=now + timedelta(hours=hours))
            tx.audit("invited", actor="administrator", role=role)
        out.print(
            f"[bold]{hours}[/] 小时内有效,只能用一次,请当面交给本人 · one use, within {hours} hours:"
        )
        out.print(
            f"https://t.me/{username}?start={INVITE}{token}", highlight=False, soft_wrap=True
        )


def _username(settings: Any) -> str:
    """The bot's name, asked from Telegram; a placeholder where it cannot be reached."""
    from telegram import Bot
    from telegram.error import TelegramError

    from bot.config import require_token

    async def ask() -> str:
        base = settings.telegram.base_url
        async with Bot(require_token(settings), base_url=base) as bot:
            return bot.username

    try:
        return asyncio.run(ask())
    except TelegramError:
        return "YOUR_BOT"


@officer_app.command("list")
def officer_list(config: ConfigOption = None) -> None:
    """列出工作人员 · list the officers."""
    with _plain_errors():
        from bot.app import wall_clock

        table = Table("id", "姓名 name", "角色 role")
        with _store(_settings(config)).begin(wall_clock()) as tx:
            for one in tx.officers.active():
                table.add_row(str(one.id), one.name, one.role)
        out.print(table)


@officer_app.command("retire")
def officer_retire(officer_id: int, config: ConfigOption = None) -> None:
    """停用一个账号 · take an officer's account out of use."""
    with _plain_errors():
        from bot.app import wall_clock

        with _store(_settings(config)).begin(wall_clock()) as tx:
            done = tx.officers.retire(officer_id)
            if done:
                tx.audit("retired", actor="administrator", subject=f"officer:{officer_id}")
        if not done:
            err.print(f"没有在用的账号 {officer_id} · no active officer {officer_id}", style="red")
            raise typer.Exit(USAGE_ERROR)
        out.print(f"已停用 · retired: {officer_id}")


@audit_app.command("verify")
def audit_verify(
    config: ConfigOption = None,
    head: Annotated[
        str | None,
        typer.Option(help="以前记下的「条数:封印」· a count:seal noted earlier"),
    ] = None,
) -> None:
    """核对审计记录没有被改动 · check that no entry was changed, dropped or inserted."""
    with _plain_errors():
        from bot.app import wall_clock
        from bot.rules.chain import Head

        expected = None
        if head:
            count, _, mac = head.partition(":")
            try:
                expected = Head(int(count), bytes.fromhex(mac))
            except ValueError:
                err.print("--head 应为「条数:封印」· --head must be count:seal", style="red")
                raise typer.Exit(USAGE_ERROR) from None
        with _store(_settings(config)).begin(wall_clock()) as tx:
            broken, now = tx.chain.broken_at(expected), tx.chain.head()
        if broken is not None:
            err.print(f"第 {broken} 条起对不上 · broken at entry {broken}", style="bold red")
            raise typer.Exit(1)
        out.print(f"完好,共 {now.count} 条 · whole, {now.count} entries")
        out.print(f"{now.count}:{now.mac.hex()}", highlight=False, soft_wrap=True)


@app.command()
def inbox(config: ConfigOption = None, *, retry: bool = False) -> None:
    """看收件箱,可重试处理失败的 · waiting and failed updates; --retry tries the failed again."""
    with _plain_errors():
        from bot.app import wall_clock

        with _store(_settings(config)).begin(wall_clock()) as tx:
            waiting, dead = tx.inbox.open(), list(tx.inbox.dead())
            if retry:
                for row in dead:
                    tx.inbox.reopen(row)
                tx.audit("dead-letters-retried", actor="administrator", count=len(dead))
        out.print(f"待处理 waiting: {waiting} · 失败 failed: {len(dead)} {dead or ''}")
        if retry and dead:
            out.print("已重新排队 · queued again")


@app.command()
def backup(folder: Path, config: ConfigOption = None) -> None:
    """备份数据库和附件(密钥另放)· copy database and attachments; keys are kept apart."""
    with _plain_errors():
        from bot.app import wall_clock
        from storage.backup import BackupError, back_up

        settings = _settings(config)
        store = _store(settings)
        try:
            made = back_up(store.engine, settings.storage.attachments_dir, folder, wall_clock())
        except BackupError as error:
            err.print(str(error), style="red", markup=False)
            raise typer.Exit(USAGE_ERROR) from None
        with store.begin(wall_clock()) as tx:
            head = tx.chain.head()
        out.print(f"已备份到 · backed up to: {made}", highlight=False, soft_wrap=True)
        out.print("密钥不在里面,请另外备份 · the keys are not in it: keep them elsewhere")
        out.print(
            f"审计 · audit head: {head.count}:{head.mac.hex()}", highlight=False, soft_wrap=True
        )


@app.command()
def classify(
    text: Annotated[
        str | None, typer.Argument(help="一段话,或 .txt .csv .jsonl 文件 · a text or a file")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="每行一个 {id,text},每行一个结果 · JSON lines in and out"),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="结果文件 · where results go")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """读一段反映,给出建议和依据 · read a tip: proposal, reasons and facts."""
    from bot.classify import classify_file, classify_stream, show_json, show_table

    with _plain_errors():
        from bot.app import load_full_reader

        reader = load_full_reader(_settings(config))
        path = Path(text) if text and len(text) < 250 else None
        try:
            is_file = path is not None and path.is_file()
        except OSError:
            is_file = False
        if jsonl or (is_file and path and path.suffix in (".jsonl", ".csv")):
            _many(reader, path if is_file else None, output, classify_file, classify_stream)
        elif path is not None and path.suffix in FILE_KINDS and not is_file:
            err.print(f"没有这个文件 · no such file: {path}", style="red", markup=False)
            raise typer.Exit(USAGE_ERROR)
        elif text is None and sys.stdin.isatty():
            err.print("请给一段话或一个文件 · give a text or a file", style="red")
            raise typer.Exit(USAGE_ERROR)
        else:
            words = path.read_text("utf-8") if is_file and path else (text or sys.stdin.read())
            triage = reader.triage(words)
            (show_json if as_json else show_table)(triage, out)


def _many(
    reader: Any,
    path: Path | None,
    output: Path | None,
    from_file: Callable[..., int],
    from_stream: Callable[..., int],
) -> None:
    from bot.classify import BadRowError

    try:
        if path is None:
            from_stream(reader, sys.stdin, sys.stdout)
        else:
            from_file(reader, path, output, err)
    except BadRowError as error:
        err.print(str(error), style="red", markup=False)
        raise typer.Exit(USAGE_ERROR) from None


@app.command()
def doctor(config: ConfigOption = None) -> None:
    """检查配置、密钥和数据库 · check configuration, keys and database."""
    with _plain_errors():
        from bot.app import wall_clock

        settings = _settings(config)
        store = _store(settings)
        with store.begin(wall_clock()) as tx:
            report = {
                "database": store.engine.dialect.name,
                "inbox_open": tx.inbox.open(),
                "inbox_dead": len(tx.inbox.dead()),
                "officers": len(tx.officers.active()),
                "officers_group": tx.people.bound("officers") is not None,
                "audit_entries": tx.chain.head().count,
                "token": settings.telegram.token is not None,
            }
        out.print_json(json.dumps(report))


def main() -> None:
    """The ``qingfeng`` command."""
    app()


if __name__ == "__main__":
    main()
