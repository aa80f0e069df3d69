"""The Beijing edition's facts, worked out by hand beforehand."""

from __future__ import annotations

import time

import pytest

from briefing.errors import FactError
from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset
from briefing.model.period import Period
from briefing.wording import of
from tests.beijing.facts.conftest import edition

EN = of("en")
CENSUS = (
    "2019–2021: population base moved to the 2020 census; density is not strictly comparable, "
    "the multiple over the whole span is published as such"
)


def test_the_four_headline_multiples_and_rates_are_right(book: FactRegistry) -> None:
    said = {
        key: (EN.times(book.subject(key).multiple), EN.yearly(book.subject(key).growth))
        for key in ("patents", "contracts", "enterprises", "firms")
    }
    assert said == {
        "patents": ("5.5-fold", "20.7% a year"),
        "contracts": ("2.7-fold", "11.8% a year"),
        "enterprises": ("2.7-fold", "11.8% a year"),
        "firms": ("2.3-fold", "9.7% a year"),
    }
    assert round(book.subject("patents").multiple.value, 4) == 5.4544
    assert round(book.subject("firms").multiple.value, 2) == 2.31


def test_a_fact_carries_its_formula_and_lineage(book: FactRegistry) -> None:
    patents = book.subject("patents")
    fact = patents.multiple
    assert fact.name == "patents.multiple"
    assert fact.formula == "262.9 / 48.2"
    assert patents.growth.formula == "((262.9 / 48.2)^(1/9) − 1) × 100"
    assert [(row.period.notation, row.source) for row in fact.observations] == [
        (2014, "SEED_KOTOPAT"),
        (2023, "SEED_KOTOPAT"),
    ]
    assert fact.sources == ("SEED_KOTOPAT",)
    assert (patents.change.value, patents.change.formula) == (214.7, "262.9 − 48.2")


def test_a_value_keeps_its_published_decimals(book: FactRegistry) -> None:
    assert [EN.value(fact) for fact in book.subject("patents").values][:6] == [
        "48.2",
        "61.3",
        "76.8",
        "94.5",
        "111.2",
        "132.0",
    ]
    assert EN.value(book.subject("patents").at(Period.year(2021))) == "185"


def test_a_disclosed_break_forces_its_note_on_what_crosses_it(book: FactRegistry) -> None:
    patents = book.subject("patents")
    assert patents.multiple.notes == (CENSUS,)
    assert patents.index_at(Period.year(2023)).notes == (CENSUS,)
    assert patents.between(Period.year(2014), Period.year(2019)).multiple.notes == ()
    assert patents.between(Period.year(2021), Period.year(2023)).percent.notes == ()
    assert patents.last.notes == ()


def test_a_refuse_break_refuses_growth_across_it_and_says_why(book: FactRegistry) -> None:
    spending = book.subject("spending")
    reason = r"2017–2019, 2018 is an early bound.*GOLDENWELL_20201223\)"
    ways = r"between\(2015, 2017\).growth or spending.between\(2019, 2022\).growth"
    with pytest.raises(FactError, match=rf"{reason}\n.*{ways}"):
        _ = spending.growth
    for first, last in ((2017, 2019), (2017, 2018), (2018, 2019)):
        with pytest.raises(FactError, match="across a break"):
            _ = spending.between(Period.year(first), Period.year(last)).change
    assert spending.between(Period.year(2015), Period.year(2017)).multiple.value > 1
    assert spending.between(Period.year(2019), Period.year(2022)).multiple.value > 1


def test_the_revision_of_gdp_refuses_a_fall_of_intensity(book: FactRegistry) -> None:
    rd = book.subject("rd")
    with pytest.raises(FactError, match=r"6\.73 to 6\.58 is not a fall"):
        _ = rd.between(Period.year(2023), Period.year(2024)).points
    assert EN.points(rd.points) == "0.78 percentage points"
    assert rd.latest.value_period.notation == 2024
    assert rd.last.value_period.notation == 2023


def test_a_bound_in_the_first_year_makes_growth_at_most(book: FactRegistry) -> None:
    percent = book.subject("enterprises").between(Period.year(2019), Period.year(2023)).percent
    assert (percent.name, percent.qualifier) == ("enterprises.between(2019, 2023).percent", "≤")
    assert EN.percent(percent, 0) == "at most 5%"
    assert percent < 5
    assert not percent > 0


def test_a_bound_in_the_last_year_makes_it_at_least(book: FactRegistry) -> None:
    multiple = book.subject("enterprises").between(Period.year(2014), Period.year(2019)).multiple
    assert EN.times(multiple) == "at least 2.5-fold"
    assert (
        EN.times(book.subject("enterprises").between(Period.year(2014), Period.year(2017)).multiple) == "about 1.9-fold"
    )


def test_a_bound_over_an_approximate_value_is_open_on_both_sides(book: FactRegistry) -> None:
    with pytest.raises(FactError, match=r"open on both sides.*≥ 27,000 in 2019 and ≈ 20,000 in 2017"):
        _ = book.subject("enterprises").between(Period.year(2017), Period.year(2019)).multiple


def test_two_series_are_never_joined(dataset: Dataset) -> None:
    subject = edition().subjects["firms"]
    joined = edition(subjects={"firms": type(subject)("firms", subject.indicator)})
    with pytest.raises(FactError, match=r"3 series for Beijing, which are never joined.*\n.*name one, as series = "):
        FactRegistry(dataset, joined).subject("firms")


def test_the_series_of_the_other_commission_does_not_leak_in(book: FactRegistry) -> None:
    assert [period.notation for period in book.subject("firms").periods] == [2014, 2018, 2022, 2023]


def test_ranks_of_the_nature_index_are_those_published(book: FactRegistry) -> None:
    nature = book.subject("nature")
    assert EN.rank(nature.last) == "No. 1"
    assert EN.ordinal(nature.of("Shanghai").at(Period.year(2017))) == "seventh"
    assert nature.of("Shanghai").at(Period.year(2017)).name == "nature.of('Shanghai').at(2017)"
    assert nature.of("Nanjing").rank(Period.year(2017)).value == 12  # not its place among the few that were published
    assert nature.below_since(2).value == 2016
    assert nature.of("Shanghai").between(Period.year(2017), Period.year(2024)).change.value == -5


def test_ranks_have_no_percentages(book: FactRegistry) -> None:
    with pytest.raises(FactError, match="ranks, which have no ratio"):
        _ = book.subject("gii").percent


def test_a_place_is_counted_among_those_with_a_value(book: FactRegistry) -> None:
    fact = book.subject("hcr").rank(Period.year(2023))
    assert (fact.value, fact.formula) == (1, "place of 411 among 2: Beijing 411, Boston 371")
    assert len(fact.observations) == 2
    unicorns = book.subject("unicorns").rank(Period.year(2022))
    assert unicorns.value == 3
    assert unicorns.formula.startswith("place of 79 among 7: San Francisco 181, New York 126, Beijing 79")


def test_a_place_needs_someone_to_compare_with(book: FactRegistry) -> None:
    with pytest.raises(FactError, match="only Beijing has a value for 2022"):
        book.subject("hcr").rank(Period.year(2022))


def test_targets_and_gaps_come_from_the_published_targets(book: FactRegistry) -> None:
    assert EN.value(book.subject("rd").target(Period.year(2025))) == "about 6"
    assert len(book.subject("rd").target(Period.year(2025)).targets) == 2
    assert EN.value(book.subject("hightech").target(Period.year(2025))) == "over 1,200"
    assert EN.percent(book.subject("hightech").target_share(Period.year(2025))) == "99%"
    assert EN.value(book.subject("hightech").gap(Period.year(2025))) == "−14.1"
    assert EN.percent(book.subject("rd").target_share(Period.year(2025), Period.year(2024))) == "about 110%"
    assert book.subject("precision").gap(Period.year(2025)) > 0
    assert book.subject("it_revenue").target(Period.year(2025)).value == 2500


def test_a_missing_target_lists_the_years_that_have_one(book: FactRegistry) -> None:
    with pytest.raises(FactError, match=r"no target for 2030\n  fix: years with a target: 2025"):
        book.subject("rd").target(Period.year(2030))


def test_a_share_is_a_part_of_the_same_unit_and_year(book: FactRegistry) -> None:
    share = book.subject("high_value").share(book.subject("patents"))
    assert (EN.percent(share), share.formula) == ("52%", "136.95 / 262.9 × 100")
    assert EN.percent(book.subject("to_neighbours").share(book.subject("contracts"))) == "8.8%"
    with pytest.raises(FactError, match="a share needs one unit"):
        book.subject("contracts").share(book.subject("enterprises"))


def test_a_ratio_has_the_lineage_of_both_and_all_measures(book: FactRegistry) -> None:
    ratio = book.subject("per_patent")
    assert [period.notation for period in ratio.periods] == [2019, 2021, 2023]
    assert [EN.value(fact) for fact in ratio.values] == ["2.00", "1.73", "1.49"]
    assert ratio.last.formula == "853.69 / 574,000 × 1,000"
    assert {row.indicator for row in ratio.last.observations} == {"tech_contract_value", "valid_inv_patents"}
    assert EN.signed(ratio.percent) == "−26%"
    assert ratio.multiple.formula == "(853.69 / 574,000 × 1,000) / (569.53 / 284,288 × 1,000)"


def test_a_year_of_passing_a_level_is_exact_only_where_the_year_before_is_known(book: FactRegistry) -> None:
    patents = book.subject("patents")
    assert EN.year(patents.first_above(100)) == "2018"
    assert EN.year(patents.first_above(150)) == "2021 at the latest"  # nothing was published for 2020
    assert EN.year(book.subject("rd").above_since(6)) == "2018"
    with pytest.raises(FactError, match="no value is known to be above 500"):
        patents.first_above(500)


def test_readings_within_a_year_are_printed_but_never_compared(book: FactRegistry) -> None:
    partial = book.subject("patents_partial")
    assert EN.value(partial.latest) == "89.6"
    with pytest.raises(FactError, match="joins a reading within a year"):
        partial.share(book.subject("patents"), Period.year(2017))


def test_a_part_of_a_year_is_printed_and_compared_with_the_same_part_alone(book: FactRegistry) -> None:
    patents = book.subject("patents")
    november = Period.part(2024, 1, 11)
    assert EN.value(patents.at(november)) == "301.1"
    assert patents.highest.period == patents.last.period == Period.year(2023)
    with pytest.raises(FactError):
        patents.between(Period.year(2023), november)


def test_a_value_outside_the_period_is_reached_by_name_only(book: FactRegistry) -> None:
    contracts = book.subject("contracts")
    assert contracts.at(Period.year(2024)).value == 915.33
    assert contracts.last.value_period.notation == 2023
    assert contracts.first.value_period.notation == 2014  # 2012 was published too


def test_a_fact_is_made_once_and_kept_by_its_name(book: FactRegistry) -> None:
    first = book.subject("patents").multiple
    assert book.subject("patents").multiple is first
    assert book.facts["patents.multiple"] is first
    assert set(book.facts) == {"patents.multiple"}


def test_all_facts_of_the_dataset_take_less_than_a_blink(dataset: Dataset) -> None:
    started = time.process_time()
    book = FactRegistry(dataset, edition())
    for key in edition().subjects:
        subject = book.subject(key)
        for name in ("first", "last", "latest", "change", "percent", "points", "multiple", "growth", "span", "values"):
            try:
                getattr(subject, name)
            except FactError:
                continue
    assert time.process_time() - started < 0.15  # 30 ms on a quiet machine
