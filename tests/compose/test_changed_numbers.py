"""What changed since the edition before: which numbers are told, in which words, and when nothing is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace

from briefing.compose import compose
from briefing.model.dataset import Dataset, Observation, Source
from briefing.model.document import Document, Table
from briefing.model.edition import Previous, Project
from briefing.model.text import Text, plain
from tests.compose.plan import untraced
from tests.compose.sample import composed, dataset, edition, story_file

STORY = """\
letter:
  greeting: "Patents {{ patents.last }}, {{ patents.multiple | times }}, rank {{ rank.last | rank }}"
  points: ["Enterprises {{ enterprises.at(2019) }} in {{ patents.span | words }} years"]
sections:
  - id: one
    title: Cards
    cards:
      - {fact: patents, label: "Patent\\ndensity", unit: per resident}
      - {fact: firms, label: New firms, unit: a day}
  - id: two
    title: "Shanghai was {{ rank.of('Shanghai').last | ordinal }}"
  - id: changes
    title: What is new
    subtitle: auto
    changes: {}
  - id: three
    title: Last
"""


def edition_after(text: str, folder: Path, old: Dataset, **wrong: float) -> Document:
    """The text of a story and the dataset of the edition before → the document of today's.

    `wrong` are values of ranks that a hand has written into the ledger.
    """
    earlier = composed(text, folder, old)
    facts = {name: replace(fact, previous=True) for name, fact in earlier.facts.items()}
    for key, value in wrong.items():
        facts[f"{key}.last"] = replace(facts[f"{key}.last"], value=value)
    previous = Previous(dt.date(2024, 12, 31), facts, old.sources)
    paths = {"en": folder / "story.en.yaml"}
    project = Project(folder, edition(), dataset(), paths, folder / "ink.toml", previous)
    return compose(project, story_file(text, folder), "en")


def without_last_year(data: Dataset, indicator: str) -> Dataset:
    rows = [row for row in data.observations if (row.indicator, row.period.notation) != (indicator, 2023)]
    return replace(data, observations=tuple(rows))


def revalued(data: Dataset, indicator: str, year: int, **to: object) -> Dataset:
    def row(item: Observation) -> Observation:
        return replace(item, **to) if (item.indicator, item.period.notation) == (indicator, year) else item

    return replace(data, observations=tuple(map(row, data.observations)))


def lines(document: Document) -> list[str]:
    assert document.changed is not None
    return [plain(line) for line in document.changed.lines]


def table(document: Document) -> Table:
    (found,) = [block for section in document.sections if section.changed for block in section.blocks]
    assert isinstance(found, Table)
    return found


def shown(row: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(map(plain, row))


def test_without_an_edition_before_nothing_is_told_and_the_section_is_left_out(tmp_path: Path) -> None:
    document = composed(STORY, tmp_path)
    assert document.changed is None
    assert [section.id for section in document.sections] == ["one", "two", "three"]


def test_a_revised_value_is_told_by_its_card_with_the_old_one_and_marked(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, dataset(patents_last=258.4))
    assert document.changed is not None
    assert plain(document.changed.head) == "What changed since the edition of 31 December 2024"
    assert lines(document) == [
        "Patent density, per resident, 2023: 262.9; previously 258.4, since revised",
        "Patent density, multiple, 2014–2023: 5.5-fold; previously 5.4-fold, since revised",
        "Patent density, change from the year before, 2023: +20.4%; previously +18.4%, since revised",
    ]
    assert document.changed.rest == ()


def test_a_new_year_is_told_with_both_years_and_is_no_revision(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, without_last_year(dataset(), "patents"))
    assert lines(document)[0] == "Patent density, per resident: 262.9 (2023); previously 218.3 (2022)"
    assert lines(document)[1] == "Patent density, multiple: 5.5-fold (2014–2023); previously 4.5-fold (2014–2022)"


def test_a_changed_rank_is_told_by_the_name_of_its_indicator(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, revalued(dataset(), "rank", 2023, value=2))
    assert "Science rank, 2023: No. 1; previously No. 2, since revised" in lines(document)


def test_a_rank_that_stays_in_a_new_year_is_no_change(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, without_last_year(dataset(), "rank"))
    assert not any("No. 1" in line for line in lines(document))
    old = revalued(without_last_year(dataset(), "rank"), "rank", 2019, value=3)
    assert "Science rank: No. 1 (2023); previously No. 3 (2019)" in lines(edition_after(STORY, tmp_path, old))


def test_the_value_of_an_earlier_year_has_the_decimals_of_the_new_one(tmp_path: Path) -> None:
    old = revalued(without_last_year(dataset(), "patents"), "patents", 2022, value=218.3128, decimals=4)
    document = edition_after(STORY, tmp_path, old)
    assert lines(document)[0] == "Patent density, per resident: 262.9 (2023); previously 218.3 (2022)"


def test_a_multiple_is_told_as_the_texts_print_it(tmp_path: Path) -> None:
    story = STORY.replace("patents.multiple | times", "patents.multiple | x")
    document = edition_after(story, tmp_path, dataset(patents_last=258.4))
    assert "Patent density, multiple, 2014–2023: 5.5×; previously 5.4×, since revised" in lines(document)


def test_another_source_or_status_of_the_same_value_is_no_change_to_a_reader(tmp_path: Path) -> None:
    for part in ({"source": "XIN"}, {"status": "P"}):
        document = edition_after(STORY, tmp_path, revalued(dataset(), "patents", 2023, **part))
        assert lines(document) == []


def test_a_change_too_small_to_be_printed_is_not_told(tmp_path: Path) -> None:
    old = revalued(dataset(), "patents", 2023, value=262.9004, decimals=1)
    assert not any("multiple" in line for line in lines(edition_after(STORY, tmp_path, old)))


def test_where_nothing_changed_the_letter_says_so_and_the_section_is_left_out(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, dataset())
    assert document.changed is not None
    assert lines(document) == []
    assert plain(document.changed.rest) == "No headline number changed."
    assert not any(section.changed for section in document.sections)


def test_the_section_stands_at_its_place_with_a_table(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, dataset(patents_last=258.4))
    assert [section.id for section in document.sections] == ["one", "two", "changes", "three"]
    section = document.sections[2]
    assert plain(section.subtitle) == "What changed since the edition of 31 December 2024"
    assert plain(section.source_line) == "Source: KOTO Patent, 17 Jul 2024."
    assert shown(table(document).head) == ("Indicator", "Previous edition", "This edition", "Why")
    assert [shown(row) for row in table(document).rows] == [
        ("Patent density, per resident, 2023", "258.4", "262.9", "revised"),
        ("Patent density, multiple, 2014–2023", "5.4-fold", "5.5-fold", "revised"),
        ("Patent density, change from the year before, 2023", "+18.4%", "+20.4%", "revised"),
    ]


def test_the_section_tells_numbers_that_only_other_sections_show_after_those_of_the_letter(tmp_path: Path) -> None:
    old = revalued(dataset(), "rank", 2023, value=5)
    rows = [shown(row) for row in table(edition_after(STORY, tmp_path, old)).rows]
    assert rows == [
        ("Science rank, 2023", "No. 5", "No. 1", "revised"),
        ("Science rank (Shanghai), 2023", "No. 5", "No. 2", "revised"),
    ]


def test_a_new_year_is_told_as_the_reason(tmp_path: Path) -> None:
    rows = [shown(row) for row in table(edition_after(STORY, tmp_path, without_last_year(dataset(), "patents"))).rows]
    assert rows[0] == ("Patent density, per resident", "218.3 (2022)", "262.9 (2023)", "new year")
    assert rows[1] == ("Patent density, multiple", "4.5-fold\n(2014–2022)", "5.5-fold\n(2014–2023)", "new year")


def test_the_section_has_at_most_the_rows_that_it_asks_for(tmp_path: Path) -> None:
    text = STORY.replace("changes: {}", "changes: {most: 1}")
    assert len(table(edition_after(text, tmp_path, dataset(patents_last=258.4))).rows) == 1


def test_the_letter_tells_eight_and_counts_the_rest(tmp_path: Path) -> None:
    years = (2014, 2015, 2017, 2019, 2021, 2022, 2023)
    said = " ".join(f"{{{{ patents.at({year}) }}}}" for year in years)
    text = STORY.replace('"Patents {{', f'"{said} {{{{')
    old = replace(
        dataset(), observations=tuple(replace(row, value=row.value * 2 + 1) for row in dataset().observations)
    )
    document = edition_after(text, tmp_path, old)
    assert document.changed is not None
    assert len(document.changed.lines) == 8
    told = plain(document.changed.rest)
    assert told.startswith("And ")
    assert told.endswith(" more.")
    assert [run.term for run in document.changed.rest if run.term] == ["count of further numbers"]


def test_a_section_of_changes_obeys_its_condition(tmp_path: Path) -> None:
    text = STORY.replace("    changes: {}", "    changes: {}\n    when: patents.last < 100")
    assert not any(section.changed for section in edition_after(text, tmp_path, dataset(patents_last=258.4)).sections)


def test_old_values_are_facts_of_their_own_and_every_numeral_is_traced(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, dataset(patents_last=258.4))
    assert document.changed is not None
    old = document.changed.facts["previous(patents.last)"]
    assert (old.value, old.previous, old.observations[0].value) == (258.4, True, 258.4)
    assert document.facts["previous(patents.last)"] is old
    assert untraced(replace(document, changed=None)) == []
    known = {**document.facts, **document.changed.facts}
    for line in (document.changed.head, *document.changed.lines):
        assert all(run.term or run.fact in known for run in line if any(map(str.isdigit, run.text)))


def test_an_old_source_that_is_gone_is_kept_for_the_old_value(tmp_path: Path) -> None:
    old = revalued(dataset(patents_last=258.4), "patents", 2023, source="GONE")
    gone = Source("GONE", "Old Office", "Yearbook", "2023", short="Old Office")
    old = replace(old, sources={**old.sources, "GONE": gone})
    document = edition_after(STORY, tmp_path, old)
    assert document.changed is not None
    assert "GONE" in document.changed.sources
    assert "GONE" in document.sources
    assert "Old Office" in plain(document.sections[2].source_line)


def test_what_only_the_letter_tells_stays_out_of_the_other_outputs(tmp_path: Path) -> None:
    text = STORY.replace("    changes: {}\n", "").replace("    subtitle: auto\n", "")
    document = edition_after(text, tmp_path, dataset(patents_last=258.4))
    assert document.changed is not None
    assert document.changed.facts
    assert not any(fact.previous for fact in document.facts.values())


def test_a_ledger_with_a_nonsense_value_stops_nothing(tmp_path: Path) -> None:
    document = edition_after(STORY, tmp_path, dataset(), rank=1.5)
    assert not any("Science rank" in line for line in lines(document))


def test_no_link_leads_to_a_section_that_may_be_left_out(tmp_path: Path) -> None:
    text = STORY.replace("title: Last", 'title: "See [the news](#changes)"')
    for document in (composed(text, tmp_path), edition_after(text, tmp_path, dataset(patents_last=258.4))):
        assert plain(document.sections[-1].title) == "See the news"
        assert not any(run.link for run in document.sections[-1].title)
