"""The chart of a letter as a table of coloured cells: marks as high as their values, the same numbers in both forms."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from briefing.errors import LayoutError
from briefing.letter import write
from briefing.letter.bar_shapes import BarColumns, Rows
from briefing.letter.bars import bars
from briefing.letter.headline_chart import in_bars
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Annotation, Difference
from briefing.model.document import Mailing, Section
from briefing.model.period import Period
from briefing.model.text import Run, Text, join, plain, text
from briefing.proof.letter_bars import bars_in
from tests.charts import given, samples
from tests.letter.gaps import gapped, numbered
from tests.letter.samples import THEME, VALUE, fact
from tests.letter.test_letter_mailed import PALETTE, YEARS, chart, charted


def yearly() -> Chart:
    """Columns over years, with a gap."""
    made = samples.columns()
    return replace(made, periods=tuple(Period.year(int(year)) for year in made.categories))


def drawn(given: Chart) -> BarColumns:
    made = bars(given)
    assert isinstance(made, BarColumns)
    return made


def test_columns_are_as_high_as_their_values_from_zero_on() -> None:
    given = yearly()
    made = drawn(given)
    points = [None if point is None else point.value for point in given.series[0].points]
    assert len(made.columns) == len(points)
    most = max(value for value in points if value is not None)
    for column, value in zip(made.columns, points, strict=True):
        assert column.above == (0 if value is None else round(132 * value / most))
        assert column.below == 0
    assert [column.strong for column in made.columns] == [False] * (len(points) - 1) + [True]


def test_values_below_zero_hang_from_it() -> None:
    given = yearly()
    first, *others = given.series[0].points
    assert first is not None
    series = replace(given.series[0], points=(replace(first, value=-first.value), *others))
    made = drawn(replace(given, series=(series,)))
    assert made.columns[0].below > 0
    assert made.columns[0].above == 0
    assert made.up + made.down in (132, 133)


def test_rows_have_their_names_and_values_and_the_longest_the_whole_width() -> None:
    made = bars(samples.bar())
    assert isinstance(made, Rows)
    assert max(row.wide for row in made.rows) == 100
    assert all(plain(row.name) and plain(row.value) for row in made.rows)


def test_what_bars_cannot_show_is_left_to_deck_and_brief() -> None:
    assert bars(samples.bump()) is None
    long = yearly()
    one = long.series[0].points[-1]
    alone = replace(long, series=(replace(long.series[0], points=(None,) * (len(long.categories) - 1) + (one,)),))
    assert bars(alone) is None
    (series,) = yearly().series
    zeros = tuple(point and replace(point, value=0.0) for point in series.points)
    assert bars(replace(yearly(), series=(replace(series, points=zeros),))) is None


def test_a_letter_in_a_folder_shows_its_first_chart_in_both_forms_and_a_mailed_one_the_picture() -> None:
    shown = charted(blocks=(chart(periods=tuple(map(Period.year, YEARS))),))
    made = write(shown, THEME)
    page, told = made.files[".html"].decode(), made.files[".txt"].decode()
    heights = [int(found) for found in re.findall(r'<td height="(\d+)" bgcolor', page)]
    assert heights == [53, 92, 132]
    assert "<img" not in page
    facts = {use.text for use in made.trace.uses if use.place.element == "picture"}
    assert facts
    assert all(fact in page and fact in told for fact in facts)
    mailed = write(replace(shown, mailing=Mailing(("brief",), {}, picture=True)), PALETTE).files[".html"].decode()
    assert re.findall(r'<td height="(\d+)" bgcolor', mailed) == []
    assert 'src="cid:headline"' in mailed


def test_a_note_of_bars_says_nothing_of_lines() -> None:
    note = text("Note: Dashes bridge 2020, without a value. Every value is invented. The scale does not begin at zero.")
    shown = chart(periods=tuple(map(Period.year, YEARS)))
    told = write(charted(blocks=(shown,), note_line=note), THEME).files[".txt"].decode()
    assert "\nNote: Every value is invented.\n" in told
    only = text("Note: The scale does not begin at zero.")
    assert "begin at zero" not in write(charted(blocks=(shown,), note_line=only), THEME).files[".html"].decode()


def test_original_values_are_not_noted_where_the_letter_prints_them_all() -> None:
    shown = chart(periods=tuple(map(Period.year, YEARS)))
    label = text("Note: Original values: Visits: ")

    def told(*values: Text) -> str:
        note = (*label, *join(list(values), " in 2014, "), *text(" in 2023. Every value is invented."))
        made = charted(blocks=(shown,), note_line=note)
        return write(replace(made, facts={**made.facts, earlier.name: earlier}), THEME).files[".txt"].decode()

    earlier = replace(VALUE, name="visits.at(2014)", value=7.0, period=Period.year(2014))
    printed = fact("100", VALUE.name)
    assert "\nNote: Every value is invented.\n" in told(printed, printed)
    assert "Original values" in told(fact("7", earlier.name), printed)


def test_of_several_charts_in_a_section_one_stands_under_its_own_title_without_the_notes_of_the_others() -> None:
    years = tuple(map(Period.year, YEARS))
    beside = (chart(title=text("Visits"), subtitle=text("thousand"), periods=years), chart(title=text("Ticket prices")))
    note = text("Note: Ticket prices of 2020: not published. Visits of 2021 are provisional.")
    page = write(charted(blocks=beside, note_line=note), THEME).files[".txt"].decode()
    assert "Visits\nthousand\n" in page
    assert "Note: Visits of 2021 are provisional." in page
    assert "not published" not in page


def test_columns_have_a_text_alternative_and_their_sources_below_them() -> None:
    short = chart(periods=tuple(map(Period.year, YEARS)))
    page = write(charted(blocks=(short,)), THEME).files[".html"].decode()
    assert 'role="img" aria-label="Column chart' in page
    label = text("Line chart: visits rose.")
    line = replace(short, kind="line", alt=label)
    assert 'aria-label="Column chart: visits rose."' in write(charted(blocks=(line,)), THEME).files[".html"].decode()
    years = tuple(Period.year(1990 + at) for at in range(30))
    (series,) = chart().series
    known = next(point for point in series.points if point)
    points = tuple(replace(known, name=f"v {year}", period=year) for year in years)
    long = chart(
        periods=years, categories=tuple(map(str, years)), series=(replace(series, points=points),), highlight=""
    )
    page = write(charted(blocks=(long,)), THEME).files[".html"].decode()
    assert 'role="img" aria-label="Column chart: visits rose. Visits: 100 in the last year."' in page


def test_the_story_names_the_section_whose_chart_the_letter_shows() -> None:
    years = tuple(map(Period.year, YEARS))
    of = charted(blocks=(chart(periods=years),))
    *rest, first = of.parts[0].sections
    second = replace(first, id="other", title=text("The other finding"))
    both = replace(of, parts=(replace(of.parts[0], sections=(*rest, first, second)),))
    chosen = replace(both, letter=replace(both.letter, chart="other"))
    assert "The other finding\n" in write(chosen, THEME).files[".txt"].decode()
    assert "The other finding\n" not in write(both, THEME).files[".txt"].decode()
    without = replace(both, letter=replace(both.letter, chart=rest[0].id))
    with pytest.raises(LayoutError, match="can be drawn as bars"):
        write(without, THEME)


def test_a_chart_of_which_bars_show_all_lines_stands_before_one_of_which_they_leave_a_line_out() -> None:
    two = replace(gapped(), differences=())
    assert not drawn(two).key
    of = charted(blocks=(two,), title=text("Own town lies below"))
    *rest, first = of.parts[0].sections
    whole = replace(first, id="visits", blocks=(chart(periods=tuple(map(Period.year, YEARS))),), title=text("Visits"))

    def title(*sections: Section) -> str:
        shown = replace(of, parts=(replace(of.parts[0], sections=(*rest, *sections)),))
        figure = in_bars(shown)
        assert figure is not None
        return plain(figure.title)

    assert title(first, whole) == title(whole, first) == "Visits"
    assert title(first) == "Own town lies below"


def test_of_lines_and_columns_in_a_section_the_columns_are_shown() -> None:
    years = tuple(map(Period.year, YEARS))
    columns = replace(chart(periods=years), kind="columns", subtitle=text("in columns"))
    line = replace(chart(periods=years), kind="line", subtitle=text("in lines"))
    shown = write(charted(blocks=(line, columns)), THEME).files[".txt"].decode()
    assert "in columns" in shown
    assert "in lines" not in shown


def test_a_gap_is_drawn_up_to_the_other_series_and_few_columns_have_all_values() -> None:
    made = drawn(gapped())
    assert [column.above + column.short for column in made.columns] == [101, 118, 134, 168]
    assert [column.above for column in made.columns] == [67, 84, 101, 92]
    assert [plain(column.upper) for column in made.columns] == ["60", "70", "80", "100"]
    assert [plain(column.value) for column in made.columns] == ["40", "50", "60", "55"]
    assert [column.strong for column in made.columns] == [False, True, False, True]
    assert [plain(line) for line in made.lines[:3]] == ["Own town; Median town", "2019: 40; 60", "2020: 50; 70"]
    page = write(charted(blocks=(gapped(),)), THEME).files[".html"].decode()
    assert 'height="72" valign="middle"' in page
    assert f"border:2px dashed {THEME.light.accent};font-weight" in page  # closed, as a gap is coloured on slides
    assert "Median town" in page


def test_few_years_are_pairs_of_columns_with_both_values_and_the_gap_on_the_lower_one() -> None:
    chart = numbered(gapped())
    made = drawn(chart)
    assert made.pairs
    assert made.named_at_last
    page = write(charted(blocks=(chart,)), THEME).files[".html"].decode()
    assert page.count('class="latest"') == page.count('class="pair grey"') == len(made.columns)
    assert "Gap (years)" in page
    found = bars_in(page)
    assert found is not None
    lower, upper = ([point.value for point in series.points if point] for series in chart.series)
    assert found.draw_pair(lower, upper)
    assert not found.draw_pair(upper, lower)
    assert not found.draw_pair(lower, [value + 9 for value in upper])


def test_many_years_are_columns_with_the_gap_on_them() -> None:
    assert not drawn(gapped(more=3)).pairs


def test_columns_are_pairs_only_where_their_values_leave_room_at_both_sides() -> None:
    assert drawn(gapped(times=10)).pairs  # "1,000"
    assert not drawn(gapped(times=100)).pairs  # "10,000" would reach from edge to edge


def test_where_the_last_of_few_columns_has_a_gap_with_its_number_the_names_stand_at_it() -> None:
    chart = gapped(times=10_000)
    assert drawn(numbered(chart)).named_at_last
    page = write(charted(blocks=(numbered(chart),)), THEME).files[".html"].decode()
    assert page.index("Median town</td>") < page.index("Gap (years)</td>") < page.index("Own town</td>")
    assert not drawn(chart).named_at_last  # without its number the key says what the gap is


@pytest.mark.parametrize(("name", "named"), [("Median town", True), ("Median municipality", False)])
def test_short_names_stand_at_the_last_of_five_pairs_and_long_ones_in_the_key(name: str, named: bool) -> None:
    chart = gapped(more=1, times=0.91)
    own, middle = chart.series
    gaps = tuple(Difference(("own", year), ("middle", year), text("20")) for year in chart.categories)
    made = drawn(numbered(replace(chart, series=(own, replace(middle, name=text(name))), differences=gaps)))
    assert made.pairs
    assert (made.named_at_last, made.names_width) == (named, 16 if named else 24)


def test_values_of_both_series_that_are_one_number_are_drawn_once() -> None:
    chart = gapped(times=10_000)
    first, second = chart.series
    both = replace(second, points=(first.points[0], *second.points[1:])), first
    made = drawn(replace(chart, series=both[::-1]))
    assert plain(made.columns[0].value) == "400,000"
    assert not made.columns[0].upper
    assert plain(made.lines[1]) == "2019: 400,000; 400,000"


def test_the_number_of_a_gap_stands_in_it_and_of_many_columns_values_at_no_gap_in_the_plain_text_alone() -> None:
    chart = numbered(gapped(more=3))
    made = drawn(chart)
    assert [plain(column.gap) for column in made.columns] == ["", "20", "", "45", "", "", ""]
    assert [plain(line) for line in made.lines] == [
        "Own town; Median town; Gap (years)", "2019: 40; 60", "2020: 50; 70; 20", "2021: 60; 80", "2022: 55; 100; 45",
        "2023: 60; 80", "2024: 60; 80", "2025: 60; 80",
    ]  # fmt: skip
    assert [plain(line) for line in made.drawn][3] == "2021: "
    assert [plain(part) for part in made.undrawn] == ["60", "80", "60", "80", "60", "80", "80"]
    page = write(charted(blocks=(chart,)), THEME).files[".html"].decode()
    assert page.count('class="latest"') == len(made.columns)  # one colour, with a number or without
    assert drawn(gapped()).undrawn == ()
    wide = tuple(replace(item, text=(replace(item.text[0], text="20,000 years"),)) for item in chart.differences)
    assert not any(column.gap for column in drawn(replace(chart, differences=wide)).columns)


def test_a_gap_that_a_reader_who_adds_would_not_get_has_no_number_on_its_column() -> None:
    assert [plain(column.gap) for column in drawn(numbered(gapped(), more=0.1)).columns] == ["", "", "", ""]


def test_the_column_that_the_story_names_leads_in_place_of_the_last() -> None:
    given = yearly()
    named = given.categories[-2]
    made = drawn(replace(given, kind="columns", highlight=named))
    assert [column.strong for column in made.columns] == [one == named for one in given.categories]
    page = write(charted(blocks=(replace(given, kind="columns", highlight=named),)), THEME).files[".html"].decode()
    found = bars_in(page)
    assert found is not None
    points = [None if point is None else point.value for point in given.series[0].points]
    assert found.draw(points, len(points) - 2)
    assert not found.draw(points)


def test_a_chart_that_the_story_names_stands_before_the_cards_and_sources_stand_once() -> None:
    of = charted(blocks=(chart(periods=tuple(map(Period.year, YEARS))),))
    *_, last = of.parts[0].sections
    chosen = write(replace(of, letter=replace(of.letter, chart=last.id)), THEME).files[".html"].decode()
    first = write(of, THEME).files[".html"].decode()
    assert chosen.index('role="img"') < chosen.index('class="value"')
    assert first.index('class="value"') < first.index('role="img"')


def test_a_gap_is_drawn_where_the_other_series_has_a_value_and_nowhere_else() -> None:
    chart = gapped(times=10_000)
    own, middle = chart.series
    some = replace(middle, points=tuple(None if at == 2 else one for at, one in enumerate(middle.points)))
    made = drawn(replace(chart, series=(own, some)))
    assert [column.short for column in made.columns] == [34, 34, 0, 76]
    assert [plain(column.upper) for column in made.columns] == ["600,000", "700,000", "", "1,000,000"]
    page = write(charted(blocks=(replace(chart, series=(own, some)),)), THEME).files[".html"].decode()
    assert page.count('class="short" style="height') == 3
    assert page.count('class="edged" style="height') == 0
    missing = replace(own, points=(None, *own.points[1:]))
    assert drawn(replace(chart, series=(missing, middle))).key == ()
    own, middle = gapped().series
    some = replace(middle, points=tuple(None if at == 2 else one for at, one in enumerate(middle.points)))
    pair = drawn(replace(gapped(), series=(own, some)))
    assert [(plain(column.upper), column.missing) for column in pair.columns][2] == ("–", True)


def test_what_comes_second_is_in_bars_of_one_colour_where_it_lies_below_what_leads() -> None:
    chart = replace(gapped(), highlight="middle", second="own")
    made = drawn(chart)
    assert made.second
    assert [plain(name) for name in made.key] == [plain(name) for name in drawn(gapped()).key]
    page = write(charted(blocks=(chart,)), THEME).files[".html"].decode()
    assert f"border:2px dashed {THEME.light.ink_2};font-weight" in page  # the columns have the accent
    assert page.count('class="bar other"') == len(made.columns)
    assert 'class="latest"' not in page
    leading = write(charted(blocks=(gapped(),)), THEME).files[".html"].decode()
    assert leading.count('class="latest"') == len(made.columns)  # each has its number
    assert 'class="bar pale"' not in leading
    assert 'class="bar other"' not in leading
    assert bars_in(page) is not None  # the proof measures them too


def test_a_gap_that_turns_is_left_to_deck_and_brief() -> None:
    made = drawn(gapped(below=False))
    assert made.key == ()
    assert {column.short for column in made.columns} == {0}
    assert not any(column.upper for column in made.columns)


def test_a_target_ahead_is_a_pale_column_in_its_year() -> None:
    given_chart = yearly()
    (series,) = given_chart.series
    last = series.points[-1]
    assert last is not None
    open_end = replace(series, points=(*series.points[:-1], None))
    aims = (*(None for _ in series.points[:-1]), replace(last, name="contracts.target(2023)", measure="target"))
    made = drawn(replace(given_chart, series=(open_end,), targets=aims))
    assert [column.target for column in made.columns] == [False] * (len(aims) - 1) + [True]
    assert made.columns[-1].above == made.up
    assert not made.columns[-1].strong
    assert plain(made.target).startswith("Target ")
    assert plain(made.lines[-1]).startswith("2023: Target ")
    reached = drawn(replace(given_chart, targets=aims))
    assert not any(column.target for column in reached.columns)


def test_no_column_without_words_leads_among_many() -> None:
    years = tuple(str(1960 + at) for at in range(40))
    values = {1960 + at: 10.0 + at % 7 for at in range(40)}
    values[1980] = 30.0
    series = Series("own", text("Own town"), given.run("own", values, years))
    periods = tuple(Period.year(int(year)) for year in years)
    notes = tuple(Annotation("own", year, text("here")) for year in ("1970", "1980"))
    made = drawn(Chart("line", "en", years, (series,), "own", annotations=notes, periods=periods))
    assert [years[at] for at, column in enumerate(made.columns) if column.strong] == ["1980", "1999"]
    assert made.over is not None
    assert plain(made.over.words) == "1980: 30"


def test_both_ends_of_a_range_in_a_headline_stay_on_one_line() -> None:
    fact = next(point for series in chart().series for point in series.points if point).name
    runs = (Run("Fell from "), Run("1985", fact=fact), Run(" to "), Run("1995", fact=fact), Run(", then rose"))
    page = write(replace(charted(), title=runs), THEME).files[".html"].decode()
    assert 'Fell from <span style="white-space:nowrap;">1985 to 1995</span>, then rose' in page
    apart = (Run("In "), Run("1985", fact=fact), Run(", "), Run("1995", fact=fact))
    assert "In 1985, 1995" in write(replace(charted(), title=apart), THEME).files[".html"].decode()


def test_a_last_value_that_was_there_before_is_named_by_its_own_period() -> None:
    values = {year: 10.0 + year % 7 for year in range(1990, 2023)} | {2022: 11.0}
    years = tuple(map(str, values))
    line = Series("own", text("Own town"), given.run("own", values, years))
    periods = tuple(map(Period.year, values))
    made = drawn(Chart("columns", "en", years, (line,), "own", periods=periods, alt=text("Columns.")))
    assert [plain(words) for words in made.under] == ["1990: 12", "2022: 11"]
    assert made.over is not None
    assert plain(made.over.words) == "1994: 16"


def test_the_sources_of_a_chart_stand_with_the_others_at_the_foot_once() -> None:
    of = charted(blocks=(chart(periods=tuple(map(Period.year, YEARS))),))
    page = write(of, THEME).files[".txt"].decode()
    assert page.count("Source:") == 1


def test_what_is_proposed_stands_before_the_figures() -> None:
    of = charted(blocks=(chart(periods=tuple(map(Period.year, YEARS))),))
    page = write(replace(of, letter=replace(of.letter, ask=text("open the quay."))), THEME).files[".txt"].decode()
    assert page.index("Our proposal: open the quay.") < page.index("Library visits")
