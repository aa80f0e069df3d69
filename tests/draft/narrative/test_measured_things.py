"""What the values of a table are an amount of, said with names that say only of which part."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.draft.narrative.indicator_labels import label, plain_label
from briefing.draft.narrative.measured_things import with_thing, without_things
from briefing.draft.narrative.phrasing import PhrasingContext
from tests.draft.narrative.made_up_projects import RISING, Made, project


def _labels(name: str, definition: str, title: str = "Made up") -> tuple[str, str]:
    """The label of an indicator of that name and definition, and that of a point."""
    made = project(Made({"Ash": RISING}, names={"en": name, "zh": name}))
    indicators = {"visits": replace(made.dataset.indicators["visits"], definition=definition)}
    made = replace(
        made, dataset=replace(made.dataset, indicators=indicators), edition=replace(made.edition, title=title)
    )
    context = PhrasingContext(made, "en")
    return label(context, "visits"), plain_label(context, "visits")


def test_a_part_is_named_with_what_its_column_counts() -> None:
    assert _labels("Aviation", "Emissions: Aviation") == ("aviation emissions", "aviation emissions")
    whole, plain = _labels("Refining of mineral oil", "Emissions: Refining of mineral oil")
    assert whole == "emissions from refining of mineral oil"
    assert plain == "refining of mineral oil"


def test_a_code_beside_a_statistic_takes_the_title() -> None:
    assert _labels("ERSST", "Mean: ERSST", "Sea temperature")[0] == "the sea temperature (ERSST)"


def test_names_that_say_it_and_definitions_of_other_kinds_are_left() -> None:
    assert _labels("Gross emissions", "Emissions: Gross emissions")[0] == "gross emissions"
    assert _labels("Aviation", "Flights within a country")[0] == "aviation"
    assert _labels("Aviation", "Mood: Aviation")[0] == "aviation"


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
