"""What the values of a table are an amount of, said with names that say only of which part."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.draft.narrative.fallback_insights import newest
from briefing.draft.narrative.indicator_labels import label
from briefing.draft.narrative.measured_things import with_thing, without_things
from briefing.draft.narrative.phrases import phrase
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.series_shape import shape_of
from tests.draft.narrative.made_up_projects import RISING, Made, project


def _label(name: str, definition: str, title: str = "Made up") -> str:
    """The label of an indicator of that name and definition."""
    made = project(Made({"Ash": RISING}, names={"en": name, "zh": name}))
    indicators = {"visits": replace(made.dataset.indicators["visits"], definition=definition)}
    made = replace(
        made, dataset=replace(made.dataset, indicators=indicators), edition=replace(made.edition, title=title)
    )
    context = PhrasingContext(made, "en")
    return label(context, "visits")


def test_a_part_is_named_with_what_its_column_counts() -> None:
    assert _label("Aviation", "Emissions: Aviation") == "aviation emissions"
    assert _label("Refining of mineral oil", "Emissions: Refining of mineral oil") == (
        "emissions from refining of mineral oil"
    )


def test_a_part_is_named_with_what_stands_in_brackets_behind_it() -> None:
    assert _label("Ferries (GHG Emissions, Port Office)", "") == "ferries emissions"
    assert _label("Making of paper (greenhouse gas emissions)", "") == "emissions from making of paper"
    assert _label("Ferry emissions (emissions, tonnes)", "") == "ferry emissions"
    assert _label("Ferries (per capita)", "") == "ferries"


def test_points_and_sentences_name_what_is_counted_as_titles_do() -> None:
    made = project(Made({"Ash": RISING}, names={"en": "Making of paper", "zh": "造纸"}))
    indicators = {"visits": replace(made.dataset.indicators["visits"], definition="Emissions: Making of paper")}
    context = PhrasingContext(replace(made, dataset=replace(made.dataset, indicators=indicators)), "en")
    words = phrase(newest(context, "visits"), context)
    for one in (words.title, words.point, words.sentence):
        assert "emissions from making of paper" in one.text.lower()


def test_a_code_beside_a_statistic_takes_the_title() -> None:
    assert _label("ERSST", "Mean: ERSST", "Sea temperature") == "the sea temperature (ERSST)"


def test_titles_leave_a_code_to_subtitles_and_say_that_a_base_is_not_stated() -> None:
    for unit, levels in (("unit not stated yet", (-0.2, 0.1, 0.4)), ("unit not stated yet", (0.2, 0.1, 0.4))):
        made = project(Made({"Ash": levels}, unit=unit, names={"en": "ERSST", "zh": "ERSST"}))
        indicators = {"visits": replace(made.dataset.indicators["visits"], definition="Mean: ERSST")}
        edition = replace(made.edition, title="Sea temperature")
        context = PhrasingContext(
            replace(made, dataset=replace(made.dataset, indicators=indicators), edition=edition), "en"
        )
        words = phrase(newest(context, "visits"), context)
        assert "sea temperature" in words.title.text.lower()
        assert "ERSST" not in words.title.text
        assert "(ERSST)" in words.sentence.text
        texts = [words.title.text, words.title.otherwise.text if words.title.otherwise else ""]
        assert any("above its base" in one for one in texts) is (min(levels) < 0), texts


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Temperature anomaly", True), ("Sea level", True), ("Deviation from plan", True),
        ("Net migration", False), ("Solde naturel", False), ("Growth of sales", False), ("Winter temperature", False),
    ],
)  # fmt: skip
def test_only_what_its_words_call_a_difference_is_said_to_be_one_from_a_base(name: str, says: bool) -> None:
    made = Made({"Ash": (-0.2, 0.1, 0.4)}, unit="unit not stated yet", names={"en": name, "zh": name})
    context = PhrasingContext(project(made), "en")
    words = phrase(newest(context, "visits"), context)
    assert ("its base" in f"{words.title} {words.sentence}") is says
    shape = shape_of(context, "visits")
    assert shape is not None
    assert (shape.no_zero, shape.from_base) == (True, says)


def test_a_statistic_that_is_a_name_itself_is_not_one_of_what_the_title_is_about() -> None:
    assert _label("Median", "Median: Median", "Income inequality") == "the median"


def test_names_that_say_it_and_definitions_of_other_kinds_are_left() -> None:
    assert _label("Gross emissions", "Emissions: Gross emissions") == "gross emissions"
    assert _label("Aviation", "Flights within a country") == "aviation"
    assert _label("Aviation", "Mood: Aviation") == "aviation"


def test_a_list_says_the_amount_once() -> None:
    assert without_things(
        [with_thing("private", "employment"), with_thing("retail trade", "employment")], "employment"
    ) == [
        "private",
        "retail trade employment",
    ]
    parts = [with_thing("use of fuels", "emissions"), with_thing("pulp or paper", "emissions")]
    assert without_things(parts, "emissions") == ["emissions from use of fuels", "pulp or paper"]
    named = [with_thing("private", "employment"), with_thing("retail trade", "employment")]
    assert without_things(named, "employment") == ["private", "retail trade employment"]
    parts = [with_thing("use of fuels", "emissions"), with_thing("pulp or paper", "emissions")]
    assert without_things(parts, "emissions") == ["emissions from use of fuels", "pulp or paper"]
    assert without_things(["aviation emissions", "emissions from use of fuels"], "emissions")[1].startswith("emissions")
