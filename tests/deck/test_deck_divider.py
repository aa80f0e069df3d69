"""A long deck of several parts has a dark slide before each, which says what follows and shows its data."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Box, Freeform, Shape, Slide, TextBox
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.document import Aside, Decisions, Document, Part, Point, Section
from briefing.model.text import plain, text
from briefing.read import theme
from tests.charts import sample_parts, samples
from tests.charts.given import run
from tests.deck import checks
from tests.deck.sample import document, ranks, sections

THEME = theme(asset("themes/ink.toml"))


def long_deck(parts: int = 3, each: int = 4, **changed: object) -> Document:
    def section(part: int, number: int) -> Section:
        title = text(f"Slide {number} of part {part} rose")
        return replace(sections()[0], id=f"s{part}{number}", title=title, blocks=(samples.line(),), points=(), ask=())

    made = tuple(
        Part(f"p{part}", text(f"Part {part}"), text(f"Part {part} has grown"), (),
             tuple(section(part, number) for number in range(each)), source_line=text("Source: a register."))
        for part in range(parts)
    )  # fmt: skip
    return replace(document(), parts=made, **changed)


def dividers(given: Document) -> list[Slide]:
    return [slide for slide in plan(given, THEME) if slide.id.startswith("part ")]


def said(slide: Slide, name: str) -> list[str]:
    boxes = [item for item in slide.elements if isinstance(item, TextBox) and item.name.startswith(name)]
    return [plain(box.paragraphs[0].text).replace("\n", " ") for box in boxes]


def test_each_part_of_a_long_deck_begins_with_a_dark_slide_that_names_it_and_leads_to_its_slides() -> None:
    slides = plan(long_deck(), THEME)
    assert [slide.id for slide in slides[:3]] == ["cover", "part p0", "s00"]
    (first, second, third) = dividers(long_deck())
    assert [found for slide in (first, second, third) for check in checks.CHECKS for found in check(slide)] == []
    assert all(slide.dark and slide.part == f"p{at}" for at, slide in enumerate((first, second, third)))
    assert (second.title, said(second, "Part n")) == ("Part 1 has grown", ["2", "Part 1"])
    assert said(second, "Entry") == [f"Slide {number} of part 1 rose" for number in range(4)]
    links = [item.link for item in second.elements if isinstance(item, TextBox) and item.name.startswith("Entry")]
    assert links == ["s10", "s11", "s12", "s13"]
    assert said(second, "Source") == ["Source: a register."]


def test_a_divider_shows_a_line_of_its_part_with_its_end_and_what_it_is() -> None:
    (first, *_) = dividers(long_deck())
    drawn = [item for item in first.elements if isinstance(item, Freeform | Shape) and item.name.startswith("Picture")]
    assert [item.name for item in drawn] == ["Picture stretch 1", "Picture ground", "Picture line", "Picture end"]
    stretch, _, line, end = drawn
    values = [value for value in samples.line().series[0].points if value is not None]
    assert isinstance(stretch, Shape)
    assert isinstance(line, Freeform)
    assert isinstance(end, Shape)
    assert stretch.hatched
    assert sum(len(path.points) for path in line.paths) == len(values)
    x, y = line.paths[-1].points[-1]
    assert (end.box.x + end.box.w / 2, end.box.y + end.box.h / 2) == (x, y)  # the mark stands on the line
    assert said(first, "Picture caption") == [plain(sections()[0].subtitle)]
    assert said(first, "Picture value") != []
    assert plain(line.alt) == plain(samples.line().alt)
    years = samples.line().categories
    assert (said(first, "Picture period 1"), said(first, "Picture period 2")) == ([years[0]], [years[-1]])


def test_a_picture_of_one_of_several_parts_describes_what_it_draws_and_none_of_the_others() -> None:
    chart = sample_parts.area()
    parts = tuple(
        replace(part, sections=tuple(replace(one, blocks=(chart,)) for one in part.sections))
        for part in long_deck().parts
    )
    (first, *_) = dividers(replace(long_deck(), parts=parts))
    (line,) = [item for item in first.elements if isinstance(item, Freeform) and item.name == "Picture line"]
    (caption,) = said(first, "Picture caption")
    assert plain(line.alt).startswith(caption.replace("\u00a0", " "))
    others = [one.name for one in chart.series if plain(one.name) not in caption]
    assert others
    assert not any(plain(name) in plain(line.alt) for name in others)


@pytest.mark.parametrize("second", ["", "second"])
def test_the_second_of_lines_of_ranks_has_its_name_and_its_last_rank(second: str) -> None:
    chart = samples.bump()
    (_, other) = [one for one in chart.series if one.points[-1] is not None][:2]
    chart = replace(chart, second=other.key if second else "")
    parts = tuple(
        replace(part, sections=tuple(replace(one, blocks=(chart,)) for one in part.sections))
        for part in long_deck().parts
    )
    (first, *_) = dividers(replace(long_deck(), parts=parts))
    assert [found for check in checks.CHECKS for found in check(first)] == []
    named = said(first, "Picture second")
    assert bool(named) is bool(second)
    assert all(one.startswith(plain(other.name)) for one in named)


def test_a_column_of_a_picture_that_is_known_as_a_bound_is_hollow_and_its_caption_is_that_of_its_panel() -> None:
    deck = long_deck()
    chart = replace(samples.columns(), subtitle=text("Firms at the end of the year"))
    (series,) = chart.series
    first_known = next(at for at, point in enumerate(series.points) if point is not None)
    points = tuple(
        replace(point, qualifier="≥") if point is not None and at == first_known else point
        for at, point in enumerate(series.points)
    )
    chart = replace(chart, series=(replace(series, points=points),))
    made = [replace(section, blocks=(chart, samples.columns())) for section in deck.parts[0].sections]
    (first, *_) = dividers(replace(deck, parts=(replace(deck.parts[0], sections=tuple(made)), *deck.parts[1:])))
    shapes = [item for item in first.elements if isinstance(item, Shape) and item.name.startswith("Picture")]
    columns = [item for item in shapes if not item.hatched]
    assert len(shapes) - len(columns) == sum(bool(rule.wide) for rule in charts.plot(chart).rules) > 0
    plot = charts.plot(chart).series[0]
    known = [role for role, value in zip(plot.roles, plot.values, strict=True) if value is not None]
    assert "bound" in known
    assert [not column.fill for column in columns] == [role == "bound" for role in known]
    assert [bool(column.alt) for column in columns] == [False] * (len(columns) - 1) + [True]
    assert said(first, "Picture caption") == ["Firms at the end of the year"]


def test_columns_of_which_one_is_below_zero_are_no_picture_as_they_would_not_stand_on_zero() -> None:
    def pictured(chart: Chart) -> list[str]:
        def drawn(part: Part) -> Part:
            return replace(part, sections=tuple(replace(one, blocks=(chart,)) for one in part.sections))

        deck = long_deck()
        (first, *_) = dividers(replace(deck, parts=tuple(map(drawn, deck.parts))))
        return [item.name for item in first.elements if item.name.startswith("Picture")]

    risen = samples.columns()
    (series, *_) = risen.series
    assert series.points[0] is not None
    points = (replace(series.points[0], value=-1.0), *series.points[1:])
    assert {"Picture 1", "Picture 2"} <= set(pictured(risen))
    assert pictured(replace(risen, series=(replace(series, points=points),))) == []


def test_a_part_after_the_decisions_is_an_appendix_without_a_number() -> None:
    deck = long_deck()
    closing = next(one for one in sections() if any(isinstance(block, Decisions) for block in one.blocks))
    decided = replace(deck.parts[1], sections=(*deck.parts[1].sections, closing))
    named = [said(slide, "Part n") for slide in dividers(replace(deck, parts=(deck.parts[0], decided, deck.parts[2])))]
    assert named == [["1", "Part 0"], ["2", "Part 1"], ["Part 2"]]
    assert said(dividers(deck)[2], "Part n") == ["3", "Part 2"]
    elsewhere = replace(closing, outputs=("brief",))
    decided = replace(decided, sections=(*deck.parts[1].sections, elsewhere))
    assert said(dividers(replace(deck, parts=(deck.parts[0], decided, deck.parts[2])))[2], "Part n") == ["3", "Part 2"]


def test_a_summary_that_opens_with_cards_has_no_divider_and_no_number() -> None:
    deck, (cards, other, *_) = long_deck(), sections()
    summary = Part("p", text("In brief"), text("In brief it has grown"), (), (cards,))
    headed = replace(deck, parts=(summary, *deck.parts))
    assert [slide.id for slide in plan(headed, THEME)[:3]] == ["cover", cards.id, "part p0"]
    assert [said(slide, "Part n")[0] for slide in dividers(headed)] == ["1", "2", "3"]
    without_cards = replace(deck, parts=(replace(summary, sections=(other,)), *deck.parts))
    assert [slide.id for slide in dividers(without_cards)] == ["part p", "part p0", "part p1", "part p2"]


def test_a_divider_says_the_sentence_below_the_headline_in_place_of_titles() -> None:
    deck = long_deck()
    parts = tuple(replace(part, standfirst=text("What it says below.")) for part in deck.parts)
    (first, *_) = dividers(replace(deck, parts=parts))
    assert (said(first, "Standfirst"), said(first, "Entry")) == (["What it says below."], [])


def test_below_that_sentence_stand_the_boxed_points_of_the_part_where_they_have_room() -> None:
    def told(words: int) -> list[str]:
        points = (Point(text("Met"), text("so it says no more " * words)), Point(text("Next"), text("Another.")))
        aside, other = Aside(text("So what"), points, boxed=True), Aside(text("Contact"), points[1:])
        parts = tuple(
            replace(one, standfirst=text("What it says below."), asides=(other, aside)) for one in long_deck().parts
        )
        (first, *_) = dividers(replace(long_deck(), parts=parts))
        assert [found for check in checks.CHECKS for found in check(first)] == []
        return said(first, "Conclusion")

    assert [one.split(" ")[0] for one in told(1)] == ["Met", "Next:"]
    assert told(200) == []


def test_a_part_names_the_section_whose_chart_stands_on_its_divider() -> None:
    def captions(picture: str) -> list[str]:
        def part_of(one: Part) -> Part:
            shown = tuple(replace(item, subtitle=text(f"Trees of {item.id}, 2020")) for item in one.sections)
            return replace(one, sections=shown, picture=picture)

        deck = long_deck()
        (first, *_) = dividers(replace(deck, parts=tuple(map(part_of, deck.parts))))
        return said(first, "Picture caption")

    assert captions("s02") == ["Trees of s02, 2020"]
    assert captions("") == ["Trees of s00, 2020"]


@pytest.mark.parametrize("given", [long_deck(2, 8), long_deck(3, 3), long_deck(dividers=False)])
def test_short_decks_those_of_few_parts_and_stories_that_say_so_have_none(given: Document) -> None:
    assert dividers(given) == []


def test_a_headline_that_a_slide_has_is_not_said_twice_and_one_too_long_is_refused() -> None:
    deck = long_deck()
    same = replace(deck.parts[0], headline=deck.parts[0].sections[0].title)
    assert dividers(replace(deck, parts=(same, *deck.parts[1:])))[0].title == "Part 0"
    long = replace(deck.parts[0], headline=text("It rose again and again " * 11))
    with pytest.raises(LayoutError, match=r"slide 2 \(part p0\), title: .*too many for two lines"):
        plan(replace(deck, parts=(long, *deck.parts[1:])), THEME)


def test_ranks_with_years_between_them_are_bridged_and_have_one_colour_with_their_name() -> None:
    years = tuple(str(year) for year in range(2015, 2024))
    first = dict.fromkeys((2015, 2018, 2020, 2021, 2022, 2023), 1)
    series = tuple(
        Series(key, text(key.title()), run(key, ranks, years, measure="rank"))
        for key, ranks in (("first", first), ("other", dict.fromkeys(range(2015, 2024), 2)))
    )
    chart = Chart("bump", "en", years, series, "first", second="other", alt=text("Ranks."))
    parts = tuple(
        replace(part, sections=tuple(replace(one, blocks=(chart,)) for one in part.sections))
        for part in long_deck().parts
    )
    (slide, *_) = dividers(replace(long_deck(), parts=parts))
    drawn = {item.name: item for item in slide.elements if isinstance(item, Freeform)}
    bridge, line = drawn["Picture bridge 1"], drawn["Picture line"]
    assert bridge.dash
    assert "Picture bridge 2" not in drawn
    lefts = [min(x for path in item.paths for x, _ in path.points) for item in (bridge, line)]
    assert lefts[0] <= lefts[1]
    (value,) = [item for item in slide.elements if isinstance(item, TextBox) and item.name == "Picture value"]
    assert {value.paragraphs[0].style.colour, line.line, bridge.line} == {"highlight"}


def test_a_value_at_the_end_of_a_picture_is_marked_as_provisional_and_hollow_columns_are_explained() -> None:
    def notes(status: str, qualifier: str = "=") -> list[str]:
        chart = samples.columns()
        (series,) = chart.series
        at = max(place for place, point in enumerate(series.points) if point is not None)
        points = tuple(
            replace(
                point,
                qualifier=qualifier if place < at else "=",
                observations=tuple(replace(row, status=status) for row in point.observations) or point.observations,
            )
            if point is not None
            else None
            for place, point in enumerate(series.points)
        )
        chart = replace(chart, series=(replace(series, points=points),))
        deck = long_deck()
        facts = dict(deck.facts) | {point.name: point for point in points if point is not None}
        made = tuple(replace(section, blocks=(chart,)) for section in deck.parts[0].sections)
        parts = (replace(deck.parts[0], sections=made), *deck.parts[1:])
        (first, *_) = dividers(replace(deck, parts=parts, facts=facts))
        boxes = [item for item in first.elements if isinstance(item, TextBox) and item.name.startswith("Source")]
        return [plain(paragraph.text).replace("\n", " ") for box in boxes for paragraph in box.paragraphs[1:]]

    assert notes("A") == []
    assert notes("P") == ["Some values are provisional; their own slides say which"]
    assert notes("A", "≥") == ["Hollow: known only roughly or as a bound"]


def test_a_picture_draws_all_lines_on_one_scale() -> None:
    chart = samples.line()
    assert len(chart.series) == 1
    (own,) = dividers(long_deck())[:1]
    (alone,) = said(own, "Picture caption")
    assert "drawn" not in alone
    points = tuple(point and replace(point, value=2 * point.value) for point in chart.series[0].points)
    second = replace(chart.series[0], key="other", name=text("Other town"), points=points)
    both = replace(
        chart, series=(replace(chart.series[0], name=text("Own town")), second), highlight=chart.series[0].key
    )
    made = long_deck()
    parts = tuple(
        replace(part, sections=tuple(replace(one, blocks=(both,)) for one in part.sections)) for part in made.parts
    )
    (several,) = dividers(replace(made, parts=parts))[:1]
    (caption,) = said(several, "Picture caption")
    assert caption == alone
    assert said(several, "Picture value")[0].startswith("Own town")
    lines = {item.name: item for item in several.elements if isinstance(item, Freeform)}
    assert sorted(lines) == ["Picture line", "Picture other 1"]
    area = said_box(several, "Picture period 1").y
    low, high = (area - lines[name].paths[-1].points[-1][1] for name in ("Picture line", "Picture other 1"))
    assert high == pytest.approx(2 * low, rel=0.02)


def said_box(slide: Slide, name: str) -> Box:
    return next(item.box for item in slide.elements if isinstance(item, TextBox) and item.name == name)


def test_a_part_that_names_ranks_draws_them_and_one_whose_section_has_no_picture_takes_another() -> None:
    def first_of(picture: str) -> Slide:
        deck = long_deck()
        own = deck.parts[0].sections
        ranked = replace(own[2], blocks=(ranks(),), subtitle=text("Places on five lists"))
        bare = replace(own[3], blocks=())
        part = replace(deck.parts[0], sections=(*own[:2], ranked, bare), picture=picture)
        return dividers(replace(deck, parts=(part, *deck.parts[1:])))[0]

    drawn = first_of("s02")
    assert [found for check in checks.CHECKS for found in check(drawn)] == []
    rows = ranks().rows
    assert said(drawn, "Picture list") == [plain(row.name) for row in rows]
    numbers = [str(round(row.rank.value)) for row in rows]
    assert [said(drawn, f"Picture {at}")[0] for at in range(1, len(rows) + 1)] == numbers
    assert said(drawn, "Picture caption") == ["Places on five lists"]
    assert said(first_of("s03"), "Picture caption") == said(first_of(""), "Picture caption") != []


def test_a_place_among_some_only_is_hollow_before_a_part_too() -> None:
    deck, strip = long_deck(), ranks()
    block = replace(strip, rows=(replace(strip.rows[0], partial=True), *strip.rows[1:]))
    own = replace(deck.parts[0].sections[2], blocks=(block,))
    part = replace(deck.parts[0], sections=(own, *deck.parts[0].sections[:2]), picture=own.id)
    drawn = dividers(replace(deck, parts=(part, *deck.parts[1:])))[0]
    marks = [item for item in drawn.elements if isinstance(item, Shape) and item.name.startswith("Picture rank")]
    assert [mark.fill == "paper" for mark in marks] == [True, *[False] * (len(strip.rows) - 1)]
    edged = [item for item in drawn.elements if isinstance(item, Shape) and item.line]
    assert [item.name for item in edged if not item.weight] == []
    assert [found for check in checks.CHECKS for found in check(drawn)] == []


@pytest.mark.parametrize("long", [False, True])
def test_columns_of_places_have_their_names_below_them_where_each_has_room(long: bool) -> None:
    chart = samples.bar()
    names = [f"{name} and its surroundings" if long else name for name in ("Ash", "Birch", "Cedar", "Elm")]
    rows = tuple(replace(row, name=text(name)) for row, name in zip(chart.rows, names, strict=True))
    chart = replace(chart, categories=tuple(names), rows=rows, highlight=names[1])
    deck = long_deck()
    made = tuple(replace(section, blocks=(chart,)) for section in deck.parts[0].sections)
    (first, *_) = dividers(replace(deck, parts=(replace(deck.parts[0], sections=made), *deck.parts[1:])))
    order = [plain(row.name) for row in charts.plot(chart).rows]
    assert said(first, "Picture name") == ([] if long else order)
    assert [found for check in checks.CHECKS for found in check(first)] == []
    columns = [item.box for item in first.elements if isinstance(item, Shape) and item.name.startswith("Picture")]
    below = [item.box for item in first.elements if isinstance(item, TextBox) and item.name.startswith("Picture name")]
    for column, box in zip(columns, below, strict=False):
        assert abs(column.x + column.w / 2 - box.x - box.w / 2) < 0.01
