"""Conditions over the facts of a project, as `expect` and `when` of a story have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.compose.language.characters import one_line
from briefing.compose.language.comparison import Truth, Unsure
from briefing.compose.language.expressions import Evaluation, left_open
from briefing.compose.language.syntax import parse_expression
from briefing.errors import BriefingError, FactError, Finding, StoryError
from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset
from briefing.model.edition import Project

OPEN: Final = "is only known one-sidedly, so the claim is not certain"


def holds(project: Project, expression: str, where: str) -> bool:
    """Whether a condition over the facts of a project, as `patents.last > 250`, is true.

    StoryError at the place `where` it stands for what is no condition, for a fact that the data refuse, and where one
    that is only known one-sidedly leaves it open.
    """
    try:
        book = FactRegistry(project.dataset, project.edition)
        lang = project.edition.languages[0]
        parameters = project.edition.parameters_in(lang)
        value, evaluation = evaluate(book, project.dataset, expression, parameters, lang)
        return decided(value, expression, evaluation)
    except BriefingError as error:
        raise StoryError(Finding(where, with_fact(error, finding), finding.fix) for finding in error.findings) from None


def decided(value: Truth, expression: str, evaluation: Evaluation) -> bool:
    """Return what a condition gave; StoryError where a fact that is known one-sidedly leaves it open."""
    if isinstance(value, Unsure):
        raise left_open(one_line(expression), evaluation.open)
    return value


def evaluate(
    book: FactRegistry,
    dataset: Dataset,
    expression: str,
    parameters: Mapping[str, str | bool] | None = None,
    lang: str = "en",
) -> tuple[Truth, Evaluation]:
    """Evaluate a condition that may name parameters; return the verdict, and the evaluation with what it touched.

    StoryError or FactError with the reason.
    """
    evaluation = Evaluation(book, statements=dataset.statements, lang=lang, parameters=parameters)
    return evaluation.truth(parse_expression(one_line(expression))), evaluation


def with_fact(error: BriefingError, finding: Finding) -> str:
    """Return what is wrong, after the fact that was refused: a text may hold several."""
    named = isinstance(error, FactError) and finding.where and finding.where not in finding.what
    return f"{finding.where}: {finding.what}" if named else finding.what
