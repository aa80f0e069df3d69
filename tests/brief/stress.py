"""A long document that asks everything of the brief at once: figures, a long table, lists, links, notes, quotations."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.chart import Chart
from briefing.model.document import Aside, Document, List, Paragraph, Part, Point, Section, Table
from briefing.model.edition import Edition
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, text
from tests.brief import sample, sample_zh

_KINDS = ("line", "columns")


def document(parts: int = 10) -> Document:
    """Parts of three figures each, one of them with the long table → the document."""
    made = tuple(_part(number, parts) for number in range(1, parts + 1))
    return sample.document(parts=made)


def in_chinese(node: Any) -> Any:
    """A document or a part of it → the same with Chinese words in half as many signs."""
    if isinstance(node, Run):
        spoken = bool(node.lang or node.fact) or not any(sign.isalpha() for sign in node.text)
        return node if spoken else replace(node, text=(sample_zh.BODY * 3)[: max(2, len(node.text) // 2)])
    if isinstance(node, tuple):
        return tuple(map(in_chinese, node))
    if not isinstance(node, Struct) or isinstance(node, Fact | Edition):
        return node
    made = replace(node, **{name: in_chinese(getattr(node, name)) for name in node.__struct_fields__})
    return replace(made, lang="zh") if isinstance(made, Document | Chart) else made


def _part(number: int, parts: int) -> Part:
    sections = [_figure(number, at) for at in range(1, 4)]
    sections.insert(1, _words(number, parts))
    sections.append(replace(sample.section(f"ranks-{number}", sample.ranks()), paragraphs=_prose(number)))
    if number == 2:
        sections.append(sample.section("long", long_table(), paragraphs=0, heading=()))
    asides = [replace(aside, points=_inside(number, parts)) if _leads(aside.points) else aside for aside in _asides()]
    name = text(f"Part {number}")
    headline = text(f"The record of part {number} goes on for as long as there is something to be said of it")
    return Part(f"part-{number}", name, headline, text("It stands for many."), tuple(sections), tuple(asides))


def _asides() -> tuple[Aside, ...]:
    return sample.parts()[0].asides


def _leads(points: tuple[Point, ...]) -> bool:
    return any(run.link for point in points for run in point.body)


def _inside(number: int, parts: int) -> tuple[Point, ...]:
    others = (at for at in range(1, parts + 1) if at != number)
    return tuple(Point((), (Run(f"What part {at} has to say", link=f"#part-{at}"),)) for at in others)


def _figure(number: int, at: int) -> Section:
    chart = sample.line_chart()
    kind = _KINDS[(number + at) % len(_KINDS)]
    alt = text(f"Chart {number}.{at}: patents rose from 48.2 to 262.9.")
    points = tuple(
        point or sample.fact(f"gap {year}", 150.0, year)
        for point, year in zip(chart.series[0].points, sample.YEARS, strict=True)
    )
    series = (replace(chart.series[0], points=points),)
    drawn: Chart = replace(chart, kind=kind, alt=alt, series=series)
    return replace(sample.section(f"figure-{number}-{at}", drawn), paragraphs=_prose(number))


def _prose(number: int) -> tuple[Paragraph, ...]:
    far = f"https://example.org/{'very/' * 12}{number}"
    linked: Text = (
        Run(sample.LONG + " It is told in "),
        Run("the annual statistical communiqué of the ", link=far),
        Run("municipal", bold=True, link=far),
        Run(" office, which is revised when a census has been taken", link=far),
        Run(", and in "),
        Run("la version française", lang="fr"),
        Run(". "),
    )
    return (*linked, Run(sample.LONG)), text(sample.LONG * 2)


def _words(number: int, parts: int) -> Section:
    after = number % parts + 1
    inner = List(
        tuple(
            (text(f"A reason {at} that takes more than one line of the column to be told in full, as many do"),)
            for at in range(4)
        )
    )
    steps = List(
        tuple(
            (text(f"Step {at}: {sample.LONG}"), inner, (Run("See "), Run("the next part", link=f"#part-{after}")))
            for at in range(1, 7)
        ),
        numbered=True,
    )
    said: tuple[Paragraph, ...] = (text(sample.LONG), steps, List(((text("done"), List(((text("deep"), inner),))),)))
    return replace(sample.section(f"words-{number}"), paragraphs=said)


def long_table() -> Table:
    """A table of 300 rows and six columns."""
    rows = tuple(
        (text(f"District {at}"), *(text(f"{at * year % 997}.{at % 10}") for year in range(14, 19))) for at in range(300)
    )
    return Table((text("District"), *(text(str(year)) for year in range(2014, 2019))), rows, "lrrrrr")
