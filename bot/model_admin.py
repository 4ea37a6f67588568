"""``qingfeng model``: what officers taught the reader, and the models made of it.

Exit codes: 0 done; 1 called off; 2 something must be mended first; 3 trained and refused, because it
reads worse than the model in use.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.model_tables import SHIPPED, STEPS, figures_table, label, progress, versions_table
from bot.terminal import (
    USAGE_ERROR,
    ConfigOption,
    err,
    open_the_store,
    out,
    plain_errors,
    read_settings,
)

if TYPE_CHECKING:  # the command line stays quick
    from bot.learning import Tools, Trained
    from bot.rules.learning import Example
    from storage.models import Card, Models

REFUSED = 3
model_app = typer.Typer(
    no_args_is_help=True, help="本机关的模型和样例 · the office's own models and examples"
)

RESTART = "重启服务后生效 · in use after the service is restarted"


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What an administrator can mend is said in words, with exit code 2."""
    from bot.learning import MissingToolError
    from storage.models import ModelsError

    with plain_errors():
        try:
            yield
        except (MissingToolError, ModelsError) as error:
            _stop(_words_for(error))
        except OSError as error:
            _stop(f"无法读写 · cannot read or write: {error.filename or ''} {error.strerror}")


def _words_for(error: Exception) -> str:
    from bot.learning import EXTRA, MissingToolError
    from storage import models

    told: dict[type[Exception], str] = {
        MissingToolError: f'缺少训练工具 {error}：请先安装 pip install "qingfeng[{EXTRA}]"'
        f' · a tool for training is missing ({error}): pip install "qingfeng[{EXTRA}]"',
        models.BusyError: "另一个训练正在进行，请稍后再试"
        " · another training is running: try again later",
        models.UnknownModelError: f"没有这个版本 · no such version: {error}（qingfeng model list）",
        models.NothingBeforeError: "现用的就是自带模型，没有可退回的"
        " · the shipped model is in use: nothing before it",
        models.BrokenModelError: f"模型 {error} 缺失或损坏：可用 qingfeng model rollback 退回"
        f" · model {error} is missing or broken: qingfeng model rollback goes back",
    }
    other = f"模型版本名不能用 · this version cannot be the name of a folder: {error}"
    return told.get(type(error), other)


def _stop(words: str) -> NoReturn:
    err.print(words, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(USAGE_ERROR)


def tools(settings: Any) -> "Tools":
    """What trains, loads and measures; tests put others in their place."""
    from bot.learning import tools_for

    return tools_for(settings)


@contextmanager
def _opened(settings: Any) -> Iterator[Any]:
    """The store, closed afterwards."""
    store = open_the_store(settings)
    try:
        yield store
    finally:
        store.close()


def _open(settings: Any) -> "Models":
    from bot.logs import setup
    from storage.models import Models

    setup(settings.log.level, as_json=settings.log.as_json)
    if settings.model.path:
        err.print(
            "注意：[model] path 已固定模型，这里装上的不会被使用"
            " · note: [model] path fixes the model; what is installed here is not used",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )
    return Models(settings.learning.models_dir)


@model_app.command("list")
def model_list(config: ConfigOption = None) -> None:
    """列出模型,注明现用的 · installed models, which one is used, its figures."""
    with _plain_errors():
        from bot.learning import current_path, measured

        settings = read_settings(config)
        models, made = _open(settings), tools(settings)
        with err.status(STEPS["measure_current"]):
            shipped = measured(made.load(None), made.frozen())
        wanted = _wanted(models)
        used = wanted if current_path(models) else ""
        out.print(versions_table(shipped, models.installed(), models.refused(), used=used))
        if wanted != used:
            err.print(
                f"模型 {wanted} 缺失或损坏，改用自带模型"
                f" · model {wanted} is missing or broken: the shipped one is used",
                style="red",
                markup=False,
                soft_wrap=True,
            )


def _wanted(models: "Models") -> str:
    """The version that is to be used; what cannot be read where the list of versions is broken."""
    from storage.models import ModelsError

    try:
        return models.current()
    except ModelsError as error:
        return str(error)


@model_app.command("train")
def model_train(config: ConfigOption = None) -> None:
    """用自带数据和样例训练,不差于现用的才安装 · train; install only what reads no worse.

    退出码 · exit codes: 0 已安装或没有变化 installed, or nothing new; 2 须先处理 something must be mended;
    3 已训练但未采用 trained and refused.
    """
    with _plain_errors():
        from bot.learning import retrain
        from bot.opening import wall_clock

        settings = read_settings(config)
        models = _open(settings)
        with _opened(settings) as store:
            examples = _consented(settings, store)

            def note(act: str, card: "Card") -> None:
                _audit(store, act, version=card.version, examples=card.examples)

            with progress() as tell:
                today = wall_clock().date()
                trained = retrain(models, tools(settings), examples, today, tell, note=note)
        out.print(figures_table([trained.current, trained.new]))
        _tell(trained)


def _audit(store: Any, act: str, **detail: object) -> None:
    """An entry of its own, on record before what follows it."""
    from bot.opening import wall_clock

    with store.begin(wall_clock()) as tx:
        tx.audit(act, actor="administrator", **detail)


def _consented(settings: Any, store: Any) -> Sequence["Example"]:
    from bot.opening import wall_clock

    if not settings.learning.consent:
        err.print(
            "[learning] consent 未开启：只用自带数据训练，不用样例"
            " · [learning] consent is off: only the project's data, no examples",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )
        return ()
    with store.begin(wall_clock()) as tx:
        examples: Sequence[Example] = tx.examples.every()
    err.print(f"样例 · examples: {len(examples)}")
    return examples


def _tell(trained: "Trained") -> None:
    version = trained.card.version
    if trained.same:
        out.print(f"与现用模型相同，没有变化 · the same as the model in use: {version}")
    elif trained.worse:
        worse = "、".join(map(label, trained.worse))
        err.print(
            f"未采用 {version}，这些指标变差：{worse}。现用模型不变"
            f" · refused, worse in the figures above; the model in use stays",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(REFUSED)
    else:
        out.print(f"已安装 {version}，{RESTART}", highlight=False, soft_wrap=True)


@model_app.command("compare")
def model_compare(
    version: Annotated[
        str | None, typer.Argument(help="另一个版本 · another version, also a refused one")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """在保留的测试数据上并排比较 · figures side by side on messages nobody trained on."""
    with _plain_errors():
        from bot.learning import current_path, measured

        settings = read_settings(config)
        models, made = _open(settings), tools(settings)
        paths = [None, current_path(models)]
        if version:
            paths.append(models.sound(version))
        frozen = made.frozen()
        with err.status(f"{len(frozen)} 条 messages"):
            readers = [made.load(path) for path in dict.fromkeys(paths)]
            rows = [measured(reader, frozen, spans=True) for reader in readers]
        out.print(figures_table(rows))
        out.print(
            f"{len(frozen)} 条，方括号内为 95% 区间"
            f" · {len(frozen)} messages; in brackets the 95 % interval",
            markup=False,
        )


@model_app.command("rollback")
def model_rollback(config: ConfigOption = None) -> None:
    """退回上一个模型 · use what was used before, in the end the shipped model."""
    with _plain_errors():
        settings = read_settings(config)
        with _opened(settings) as store:

            def note(act: str, gone: str, now: str) -> None:
                _audit(store, act, version=gone, now=now)

            gone, now = _open(settings).roll_back(note)
        out.print(
            f"已从 {gone} 退回 {now or SHIPPED} · back from {gone} to {now or SHIPPED}",
            highlight=False,
            soft_wrap=True,
        )
        out.print(RESTART)


@model_app.command("forget")
def model_forget(
    config: ConfigOption = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · do not ask")] = False,
) -> None:
    """删除全部样例 · erase all examples that officers' decisions made."""
    with _plain_errors():
        from bot.opening import wall_clock
        from bot.services.learning import forget_all

        settings = read_settings(config)
        with _opened(settings) as store:
            with store.begin(wall_clock()) as tx:
                count = tx.examples.count()
            if not count:
                out.print("没有样例 · there are no examples")
                return
            out.print(f"现有样例 {count} 条 · {count} examples are kept")
            if not yes:
                typer.confirm("全部删除，不能恢复？ · erase all of them for good?", abort=True)
            with store.begin(wall_clock()) as tx:
                gone = forget_all(tx, "asked", actor="administrator")
        out.print(f"已删除 {gone} 条 · erased: {gone}")
        out.print(
            "已训练的模型不受影响；要连同它们一起放弃，请用 qingfeng model rollback"
            " · models trained on them stay: qingfeng model rollback gives them up",
            soft_wrap=True,
        )
