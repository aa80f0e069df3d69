"""Every kind of chart over months, quarters, weeks, days and half-years: drawn in both media, right to the proof."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from pptx import Presentation

from briefing import brief, deck
from briefing.charts import plot
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.dataset import Dataset, Gap, Indicator, Observation, Source
from briefing.model.document import Cards, Document, Multiples
from briefing.model.edition import Edition, Imprint, Subject
from briefing.model.period import Period, period_range
from briefing.model.period_notation import parse_period
from briefing.model.text import plain
from tests.charts import grid
from tests.charts.dated_samples import UNIT, value
from tests.charts.grid import Case
from tests.charts.test_grid import found, joined, theme
from tests.proof.package.broken import edit
from tests.thorough import THOROUGH

EMU = 2000  # a sixth of a point
PLACES = ("Northam", "Eastby", "Westford", "Southing")
NAMED = f"[{', '.join(PLACES)}]"
# A frequency: its first period, and how many there are.
FREQUENCIES = {
    "months": ("2024-07", 24),
    "quarters": ("2023-Q2", 12),
    "weeks": ("2026-W11", 16),
    "days": ("2026-03-02", 20),
    "half-years": ("2020-S2", 8),
}
EVIDENCE = {
    "line": "chart: {kind: line, series: [level]}",
    "line of four": f"chart: {{kind: line, series: [level], entities: {NAMED}, highlight: Northam}}",
    "columns": "chart: {kind: columns, series: [level], highlight: last}",
    "columns of two": "chart: {kind: columns, series: [level, other]}",
    "stacked": f"chart: {{kind: stacked, series: [level], entities: [{', '.join(PLACES[:3])}], highlight: Northam}}",
    "slope": f"chart: {{kind: slope, series: [level], entities: {NAMED}, highlight: Northam}}",
    "bump": f"chart: {{kind: bump, series: [level], entities: {NAMED}, highlight: Northam}}",
    "dumbbell": f"chart: {{kind: dumbbell, series: [level], entities: {NAMED}, highlight: Northam}}",
    "multiples": f"multiples: {{kind: line, series: [level], entities: {NAMED}, highlight: Northam}}",
    "multiples of columns": f"multiples: {{kind: columns, series: [level], entities: {NAMED}}}",
    "heat": f"heat: {{series: [level], entities: {NAMED}, highlight: Northam, period: last 8}}",
    "cards": "cards: [{fact: level, label: Level, unit: dollars, highlight: true}, "
    "{fact: other, label: Other, unit: dollars}]",
}


def dataset(first: str, count: int, *, gaps: Sequence[int] = (), revised: Sequence[int] = ()) -> Dataset:
    """A way to fill it → a dataset of two indicators of four places, its last value provisional."""
    start = parse_period(first)
    rows: list[Observation] = []
    for place, name in enumerate(PLACES):
        for at, period in enumerate(period_range(start, start + (count - 1))):
            if at in gaps:
                continue
            row = Observation("level", name, period, value(place, at), UNIT, "DESK", decimals=2)
            if at in revised:
                row = replace(row, earlier=(replace(row, value=row.value + 3, published="2026-01-05"),))
            rows.append(replace(row, status="P") if at == count - 1 else row)
            rows.append(Observation("other", name, period, round(value(place, at) / 2, 2), UNIT, "DESK", decimals=2))
    missing = tuple(Gap("level", place, "official", start + at, "O") for place in PLACES for at in gaps)
    indicators = {
        key: Indicator(key, {"en": name}, UNIT, "price", "up", frequency=start.frequency, adjustment="N")
        for key, name in (("level", "Crude oil"), ("other", "Heating oil"))
    }
    source = Source("DESK", "Desk of Figures", "Prices", "2026-08-01", short="Desk of Figures")
    return Dataset(indicators, tuple(rows), {"DESK": source}, gaps=missing, inputs={"observations.csv": "0" * 64})


def edition(periods: tuple[Period, Period]) -> Edition:
    """The edition of the first place over periods."""
    subjects = {key: Subject(key, indicator=key) for key in ("level", "other")}
    imprint = Imprint("Desk", "Analyst", "desk@example.org")
    return Edition("prices", "Prices", PLACES[0], periods, dt.date(2026, 12, 31), imprint=imprint, subjects=subjects)


def composed(folder: Path, evidence: str, data: Dataset, **changes: object) -> Document:
    """The document of one section of an edition over all periods of the data."""
    periods = sorted({row.period for row in data.observations})
    head = "subtitle: What they were" if "cards" in evidence else "subtitle: auto"
    of = replace(edition((periods[0], periods[-1])), **changes)
    case: Case = grid.of(f"{head}\n    {evidence}", data, of)
    return case.composed(folder)


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_every_kind_is_drawn_over_every_frequency(frequency: str, tmp_path: Path) -> None:
    data = dataset(*FREQUENCIES[frequency])
    documents = {kind: composed(tmp_path, evidence, data) for kind, evidence in EVIDENCE.items()}
    # Pairs: kinds take turns in the outputs, in others for the next frequency.
    for at, writer in enumerate((deck, brief), start=list(FREQUENCIES).index(frequency)):
        here = {
            kind: document for place, (kind, document) in enumerate(documents.items()) if THOROUGH or (at + place) % 2
        }
        assert not list(found(writer.write(joined(here), theme())))


def chart_of(document: Document) -> Chart:
    block = document.sections[0].blocks[0]
    assert isinstance(block, Chart)
    return block


def test_a_subtitle_says_how_often_for_what_it_is_adjusted_and_from_when_to_when(tmp_path: Path) -> None:
    section = composed(tmp_path, EVIDENCE["line"], dataset("2024-07", 24)).sections[0]
    said = "Crude oil, dollars a barrel, Northam, not seasonally adjusted, monthly, July 2024 to June 2026"
    assert plain(section.subtitle) == said


def test_a_gap_is_open_and_its_reason_is_said(tmp_path: Path) -> None:
    document = composed(tmp_path, EVIDENCE["line"], dataset("2024-07", 24, gaps=(15,)))
    assert chart_of(document).series[0].points[15] is None
    stretch = next(rule for rule in plot(chart_of(document)).rules if rule.wide)
    assert (stretch.at, stretch.wide, plain(stretch.text)) == (15.0, 1.0, "October 2025: not published")
    for writer in (deck, brief):
        assert not list(found(writer.write(document, theme())))
    assert "October 2025: not published." in plain(document.sections[0].note_line)
    assert "Dashes" not in plain(document.sections[0].note_line)


def test_a_month_that_was_published_has_no_change_where_the_one_before_was_not(tmp_path: Path) -> None:
    data = dataset("2024-07", 24, gaps=(22,))
    subjects = {"level": Subject("level", indicator="level"), "moves": Subject("moves", change="level", on="previous")}
    document = composed(tmp_path, "chart: {kind: columns, series: [moves]}", data, subjects=subjects)
    assert chart_of(document).categories[-1] == "2026-06"  # the axis ends with what is missing, not with a value
    stretch = next(rule for rule in plot(chart_of(document)).rules if rule.wide)
    assert stretch.wide > 1
    assert plain(stretch.text) == "May–Jun 2026: no value"
    assert "May 2026: not published." in plain(document.sections[0].note_line)
    for writer in (deck, brief):
        assert not list(found(writer.write(document, theme())))


def test_lines_that_zero_would_flatten_are_lifted_and_columns_never(tmp_path: Path) -> None:
    document = composed(tmp_path, EVIDENCE["line"], dataset("2024-07", 24))
    assert chart_of(document).lifted
    assert "The scale does not begin at zero." in plain(document.sections[0].note_line)
    columns = composed(tmp_path, EVIDENCE["columns"], dataset("2024-07", 24))
    assert not chart_of(columns).lifted
    side = "charts: [{kind: line, series: [level], title: One}, {kind: columns, series: [other], title: Other}]"
    assert not chart_of(composed(tmp_path, side, dataset("2024-07", 24))).lifted  # they share a scale


def test_first_readings_stand_next_to_what_replaced_them(tmp_path: Path) -> None:
    asked = "chart: {kind: line, series: [level], revisions: true}"
    document = composed(tmp_path, asked, dataset("2025-07", 12, revised=(9,)))
    (series,) = chart_of(document).series
    assert [point is not None for point in series.earlier].index(True) == 9
    first, now = series.earlier[9], series.points[9]
    assert first is not None
    assert now is not None
    assert round(first.value - now.value, 2) == 3.0
    assert "Pale dots: first readings" in plain(document.sections[0].note_line)
    assert first.name in document.facts


@pytest.mark.parametrize(("at", "category"), [("last", "2026-06"), ("2026M01", "2026-01"), ("2025-09", "2025-09")])
def test_an_annotation_stands_at_the_newest_or_at_a_period_in_any_notation(
    at: str, category: str, tmp_path: Path
) -> None:
    asked = f"chart: {{kind: line, series: [level], annotations: [{{at: {at}, text: Turns}}]}}"
    document = composed(tmp_path, asked, dataset("2025-07", 12))
    assert [note.category for note in chart_of(document).annotations] == [category]


def test_a_chart_of_its_own_last_periods_and_one_of_years_of_months(tmp_path: Path) -> None:
    asked = "chart: {kind: columns, series: [level], period: last 6, highlight: last}"
    chart = chart_of(composed(tmp_path, asked, dataset("2024-07", 24)))
    assert (chart.categories[0], chart.highlight) == ("2026-01", "2026-06")
    asked = "chart: {kind: line, series: [level], period: [2025, 2026]}"
    chart = chart_of(composed(tmp_path, asked, dataset("2024-07", 24)))
    assert (chart.categories[0], chart.categories[-1]) == ("2025-01", "2026-06")


@pytest.mark.parametrize(
    ("evidence", "count", "said"),
    [
        ("chart: {kind: columns, series: [level]}", 62, "kind: line"),
        ("chart: {kind: line, series: [level], annotations: [{at: 2031-01, text: Later}]}", 12, "2025-07"),
        ("chart: {kind: stacked, series: [level, other], revisions: true}", 12, "revisions"),
    ],
)
def test_what_no_chart_shows_is_refused_with_what_to_write(
    evidence: str, count: int, said: str, tmp_path: Path
) -> None:
    first = str(parse_period("2026-06") - (count - 1))
    with pytest.raises(BriefingError) as raised:
        composed(tmp_path, evidence, dataset(first, count))
    assert said in str(raised.value)


def test_two_frequencies_are_panels_and_never_one_axis(tmp_path: Path) -> None:
    data, quarters = dataset("2024-07", 24), dataset("2024-Q3", 8)
    rows = [row for row in data.observations if row.indicator == "level"]
    rows += [row for row in quarters.observations if row.indicator == "other"]
    mixed = replace(
        data,
        observations=tuple(rows),
        indicators={"level": data.indicators["level"], "other": quarters.indicators["other"]},
    )
    ends = (parse_period("2024-07"), parse_period("2026-06"))
    with pytest.raises(BriefingError, match="one axis has one frequency"):
        grid.of("subtitle: auto\n    chart: {kind: line, series: [level, other]}", mixed, edition(ends)).composed(
            tmp_path
        )
    asked = "subtitle: auto\n    multiples: {kind: line, series: [level, other]}"
    document = grid.of(asked, mixed, edition(ends)).composed(tmp_path)
    block = document.sections[0].blocks[0]
    assert isinstance(block, Multiples)
    assert [len(panel.periods) for panel in block.panels] == [24, 8]
    for writer in (deck, brief):
        assert not list(found(writer.write(document, theme())))


def test_a_card_says_its_changes_and_draws_all_values(tmp_path: Path) -> None:
    document = composed(tmp_path, EVIDENCE["cards"], dataset("2024-07", 24))
    (block,) = document.sections[0].blocks
    assert isinstance(block, Cards)
    card = block.cards[0]
    assert plain(card.dated) == "Jun 2026"
    assert "on the month" in plain(card.changes[0])
    assert "on the year" in plain(card.changes[1])
    assert len(card.slope.categories) == 24
    assert card.base is card.slope.series[0].points[-13]


@pytest.mark.parametrize(
    ("step", "said"), [(0.004, "little changed on the month"), (0.4, "▲ +0.4 points on the month")]
)
def test_a_change_on_a_card_that_rounds_to_nothing_beside_its_value_is_none(
    step: float, said: str, tmp_path: Path
) -> None:
    data = dataset("2024-07", 24)
    last = data.observations[-1].period
    rows = [
        replace(row, unit="%", decimals=1, value=5.0 + (step if row.period == last else 0)) for row in data.observations
    ]
    indicators = {key: replace(one, unit="%") for key, one in data.indicators.items()}
    document = composed(tmp_path, EVIDENCE["cards"], replace(data, observations=tuple(rows), indicators=indicators))
    (block,) = document.sections[0].blocks
    assert isinstance(block, Cards)
    assert plain(block.cards[0].changes[0]) == said


def test_a_small_line_on_a_card_needs_no_scale_and_a_large_one_does(tmp_path: Path) -> None:
    document = composed(tmp_path, EVIDENCE["cards"], dataset("2024-07", 24))
    written = deck.write(document, theme())
    assert not list(found(written))
    frame = r'(name="Slope 1".*?<a:ext cx=")\d+(" cy=")\d+'
    large = edit("", "ppt/slides/slide2.xml", frame, r"\g<1>11000000\g<2>6000000").of(written.files[".pptx"])
    rules = {finding.rule for finding in found(replace(written, files={".pptx": large}))}
    assert {"chart-axis", "chart-labels"} <= rules


def test_a_line_is_lifted_alike_alone_and_in_panels(tmp_path: Path) -> None:
    data = dataset("2024-07", 24)
    first = data.observations[0].period
    rows = [replace(row, value=60.0 + 40 * (row.period - first) / 23) for row in data.observations]
    panel = "{kind: line, series: [%s], title: %s}"
    panels = f"charts: [{panel % ('level', 'Level')}, {panel % ('other', 'Other')}]"
    for evidence, lifted in ((EVIDENCE["line"], [True]), (panels, [True, True])):
        blocks = composed(tmp_path, evidence, replace(data, observations=tuple(rows))).sections[0].blocks
        assert [block.lifted for block in blocks if isinstance(block, Chart)] == lifted


def _ends(left: int, width: int, xml: str) -> tuple[float, float]:
    """The sides of a chart's ground, from the layout in its XML."""
    layout = xml[xml.index('<c:layoutTarget val="inner"/>') :]
    x, part = (float(layout.split(f'<c:{key} val="')[1].split('"')[0]) for key in ("x", "w"))
    return left + x * width, left + (x + part) * width


def test_two_lines_over_the_same_months_stand_one_over_the_other_on_one_axis(tmp_path: Path) -> None:
    evidence = "charts: [{kind: line, series: [level], title: Level}, {kind: line, series: [other], title: Other}]"
    data = dataset("2024-07", 24, gaps=(15,))
    rows = tuple(replace(row, unit=row.unit if row.indicator == "level" else "euros") for row in data.observations)
    other = replace(data.indicators["other"], unit="euros")
    data = replace(data, observations=rows, indicators=dict(data.indicators) | {"other": other})
    document = composed(tmp_path, evidence, data)
    written = deck.write(document, theme())
    assert not list(found(written))
    shapes = list(Presentation(io.BytesIO(written.files[".pptx"])).slides[1].shapes)
    upper, lower = sorted((shape for shape in shapes if shape.has_chart), key=lambda shape: shape.top)
    assert upper.left == lower.left
    ends = [_ends(shape.left, shape.width, shape.chart.part.blob.decode()) for shape in (upper, lower)]
    assert ends[0] == pytest.approx(ends[1], abs=EMU)
    assert "Crude oil, October 2025: not published." in plain(document.sections[0].note_line)
    texts = [shape for shape in shapes if shape.has_text_frame]
    named = sorted(text for shape in texts if (text := shape.text_frame.text).startswith("Oct"))
    assert named[-2:] == ["Oct 2025: no value", "October 2025: not published"]
    marks = [shape for shape in texts if shape.text_frame.text == "//"]
    head = next(shape for shape in shapes if shape.name == "Finding 2")
    assert len(marks) == 2
    assert not any(shape.top < head.top + head.height and head.top < shape.top + shape.height for shape in marks)
    assert lower.top >= upper.top + upper.height
    names = [shape.text_frame.text for shape in shapes if shape.name.startswith("Year ") and shape.has_text_frame]
    assert sorted(filter(None, names)) == ["2024", "2025", "2026"]
