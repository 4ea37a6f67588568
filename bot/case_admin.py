"""Commands about cases as papers: the folder of one, the register of a year, the results of a quarter."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.progress import Progress

from bot.terminal import (
    USAGE_ERROR,
    ConfigOption,
    err,
    open_the_store,
    out,
    plain_errors,
    read_settings,
)

case_app = typer.Typer(
    no_args_is_help=True, help="案卷、台账、季度反馈 · folders, registers, results"
)
FolderOption = Annotated[Path, typer.Option("--to", help="放在哪个文件夹 · into which folder")]
FileOption = Annotated[Path, typer.Option("--to", help="写到哪个文件 · which file to write")]


@case_app.command("export")
def case_export(
    number: Annotated[str, typer.Argument(help="编号，例如 2026-0147 · the case's number")],
    to: FolderOption = Path(),
    code: Annotated[
        str,
        typer.Option(
            prompt="导出码（主要负责人在「文书…→整卷导出」取得） · export code from the head",
            help="主要负责人给的导出码，只能用一次 · the head's code, for one export",
        ),
    ] = "",
    config: ConfigOption = None,
) -> None:
    """把一件的案卷写成加密压缩包 · write a case's folder as an encrypted archive."""
    with plain_errors(), _refusals():
        from bot.opening import wall_clock
        from bot.services.exports import exported, permit
        from handlers.documents.archive import pieces, write_archive

        settings = read_settings(config)
        store = open_the_store(settings)

        def read(material: int) -> bytes:
            with store.begin(wall_clock()) as tx:
                content: bytes = tx.files.read(material)
                return content

        now = wall_clock()
        with store.begin(now) as tx:
            allowed = permit(tx, tx.cases.by_number(number), code, now)
            dossier = _dossier(tx, allowed, settings, now)
            wanted = pieces(tx, dossier, read, settings.office.letter_template)
        to.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = to / f"{number}.zip"
        with Progress(console=err, transient=True) as bar:
            task = bar.add_task("案卷 · folder", total=len(wanted) + 1)
            written = write_archive(
                target, number, allowed.password, wanted, lambda: bar.advance(task)
            )
        try:
            with store.begin(wall_clock()) as tx:
                exported(tx, allowed, written.files, written.sha256, wall_clock())
        except BaseException:
            target.unlink(missing_ok=True)  # nothing leaves without a record
            raise
        out.print(f"已写好 · written: {target}（{written.files} 个文件 · files）", highlight=False)
        out.print(f"SHA-256 {written.sha256}", highlight=False, soft_wrap=True)
        out.print("密码在主要负责人手里 · the head has the password")


def _dossier(tx: Any, allowed: Any, settings: Any, now: Any) -> Any:
    from bot.services.dossier import dossier

    return dossier(tx, allowed.case, allowed.head, _letterhead(settings, now))


def _letterhead(settings: Any, now: Any) -> Any:
    from bot.opening import practice_of
    from bot.services.dossier import Letterhead

    zone = settings.office.timezone
    return Letterhead(
        settings.office.name, zone, now.astimezone(zone).date(), practice_of(settings)
    )


@case_app.command("register")
def case_register(
    to: FileOption,
    year: Annotated[int, typer.Option(min=2000, max=2099, help="哪一年 · which year")],
    *,
    names: Annotated[
        bool, typer.Option("--names", help="带被反映人姓名 · with the names of those concerned")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """写一年的问题线索台账（.xlsx）· write the register of a year."""
    with plain_errors(), _refusals():
        from handlers.documents.register import register_xlsx

        _need_ending(to, ".xlsx")
        settings = read_settings(config)
        wanted = "yes" if names else ""
        found = _entries(settings, "register-written", names=wanted, year=year)
        title = f"{settings.office.name}问题线索台账（{year}年）"
        _write(to, register_xlsx(title, found, names=wanted))
        out.print(f"已写好 · written: {to}（{len(found)} 件 · cases）", highlight=False)


@case_app.command("quarter")
def case_quarter(
    quarter: Annotated[str, typer.Argument(help="例如 2026Q4 · which quarter")],
    to: FileOption,
    config: ConfigOption = None,
) -> None:
    """写一个季度的办理结果反馈（.docx 或 .xlsx）· write a quarter's results for the petition office."""
    with plain_errors(), _refusals():
        from bot.opening import wall_clock
        from bot.rules.quarters import Quarter
        from bot.services.ledger import results
        from handlers.documents.quarter import Told, results_docx
        from handlers.documents.register import results_xlsx

        _need_ending(to, ".docx", ".xlsx")
        try:
            wanted = Quarter.parse(quarter)
        except ValueError:
            _refuse("季度请写成 2026Q4 · write a quarter as 2026Q4")
        settings = read_settings(config)
        office, zone = settings.office.name, settings.office.timezone
        told = results(_entries(settings, "quarter-written"), wanted)
        made_on = wall_clock().astimezone(zone).date()
        as_word = to.suffix == ".docx"
        _write(
            to,
            results_docx(Told(office, made_on, told)) if as_word else results_xlsx(office, told),
        )
        out.print(f"已写好 · written: {to}", highlight=False)


def _entries(settings: Any, act: str, *, names: str = "", year: int = 0) -> Any:
    from bot.opening import wall_clock
    from bot.services.ledger import Asked, entries

    now, zone = wall_clock(), settings.office.timezone
    with open_the_store(settings).begin(now) as tx:
        tx.audit(act, actor="administrator", names=names, year=year)
        today = now.astimezone(zone).date()
        return entries(tx, Asked(zone, today, names=names, year=year))


def _need_ending(to: Path, *endings: str) -> None:
    if to.suffix not in endings:
        wanted = "、".join(endings)
        _refuse(f"文件名要以 {wanted} 结尾 · the file's name must end in {wanted}")


def _write(to: Path, content: bytes) -> None:
    """A file that nobody else may read."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.touch(mode=0o600)
    to.chmod(0o600)
    to.write_bytes(content)


def _refuse(why: str) -> NoReturn:
    err.print(why, style="red", markup=False, highlight=False)
    raise typer.Exit(USAGE_ERROR)


@contextmanager
def _refusals() -> Iterator[None]:
    """What the office's rules refuse, and what the disk refuses, said in both languages."""
    from bot.rules.errors import NotAllowedError, PetitionError, UnknownCaseError
    from handlers.documents.archive import ArchiveError
    from handlers.letters import LetterTemplateError
    from handlers.texts import text

    try:
        yield
    except UnknownCaseError:
        _refuse("没有这个编号 · no case has this number")
    except NotAllowedError:
        _refuse("给出导出码的人现在不能看这一件 · who gave the code may not see the case any more")
    except PetitionError as error:
        _refuse(
            " · ".join(text(error.text_key, one, **error.args_for_text) for one in ("zh", "en"))
        )
    except (ArchiveError, LetterTemplateError) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"写不进去 · cannot be written: {error.strerror}")
