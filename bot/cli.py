"""The command line: ``qingfeng``. Every refusal says what is wrong and what to do."""

import asyncio
import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.admin import audit_app, backup, doctor, inbox, officer_app
from bot.case_admin import case_app
from bot.clock_command import clock
from bot.model_admin import model_app
from bot.terminal import (
    USAGE_ERROR,
    ConfigOption,
    err,
    out,
    plain_errors,
    read_keys,
    read_settings,
)

app = typer.Typer(
    no_args_is_help=True,
    help="清风：信访举报分流助手 · a petition-triage assistant on Telegram",
    pretty_exceptions_show_locals=False,
)
app.add_typer(officer_app, name="officer")
app.add_typer(audit_app, name="audit")
app.add_typer(model_app, name="model")
app.add_typer(case_app, name="case")
for command in (inbox, backup, doctor, clock):
    app.command()(command)

FILE_KINDS = (".txt", ".csv", ".jsonl")


@app.command()
def run(config: ConfigOption = None) -> None:
    """启动服务 · serve Telegram, by long polling or by webhook as configured."""
    with plain_errors():
        from telegram.error import InvalidToken

        from bot.app import App
        from bot.config import require_token
        from bot.logs import setup
        from bot.opening import load_reader, make_office, open_store

        settings = read_settings(config)
        require_token(settings)
        setup(settings.log.level, as_json=settings.log.as_json)
        keys = read_keys(settings)
        store = open_store(settings, keys)
        office = make_office(settings, load_reader(settings))
        try:
            asyncio.run(App(settings, store, keys, office).run())
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            err.print(
                "webhook 的端口被占用：请改 [telegram.webhook] port · the webhook's port is taken:"
                " change [telegram.webhook] port",
                style="red",
                markup=False,
            )
            raise typer.Exit(USAGE_ERROR) from None
        except InvalidToken:
            err.print(
                "Telegram 不认这个令牌：请核对 [telegram] token · Telegram refused the token:"
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
        Path | None, typer.Option(help="数据放在哪里（默认临时目录）· where data is kept")
    ] = None,
    *,
    script: Annotated[
        bool, typer.Option("--script", help="在终端里演完一个完整故事 · play one story and exit")
    ] = False,
) -> None:
    """不用令牌、不用联网,在浏览器里试用 · try everything without a token or a network."""
    from bot.demo import play, serve

    with plain_errors():
        if script:
            raise typer.Exit(asyncio.run(play(folder, out)))
        raise typer.Exit(asyncio.run(serve(port, folder, out)))


@app.command()
def classify(
    text: Annotated[
        str | None, typer.Argument(help="一段话，或 .txt .csv .jsonl 文件 · a text or a file")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="每行一个 {id,text}，每行一个结果 · JSON lines in and out"),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="结果文件 · where results go")
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", "-p", min=1, max=64, help="用几个核心 · how many cores")
    ] = 1,
    config: ConfigOption = None,
) -> None:
    """读一段反映,给出建议和依据 · read a tip: proposal, reasons and facts."""
    from bot.classify import classify_file, classify_stream, show_json, show_table

    with plain_errors():
        from bot.logs import setup
        from bot.opening import load_full_reader

        settings = read_settings(config)
        setup(settings.log.level, as_json=settings.log.as_json)
        reader = load_full_reader(settings, processes)
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


@app.command()
def explain(
    text: Annotated[
        str | None, typer.Argument(help="一段话；- 从标准输入读 · a text; - for standard input")
    ] = None,
    *,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="UTF-8 文本文件 · a text file in UTF-8")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="写成网页 · write a page for the browser")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    config: ConfigOption = None,
) -> None:
    """标出依据的原话、规则、条文和权重 · the evidence: marked words, rules, articles, weights."""
    from bot.explain.files import BadInputError, read_message, write_page

    with plain_errors():
        try:
            evidence = _evidence(read_message(text, file, sys.stdin.buffer), config)
            if html:
                from bot.explain.page import page

                write_page(page(evidence), html, file)
                err.print(f"已写好 · written: {html}", markup=False, highlight=False)
        except BadInputError as error:
            err.print(str(error), style="red", markup=False, highlight=False)
            raise typer.Exit(USAGE_ERROR) from None
        if as_json:
            from bot.classify import show_json

            show_json(evidence.triage, out)
        elif not html:
            from bot.explain.screen import show

            show(evidence, out)


def _evidence(message: str, config: Path | None) -> Any:
    from bot.explain.proposal import Evidence
    from bot.opening import load_full_reader
    from nlp.policy import read_policy

    settings = read_settings(config)
    triage = load_full_reader(settings).triage(message)
    return Evidence(message, triage, settings.policy.review_below, read_policy().max_characters)


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


def main() -> None:
    """The ``qingfeng`` command."""
    app()


if __name__ == "__main__":
    main()
