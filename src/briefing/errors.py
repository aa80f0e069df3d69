"""The tree of errors. Each says what is wrong, where, and the fix.

BriefingError                 what a user can correct; exit code 1
├── InputError                one or more mismatches in a project's files
├── StoryError                a sentence, an expression or a claim of the story
├── FactError                 a fact that the data refuses
│   ├── Incomparable          two values without a ratio, or across a break
│   └── Impossible            what no data would give: a misspelt place, a measure that does not fit its indicator
├── LayoutError               a document that a writer refuses to set
│   └── FigureError           code of the project that draws no figure that could be set
├── OutputError               an output folder or file that cannot be written
├── Interrupted               somebody stopped a batch, or a command that sends; exit code 130
└── DispatchError             what may not be sent, or cannot be: a mail server, a schedule, an approval
    └── DeliveryLogError      the delivery log fails: nothing can be known, so nothing is sent
UsageError                    wrong arguments; exit code 2
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "notice"]  # a notice suggests, and nothing is wrong
# The name on the package index; "briefing" there belongs to somebody else.
DISTRIBUTION: Final = "indicator-briefing"


def install(extra: str) -> str:
    """The command that installs an extra of this package, for the fix of a message.

    In a checkout it is uv's, whose environment has no pip; `--inexact` keeps the extras that are there.
    """
    if (Path(__file__).parents[2] / "make_briefing.py").is_file():
        return f"uv sync --inexact --extra {extra}"
    return f'pip install "{DISTRIBUTION}[{extra}]"'


class Finding(Struct, frozen=True, order=True):
    """One mismatch: where it is, what it is, and the fix.

    `origin` is the part of the story that a writer was setting, as "section patents", from which file and line follow.
    """

    where: str
    what: str
    fix: str = ""
    severity: Severity = "error"
    origin: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        if self.severity != "error":
            head = f"{self.severity}: {head}"
        return f"{head}\n  fix: {self.fix}" if self.fix else head

    def as_json(self) -> dict[str, str]:
        """The form of `--json`."""
        return {"severity": self.severity, "what": self.what, "where": self.where, "fix": self.fix}


class BriefingError(Exception):
    """Base of all errors that a user can correct; carries every finding at once.

    `warnings` are those found along with the errors, which `check` lists too.
    """

    exit_code = 1
    warnings: tuple[Finding, ...] = ()

    def __init__(self, what: str | Iterable[Finding], where: str = "", fix: str = "") -> None:
        self.findings = (Finding(where, what, fix),) if isinstance(what, str) else tuple(what)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[BriefingError], tuple[tuple[Finding, ...]]]:
        """Pickle the error with its findings."""
        return type(self), (self.findings,)


# Packages that an extra installs, by the name under which they are imported.
_EXTRAS: Final = {"sqlalchemy": "sql", "pyarrow": "parquet"}


def faults(error: Exception) -> tuple[Finding, ...]:
    """Return the findings of an error; one that no user can correct is an internal error, in one line.

    A package of an extra that is not installed is one that a user can install.
    """
    if isinstance(error, BriefingError):
        return error.findings
    if isinstance(error, ModuleNotFoundError) and (package := (error.name or "").partition(".")[0]) in _EXTRAS:
        return (Finding("", f"{package} is not installed", install(_EXTRAS[package])),)
    words = " ".join(str(error).split())
    return (Finding("", f"internal error: {type(error).__name__}: {words}", "run again with --debug, and report it"),)


class InputError(BriefingError):
    """A file of the project is missing, unreadable or wrong."""


class StoryError(BriefingError):
    """The story says something that cannot be printed or is not true."""


class Undecided(StoryError):
    """An expression that a fact known one-sidedly, or about, leaves open."""


class FactError(BriefingError):
    """The data refuses this fact; the message says why."""


class Incomparable(FactError):
    """Two values that have no ratio, or lie on two sides of a break that forbids comparing them."""


class Impossible(FactError):
    """A fact that no data would give: of a place that is nowhere, by a measure that does not fit its indicator."""


class LayoutError(BriefingError):
    """A writer cannot set the document: text that does not fit, a missing alt text, a missing sign."""


class FigureError(LayoutError):
    """Code of the project raises, takes too long, does what it may not, or draws what no document takes."""


class OutputError(BriefingError):
    """The output cannot be written; nothing was replaced."""


class DispatchError(BriefingError):
    """Nothing may be sent, or can be: mail server, schedule, approval or delivery log say why."""


class DeliveryLogError(DispatchError):
    """The delivery log cannot be read or written."""


class Interrupted(BriefingError):
    """A batch or a command that sends was interrupted; says what is done and what becomes of the rest."""

    exit_code = 130


class UsageError(BriefingError):
    """Wrong arguments."""

    exit_code = 2


class Misplaced(ValueError):
    """A fault that a model finds in one of its parts; `at` is the part's place in it, as ("sections", 2, "part")."""

    def __init__(self, what: str, *at: str | int) -> None:
        super().__init__(what)
        self.at = at
