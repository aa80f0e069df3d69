"""What the data do not bear out is refused: with what, where and the way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import FactError
from briefing.facts import FactRegistry
from briefing.facts.breaks import crossed
from briefing.facts.lookup_errors import spans
from briefing.facts.qualifiers import quotient_qualifier
from briefing.model.dataset import Break, Dataset, Indicator, Observation, Qualifier, Source, Target
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.period import Period
from tests.facts.conftest import edition

QUALIFIERS: st.SearchStrategy[Qualifier] = st.sampled_from(("=", "≈", "≥", "≤"))


def small(
    *rows: Observation,
    breaks: tuple[Break, ...] = (),
    targets: tuple[Target, ...] = (),
    direction: str = "up",
) -> FactRegistry:
    names = ("count", "other", "other_partial")
    indicators = {name: Indicator(name, {"en": name.title()}, "things", direction=direction) for name in names}
    sources = {"S": Source("S", "Press", "Title", "2020-05")}
    subjects = {name: Subject(name, name) for name in indicators}
    subjects["part"] = Subject("part", ratio=("count", "other"), names={"en": "Part"}, decimals=2)
    subjects["mixed"] = Subject("mixed", ratio=("count", "other_partial"))
    subjects["gap"] = Subject("gap", difference=("count", "other"))
    subjects["gap_rise"] = Subject("gap_rise", change="gap", on="previous", how="change")
    subjects["gap_loop"] = Subject("gap_loop", difference=("count", "gap_loop"))
    subjects["loop"] = Subject("loop", ratio=("count", "loop"))
    given_edition = edition(entity="Here", period=(Period.year(2010), Period.year(2020)), subjects=subjects)
    return FactRegistry(Dataset(indicators, rows, sources, targets, breaks), given_edition)


def test_an_indicator_that_nothing_is_known_of_yet_names_the_day() -> None:
    with pytest.raises(FactError, match="no value of count was published by 2025-12-31"):
        _ = small().subject("count").last


def row(year: int, value: float, qualifier: Qualifier = "=", **more: object) -> Observation:
    given_row: dict[str, object] = {"indicator": "count", "entity": "Here", "unit": "things", "source": "S"}
    return Observation(period=Period.year(year), value=value, qualifier=qualifier, **(given_row | more))  # type: ignore[arg-type]


def value(number: float, qualifier: Qualifier = "=") -> Fact:
    return Fact("x", "value", number, "things", qualifier, 0, str(number), (), period=Period.year(2000))


@pytest.mark.parametrize(
    ("over", "under", "expected"),
    [
        ("=", "=", "="),
        ("≥", "=", "≥"),
        ("=", "≥", "≤"),
        ("≤", "=", "≤"),
        ("=", "≤", "≥"),
        ("≈", "=", "≈"),
        ("≥", "≤", "≥"),
    ],
)
def test_qualifiers_of_a_quotient_follow_the_bar(over: Qualifier, under: Qualifier, expected: Qualifier) -> None:
    assert quotient_qualifier("x", value(2, over), value(1, under)) == expected


@pytest.mark.parametrize(("over", "under"), [("≥", "≥"), ("≤", "≤"), ("≈", "≥"), ("≥", "≈")])
def test_bounds_that_pull_to_both_sides_are_refused(over: Qualifier, under: Qualifier) -> None:
    with pytest.raises(FactError, match="open on both sides"):
        quotient_qualifier("x", value(2, over), value(1, under))


@given(
    st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), QUALIFIERS, QUALIFIERS
)
def test_a_one_sided_multiple_holds_for_every_value_that_its_bounds_allow(
    first: int, last: int, first_slack: int, last_slack: int, first_sign: Qualifier, last_sign: Qualifier
) -> None:
    book = small(row(2010, first, first_sign), row(2020, last, last_sign))
    try:
        multiple = book.subject("count").multiple
    except FactError:
        return
    true_first = {"≥": first + first_slack, "≤": max(1, first - first_slack)}.get(first_sign, first)
    true_last = {"≥": last + last_slack, "≤": max(0, last - last_slack)}.get(last_sign, last)
    truth = true_last / true_first
    if multiple.qualifier == "≥":
        assert truth >= multiple.value * (1 - 1e-11)
    elif multiple.qualifier == "≤":
        assert truth <= multiple.value * (1 + 1e-11)


@given(st.integers(1, 10**4), st.integers(1, 10**4), st.integers(1, 40))
def test_growth_compounded_over_the_span_gives_the_last_value_back(first: int, last: int, span: int) -> None:
    book = small(row(2020 - span, first), row(2020, last))
    growth = book.subject("count").between(Period.year(2020 - span), Period.year(2020)).growth
    # the rate has twelve significant digits
    assert first * (1 + growth.value / 100) ** span == pytest.approx(last, rel=1e-7)


def test_calculations_are_exact_on_the_published_decimals() -> None:
    subject = small(row(2010, 313.6), row(2020, 853.69)).subject("count")
    assert subject.change.value == 540.09  # in binary arithmetic 540.0900000000001
    assert small(row(2010, 1), row(2020, 1.2)).subject("count").percent.value == 20.0  # 19.999999999999996


@pytest.mark.parametrize("base", [0, -5])
def test_nothing_is_divided_by_zero_or_less(base: float) -> None:
    subject = small(row(2010, base), row(2020, 5)).subject("count")
    for name in ("percent", "multiple", "growth"):
        with pytest.raises(FactError, match=r"base must be above zero\n  fix: use count\.change"):
            getattr(subject, name)
    assert subject.change.value == 5 - base


def test_a_fall_below_zero_has_no_rate() -> None:
    with pytest.raises(FactError, match="below zero"):
        _ = small(row(2010, 5), row(2020, -1)).subject("count").growth


def test_one_value_is_no_change() -> None:
    with pytest.raises(FactError, match=r"needs two values from 2010 to 2020\n  fix: years with a value: 2015"):
        _ = small(row(2015, 5)).subject("count").multiple


def test_between_needs_a_value_in_both_years() -> None:
    subject = small(row(2012, 5), row(2020, 6)).subject("count")
    with pytest.raises(FactError, match=r"no value for 2011\n  fix: years with a value: 2012, 2020"):
        _ = subject.between(Period.year(2011), Period.year(2020)).multiple
    with pytest.raises(FactError, match="runs backwards"):
        subject.between(Period.year(2020), Period.year(2012))


def test_a_misspelt_fact_name_or_place_gets_the_near_one() -> None:
    book = small(row(2010, 1), row(2020, 2), row(2020, 2, entity="There"))
    with pytest.raises(
        FactError, match=r"'multipel' does not exist\n  fix: did you mean multiple: the last value divided by the first"
    ):
        _ = getattr(book.subject("count"), "multipel")  # noqa: B009
    with pytest.raises(FactError, match=r"'cuont' does not exist\n  fix: did you mean count\?"):
        book.subject("cuont")
    with pytest.raises(FactError, match=r"'Ther' does not exist\n  fix: did you mean There"):
        book.subject("count").of("Ther")


def test_a_library_may_probe_a_subject_for_its_own_marks() -> None:
    assert not hasattr(small(row(2010, 1)).subject("count"), "__html__")


def test_places_that_tie_share_a_rank_and_the_next_is_left_out() -> None:
    places = (("A", 9), ("B", 7), ("Here", 7), ("C", 5))
    subject = small(*(row(2020, number, entity=entity) for entity, number in places)).subject("count")
    assert [subject.of(entity).rank(Period.year(2020)).value for entity, _ in places] == [1, 2, 2, 4]


def test_lower_is_better_where_the_direction_says_so() -> None:
    rows = (row(2020, 3), row(2020, 5, entity="There"))
    assert small(*rows, direction="down").subject("count").rank().value == 1
    assert small(*rows, direction="up").subject("count").rank().value == 2
    with pytest.raises(FactError, match="direction of good is not known"):
        small(*rows, direction="context").subject("count").rank()


def test_a_bound_that_leaves_the_order_open_is_refused() -> None:
    below, above = row(2020, 5, "≥"), row(2020, 7, entity="There")
    with pytest.raises(FactError, match=r"There \(= 7\) and Here \(≥ 5\) cannot be put in order"):
        small(below, above).subject("count").rank(Period.year(2020))
    assert small(row(2020, 9, "≥"), above).subject("count").rank(Period.year(2020)).value == 1


def test_a_level_passed_perhaps_before_is_passed_at_the_latest() -> None:
    first = small(row(2010, 1), row(2011, 4, "≥"), row(2012, 6)).subject("count").first_above(5)
    assert (first.value, first.qualifier) == (2012, "≤")
    early = small(row(2010, 4, "≥"), row(2011, 3), row(2012, 6)).subject("count").first_above(5)
    assert (early.value, early.qualifier) == (2012, "≤")
    start = small(row(2010, 9), row(2011, 9)).subject("count").first_above(5)
    assert (start.value, start.qualifier) == (2010, "≤")


@pytest.mark.parametrize(
    ("first", "last", "is_crossed"),
    [
        (2014, 2016, False),
        (2016, 2018, True),
        (2017, 2018, True),
        (2018, 2019, True),
        (2019, 2022, False),
        (2014, 2017, False),
    ],
)
def test_a_break_is_crossed_by_any_step_into_its_span(first: int, last: int, is_crossed: bool) -> None:
    item = Break("count", "Here", "official", Period.year(2017), Period.year(2019), "refuse", "census", "S")
    assert bool(crossed([item], Period.year(first), Period.year(last))) is is_crossed


def test_a_break_of_another_place_is_not_ours() -> None:
    breaks = (Break("count", "There", "official", Period.year(2012), Period.year(2013), "refuse", "census", "S"),)
    rows = (row(2010, 1), row(2020, 2), row(2010, 1, entity="There"), row(2020, 2, entity="There"))
    subject = small(*rows, breaks=breaks).subject("count")
    assert subject.multiple.value == 2
    with pytest.raises(FactError, match="census"):
        _ = subject.of("There").multiple


def test_a_ratio_inherits_the_breaks_of_both() -> None:
    breaks = (Break("other", "Here", "official", Period.year(2012), Period.year(2013), "disclose", "new count", "S"),)
    rows = (
        *(row(year, year - 2005) for year in (2010, 2020)),
        *(row(year, 2, indicator="other") for year in (2010, 2020)),
    )
    part = small(*rows, breaks=breaks).subject("part")
    assert part.multiple.notes == ("2012–2013: new count",)
    assert part.multiple.value == 3


def test_a_difference_has_the_lineage_of_both_and_is_worked_out_exactly() -> None:
    rows = [row(2010 + at, value) for at, value in enumerate((0.3, 5.25))]
    rows += [row(2010 + at, value, indicator="other") for at, value in enumerate((0.1, 7))]
    book = small(*rows)
    gap = book.subject("gap")
    assert [fact.value for fact in gap.values] == [0.2, -1.75]
    assert (gap.last.formula, gap.last.decimals, gap.last.unit) == ("5.25 − 7", 2, "things")
    assert [item.indicator for item in gap.last.observations] == ["count", "other"]
    assert gap.name == "Count less Other"
    assert book.subject("gap_rise").last.formula == "(5.25 − 7) − (0.3 − 0.1)"


def test_a_difference_of_two_units_or_of_itself_is_refused() -> None:
    book = small(row(2010, 5), row(2010, 2, indicator="other", unit="dozens"))
    with pytest.raises(FactError, match="takes dozens from things"):
        _ = book.subject("gap").last
    with pytest.raises(FactError, match="leads back"):
        book.subject("gap_loop")


def test_a_ratio_that_leads_back_to_itself_is_refused() -> None:
    with pytest.raises(FactError, match="leads back to itself"):
        small(row(2010, 1)).subject("loop")


def test_a_ratio_divides_by_positive_values_only() -> None:
    with pytest.raises(FactError, match="divides 5 by 0"):
        small(row(2010, 5), row(2010, 0, indicator="other")).subject("part").at(Period.year(2010))


def test_a_ratio_never_joins_a_reading_within_a_year_with_a_full_year() -> None:
    with pytest.raises(FactError, match="joins a reading within a year"):
        small(row(2010, 5), row(2010, 2, indicator="other_partial")).subject("mixed")


def test_values_in_two_units_are_not_compared() -> None:
    with pytest.raises(FactError, match="compares things with dozens"):
        _ = small(row(2010, 5), row(2020, 6, unit="dozens")).subject("count").multiple


def test_targets_on_which_publishers_disagree_are_refused() -> None:
    targets = (Target("count", "Here", Period.year(2025), 6, "S"), Target("count", "Here", Period.year(2025), 7, "S"))
    with pytest.raises(FactError, match=r"publishers disagree: = 6 \(S\), = 7 \(S\)"):
        small(row(2010, 5), targets=targets).subject("count").target(Period.year(2025))


def test_only_a_preferred_row_stands_for_its_year() -> None:
    rows = (row(2010, 4, preferred=False), row(2010, 5), row(2011, 6, preferred=False), row(2011, 7, preferred=False))
    count = small(*rows).subject("count")
    assert (count.first.value, count.periods) == (5, (Period.year(2010),))


def test_years_are_listed_as_spans() -> None:
    assert spans(map(Period.year, [2012, 2014, 2015, 2016, 2019])) == "2012, 2014–2016, 2019"
    assert spans([]) == "none"


def test_the_pace_to_a_target_is_the_mean_change_a_year_that_is_left_to_it() -> None:
    targets = (Target("count", "Here", Period.year(2026), 50, "S"),)
    needed = small(row(2010, 40), row(2020, 44), targets=targets).subject("count").pace_needed(Period.year(2026))
    assert (needed.value, needed.measure, needed.formula) == (1, "pace", "(50 − 44) / 6")
