"""Parts of a whole and what they leave of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts import FactRegistry, measures
from briefing.facts.measures import Pair
from briefing.model.dataset import Break, Qualifier
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording import of
from tests.facts import towns
from tests.facts.months import Harbour, cut, indicator

EN = of("en")


def test_what_parts_leave_of_a_whole_has_formula_unit_year_and_lineage(book: FactRegistry) -> None:
    berths, deep = book.subject("berths"), book.subject("deep_berths")
    rest = berths.rest(deep)
    assert (rest.name, rest.formula) == ("berths.rest(deep_berths)", "262.9 − 136.95")
    assert (rest.value, rest.unit, rest.value_period.notation, EN.default(rest)) == (
        125.95,
        "per 1,000 residents",
        2023,
        "125.95",
    )
    assert {row.indicator for row in rest.observations} == {"berths", "deep_berths"}


def test_a_part_and_the_rest_make_the_whole(book: FactRegistry) -> None:
    berths, deep = book.subject("berths"), book.subject("deep_berths")
    part, rest = deep.share(berths, Period.year(2023)), berths.rest_share(deep, period=Period.year(2023))
    assert part.value + rest.value == pytest.approx(100)
    assert (rest.measure, rest.formula) == ("share", "(262.9 − 136.95) / 262.9 × 100")
    assert (EN.default(part), EN.default(rest)) == ("52%", "48%")


def test_parts_that_make_a_sum_are_shares_of_it(book: FactRegistry) -> None:
    berths, deep = book.subject("berths"), book.subject("deep_berths")
    one, other = deep.share_with(berths, period=Period.year(2023)), berths.share_with(deep, period=Period.year(2023))
    assert one.value + other.value == pytest.approx(100)
    assert one.formula == "136.95 / (136.95 + 262.9) × 100"
    assert len(one.observations) == 2


def test_values_of_several_short_names_have_a_sum(book: FactRegistry) -> None:
    berths, deep = book.subject("berths"), book.subject("deep_berths")
    whole = berths.sum_with(deep, period=Period.year(2023))
    assert (whole.measure, whole.formula, EN.default(whole)) == ("sum", "262.9 + 136.95", "399.85")
    assert whole.name == "berths.sum_with(deep_berths, year=2023)"
    assert {row.indicator for row in whole.observations} == {"berths", "deep_berths"}


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda book: book.subject("deep_berths").rest(book.subject("berths")), "are more than their whole, 136.95"),
        (lambda book: book.subject("berths").rest(), "at least one other short name"),
        (lambda book: book.subject("berths").rest(book.subject("freight")), "a share needs one unit"),
        (lambda book: book.subject("berths").share_with(book.subject("freight")), "a share needs one unit"),
        (
            lambda book: book.subject("speed_rank").rest(book.subject("care_rank"), period=Period.year(2023)),
            "takes ranks from a rank",
        ),
        (
            lambda book: book.subject("speed_rank").share_with(book.subject("care_rank"), period=Period.year(2023)),
            "divides ranks",
        ),
        (lambda book: book.subject("berths").sum_with(book.subject("freight")), "needs one unit"),
        (lambda book: book.subject("berths").sum_with(), "at least one other short name"),
        (
            lambda book: book.subject("speed_rank").sum_with(book.subject("care_rank"), period=Period.year(2023)),
            "adds ranks",
        ),
        (lambda book: book.subject("berths").rest("deep_berths"), "no short name"),
    ],
)
def test_what_is_no_part_is_refused(make: object, expected: str, book: FactRegistry) -> None:
    with pytest.raises(FactError, match=expected) as raised:
        make(book)  # type: ignore[operator]
    assert all(finding.fix for finding in raised.value.findings)


def fact(value: float, qualifier: Qualifier = "=") -> Fact:
    return Fact("x", "value", value, "people", qualifier, 0, f"{value:g}", (), period=Period.year(2023))


@pytest.mark.parametrize(
    ("part", "other", "expected"), [("≥", "=", "≥"), ("=", "≥", "≤"), ("≈", "=", "≈"), ("≥", "≤", "≥"), ("=", "=", "=")]
)
def test_a_bound_of_a_part_bounds_its_share(part: Qualifier, other: Qualifier, expected: Qualifier) -> None:
    found = measures.share_with("x", fact(30, part), [fact(50, other), fact(20)])
    assert (found.value, found.qualifier, found.formula) == (30, expected, "30 / (30 + 50 + 20) × 100")


@pytest.mark.parametrize(("whole", "part", "expected"), [("≥", "=", "≥"), ("=", "≥", "≤"), ("≈", "≈", "≈")])
def test_a_bound_bounds_what_is_left(whole: Qualifier, part: Qualifier, expected: Qualifier) -> None:
    pair = Pair("x", fact(30, part), fact(80, whole))
    assert measures.rest(pair).qualifier == measures.rest_share(pair).qualifier == expected


def test_two_bounds_that_pull_apart_leave_nothing_to_say() -> None:
    with pytest.raises(FactError, match="open on both sides"):
        measures.share_with("x", fact(30, "≥"), [fact(50, "≥")])
    with pytest.raises(FactError, match="open on both sides"):
        measures.rest(Pair("x", fact(30, "≥"), fact(80, "≥")))


def test_the_sum_of_one_value_is_the_value() -> None:
    one = fact(30)
    assert measures.total("x", [one]) is one
    assert measures.total("x", [one, replace(one, value=12.5, formula="12.5")]).formula == "30 + 12.5"


def test_the_difference_of_two_series_at_one_time_has_their_unit_and_both_sources() -> None:
    visits, other = towns.book().subject("visits"), towns.book().subject("visits").of("Burford")
    fact = visits.minus(other)
    assert (fact.name, fact.value, fact.unit) == ("visits.minus(visits.of('Burford'))", -20, "thousand visits")
    assert (fact.formula, fact.value_period.notation) == ("60 − 80", 2023)
    assert {(item.entity, item.period.notation) for item in fact.observations} == {("Alden", 2023), ("Burford", 2023)}
    assert visits.minus(other, Period.year(2019)).value == -50
    shares = towns.book().subject("open")
    assert (shares.minus(shares.of("Corby")).value, shares.minus(shares.of("Corby")).unit) == (15, "percentage points")


def test_a_difference_of_two_units_is_refused() -> None:
    with pytest.raises(FactError, match="takes people from thousand visits") as raised:
        towns.book().subject("visits").minus(towns.book().subject("staff"))
    assert "two short names of one unit" in raised.value.findings[0].fix
    with pytest.raises(FactError, match="3 is no short name"):
        towns.book().subject("visits").minus(3)  # type: ignore[arg-type]


def counted_from_2019(*breaks: Break, **serieses: list[float]) -> Harbour:
    """A harbour with the values of 2019 and 2020 of several short names."""
    harbour = Harbour(breaks=breaks)
    for name, values in serieses.items():
        harbour.add(indicator(name), "2019", values)
    return harbour


def test_a_part_of_a_change_is_that_of_all_changes_together() -> None:
    harbour = counted_from_2019(ships=[50, 30], ferries=[20, 24], yachts=[9, 5])
    part = harbour.fact("ships.between(2019, 2020).share_of_change(ferries, yachts)")
    assert (part.measure, part.value, part.unit) == ("share", 100.0, "%")
    assert len(part.observations) == 6
    assert harbour.fact("ships.between(2019, 2020).share_of_change(yachts)").value == pytest.approx(100 * 20 / 24)
    with pytest.raises(FactError, match="the change of all together"):
        harbour.fact("ferries.between(2019, 2020).share_of_change(ships)")
    with pytest.raises(FactError, match="at least one other short name"):
        harbour.fact("ships.between(2019, 2020).share_of_change()")


def test_the_change_of_several_together_is_that_of_their_sum() -> None:
    harbour = counted_from_2019(ships=[50, 30], ferries=[20, 24], yachts=[10, 6])
    together = harbour.fact("ships.between(2019, 2020).percent_with(ferries, yachts)")
    assert (together.measure, together.value, together.unit) == ("percent", -25.0, "%")
    assert together.formula == "((30 + 24 + 6) / (50 + 20 + 10) − 1) × 100"
    assert harbour.fact("ferries.between(2019, 2020).percent_with(yachts)").value == 0
    with pytest.raises(FactError, match="at least one other short name"):
        harbour.fact("ships.between(2019, 2020).percent_with()")


@pytest.mark.parametrize("call", ["percent_with", "share_of_change"])
def test_a_change_together_with_others_goes_over_no_break_of_theirs(call: str) -> None:
    def together(effect: str) -> Fact:
        harbour = counted_from_2019(cut("ferries", "2019", "2020", effect), ships=[50, 30], ferries=[20, 16])
        return harbour.fact(f"ships.between(2019, 2020).{call}(ferries)")

    assert together("disclose").notes == ("2019–2020: new scales",)
    with pytest.raises(FactError, match="across a break"):
        together("refuse")


def test_what_parts_leave_of_a_change_makes_the_change_with_theirs() -> None:
    harbour = counted_from_2019(ships=[50, 60], ferries=[20, 17], yachts=[5, 9])
    left = harbour.fact("ships.between(2019, 2020).rest_change(ferries, yachts)")
    assert (left.measure, left.value, left.formula) == ("change", 9.0, "(60 − (17 + 9)) − (50 − (20 + 5))")
    names = (
        f"{call}, period=2020)"
        for call in (
            "ships.rest_contribution(ferries, yachts",
            "ferries.contribution(ships",
            "yachts.contribution(ships",
        )
    )
    points = [harbour.fact(name) for name in names]
    assert [fact.value for fact in points] == [18.0, -6.0, 8.0]
    assert sum(fact.value for fact in points) == harbour.fact("ships.on_year(period=2020)").value
    assert {(fact.measure, fact.basis) for fact in points} == {("contribution", "year before")}
    with pytest.raises(FactError, match="at least one other short name"):
        harbour.fact("ships.between(2019, 2020).rest_change()")
