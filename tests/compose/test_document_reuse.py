"""A document is composed again where anything that it says may differ, and not for another name of its files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.errors import StoryError
from briefing.model.document import Document
from briefing.model.edition import Edition, Project
from briefing.model.period import Period
from briefing.model.period_notation import parse_period
from briefing.reuse import STORE, digest, from_nothing
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


def test_an_edition_of_another_day_of_the_year_is_not_composed_again(tmp_path: Path) -> None:
    for day in (dt.date(2025, 12, 31), dt.date(2025, 12, 30), dt.date(2024, 12, 30)):
        own = replace(edition(), as_of=day)
        assert _composed(tmp_path, _project(tmp_path, edition=own)).edition == own
    assert (STORE.hits["document"], STORE.misses["document"]) == (1, 2)


def test_a_source_is_told_as_read_only_by_the_day_on_which_it_was(tmp_path: Path) -> None:
    read = replace(dataset().sources["KOTO"], published="", read_on="2025-12-31")
    known = replace(dataset(), sources={**dataset().sources, "KOTO": read})
    days = dt.date(2025, 12, 31), dt.date(2025, 12, 30)
    told = [
        _composed(tmp_path, _project(tmp_path, dataset=known, edition=replace(edition(), as_of=day))) for day in days
    ]
    assert [one.sources["KOTO"].read_on for one in told] == ["2025-12-31", ""]


def test_a_text_that_types_a_day_to_come_is_composed_again_for_another_day(tmp_path: Path) -> None:
    data = dataset()
    monthly = replace(data.observations[0], indicator="firms", period=parse_period("2013-05"))
    project = _project(tmp_path, dataset=replace(data, observations=(*data.observations, monthly)))
    story = STORY.replace("There are", "From 3 March 2025 there are")
    early, late = (replace(project, edition=replace(edition(), as_of=dt.date(2025, month, 1))) for month in (2, 11))
    _composed(tmp_path, early, story)
    with pytest.raises(StoryError, match="3 March 2025"):
        compose(late, story_file(story, tmp_path), "en")
    assert STORE.hits["document"] == 0


def test_a_value_that_nothing_looks_at_changes_the_digests_of_the_files_alone(tmp_path: Path) -> None:
    first = _composed(tmp_path, _project(tmp_path))
    data = dataset()
    rows = tuple(replace(row, value=row.value + 1) if row.indicator == "rank" else row for row in data.observations)
    second = _composed(
        tmp_path, _project(tmp_path, dataset=replace(data, observations=rows, inputs={"a.csv": "1" * 64}))
    )
    assert STORE.hits["document"] == 1
    assert second.parts is first.parts
    assert set(second.inputs) == {"a.csv", "story.en.yaml"} != set(first.inputs)


RICH = """
title: "{{ edition }} in {{ patents.last | year }}"
cover: {subtitle: "Patents rose {{ patents.multiple | times }}", expect: patents.multiple > 5}
sections:
  - id: one
    title: "Patents reached {{ patents.last }}"
    expect: [patents.last > 200, rank.last <= 2]
    chart: {kind: line, series: [patents], highlight: patents}
    points:
      - {text: "Firms lead", when: firms.last > 300, otherwise: "Firms are {{ firms.last }}"}
      - "Patents rose to their highest value, {{ patents.highest }}"
    note: "Science rank {{ rank.last }}"
  - id: two
    title: "There were {{ enterprises.last }} enterprises"
    chart: {kind: columns, series: [firms]}
    paragraph: ["Firms and patents rose, and the rank is {{ rank.last }}"]
"""


def test_whatever_value_changes_the_document_is_that_from_nothing(tmp_path: Path) -> None:
    data = dataset()
    _composed(tmp_path, _project(tmp_path), RICH)
    built = 0
    for at, row in enumerate(data.observations):
        for factor in (0.5, 1.001, 3):
            rows = list(data.observations)
            rows[at] = replace(row, value=row.value * factor)
            project = _project(tmp_path, dataset=replace(data, observations=tuple(rows)))
            found = outcome(project, tmp_path)
            with from_nothing():
                assert found == outcome(project, tmp_path)
            built += isinstance(found, Document)
    assert 20 < built < 3 * len(data.observations)  # some make a claim false
    assert STORE.hits["text"] > 100


def outcome(project: Project, folder: Path, text: str = RICH) -> Document | list[str]:
    """The document of a project, or its faults."""
    try:
        return compose(project, story_file(text, folder), "en")
    except StoryError as error:
        return [str(finding) for finding in error.findings]


def _from(year: int) -> Edition:
    return replace(edition(), period=(Period.year(year), edition().period[1]))


def test_texts_that_do_not_look_at_the_first_period_are_not_composed_again_for_another(tmp_path: Path) -> None:
    story = STORY.replace('"]}', '"], note: "In {{ patents.first | year }} there were {{ patents.first }}"}')
    _composed(tmp_path, _project(tmp_path), story)
    STORE.hits.clear()
    _composed(tmp_path, _project(tmp_path, edition=_from(2017)), story)
    assert STORE.hits["text"] == 3  # the titles of the edition and of the section, and the point, but not the note
    _composed(tmp_path, _project(tmp_path, edition=_from(2014)), story)
    assert STORE.hits["document"] == 1


def test_an_edition_of_the_projects_own_period_shares_facts_and_texts_with_one_of_a_period_that_was_asked_for(
    tmp_path: Path,
) -> None:
    _composed(tmp_path, _project(tmp_path))
    STORE.hits.clear()
    asked = _composed(tmp_path, _project(tmp_path, edition=replace(_from(2017), given=("period",))))
    assert (STORE.hits["known facts"], STORE.hits["text"], STORE.hits["document"]) == (1, 3, 0)
    assert asked.edition.stem == "small-2017-2023"


def test_the_name_that_the_story_has_for_its_place_is_not_that_of_a_place_that_was_asked_for(tmp_path: Path) -> None:
    story = f"entity: The city of {edition().entity}\n{STORY.replace('Patents', '{{ patents.entity }}: patents')}"
    own = _composed(tmp_path, _project(tmp_path), story)
    asked = _composed(tmp_path, _project(tmp_path, edition=replace(edition(), given=("entity",))), story)
    assert (own.edition.entity, asked.edition.entity) == (f"The city of {edition().entity}", edition().entity)


OF_PERIODS = """
title: "{{ edition }} in {{ patents.last | year }}"
sections:
  - id: one
    title: "Patents reached {{ patents.last }}"
    expect: patents.first < 100
    points:
      - {text: "Firms lead", when: firms.percent > 100, otherwise: "Firms are {{ firms.last }}"}
      - {text: "Few patents were held", when: known(patents.at(2014)) and patents.first < 90, otherwise: "More are"}
      - "Patents rose to their highest value, {{ patents.highest }}"
      - "In 2014 there were {{ enterprises.at(2014) }} enterprises, for {{ rank.span }} ranks"
      - {text: "Patents rose {{ patents.change }}", expect: patents.change > 0}
    note: "Enterprises {{ enterprises.latest }}, science rank {{ rank.rank() }}, in 2016"
"""


def test_whatever_period_an_edition_begins_in_its_document_is_that_from_nothing(tmp_path: Path) -> None:
    built = 0
    for year in (2014, 2015, 2017, 2018, 2021, 2022, 2023, 2017, 2014):
        for text in (STORY, RICH, OF_PERIODS):
            project = _project(tmp_path, edition=_from(year))
            found = outcome(project, tmp_path, text)
            with from_nothing():
                assert found == outcome(project, tmp_path, text)
            built += isinstance(found, Document)
    assert 9 < built < 27  # some make a claim false, or leave too few values
    assert STORE.hits["text"] > 40


def test_texts_that_look_at_no_changed_value_are_not_composed_again(tmp_path: Path) -> None:
    _composed(tmp_path, _project(tmp_path))
    STORE.hits.clear()
    _composed(tmp_path, _project(tmp_path, dataset=dataset(patents_last=262.8)))
    assert STORE.hits["text"] == 2  # the title of the edition and the point, which is of firms


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
        {"dataset": dataset(name="Patents granted")},
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


def test_the_next_process_composes_only_the_text_that_was_changed(tmp_path: Path, kept: Path) -> None:
    for text, misses in ((RICH, 8), (RICH, 0), (RICH.replace("Firms and patents", "Patents and firms"), 1)):
        STORE.clear()
        _composed(tmp_path, _project(tmp_path), text)
        assert STORE.misses["text"] == misses


def test_a_document_of_texts_that_an_earlier_process_composed_is_that_from_nothing(kept: Path) -> None:
    project = read.project(asset("gallery"))
    story = read.story(project.stories["en"])
    compose(project, story, "en")
    STORE.clear()
    found = compose(project, story, "en")
    assert STORE.misses["text"] == 0
    with from_nothing():
        assert digest(found) == digest(compose(project, story, "en"))
