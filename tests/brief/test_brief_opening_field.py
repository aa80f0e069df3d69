"""The dark head of a brief shows the picture of the cover: a field of dots with its key, or a line for each year."""

from __future__ import annotations

import re

import pikepdf
import pytest
from msgspec.structs import replace

from briefing.brief.pdf import write
from briefing.charts.backdrop import backdrop
from briefing.charts.dot_field import dot_counts
from briefing.model.chart import Chart, Column, Series
from briefing.model.document import DOT_TERM, Cards
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Run, plain, text
from tests.brief import sample
from tests.brief.audit import audit
from tests.brief.test_brief_pdf import opened, page_texts

FIRST, LAST = sample.fact("boats.first", 14_200, 2014), sample.fact("boats.last", 28_700)
TIMES = sample.fact("boats.multiple", 2.02, measure="multiple")


def dots(dot: float = 100.0) -> Chart:
    """14,200 boats and 28,700."""
    head = (*text("One dot is "), Run("100", term=DOT_TERM), *text(" boats:"))
    names = (text("in 2014"), text("net rise to 2023"))
    return Chart(
        "dots",
        "en",
        ("2014", "2023"),
        (Series("boats", text("Boats"), (FIRST, LAST)),),
        columns=(Column(head, names),),
        growth=TIMES,
        baseline=text("since 2014"),
        periods=(Period.year(2014), Period.year(2023)),
        dot=dot,
    )


def ridge() -> Chart:
    """Two years of quarters, one value unknown."""
    rows = [[sample.fact(f"boats.{year}.{at}", 90 + at + year, year) for at in range(4)] for year in (2022, 2023)]
    known = [(*rows[0][:2], None, rows[0][3]), tuple(rows[1])]
    series = tuple(Series(str(at), text(str(2022 + at)), points) for at, points in enumerate(known))
    return Chart("ridge", "en", ("1", "2", "3", "4"), series, columns=(Column(text("Boats; each line is a year"), ()),))


def first_page(cover: Chart) -> tuple[bytes, str]:
    """What is painted on the first page, and its words."""
    data = write(sample.document(cover=cover), sample.theme()).files[".pdf"]
    content = opened(data).pages[0].Contents
    assert isinstance(content, pikepdf.Stream)
    return content.read_bytes(), " ".join(page_texts(data)[0].split())


@pytest.mark.parametrize(("dot", "stands_for", "count"), [(100.0, "100", 287), (10.0, "100", 287), (50.0, "50", 574)])
def test_a_field_has_a_dot_for_each_number_that_its_key_says(dot: float, stands_for: str, count: int) -> None:
    content, words = first_page(dots(dot))
    drawn = re.findall(rb"(?<![\d.])(\S+ \S+) m \1 l", content)
    assert len(drawn) == count == len(set(drawn))
    for piece in (f"One dot is {stands_for} boats:", "in 2014", "net rise to 2023", "2.0×", "since 2014"):
        assert piece in words
    assert "Drawn behind" not in words


def test_the_larger_value_has_all_dots_whichever_is_the_last() -> None:
    assert dot_counts(dots(), 100.0) == (142, 287)


def test_a_ridge_is_a_line_for_each_run_of_a_year() -> None:
    content, words = first_page(ridge())
    assert "Boats; each line is a year" in words
    head = content[: content.index(b"BT")]
    assert len(re.findall(rb"d (?:[\d.\-]+ [\d.\-]+ [ml] ?)+S", head)) == 2  # a value alone is no line


@pytest.mark.parametrize("cover", [dots(), ridge()], ids=["dots", "ridge"])
def test_every_mark_of_the_head_is_tagged_or_an_artifact(cover: Chart) -> None:
    assert audit(write(sample.document(cover=cover), sample.theme()).files[".pdf"]) == ()


def test_a_part_of_slides_alone_has_no_page() -> None:
    made = sample.document()
    own = made.parts[0]
    slides = tuple(replace(section, outputs=("deck",)) for section in own.sections)
    extra = replace(own, id="extra", headline=text("What only slides show"), sections=slides, asides=())
    words = " ".join(page_texts(write(replace(made, parts=(*made.parts, extra)), sample.theme()).files[".pdf"]))
    assert "What only slides show" not in words
    assert plain(own.headline).split()[0] in words


def test_the_line_of_the_cover_is_drawn_behind_the_first_headline_under_the_name_of_its_card() -> None:
    years = tuple(map(str, range(2010, 2020)))
    facts = tuple(sample.fact(f"lakes.{year}", 50.0 + at, int(year)) for at, year in enumerate(years))
    periods = tuple(Period.year(int(year)) for year in years)
    cover = Chart("line", "en", years, (Series("lakes", text("Belling"), facts),), periods=periods)
    made = sample.document(cover=cover)
    cards = next(block for section in made.sections for block in section.blocks if isinstance(block, Cards))
    short = replace(cover, categories=years[:3], series=(replace(cover.series[0], points=facts[:3]),))
    card = replace(cards.cards[0], label=text("Lakes"), slope=replace(short, periods=periods[:3]))
    sections = (replace(made.parts[0].sections[0], blocks=(replace(cards, cards=(card,)),)),)
    shown = backdrop(replace(made, parts=(replace(made.parts[0], sections=sections),)))
    assert shown is not None
    assert plain(shown.name) == "Lakes"
    assert shown.periods == periods


def test_a_figure_of_a_part_of_the_time_is_drawn_behind_the_headline_over_all_of_it() -> None:
    years = tuple(map(str, range(2010, 2022)))
    facts = tuple(sample.fact(f"lakes.{year}", 50.0 + at % 5, int(year)) for at, year in enumerate(years))
    periods = tuple(Period.year(int(year)) for year in years)
    cover = Chart("line", "en", years, (Series("lakes", text("Belling"), facts),), periods=periods)

    def behind(shown: tuple[Fact, ...]) -> tuple[Period, ...]:
        series = (Series("lakes", text("Lakes"), shown),)
        figure = replace(cover, categories=years[2:10], series=series, periods=periods[2:10])
        made = sample.document(cover=cover)
        sections = (replace(made.parts[0].sections[0], blocks=(figure,)),)
        found = backdrop(replace(made, parts=(replace(made.parts[0], sections=sections),)))
        assert found is not None
        assert plain(found.name) == "Lakes"
        return found.periods

    assert behind(facts[2:10]) == periods
    others = tuple(replace(fact, value=fact.value + 1) for fact in facts[2:10])
    assert behind(others) == periods[2:10], "another series is not that of the cover"


def test_a_line_whose_values_mostly_stand_alone_is_not_drawn_behind_a_headline() -> None:
    years = tuple(map(str, range(2000, 2020)))
    facts = tuple(sample.fact(f"votes.{year}", 50.0 + at % 5, int(year)) for at, year in enumerate(years))
    periods = tuple(Period.year(int(year)) for year in years)

    def drawn(points: tuple[Fact | None, ...]) -> bool:
        line = Chart("line", "en", years, (Series("votes", text("Votes"), points),), periods=periods)
        made = sample.document(cover=None)
        sections = (replace(made.parts[0].sections[0], blocks=(line,)),)
        return backdrop(replace(made, parts=(replace(made.parts[0], sections=sections),))) is not None

    assert drawn(facts)
    assert not drawn(tuple(fact if at % 3 == 0 or at == 1 else None for at, fact in enumerate(facts)))
