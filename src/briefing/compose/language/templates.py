"""Templates of the story as text with a mark for each thing that is printed, so that nothing printed is ever parsed.

A mark is one private-use character. It stands for a run (a formatted fact, or a name declared by the dataset) until
Markdown has been parsed; data can therefore never act as Markdown or as a template.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.compose.language import expression_hints
from briefing.compose.language.comparison import DatasetName, ParameterText, kind_of
from briefing.compose.language.expressions import Evaluation, near
from briefing.compose.language.story_characters import FIRST_MARK, MARK, refuse_unprintable
from briefing.compose.language.syntax import parse_template
from briefing.errors import StoryError
from briefing.facts import FactRegistry
from briefing.model.dataset import Statement
from briefing.model.fact import Fact, Measure
from briefing.model.text import Run
from briefing.wording import Wording
from briefing.wording.fitting import DEFAULTS, is_percentage

if TYPE_CHECKING:
    from briefing.compose.language.conditions import Expectations

NAME: Final = "name declared by the dataset"
_RATIOS: Final[frozenset[Measure]] = frozenset({"percent", "multiple", "growth"})
CAPITAL: Final = "capital"


class Formatted(Struct, frozen=True):
    """A run that a filter gives, and the fact or parameter it prints."""

    run: Run
    fact: Fact | None = None
    parameter: str = ""
    filter: str = ""


class PrintedFact(Struct, frozen=True):
    """A fact as a text prints it, and its filter; an empty one is the default of its measure."""

    fact: Fact
    filter: str
    text: str


class MarkedText(Struct):
    """A text with marks; `runs[n]` is what mark number n stands for, `facts` and `parameters` are those it prints.

    `filters` names the filter of each mark that stands for a fact.
    """

    text: str = ""
    runs: list[Run] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, None] = field(default_factory=dict)

    def mark(self, run: Run) -> str:
        """Add a run; return the character that stands for it."""
        self.runs.append(run)
        return chr(FIRST_MARK + len(self.runs) - 1)

    def run(self, mark: str) -> Run:
        """Return the run of a mark."""
        return self.runs[ord(mark) - FIRST_MARK]

    def formatted(self, printed: Formatted) -> str:
        """Add a formatted run, whose fact or parameter counts as printed; return its mark."""
        if printed.fact is not None:
            self.facts.setdefault(printed.fact.name, printed.fact)
        if printed.parameter:
            self.parameters.setdefault(printed.parameter)
        mark = self.mark(printed.run)
        self.filters[mark] = printed.filter
        return mark

    @property
    def printed(self) -> tuple[PrintedFact, ...]:
        """The facts that the text prints, in order."""
        found = ((mark, self.run(mark)) for mark in MARK.findall(self.text))
        return tuple(PrintedFact(self.facts[run.fact], self.filters[mark], run.text) for mark, run in found if run.fact)


def render(
    source: str,
    book: FactRegistry,
    wording: Wording,
    statements: Mapping[str, Statement] | None = None,
    parameters: Mapping[str, str | bool] | None = None,
    expectations: Expectations | None = None,
) -> MarkedText:
    """Return the marked text of a template. StoryError or FactError with the reason.

    No number is rounded onto a level with which the expectations of the text compare it.
    """
    refuse_unprintable(source)
    marked = MarkedText()
    parts = parse_template(source)
    if sum(not isinstance(part, str) for part in parts) > 250:
        raise StoryError("the text prints too many expressions", fix="at most 250 in one text")
    printer = _Printer(wording, expectations)
    for part in parts:
        if isinstance(part, str):
            marked.text += part
            continue
        value = Evaluation(book, printer, statements, wording.lang, parameters).value(part)
        marked.text += value if isinstance(value, str) else marked.formatted(printer.formatted(value, part))
    return marked


def format_fact(fact: Fact, name: str, wording: Wording, *args: Any, **kwargs: Any) -> Formatted:
    """Return a fact as a filter prints it; an empty name is the default of its measure."""
    if not name and fact.measure in _RATIOS and is_percentage(fact.compared):
        what = f"`{fact.name}` compares percentages, and a reader takes its number for points"
        change = f"{fact.name.rpartition('.')[0]}.change"
        raise StoryError(what, fix=f"print {change}, which is in points, or name the filter if it is meant")
    try:
        text = wording.filters[name or DEFAULTS.get(fact.measure, "value")](fact, *args, **kwargs)
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        fix = f"write `| {name}`, and in its brackets what it takes, as a number of decimals"
        raise StoryError(f"`{fact.name}` cannot be worded by `{name}`", fix=fix) from None
    return Formatted(Run(text, fact=fact.name), fact, filter=name)


class _Printer:
    def __init__(self, wording: Wording, expectations: Expectations | None) -> None:
        self.wording = wording
        self.expectations = expectations

    def formatted(self, value: object, node: ast.expr | None = None) -> Formatted:
        """Return the run that prints what an expression gives; StoryError for what is not printed."""
        if isinstance(value, Formatted):
            return value
        if isinstance(value, Fact):
            return self.fact(value, "")
        if isinstance(value, ParameterText):
            return Formatted(Run(value.text, term=f"parameter {value.parameter}"), parameter=value.parameter)
        if isinstance(value, DatasetName):
            return Formatted(Run(value.shown, term=NAME))
        fix = expression_hints.printed(node, value)
        raise StoryError(f"{{{{ … }}}} prints {_kind(value)}, not a fact", fix=fix)

    def fact(self, fact: Fact, name: str, *args: Any, **kwargs: Any) -> Formatted:
        """Return the run that prints a fact, rounded onto no level that the text claims."""
        if self.expectations is not None and (limits := self.expectations.limits(fact)):
            kwargs["limits"] = limits
        return format_fact(fact, name, self.wording, *args, **kwargs)

    def __call__(self, name: str, value: object, args: list[Any], kwargs: dict[str, Any], node: ast.expr) -> Formatted:
        if name != CAPITAL and name not in self.wording.filters:
            raise StoryError(f"unknown filter `{name}`", fix=near(name, (*self.wording.filters, CAPITAL)))
        if isinstance(value, Fact) and name != CAPITAL:
            return self.fact(value, name, *args, **kwargs)
        if name == CAPITAL and isinstance(value, Fact | ParameterText | DatasetName | Formatted):
            plain = self.formatted(value)
            return replace(plain, run=replace(plain.run, text=plain.run.text[:1].upper() + plain.run.text[1:]))
        raise StoryError(
            f"the filter `{name}` words a fact, not {_kind(value)}", fix=expression_hints.worded(node, name, value)
        )


def _kind(value: object) -> str:
    if isinstance(value, bool | int | float):
        return f"the bare value {value}"[:60]
    if isinstance(value, Fraction):
        return f"the bare value {float(value):g}"
    return "a text" if isinstance(value, str | ParameterText | Formatted | DatasetName) else kind_of(value)
