"""Names where nobody would see which line or dot is whose: at both ends of slopes that meet, at dots with a value."""

from __future__ import annotations

from msgspec.structs import replace

from briefing import charts
from briefing.model.chart import Chart, Series
from briefing.model.text import Run, plain, text
from tests.charts import given, samples


def _starts(*ends: tuple[float, float]) -> list[str]:
    """What stands at the first mark of each slope of towns A, B and C."""
    drawn = charts.plot(samples.slopes(*ends))
    return [plain(item.labels[0].text) if item.labels[0] else "" for item in drawn.series]


def test_where_two_slopes_end_together_all_are_named_where_they_start() -> None:
    assert _starts((10, 30), (50, 30.4), (20, 60)) == ["Town A 10.0", "Town B 50.0", "Town C 20.0"]


def test_slopes_that_end_in_places_of_their_own_are_named_at_the_end_alone() -> None:
    assert _starts((10, 30), (50, 45), (20, 60)) == ["10.0", "50.0", "20.0"]


def test_a_dot_that_the_story_names_with_its_value_has_its_name_among_many() -> None:
    places = tuple(f"Place {at}" for at in range(20))
    points = tuple(given.fact(f"p{at}", float(at)) for at in range(20))
    chart = Chart("strip", "en", places, (Series("one", text("Price"), points),), alt=text("Dots."))
    rows = tuple(Series(name, text(name), ()) for name in places)
    valued = replace(rows[7], name=(Run("Place 7 "), Run("7", fact="p7")))
    assert _named(replace(chart, rows=rows)) == ["Place 0", "Place 19"]
    assert _named(replace(chart, rows=(*rows[:7], valued, *rows[8:]))) == ["Place 0", "Place 7 7", "Place 19"]


def _named(chart: Chart) -> list[str]:
    return [plain(label.text) for label in charts.plot(chart).series[1].labels if label]
