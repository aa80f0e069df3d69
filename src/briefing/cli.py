"""Arguments → one call → exit code. The only module that prints: results to stdout, errors and progress to stderr.

Exit codes: 0 done, 1 errors in the input or the result (nothing was replaced), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

import click

import briefing
from briefing.build import Progress
from briefing.errors import BriefingError, Finding, UsageError
from briefing.outputs import OUTPUTS

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Command-line arguments → exit code; no traceback reaches a user unless `--debug` asks for it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        # A command lives briefly: looking through all that it made for what could be freed took a fifth of its time.
        gc.disable()
        atexit.register(gc.freeze)
    try:
        return _run(given)
    except KeyboardInterrupt:
        click.echo("interrupted; nothing was replaced", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has left; nothing more can be said, and nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if "--debug" in given:
            raise
        click.echo(f"internal error: {type(error).__name__}: {_one_line(str(error))}", err=True)
        click.echo("  fix: run again with --debug, and report what it prints", err=True)
        return 1


def _run(given: list[str]) -> int:
    try:
        with commands.make_context("briefing", given) as context:
            return int(commands.invoke(context) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return UsageError.exit_code
    except click.ClickException as error:
        if "--json" in given:
            wrong = Finding("", error.format_message(), "run the command with --help")
            _print_findings([wrong], machine=True)
        else:
            error.show()
        return error.exit_code
    except BriefingError as error:
        if "--debug" in given:
            raise
        _print_findings(error.findings, machine="--json" in given)
        return error.exit_code
    finally:
        # What stdout still holds is written here, where a broken pipe is handled.
        sys.stdout.flush()


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _print_findings(findings: Iterable[Finding], *, machine: bool) -> None:
    """Findings to stderr for people, to stdout as a JSON list for machines."""
    if machine:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(str(finding), err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(briefing.__version__, message="%(prog)s %(version)s", prog_name="briefing")
def commands() -> None:
    """From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number sourced.

    Exit codes: 0 done, 1 errors in the input or the result, 2 wrong usage, 130 interrupted.
    """


@commands.group()
def template() -> None:
    """Work with a company's template for slides."""


def _command(example: str, group: click.Group = commands) -> Callable[[Callable[..., int]], click.Command]:
    """A command with what every command has: an example in its help, --json, --quiet and --debug."""

    def register(command: Callable[..., int]) -> click.Command:
        for name, about in (
            ("--debug", "Show tracebacks."),
            ("--quiet", "Print errors only."),
            ("--json", "Print results and errors as JSON, to stdout."),
        ):
            command = click.option(name, is_flag=True, help=about)(command)

        @wraps(command)
        def without_debug(*args: object, debug: bool, **options: object) -> int:
            del debug  # read by main, also where a command never begins
            return command(*args, **options)

        return group.command(epilog=f"Example: {example}")(without_debug)

    return register


def _project(folder: str | None) -> Path:
    """A project's folder, by default the current one if it is a project."""
    if folder is None and not Path("briefing.toml").is_file():
        raise UsageError(
            "no project: the current folder holds no briefing.toml",
            fix="name the project's folder, or make one with: briefing new my-briefing",
        )
    return Path(folder or ".")


def _names(value: str | None) -> tuple[str, ...] | None:
    """A comma-separated option → its names."""
    return None if value is None else tuple(name.strip() for name in value.split(",") if name.strip())


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; write it as 2025-12-31") from error


_project_argument = click.argument("project", required=False, type=click.Path())
_out_option = click.option(
    "--out", default="output", show_default=True, type=click.Path(), help="Folder for the files."
)
_lang_option = click.option("--lang", metavar="en,…", help="Languages; default: those of briefing.toml.")
_theme_option = click.option("--theme", metavar="NAME", help="Theme; default: that of briefing.toml.")
_template_option = click.option(
    "--template", metavar="FILE.pptx", type=click.Path(), help="A company's template for the deck, or a .potx."
)
_as_of_option = click.option("--as-of", metavar="DATE", callback=_date, help="Leave out what was published later.")


@_command("briefing build data/beijing --out output --only deck,brief")
@_project_argument
@_out_option
@_lang_option
@_theme_option
@_template_option
@click.option("--only", metavar=",".join(OUTPUTS), help="Outputs to write; default: all.")
@_as_of_option
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def build(
    project: str | None,
    out: str,
    lang: str | None,
    theme: str | None,
    template: str | None,
    only: str | None,
    as_of: dt.date | None,
    strict: bool,
    json: bool,
    quiet: bool,
) -> int:
    """Build slide deck, PDF brief, e-mail and ledger.

    PROJECT is a folder with a briefing.toml, by default the current one. Prints the files it wrote. If anything is
    wrong, nothing is replaced.
    """
    with _progress(silent=quiet or json) as progress:
        built = briefing.build(
            _project(project),
            out,
            languages=_names(lang),
            theme=theme,
            template=template,
            only=_names(only),
            as_of=as_of,
            strict=strict,
            progress=progress,
        )
    _tell(built.files, built.findings, json=json, quiet=quiet)
    return 0


@_command("briefing check data/beijing")
@_project_argument
@_lang_option
@_theme_option
@_template_option
@_as_of_option
def check(
    project: str | None,
    lang: str | None,
    theme: str | None,
    template: str | None,
    as_of: dt.date | None,
    json: bool,
    quiet: bool,
) -> int:
    """Check the inputs; list every mismatch at once."""
    findings = briefing.check(_project(project), languages=_names(lang), theme=theme, as_of=as_of, template=template)
    wrong = any(finding.severity == "error" for finding in findings)
    if json or findings:
        _print_findings(findings, machine=json)
    elif not quiet:
        click.echo("no mismatches")
    return 1 if wrong else 0


@_command("briefing explain data/beijing patents.multiple")
@click.argument("words", metavar="[PROJECT] WHAT", nargs=-1, required=True)
@click.option("--lang", metavar="en", help="Language; default: the first of briefing.toml.")
@_as_of_option
def explain(words: tuple[str, ...], lang: str | None, as_of: dt.date | None, json: bool, quiet: bool) -> int:
    """Explain a fact or a printed number.

    WHAT is a fact (patents.multiple) or a number as printed (5.5×). Prints its formula, its observations with their
    sources, and every place where it stands.
    """
    from briefing.explain import explain as explained

    if len(words) > 2:
        raise UsageError(f"{len(words)} arguments were given", fix="give at most a project and one fact or number")
    found = explained(_project(words[0] if len(words) > 1 else None), words[-1], lang=lang, as_of=as_of)
    if json:
        _print_json([one.as_json() for one in found])
    elif not quiet:
        click.echo("\n\n".join(str(one) for one in found))
    return 0


@_command("briefing template inspect company.pptx", template)
@click.argument("file", metavar="FILE.pptx", type=click.Path())
@click.option("--out", metavar="FILE.toml", type=click.Path(), help="The mapping; default: beside the template.")
def inspect(file: str, out: str | None, json: bool, quiet: bool) -> int:
    """Write which layouts of a template serve which slides.

    The mapping file, company.layouts.toml, says what a build chooses by itself, and in comments what else there is.
    Edit it: a build takes it from beside the template.
    """
    from briefing.template_map import inspect as inspected

    path = inspected(file, out)
    if json:
        _print_json({"files": [str(path)]})
    elif not quiet:
        click.echo(str(path))
    return 0


@_command("briefing refresh edited.pptx data/beijing --out october.pptx")
@click.argument("deck", metavar="DECK.pptx", type=click.Path())
@_project_argument
@click.option("--out", metavar="FILE.pptx", type=click.Path(), help="File to write; default: DECK.refreshed.pptx.")
@_theme_option
@_template_option
@_as_of_option
def refresh(
    deck: str,
    project: str | None,
    out: str | None,
    theme: str | None,
    template: str | None,
    as_of: dt.date | None,
    json: bool,
    quiet: bool,
) -> int:
    """Bring today's numbers into a deck that was edited by hand.

    Changes only what is bound to data: charts with their workbooks, numbers in texts, table cells and notes. Writes a
    new file; prints what changed and what it left because a hand had rewritten or removed it.
    """
    from briefing.refresh import refresh as refreshed

    with _progress(silent=quiet or json) as progress:
        done = refreshed(deck, _project(project), out, as_of=as_of, theme=theme, template=template, progress=progress)
    if json:
        _print_json(done.as_json())
    elif not quiet:
        click.echo(str(done))
    return 0


@_command("briefing new my-briefing")
@click.argument("folder", metavar="DIR", type=click.Path())
def new(folder: str, json: bool, quiet: bool) -> int:
    """Make a small project that builds at once."""
    from briefing.starter import start

    files = start(Path(folder))
    if json:
        _print_json({"files": [str(path) for path in files]})
    elif not quiet:
        for path in files:
            click.echo(str(path))
        click.echo(f"next: briefing build {folder}")
    return 0


@_command("briefing gallery --out output --theme ink,wine")
@_out_option
@click.option("--theme", metavar="NAME,…", help="Themes by name, or theme files; default: all that come along.")
@_template_option
def gallery(out: str, theme: str | None, template: str | None, json: bool, quiet: bool) -> int:
    """Show every kind of chart and every component.

    Builds one deck and one brief for each theme from the Beijing data, and prints the files it wrote.
    """
    from briefing.gallery import gallery as shown

    with _progress(silent=quiet or json) as progress:
        builds = shown(out, themes=_names(theme), template=template, progress=progress)
    files = [path for built in builds for path in built.files]
    _tell(files, [found for built in builds for found in built.findings], json=json, quiet=quiet)
    return 0


def _tell(files: Iterable[Path], findings: Iterable[Finding], *, json: bool, quiet: bool) -> None:
    """What was built, and what was found on the way."""
    if json:
        _print_json({"files": [str(path) for path in files], "findings": [finding.as_json() for finding in findings]})
    elif not quiet:
        _print_findings(findings, machine=False)
        for path in files:
            click.echo(str(path))


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def _progress(*, silent: bool) -> Iterator[Progress | None]:
    """On a terminal: a bar on stderr with the word of the current step; elsewhere nothing."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<8}"), BarColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("read", total=None)

        def show(word: str, done: int, total: int) -> None:
            display.update(task, description=word, completed=done, total=total or None)

        yield show


if __name__ == "__main__":
    sys.exit(main())
