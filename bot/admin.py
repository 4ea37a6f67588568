"""The administrator's commands: accounts, the audit record, the inbox, backups, a check-up."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.rules.terms import Role
from bot.terminal import (
    USAGE_ERROR,
    ConfigOption,
    err,
    open_the_store,
    out,
    plain_errors,
    read_keys,
    read_settings,
)

officer_app = typer.Typer(no_args_is_help=True, help="工作人员账号 · officers' accounts")
audit_app = typer.Typer(no_args_is_help=True, help="审计记录 · the audit record")


@officer_app.command("invite")
def officer_invite(
    role: Annotated[Role, typer.Option(help="角色 · role")],
    name: Annotated[str, typer.Option(help="姓名 · name")],
    config: ConfigOption = None,
) -> None:
    """做一个一次性邀请链接 · make a one-time invite link for an officer."""
    with plain_errors():
        from bot.opening import wall_clock
        from handlers.desk import INVITE

        settings = read_settings(config)
        username = bot_name(settings)
        now = wall_clock()
        hours = settings.policy.invite_hours
        with open_the_store(settings).begin(now) as tx:
            token = tx.officers.invite(name, role, expires=now + timedelta(hours=hours))
            tx.audit("invited", actor="administrator", role=role)
        out.print(
            f"[bold]{hours}[/] 小时内有效，只能用一次，请当面交给本人 · one use, within {hours} hours:"
        )
        out.print(
            f"https://t.me/{username}?start={INVITE}{token}", highlight=False, soft_wrap=True
        )


def bot_name(settings: Any) -> str:
    """The bot's name, asked from Telegram; a placeholder where it cannot be reached."""
    from telegram import Bot
    from telegram.error import TelegramError
    from telegram.request import HTTPXRequest

    from bot.config import require_token

    telegram = settings.telegram
    proxy = telegram.proxy.get_secret_value() if telegram.proxy else None

    async def ask() -> str:
        request = HTTPXRequest(proxy=proxy)
        async with Bot(
            require_token(settings), base_url=telegram.base_url, request=request
        ) as bot:
            return bot.username

    try:
        return asyncio.run(ask())
    except TelegramError:
        return "YOUR_BOT"


@officer_app.command("list")
def officer_list(config: ConfigOption = None) -> None:
    """列出工作人员 · list the officers."""
    with plain_errors():
        from bot.opening import wall_clock

        table = Table("id", "姓名 name", "角色 role")
        with open_the_store(read_settings(config)).begin(wall_clock()) as tx:
            for one in tx.officers.active():
                table.add_row(str(one.id), one.name, one.role)
        out.print(table)


@officer_app.command("retire")
def officer_retire(officer_id: int, config: ConfigOption = None) -> None:
    """停用一个账号 · take an officer's account out of use."""
    with plain_errors():
        from bot.opening import wall_clock

        with open_the_store(read_settings(config)).begin(wall_clock()) as tx:
            done = tx.officers.retire(officer_id)
            if done:
                tx.audit("retired", actor="administrator", subject=f"officer:{officer_id}")
        if not done:
            err.print(f"没有在用的账号 {officer_id} · no active officer {officer_id}", style="red")
            raise typer.Exit(USAGE_ERROR)
        out.print(f"已停用 · retired: {officer_id}")
        out.print("请把此人移出工作群 · remove this person from the officers' group as well")


@audit_app.command("verify")
def audit_verify(
    config: ConfigOption = None,
    head: Annotated[
        str | None,
        typer.Option(help="以前记下的「条数：封印」· a count:seal noted earlier"),
    ] = None,
) -> None:
    """核对审计记录没有被改动 · check that no entry was changed, dropped or inserted."""
    with plain_errors():
        from bot.opening import wall_clock
        from bot.rules.chain import Head

        expected = None
        if head:
            count, _, mac = head.partition(":")
            try:
                expected = Head(int(count), bytes.fromhex(mac))
            except ValueError:
                err.print("--head 应为「条数：封印」· --head must be count:seal", style="red")
                raise typer.Exit(USAGE_ERROR) from None
        with open_the_store(read_settings(config)).begin(wall_clock()) as tx:
            broken, now = tx.chain.broken_at(expected), tx.chain.head()
        if broken is not None:
            err.print(f"第 {broken} 条起对不上 · broken at entry {broken}", style="bold red")
            raise typer.Exit(1)
        out.print(f"完好，共 {now.count} 条 · whole, {now.count} entries")
        out.print(f"{now.count}:{now.mac.hex()}", highlight=False, soft_wrap=True)


def inbox(config: ConfigOption = None, *, retry: bool = False) -> None:
    """看收件箱,可重试处理失败的 · waiting and failed updates; --retry tries the failed again."""
    with plain_errors():
        from bot.opening import wall_clock

        with open_the_store(read_settings(config)).begin(wall_clock()) as tx:
            waiting, dead = tx.inbox.open(), list(tx.inbox.dead())
            if retry:
                for row in dead:
                    tx.inbox.reopen(row)
                tx.audit("dead-letters-retried", actor="administrator", count=len(dead))
        out.print(f"待处理 waiting: {waiting} · 失败 failed: {len(dead)} {dead or ''}")
        if retry and dead:
            out.print("已重新排队 · queued again")


def backup(folder: Path, config: ConfigOption = None) -> None:
    """备份数据库和附件(密钥另放)· copy database and attachments; keys are kept apart."""
    with plain_errors():
        from bot.opening import wall_clock
        from storage.backup import BackupError, back_up, head_of_copy

        settings = read_settings(config)
        store = open_the_store(settings)
        try:
            made = back_up(store.engine, settings.storage.attachments_dir, folder, wall_clock())
        except BackupError as error:
            err.print(str(error), style="red", markup=False)
            raise typer.Exit(USAGE_ERROR) from None
        head = head_of_copy(made, read_keys(settings), wall_clock())
        out.print(f"已备份到 · backed up to: {made}", highlight=False, soft_wrap=True)
        out.print("密钥不在里面，请另外备份 · the keys are not in it: keep them elsewhere")
        out.print(
            f"审计 · audit head: {head.count}：{head.mac.hex()}", highlight=False, soft_wrap=True
        )


def doctor(config: ConfigOption = None) -> None:
    """检查配置、密钥和数据库 · check configuration, keys and database."""
    with plain_errors():
        from bot.calendars import office_calendar
        from bot.opening import own_words, wall_clock

        settings = read_settings(config)
        own_words(settings)
        calendar = office_calendar(settings.policy.calendar)
        store = open_the_store(settings)
        with store.begin(wall_clock()) as tx:
            report = {
                "database": store.engine.dialect.name,
                "inbox_open": tx.inbox.open(),
                "inbox_dead": len(tx.inbox.dead()),
                "officers": len(tx.officers.active()),
                "officers_group": tx.people.bound("officers") is not None,
                "audit_entries": tx.chain.head().count,
                "calendar_until": max(calendar.known_years),
                "learning_consent": settings.learning.consent,
                "examples": tx.examples.count(),
                "token": settings.telegram.token is not None,
            }
        out.print_json(json.dumps(report))
