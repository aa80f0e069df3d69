"""Insights with the numbers behind them, as values and as they would be printed: for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.compose.language.templates import format_fact
from briefing.draft.insight import Insight
from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.lineage import number
from briefing.wording import of
from briefing.wording.fitting import period_of

_DIRECTIONS = {"up": " up", "down": " down", "": ""}


class ListedInsight(Struct, frozen=True):
    """An insight, the name of what it is about, and by role each fact with its text."""

    insight: Insight
    name: str
    numbers: Mapping[str, tuple[Fact, str]]

    def as_json(self) -> dict[str, Any]:
        """Type, subjects and scores, the numbers by role, the claim, and how it was found."""
        insight = self.insight
        return {
            "key": insight.key,
            "type": insight.type,
            "family": insight.family,
            "subjects": list(insight.subjects),
            "entities": list(insight.entities),
            "direction": insight.direction,
            "score": insight.score,
            "significance": insight.significance,
            "impact": insight.impact,
            "numbers": {
                role: _entry(insight.facts[role], fact, printed) for role, (fact, printed) in self.numbers.items()
            },
            "claim": insight.claim,
            "periods": dict(insight.periods),
            "statistics": {name: number(value) for name, value in insight.statistics.items()},
        }

    def __str__(self) -> str:
        insight = self.insight
        about = ", ".join([self.name, *insight.entities])
        words = "; ".join(f"{role.replace('_', ' ')} {printed}" for role, (_, printed) in self.numbers.items())
        head = f"{insight.score:.2f}  {insight.type + _DIRECTIONS[insight.direction]:<18}  {about}: {words}"
        return f"{head}\n{'':26}{insight.claim}"


def listed(project: Project, found: Iterable[Insight]) -> tuple[ListedInsight, ...]:
    """Return insights with their numbers as the project's first language prints them."""
    book = FactRegistry(project.dataset, project.edition)
    return tuple(_listed(project, book, insight) for insight in found)


def _listed(project: Project, book: FactRegistry, insight: Insight) -> ListedInsight:
    lang = project.edition.languages[0]
    evaluation = Evaluation(book, statements=project.dataset.statements, lang=lang)
    facts = {role: evaluation.value(parse_expression(text)) for role, text in insight.facts.items()}
    name = ", ".join(dict.fromkeys(book.subject(key).name_in(lang) for key in insight.subjects))
    return ListedInsight(insight, name, {role: (fact, _printed(fact, lang)) for role, fact in facts.items()})


def _printed(fact: Fact, lang: str) -> str:
    """Return a fact as its measure is usually printed, with the period of a value."""
    wording = of(lang)
    name = "percent" if fact.measure == "percent" else "period" if fact.measure == "period" else ""
    signed = fact.measure in ("percent", "change", "points", "gap", "growth", "revision", "contribution")
    try:
        text = format_fact(fact, "signed" if signed else name, wording).run.text
    except BriefingError:
        text = f"{number(fact.value)} {fact.unit}".strip()
    period = period_of(fact) if fact.measure == "value" else None
    return f"{text} ({wording.label(period)})" if period is not None else text


def _entry(expression: str, fact: Fact, printed: str) -> dict[str, Any]:
    period = period_of(fact)
    sign = {} if fact.qualifier == "=" else {"qualifier": fact.qualifier}
    found = {"expression": expression, "value": number(fact.value), **sign, "unit": fact.unit, "printed": printed}
    return found | ({"period": period.notation} if period is not None else {})
