"""A project → what its data say: every claim holds of today's data and every number can be printed."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.compose.language.conditions import evaluate
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.draft.insight import Insight
from briefing.draft.insights import across, within
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import significant
from briefing.draft.insights.edition_arrays import edition_arrays
from briefing.draft.insights.scoring import picked, scored
from briefing.errors import FactError, Undecided
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.model.fact import Fact

MOST = 60  # insights that a draft can use


def insights(project: Project, *, all: bool = False) -> tuple[Insight, ...]:
    """Return what the data of a project say, what adds most first.

    One insight for what is measured and family, at most `MOST`; with `all` every one that holds, by its score. A claim
    that is false, or that bounds leave open, and a number that the data refuse are left out with their insight.
    """
    book = FactRegistry(project.dataset, project.edition)
    arrays = edition_arrays(project, book)

    def candidates() -> Iterator[Candidate]:
        for detector in (*within.DETECTORS, *across.DETECTORS):
            yield from detector(arrays)

    found = scored(significant(candidates(), len(arrays.subjects)), arrays)
    if all:
        every: dict[str, Insight] = {}
        for item in found:
            if item.insight.key not in every and holds(project, book, item.insight):
                every[item.insight.key] = item.insight
        return tuple(every.values())
    return tuple(picked(found, lambda insight: holds(project, book, insight), MOST))


def holds(project: Project, book: FactRegistry, insight: Insight) -> bool:
    """Whether the claim of an insight is certainly true and each of its facts can be worked out.

    StoryError for a claim or a fact that no story may hold.
    """
    lang = project.edition.languages[0]
    parameters = project.edition.parameters_in(lang)
    try:
        verdict, _ = evaluate(book, project.dataset, insight.claim, parameters, lang)
        evaluation = Evaluation(book, statements=project.dataset.statements, lang=lang, parameters=parameters)
        facts = [evaluation.value(parse_expression(text)) for text in insight.facts.values()]
    except (FactError, Undecided):
        return False
    return verdict is True and all_facts(facts)


def all_facts(values: list[object]) -> bool:
    """Whether all values of expressions are facts."""
    return all(isinstance(value, Fact) for value in values)
