"""A document is composed again where anything that it says may differ, and not for another name of its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.errors import StoryError
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.reuse import STORE, from_nothing
from tests.compose.sample import dataset, edition, story_file

STORY = """
sections:
  - {id: one, title: "Patents reached {{ patents.last }}", points: ["There are {{ firms.last }}"]}
"""


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    STORE.clear()
    yield
    STORE.clear()


def _project(folder: Path, **changes: object) -> Project:
    return replace(Project(folder, edition(), dataset(), {}, folder), **changes)


def _composed(folder: Path, project: Project, text: str = STORY, lang: str = "en") -> Document:
    """The document, which is that from nothing."""
    made = compose(project, story_file(text, folder), lang)
    with from_nothing():
        assert made == compose(project, story_file(text, folder), lang)
    return made


def test_an_edition_of_another_name_is_not_composed_again(tmp_path: Path) -> None:
    first = _composed(tmp_path, _project(tmp_path))
    second = _composed(tmp_path, _project(tmp_path, edition=replace(edition(), slug="another")))
    assert STORE.hits["document"] == 1
    assert (first.edition.slug, second.edition.slug) == ("small", "another")
    assert second.parts is first.parts


@pytest.mark.parametrize(
    "changes",
    [
        {"dataset": dataset(patents_last=262.8)},
        {"dataset": dataset(name="Patents granted")},
        {"edition": replace(edition(), title="Another")},
        {"edition": replace(edition(), terms={"2030 Agenda": "name of a plan"})},
        {"code": {"figures.py": "x = 1"}},
    ],
    ids=["value", "name", "title", "terms", "code"],
)
def test_what_differs_is_composed(tmp_path: Path, changes: dict[str, object]) -> None:
    _composed(tmp_path, _project(tmp_path))
    _composed(tmp_path, _project(tmp_path, **changes))
    assert STORE.hits["document"] == 0


def test_another_sentence_and_another_language_are_composed(tmp_path: Path) -> None:
    first = _composed(tmp_path, _project(tmp_path))
    assert _composed(tmp_path, _project(tmp_path), STORY.replace("There are", "We count")).parts != first.parts
    assert _composed(tmp_path, _project(tmp_path), lang="zh").parts != first.parts


def test_texts_beside_a_changed_one_are_not_composed_again_and_the_document_is_that_from_nothing(
    tmp_path: Path,
) -> None:
    _composed(tmp_path, _project(tmp_path))
    STORE.hits.clear()
    read = replace(dataset(), inputs={"story.en.yaml": "another"})
    _composed(tmp_path, _project(tmp_path, dataset=read), STORY.replace("There are", "We count"))
    assert STORE.hits["text"] == 2  # the titles of the edition and of the section


def test_no_text_is_that_of_other_data_or_another_edition(tmp_path: Path) -> None:
    _composed(tmp_path, _project(tmp_path))
    STORE.hits.clear()
    own = edition()
    for changes in (
        {"dataset": dataset(patents_last=262.8)},
        {
            "edition": replace(
                own, subjects={**own.subjects, "patents": replace(own.subjects["patents"], entity="Shanghai")}
            )
        },
        {"edition": replace(own, terms={"262.9": "a name"})},
        {"edition": replace(own, period=(own.period[0], own.period[1] - 1))},
    ):
        try:
            _composed(tmp_path, _project(tmp_path, **changes))
        except StoryError:
            continue
    assert STORE.hits["text"] == 0


def test_a_link_follows_the_sections_that_the_story_has(tmp_path: Path) -> None:
    story = STORY.replace("There are", "[There](#two) are")
    both = story + "  - {id: two, title: Another finding}\n"
    first = _composed(tmp_path, _project(tmp_path), both)
    assert any(run.link for run in first.sections[0].points[0].body)
    with pytest.raises(StoryError, match="two"):
        _composed(tmp_path, _project(tmp_path), story)


def test_a_fault_names_the_file_of_its_story_each_time(tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        with pytest.raises(StoryError, match=r"story\.en\.yaml, line 3"):
            compose(_project(folder), story_file(STORY.replace("patents.last", "patents.lost"), folder), "en")
