"""A text of the story → the same text with a mark for each thing it prints, so that nothing printed is ever parsed.

A mark is one private-use character. It stands for a run (a worded fact, or a name declared by the dataset) until
Markdown has been read; data can therefore never act as Markdown or as a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from briefing.compose.characters import FIRST_MARK, MARK, refuse_unprintable
from briefing.compose.expressions import Evaluation, Words, near
from briefing.compose.syntax import parse_template
from briefing.errors import StoryError
from briefing.model.dataset import Statement
from briefing.model.fact import Fact
from briefing.model.text import Run

if TYPE_CHECKING:
    from briefing.facts import Book
    from briefing.wording import Wording

NAME: Final = "name declared by the dataset"
CAPITAL: Final = "capital"


class Marked(Struct):
    """A text with marks; `runs[n]` is what mark number n stands for, `facts` and `parameters` are those it prints."""

    text: str = ""
    runs: list[Run] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, None] = field(default_factory=dict)

    def mark(self, run: Run) -> str:
        """A run → the character that stands for it."""
        self.runs.append(run)
        return chr(FIRST_MARK + len(self.runs) - 1)

    def run(self, mark: str) -> Run:
        """A mark → its run."""
        return self.runs[ord(mark) - FIRST_MARK]

    def words(self, words: Words) -> str:
        """A parameter → its mark."""
        self.parameters.setdefault(words.parameter)
        return self.mark(Run(words.text, term=f"parameter {words.parameter}"))


def render(
    source: str,
    book: Book,
    wording: Wording,
    statements: Mapping[str, Statement] | None = None,
    parameters: Mapping[str, str | bool] | None = None,
) -> Marked:
    """A template → its marked text. StoryError or FactError with the reason."""
    refuse_unprintable(source)
    marked = Marked()
    stretches = parse_template(source)
    if len(stretches) > 500:
        raise StoryError("the text prints too many expressions", fix="at most 250 in one text")
    parts: list[str] = []
    for stretch in stretches:
        if isinstance(stretch, str):
            parts.append(stretch)
            continue
        value = Evaluation(book, _Printer(marked, wording), statements, wording.lang, parameters).value(stretch)
        if isinstance(value, Fact):
            value = worded(value, "", wording, marked)
        if isinstance(value, Words):
            value = marked.words(value)
        if not isinstance(value, str):
            raise StoryError(
                f"{{{{ … }}}} prints {_kind(value)}, not a fact",
                fix="print a fact with a filter, as patents.last | value or patents.last | year",
            )
        parts.append(value)
    marked.text = "".join(parts)
    return marked


def worded(fact: Fact, name: str, wording: Wording, marked: Marked, *args: Any, **kwargs: Any) -> str:
    """A fact and a filter (none: the default of its measure) → its mark. StoryError for an unknown filter."""
    try:
        text = wording.filters[name](fact, *args, **kwargs) if name else wording.default(fact)
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        raise StoryError(f"`{fact.name}` cannot be worded by `{name}`", fix="use a filter for its measure") from None
    marked.facts.setdefault(fact.name, fact)
    return marked.mark(Run(text, fact=fact.name))


class _Printer:
    def __init__(self, marked: Marked, wording: Wording) -> None:
        self.marked = marked
        self.wording = wording

    def __call__(self, name: str, value: object, args: list[Any], kwargs: dict[str, Any]) -> str:
        if not name:
            return self.marked.mark(Run(str(value), term=NAME))
        if name != CAPITAL and name not in self.wording.filters:
            raise StoryError(f"unknown filter `{name}`", fix=near(name, (*self.wording.filters, CAPITAL)))
        if isinstance(value, Fact) and name != CAPITAL:
            return worded(value, name, self.wording, self.marked, *args, **kwargs)
        if name == CAPITAL:
            mark = worded(value, "", self.wording, self.marked) if isinstance(value, Fact) else value
            mark = self.marked.words(mark) if isinstance(mark, Words) else mark
            if isinstance(mark, str) and MARK.fullmatch(mark):
                run = self.marked.run(mark)
                return self.marked.mark(Run(run.text[:1].upper() + run.text[1:], fact=run.fact, term=run.term))
        raise StoryError(f"the filter `{name}` words a fact, not {_kind(value)}", fix="put it behind a fact")


def _kind(value: object) -> str:
    if isinstance(value, bool | int | float):
        return f"the bare value {value}"[:60]
    return "a text" if isinstance(value, str | Words) else "a short name without its fact"
