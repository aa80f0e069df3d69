"""Everything that may be written or met has an entry, and each entry an example that was run."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pydantic import BaseModel

from briefing.batch import batch_table
from briefing.cli.command_entries import EXIT_CODES
from briefing.cli.help_command import whole_reference
from briefing.cli.options import COMMANDS
from briefing.compose.language import expressions
from briefing.compose.language.templates import CAPITAL
from briefing.dispatch.recipients import recipient_rows
from briefing.dispatch.settings import release_calendar
from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.facts.fact_reference import MEANINGS
from briefing.model.chart_kinds import KINDS
from briefing.model.story import Story
from briefing.read.key_descriptions import models_below
from briefing.read.settings import ProjectSettings
from briefing.read.table_columns import TABLES
from briefing.reference.expression_entries import NAMED
from briefing.reference.reference_entry import Entry, Example
from briefing.reference.rule_entries import rules
from briefing.wording import of

REFERENCE = whole_reference()
# A measure that gives a name, which nothing refuses.
NEVER_REFUSED = {"name", "unit", "publisher", "entity"}


def keys(model: type[BaseModel]) -> int:
    """How many keys a file has, those of each of its models once."""
    return sum(len(one.model_fields) for one in models_below(model).values())


def lacking(names: Iterable[str], entries: Iterable[Entry]) -> list[str]:
    """The names that have no entry, and those whose entry says nothing or has no example."""
    found = {entry.name: entry for entry in entries}
    return [name for name in names if name not in found or not found[name].about or not found[name].examples]


NAMES: dict[str, list[str]] = {
    "measures": [*expressions.FACTS, *expressions.METHODS, *expressions.NAMES],
    "filters": [*of("en").filters, CAPITAL],
    "expressions": list(NAMED),
    "charts": list(KINDS),
    "data": [f"{name}.{column}" for name, table in TABLES.items() for column in (*table.required, *table.optional)],
    "batch": [f"batch.{column}" for column in batch_table.COLUMNS],
    "dispatch": [
        *(f"recipients.{column}" for column in recipient_rows.COLUMNS),
        *(f"releases.{column}" for column in release_calendar.COLUMNS),
    ],
    "proof": [rule.id for rule in rules()],
    "commands": [*(name for name in COMMANDS if name not in ("deliveries", "schedule", "template")),
                 *(f"exit {code}" for code in EXIT_CODES)],
}  # fmt: skip


@pytest.mark.parametrize("topic", NAMES)
def test_everything_has_an_entry_with_an_example(topic: str) -> None:
    assert lacking(NAMES[topic], REFERENCE.entries(topic)) == []


@pytest.mark.parametrize(
    ("topic", "model"), [("story", Story), ("settings", ProjectSettings), ("dispatch", DispatchForm)]
)
def test_every_key_has_an_entry_with_an_example(topic: str, model: type[BaseModel]) -> None:
    columns = set(NAMES["dispatch"])
    entries = [entry for entry in REFERENCE.entries(topic) if entry.name not in columns]
    assert lacking([entry.name for entry in entries], entries) == []
    assert len(entries) == len({entry.name for entry in entries}) == keys(model)


def test_what_is_missing_is_found() -> None:
    whole = Entry("multiple", "multiple", "The last value divided by the first.", examples=(Example("x", result="2"),))
    assert lacking(["multiple", "growth"], [whole]) == ["growth"]
    assert lacking(["multiple"], [Entry("multiple", "multiple", "It has no example.")]) == ["multiple"]
    assert lacking(["multiple"], [Entry("multiple", "multiple", "", examples=whole.examples)]) == ["multiple"]


@pytest.mark.parametrize("topic", REFERENCE.topics)
def test_a_topic_has_one_entry_of_a_name_and_no_other_topic_has_a_topic_s_name(topic: str) -> None:
    names = [entry.name for entry in REFERENCE.entries(topic)]
    assert len(names) == len(set(names))
    assert REFERENCE.topics[topic].about


def test_each_measure_prints_its_example_and_refuses_what_it_should() -> None:
    wrong = []
    for entry in REFERENCE.entries("measures"):
        first, *others = entry.examples
        wrong += [entry.name] if first.refused or not first.result else []
        wrong += [entry.name] if [one.refused for one in others] != [True] * (entry.name not in NEVER_REFUSED) else []
    assert wrong == []
    assert all(entry.name in (meaning := MEANINGS[entry.name]).example for entry in REFERENCE.entries("measures")), (
        meaning
    )


def test_each_filter_prints_its_examples() -> None:
    for entry in REFERENCE.entries("filters"):
        shown = [one for one in entry.examples if not one.refused]
        assert shown, entry.name
        assert all(one.result and entry.name in one.source for one in shown)


def test_each_example_of_an_expression_is_as_it_is_marked() -> None:
    assert all(one.result for entry in REFERENCE.entries("expressions") for one in entry.examples)
    assert not any(entry.examples[0].refused for entry in REFERENCE.entries("expressions"))
