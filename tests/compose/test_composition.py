"""The whole composition: a sample over a harbour town's data as a snapshot, and that nothing stands without a trace."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.errors import StoryError
from briefing.model.block_specs import Sentence
from briefing.model.chart import Chart
from briefing.model.dataset import Statement
from briefing.model.document import (
    Cards,
    Decisions,
    Document,
    Quote,
    RankStrip,
    Section,
    Table,
    TileMap,
    Timeline,
    words,
)
from briefing.model.edition import Project
from briefing.model.story import SectionSpec, Story
from briefing.model.text import Run, mailto, plain
from briefing.read import StoryFile
from tests.compose.plan import plan, texts, untraced
from tests.compose.sample import composed, dataset, edition, faults, look, section, story_file
from tests.thorough import examples

HERE = Path(__file__).parent
HARBOUR = asset("gallery")
SNAPSHOT = HERE / "snapshots" / "sample.en.txt"


@pytest.fixture(scope="module")
def sample() -> Document:
    return compose(read.project(HARBOUR), read.story(HERE / "sample.en.yaml"), "en")


def test_the_sample_composes_as_its_snapshot_says(sample: Document) -> None:
    """Set BRIEFING_GOLDEN=1 to write it anew, then read the difference."""
    told = plan(sample)
    if os.environ.get("BRIEFING_GOLDEN"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(told, encoding="utf-8")
    assert told == SNAPSHOT.read_text(encoding="utf-8")


def test_every_numeral_of_the_sample_is_a_fact_or_a_term(sample: Document) -> None:
    assert untraced(sample) == []


def test_the_checker_finds_a_numeral_without_a_trace(sample: Document) -> None:
    assert untraced(replace(sample, kicker=(Run("Up 77"),))) == ["document.kicker: Up 77"]
    assert untraced(replace(sample, kicker=(Run("7", fact="nobody"),)))


def test_every_numeral_of_the_gallery_is_a_fact_or_a_term() -> None:
    project = read.project(HARBOUR)
    document = compose(project, read.story(project.stories["en"]), "en")
    assert untraced(document) == []
    alts = [text for path, text in texts(document) if path.endswith(".alt")]
    assert alts
    assert all(0 < len(plain(text)) <= 250 for text in alts)


def test_two_compositions_are_equal(sample: Document) -> None:
    again = compose(read.project(HARBOUR), read.story(HERE / "sample.en.yaml"), "en")
    assert plan(again) == plan(sample)
    assert again.inputs == sample.inputs


def only(folder: Path, *lines: str) -> Section:
    return composed(section("Title", *lines), folder).sections[0]


def test_a_quotation_is_verbatim_with_speaker_origin_and_translation(tmp_path: Path) -> None:
    (block,) = only(tmp_path, "quote: quote").blocks
    assert isinstance(block, Quote)
    assert look(block.text) == [("We *will* go on for 10 years.", "", "quoted verbatim")]
    assert (plain(block.speaker), plain(block.origin), block.translated) == ("Zara Joring", "Xinhua, 2023", True)


FOREIGN = Statement("sense", "quotation", "Nous irons loin.", "XIN", "Le maire", lang="fr")
FRENCH = Statement("fields", "list", "bois|pierre", "XIN", lang="fr")


def foreign(folder: Path, *lines: str) -> Section:
    """A section of an English story whose dataset also holds statements in French."""
    made = dataset()
    data = replace(made, statements={**made.statements, "sense": FOREIGN, "fields": FRENCH})
    return composed(section("Title", *lines), folder, data=data).sections[0]


def test_a_statement_in_another_language_is_retold_without_passing_for_a_quotation(tmp_path: Path) -> None:
    told = "quote: {statement: sense, retold: We shall go far., speaker: The mayor}"
    (block,) = foreign(tmp_path, told).blocks
    assert isinstance(block, Quote)
    assert look(block.text) == [("We shall go far.", "", "")]
    assert (plain(block.speaker), plain(block.origin)) == ("The mayor", "Xinhua, 2023")
    assert (block.retold, block.translated) == (True, False)
    (block,) = foreign(tmp_path, "tiles: [{title: Fields, items: fields, retold: [wood, stone]}]").blocks
    assert isinstance(block, TileMap)
    assert [plain(item) for item in block.groups[0].items] == ["wood", "stone"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("quote: sense", "the statement 'sense' is in fr, the story in en"),
        ("quote: {statement: quote, retold: On we go}", "the statement 'quote' is in en, the language of the story"),
        (
            "quote: {statement: sense, retold: “We go.”, speaker: He}",
            "'sense' holds quotation marks, but these are not",
        ),
        (
            "quote: {statement: sense, retold: We go. }",
            "speaker of the statement 'sense' is only known in fr: Le maire",
        ),
        ("quote: {statement: sense, retold: 5 ways, speaker: He}", "'5' is typed into the text"),
        ("tiles: [{title: a, items: fields}]", "the statement 'fields' is in fr, the story in en"),
        ("tiles: [{title: a, items: fields, retold: [wood]}]", "1 entries are retold, the statement 'fields' has 2"),
        (
            "tiles: [{title: a, items: fields, retold: [wood, stone], details: [much]}]",
            "1 entries have details, the statement 'fields' has 2",
        ),
    ],
)
def test_what_is_quoted_and_what_is_retold_is_not_mixed_up(tmp_path: Path, line: str, what: str) -> None:
    with pytest.raises(StoryError, match=re.escape(what)):
        foreign(tmp_path, line)


def test_tiles_are_the_entries_of_a_list_statement(tmp_path: Path) -> None:
    (block,) = only(tmp_path, "tiles: [{title: Fields, items: list}]").blocks
    assert isinstance(block, TileMap)
    assert [plain(item) for item in block.groups[0].items] == ["AI (AGI)", "Robots", "Space"]


def test_what_is_known_of_a_tile_stands_with_it_and_a_fact_leads(tmp_path: Path) -> None:
    told = "details: ['rank {{ rank.at(2023) }}', '', none]"
    (block,) = only(tmp_path, f"tiles: [{{title: Fields, items: list, {told}}}]").blocks
    assert isinstance(block, TileMap)
    (group,) = block.groups
    assert [plain(group.detail(at)) for at in range(3)] == ["rank No. 1", "", "none"]
    assert [group.leads(at) for at in range(3)] == [True, False, False]
    assert "AI (AGI): rank No. 1" in plain(block.alt)


def test_a_space_that_keeps_two_words_together_stays_and_others_become_one(tmp_path: Path) -> None:
    made = composed(section(r'"Ahead  of New\_York"'), tmp_path).sections[0]
    assert plain(made.title) == "Ahead of New\u00a0York"


def test_a_place_among_some_only_is_marked_as_partial(tmp_path: Path) -> None:
    rows = ("  - {name: a, rank: rank.at(2023)}", "  - {name: b, rank: rank.at(2023), partial: true}")
    (block,) = only(tmp_path, "ranks:", "  rows:", *(f"  {row}" for row in rows)).blocks
    assert isinstance(block, RankStrip)
    assert [row.partial for row in block.rows] == [False, True]


def test_rows_of_ranks_that_a_story_names_stand_out_and_else_the_first_places(tmp_path: Path) -> None:
    rows = ("- {name: a, rank: rank.at(2023)}", "- {name: b, rank: rank.at(2023)}")

    def shown(*rows: str) -> list[tuple[bool, bool]]:
        (block,) = only(tmp_path, "ranks:", "  rows:", *(f"  {row}" for row in rows)).blocks
        assert isinstance(block, RankStrip)
        return [(row.highlight, row.rank.value == 1) for row in block.rows]

    assert [stands_out for stands_out, _ in shown(rows[0], rows[1].replace("}", ", highlight: true}"))] == [False, True]
    assert all(stands_out == is_first for stands_out, is_first in shown(*rows))


def test_each_sentence_of_a_note_begins_with_a_capital() -> None:
    project = read.project(HARBOUR)
    document = compose(project, read.story(project.stories["en"]), "en")
    (cards,) = (section for part in document.parts for section in part.sections if section.id == "cards")
    assert "in 2019. Dashes bridge years without a value. The lines" in plain(cards.note_line)


def test_a_side_column_knows_the_sources_of_its_milestones(tmp_path: Path) -> None:
    project = read.project(HARBOUR)
    steps = '      - {title: Steps, milestones: [{date: "2016-09-18", text: Coast plan for clean harbours}]}\n'
    given, column = project.stories["en"].read_text(encoding="utf-8"), "    aside:\n"
    story = tmp_path / "story.en.yaml"
    story.write_text(given.replace(column, column + steps, 1), encoding="utf-8")
    document = compose(project, read.story(story), "en")
    (told,) = [aside for part in document.parts for aside in part.asides if isinstance(aside.block, Timeline)]
    assert "GAZETTE_2017" in told.sources
    assert set(told.sources) <= set(document.sources)


def test_milestones_stand_in_order_of_time_with_their_own_title_unless_told(tmp_path: Path) -> None:
    (block,) = only(tmp_path, 'milestones: [{date: "2016-09-18"}, {date: "2014", text: Begin}]').blocks
    assert isinstance(block, Timeline)
    assert [(plain(item.date), plain(item.text)) for item in block.events] == [
        ("2014", "Begin"),
        ("18 Sep 2016", "Plan of 2016 released"),
    ]


def test_cards_of_years_draw_all_values_and_say_their_changes(tmp_path: Path) -> None:
    lines = (
        "cards:",
        "  - {fact: firms, label: Firms, unit: a day}",
        "  - {fact: patents, label: Patents, unit: each}",
    )
    (block,) = only(tmp_path, *lines).blocks
    assert isinstance(block, Cards)
    assert [card.slope.kind for card in block.cards] == ["slope", "line"]
    scales = [card.scale for card in block.cards]
    # on one scale from zero, as a slope has: up to so many times the first value as the largest multiple
    assert [(low, round(high / first, 4)) for (low, high), first in zip(scales, (146, 48.2), strict=True)] == [
        (0, 5.4544),
        (0, 5.4544),
    ]
    assert [plain(end) for end in block.cards[0].ends] == ["2014: 146", "2023"]
    assert [plain(change) for change in block.cards[1].changes] == ["▲ 5.5× since 2014", "▲ +20.4% on 2022"]
    assert plain(block.cards[1].multiple) == "5.5×"


def test_cells_of_a_table_keep_their_line_ends(tmp_path: Path) -> None:
    (block,) = only(tmp_path, "table:", "  head: [a, b]", '  rows: [["x\\ny", "{{ firms.last }}"]]').blocks
    assert isinstance(block, Table)
    assert [plain(cell) for cell in block.rows[0]] == ["x\ny", "337"]


def test_decisions_carry_their_four_texts(tmp_path: Path) -> None:
    (block,) = only(tmp_path, "decisions: [{question: q, why: w, known: k, missing: m}]").blocks
    assert isinstance(block, Decisions)
    assert [plain(text) for _, text in texts(block.items[0])] == ["q", "w", "k", "m"]


def test_a_source_line_of_the_brief_tells_the_years_that_each_source_gives(tmp_path: Path) -> None:
    found = only(tmp_path, "chart: {kind: columns, series: [firms]}")
    assert plain(found.source_line_years) == "Source: KOTO Patent 2024 (2014, 2023)."
    aimed = only(tmp_path, "expect: firms.target(2025) > 1")
    assert aimed.source_line_years == ()


def test_a_source_line_is_ordered_by_first_use_and_grouped_in_its_short_form(tmp_path: Path) -> None:
    found = only(tmp_path, "sources: [XIN2]", "chart: {kind: line, series: [patents]}")
    assert plain(found.source_line) == "Source: KOTO Patent, 17 Jul 2024; Xinhua, 2023, Apr 2024."
    assert plain(found.source_line_short) == "Source: KOTO Patent 2024; Xinhua 2023, 2024."
    assert found.sources == ("KOTO", "XIN", "XIN2")
    assert ("17 Jul 2024", "", "source KOTO") in look(found.source_line)


def test_what_a_section_does_not_show_is_not_its_source(tmp_path: Path) -> None:
    assert only(tmp_path, "expect: firms.target(2025) > 1").source_line == ()


def test_a_source_of_paragraphs_alone_is_told_but_not_beside_the_figure(tmp_path: Path) -> None:
    found = only(tmp_path, 'paragraph: "{{ firms.target(2025) }}"', 'points: ["{{ firms.last }}"]')
    assert plain(found.source_line) == "Source: KOTO Patent, 17 Jul 2024."
    assert found.sources == ("KOTO", "XIN")


@pytest.mark.parametrize(("output", "deck", "brief"), [("deck", True, False), ("brief", False, True)])
def test_a_point_of_one_output_gives_its_source_to_that_output_alone(
    tmp_path: Path, output: str, deck: bool, brief: bool
) -> None:
    node = f'  - {{text: "{{{{ firms.target(2025) }}}}", only: [{output}]}}'
    found = only(tmp_path, "points:", '  - "{{ firms.last }}"', node, "chart: {kind: columns, series: [firms]}")
    assert ("Xinhua" in plain(found.source_line)) is deck
    assert ("Xinhua" in plain(found.source_line_years)) is brief
    assert found.sources == ("KOTO", "XIN")


def test_a_point_splits_into_lead_and_sentence(tmp_path: Path) -> None:
    written = (
        "**Lead.** Body",
        "**Lead**: Body",
        "**Lead** body",
        "**Lead:** body",
        "**Lead**: body",
        "**Lead**, Body",
        "No lead",
    )
    points = only(tmp_path, "points:", *(f'  - "{text}"' for text in written)).points
    assert [(plain(item.lead), plain(item.body), item.continues) for item in points] == [
        ("Lead", "Body", False),
        ("Lead", "Body", False),
        ("Lead", "body", True),
        ("Lead:", "body", True),
        ("Lead:", "body", True),
        ("Lead,", "Body", False),
        ("", "No lead", False),
    ]


def test_a_sentence_after_a_lead_begins_with_no_space_that_holds_a_number_to_its_noun(tmp_path: Path) -> None:
    (point,) = only(tmp_path, "points:", '  - "**In 2022** firms rose"').points
    assert (plain(point.lead), plain(point.body)) == ("In 2022", "firms rose")


def test_paragraphs_are_split_at_blank_lines(tmp_path: Path) -> None:
    found = only(tmp_path, "paragraph: |", "  One", "  line.", "", "  More.")
    assert [plain(words((item,))) for item in found.paragraphs] == ["One line.", "More."]


def test_without_parts_all_sections_form_one(tmp_path: Path) -> None:
    document = composed(section("Title"), tmp_path)
    assert [(part.id, plain(part.headline)) for part in document.parts] == [("all", "A small edition")]
    assert plain(document.header) == "A small edition"
    assert [plain(point.body) for point in document.letter.points] == ["Title"]


def test_the_story_is_one_of_the_inputs(tmp_path: Path) -> None:
    assert sorted(composed(section("Title"), tmp_path).inputs) == ["observations.csv", "story.en.yaml"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("quote: nobody",), "unknown statement 'nobody'"),
        (("tiles: [{title: a, items: lst}]",), "unknown statement 'lst'"),
        (('milestones: [{date: "1999"}]',), "no milestone is dated '1999'"),
        (("sources: [NOBODY]",), "unknown source 'NOBODY'"),
        (("subtitle: auto",), "needs a chart"),
        (("cards: [{fact: nobody, label: a, unit: b}]",), "nobody"),
        (("ranks:", "  rows: [{name: a, rank: patents.last}]"), "is no rank"),
        (("ranks:", "  places: 3", "  rows: [{name: a, rank: rank.of('Shanghai').at(2017)}]"), "has 3 places"),
        (("table:", "  head: [a]", "  rows: [[b]]", "  highlight: 4"), "the table has 1 rows"),
        (
            (
                "points:",
                '  - "a \\u0007 bell"',
            ),
            "U+0007",
        ),
        (
            (
                "points:",
                '  - "a \\uE000 mark"',
            ),
            "U+E000",
        ),
    ],
)
def test_a_node_that_names_nothing_is_told_with_its_line(lines: tuple[str, ...], told: str, tmp_path: Path) -> None:
    try:
        found = faults(section("Title", *lines), tmp_path)
    except StoryError as error:
        found = error.findings
    assert any(told in item.what for item in found), found
    assert all(item.where for item in found)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=50))
def test_any_text_of_a_story_composes_or_is_a_story_error(text: str, tmp_path: Path) -> None:
    file = story_file(section("Title"), tmp_path)
    spec = SectionSpec(id="one", title=text or "t", ask=text, notes=text, points=(Sentence(text=text),), when="")
    try:
        document = compose(_project(tmp_path), StoryFile(Story(sections=(spec,)), file.path, file.lines), "en")
    except StoryError:
        return
    assert untraced(document) == []


def _project(folder: Path) -> Project:
    return Project(folder, edition(), dataset(), {}, folder)


def test_the_address_of_the_contact_is_a_link_and_a_telephone_number_is_none(tmp_path: Path) -> None:
    story = "parts:\n  - {id: p, name: P, headline: A finding, aside: [{auto: contact}]}\nsections:\n"
    story += "  - {id: one, part: p, title: Title}\n"
    (aside,) = composed(story, tmp_path).parts[0].asides
    assert {run.text: run.link for point in aside.points for run in point.body if run.link} == {
        "desk@example.org": "mailto:desk@example.org"
    }
    assert [mailto(value) for value in ("+86 10 1234", "a@b", "x y@b.org", "a@b.org?cc=c")] == [""] * 4


def test_the_gap_of_a_target_is_said_as_met_or_by_what_lacks(sample: Document) -> None:
    blocks = [block for part in sample.parts for section in part.sections for block in section.blocks]
    bullet = next(block for block in blocks if isinstance(block, Chart) and block.kind == "bullet")
    gap = next(column for column in bullet.columns if plain(column.head) == "Gap")
    assert [plain(cell) for cell in gap.cells] == ["reached", "reached\nin 2021", "−1.9", "about −1.1", "−281.8"]
    assert all(cell[0].fact for cell in gap.cells)
