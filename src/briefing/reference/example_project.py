"""The made-up project on which the examples of the reference are worked out, in the packed folder `reference`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from briefing import read, wording
from briefing.assets import asset
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.story_characters import MARK
from briefing.compose.language.syntax import parse_expression
from briefing.compose.language.templates import render
from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.reference.reference_entry import Example

FOLDER: Final = "reference"
_LANGUAGE: Final = "en"


def example_folder() -> Path:
    """Return the folder of the example project."""
    return asset(FOLDER)


@cache
def example_project() -> Project:
    """Return the example project."""
    return read.project(example_folder())


@cache
def _facts() -> FactRegistry:
    project = example_project()
    return FactRegistry(project.dataset.in_language(_LANGUAGE), project.edition)


def printed(expression: str) -> Example:
    """Return what an expression of a text prints, or why it is refused."""
    project = example_project()
    words = wording.of(_LANGUAGE, project.edition.things.get(_LANGUAGE, ""))
    parameters = project.edition.parameters_in(_LANGUAGE)
    try:
        marked = render(f"{{{{ {expression} }}}}", _facts(), words, project.dataset.statements, parameters)
    except BriefingError as error:
        return _refusal(expression, error)
    return Example(expression, result=MARK.sub(lambda found: marked.run(found[0]).text, marked.text))


def decided(condition: str) -> Example:
    """Return whether a condition of the example project holds, or why it is refused."""
    project = example_project()
    parameters = project.edition.parameters_in(_LANGUAGE)
    evaluation = Evaluation(_facts(), None, project.dataset.statements, _LANGUAGE, parameters)
    try:
        verdict = evaluation.truth(parse_expression(condition))
    except BriefingError as error:
        return _refusal(condition, error)
    return Example(condition, result=str(verdict).lower() if isinstance(verdict, bool) else "open")


def _refusal(source: str, error: BriefingError) -> Example:
    found = error.findings[0]
    return Example(source, result=f"{found.what}; {found.fix}" if found.fix else found.what, refused=True)
