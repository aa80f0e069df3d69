"""Parameters in a story: printed as they are, compared as text, asked for by `when`; each is a term of its own name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.compose.language.conditions import holds
from briefing.errors import BriefingError, Finding, StoryError
from briefing.model.document import Document
from briefing.model.edition import Parameter, Project
from briefing.model.text import Run, plain
from tests.compose.sample import dataset, edition, section, story_file

NASTY = "A {{ patents.last }} **b** [c](#x) <i>d</i> $e_1$ {# f #} \\n"
WORDS: Mapping[str, Parameter] = {
    "client": "Siemens 2030",
    "cluster": {"en": "Shanghai", "zh": "上海"},
    "board": True,
    "round": "3",
    "nothing": "",
    "unused": {"en": "twice doubled", "fr": "deux"},
}


def project(folder: Path, words: Mapping[str, Parameter] = WORDS) -> Project:
    stories = {lang: folder / f"story.{lang}.yaml" for lang in ("en", "zh")}
    return Project(folder, replace(edition(), parameters=words), dataset(), stories, folder / "ink.toml")


def composed(text: str, folder: Path, words: Mapping[str, Parameter] = WORDS, lang: str = "en") -> Document:
    return compose(project(folder, words), story_file(text, folder), lang)


def title(source: str, folder: Path, words: Mapping[str, Parameter] = WORDS, lang: str = "en") -> tuple[Run, ...]:
    (part,) = composed(section(source), folder, words, lang).parts
    return tuple(replace(run, node="") for run in part.sections[0].title)


def faults(text: str, folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(BriefingError) as caught:
        composed(text, folder)
    return caught.value.findings


def test_a_parameter_is_a_term_with_its_name(tmp_path: Path) -> None:
    assert title('"For {{ client }}, round {{ round }}"', tmp_path) == (
        Run("For "),
        Run("Siemens 2030", term="parameter client"),
        Run(", round "),
        Run("3", term="parameter round"),
    )


@pytest.mark.parametrize("words", ["first of ten", "half", "doubled", "½", "７", "三倍"])
def test_number_words_and_figures_of_every_script_may_stand_in_a_parameter(words: str, tmp_path: Path) -> None:
    assert title('"For {{ client }}"', tmp_path, {"client": words})[1] == Run(words, term="parameter client")


def test_what_is_typed_beside_a_parameter_still_needs_a_reason(tmp_path: Path) -> None:
    (finding,) = faults(section('"7 for {{ client }}"'), tmp_path)
    assert finding.what.startswith("'7' is typed into the text")


def test_the_words_of_a_parameter_are_never_read_as_anything_else(tmp_path: Path) -> None:
    shown = title('"**For {{ client }}**"', tmp_path, {"client": NASTY})
    assert shown == (Run("For ", bold=True), Run(NASTY, bold=True, term="parameter client"))


def test_words_stand_in_the_language_of_the_story(tmp_path: Path) -> None:
    assert plain(title('"{{ cluster }}"', tmp_path)) == "Shanghai"
    assert plain(title('"{{ cluster }}"', tmp_path, lang="zh")) == "上海"
    assert plain(title('"{{ client }}"', tmp_path, lang="zh")) == "Siemens 2030"


def test_words_that_a_language_lacks_stand_in_english_with_a_warning(tmp_path: Path) -> None:
    made = composed(section('"{{ unused }}"'), tmp_path, lang="zh")
    (warned,) = [one for one in made.findings if "parameters" in one.where]
    assert (warned.where, warned.fix) == ("briefing.toml, parameters.unused", "add it in zh")
    empty: Mapping[str, Parameter] = {"cluster": {"en": "Shanghai", "zh": ""}}
    assert plain(title('"{{ cluster }}"', tmp_path, empty, "zh")) == "Shanghai"
    silent = composed(section('"{{ cluster }}"'), tmp_path, lang="zh")
    assert not [one for one in silent.findings if "parameters" in one.where]


def test_a_capital_may_be_asked_for(tmp_path: Path) -> None:
    shown = title('"{{ client | capital }} spoke"', tmp_path, {"client": "the board of 5"})
    assert shown == (Run("The board of 5", term="parameter client"), Run(" spoke"))


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ('client == "Siemens 2030"', True),
        ('client == "Siemens"', False),
        ('client != "Siemens"', True),
        ('cluster == "Shanghai" and patents.last > 1', True),
        ("board", True),
        ("not board", False),
        ('board and round == "3"', True),
        ('nothing == ""', True),
        ("rank.of(cluster).last == 2", True),
        ('count(board, client == "Siemens 2030", round == "4") == 2', True),
    ],
)
def test_a_condition_may_compare_parameters(condition: str, true: bool, tmp_path: Path) -> None:
    assert holds(project(tmp_path), condition, "here") is true


def test_words_may_be_chosen_by_a_parameter_within_a_text(tmp_path: Path) -> None:
    source = "\"{{ 'Ours' if client == 'Siemens 2030' else 'Theirs' }} and {{ client if board else cluster }}\""
    assert plain(title(source, tmp_path)) == "Ours and Siemens 2030"


@pytest.mark.parametrize(
    "condition", ["round == 3", "round > 2", "client == patents.last", "board == round", "3 < round"]
)
def test_words_are_not_compared_with_numbers(condition: str, tmp_path: Path) -> None:
    with pytest.raises(StoryError, match=r"compares (words with|a number with words|true or false with words)"):
        holds(project(tmp_path), condition, "here")


@pytest.mark.parametrize(
    ("condition", "what"),
    [
        ("client", "`client` is neither true nor false"),
        ("client.last > 1", "`client` has no `last`"),
        ("client + 1 > 1", "`client` is no number"),
        ("client.upper() == 'A'", "`client.upper` cannot be called"),
        ("patents.of(board).last > 1", "`board` is no argument of a fact"),
    ],
)
def test_a_parameter_is_nothing_but_words(condition: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(StoryError, match=what.replace("(", "\\(")):
        holds(project(tmp_path), condition, "here")


def test_an_unknown_name_is_looked_for_among_facts_and_parameters(tmp_path: Path) -> None:
    assert [one.fix for one in faults(section('"{{ cleint }} and {{ patent.last }}"'), tmp_path)] == [
        "did you mean client? Else declare it in [facts] of briefing.toml, or in [parameters] if it is words"
    ]


def test_a_truth_value_is_not_printed(tmp_path: Path) -> None:
    (finding,) = faults(section('"{{ board }}"'), tmp_path)
    assert "prints the bare value True" in finding.what


def test_a_title_of_empty_parameters_is_refused(tmp_path: Path) -> None:
    assert [one.what for one in faults(section('"{{ nothing }}"'), tmp_path)] == ["the title prints nothing"]
    assert plain(title('"Trees{{ nothing }}"', tmp_path)) == "Trees"


def test_a_false_claim_tells_the_words_it_was_tested_on(tmp_path: Path) -> None:
    (finding,) = faults(section('"Trees"', "expect: 'client == \"Bosch\"'"), tmp_path)
    assert "(now client = 'Siemens 2030')" in finding.what
