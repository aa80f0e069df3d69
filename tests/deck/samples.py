"""Hand-made slides with every form of chart, on light and dark ground."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from briefing.deck.ooxml.package import DeckProperties
from briefing.deck.plan import grid
from briefing.deck.slides import (
    Box,
    ChartBox,
    Element,
    Layout,
    Paragraph,
    Placeholder,
    Shape,
    Slide,
    TableBox,
    TextBox,
    TextStyle,
)
from briefing.model.chart import Axis, Form, Label, Plot, PlotRow, PlotSeries, Rule, Side
from briefing.model.text import Run, Text, text
from briefing.model.theme import Fonts, Palette, Status, Theme

LIGHT = Palette(
    "#FFFFFF", "#F3F5F8", "#D3D9E0", "#AEB7C1", "#14202E", "#44515F", "#5F6B78", "#8A929B", "#C9D0D7", "#0A4480",
    "#E4EDF6", "#C8501E", "#A83F12", "#FBECE4", "#E4EDF6", "#B5CCE4", "#7FA6CF", "#4579B0", "#0A4480",
    "#0A4480", "#C8501E", "#16827D", "#8C5AD3", "#842D41", "#541C05",
)  # fmt: skip
DARK = Palette(
    "#0B1A2C", "#13263D", "#2C425C", "#4A6280", "#F4F7FA", "#C3CFDB", "#9DAEC0", "#5F748B", "#3A4E66", "#A3D6FB",
    "#17385A", "#FF9E73", "#FF9E73", "#3A2A2A", "#16344A", "#2B5471", "#447497", "#73A5C9", "#A3D6FB",
    "#A3D6FB", "#FF9E73", "#3D9E98", "#B180FC", "#FEE32D", "#B07521",
)  # fmt: skip
THEME = Theme(
    "ink",
    LIGHT,
    DARK,
    Fonts("Arial", "Microsoft YaHei", "Source Sans", "Source Serif"),
    {"on_track": Status("#0B6B57", "#FFFFFF", "▲"), "off_track": Status("#8E1F14", "#FFFFFF", "▼")},
)
PROPERTIES = DeckProperties(
    "Belling's progress", dt.date(2025, 12, 31), "en", "Indicator desk", "Innovation", "indicators", "The organisation"
)
INNER = Box(245, 171, 380, 288)
FRAME = Box(225, 150, 420, 330)
BODY = TextStyle(14, 18.5)


def title(value: str) -> TextBox:
    return TextBox(
        "Title",
        grid.OWN.title,
        (Paragraph(text(value), TextStyle(26, 31, bold=True)),),
        "title",
        "title",
        "ctr",
    )


def labels(values: tuple[float | None, ...], pattern: str, side: Side, strong: int = -1) -> tuple[Label | None, ...]:
    return tuple(
        None if value is None else Label(text(pattern.format(value), fact=f"f{i}"), side, strong=i == strong)
        for i, value in enumerate(values)
    )


def bar_plot(form: Form = "bar") -> Plot:
    values = (5.5, 2.7, 2.7, 2.3)
    return Plot(
        form,
        ("Patent density", "Technology contracts", "High-tech enterprises", "New firms"),
        (
            PlotSeries(
                "2023 as a multiple of 2014",
                values,
                "context",
                ("highlight", "context", "bound", "second"),
                (Label(text("5.5×", fact="p.multiple"), "inside", strong=True), *labels(values, "{}×", "outside")[1:]),
            ),
        ),
        Axis(0, 6, 1, visible=False),
        '0.0"×"',
        "multiple",
        alt=text("Ranked bars: patent density leads with 5.5×", fact="p.multiple"),
        source="S&T Commission",
    )


def target_plot() -> Plot:
    """Columns with aims of their own: the last year's is not reached, the first's is passed."""
    values = (110.0, 100.0, 78.0, None)
    aims = (90.0, None, None, 95.0)
    return Plot(
        "column",
        ("2019", "2021", "2023", "2025"),
        (
            PlotSeries(
                "Value",
                values,
                "context",
                ("context", "context", "highlight", "context"),
                labels(values, "{:.0f}", "inside"),
            ),
            PlotSeries("Target", aims, "target", labels=labels(aims, "{:.0f}", "above")),
        ),
        Axis(0, 120, 40, visible=False),
        "0",
        "billion yuan",
        alt=text("Columns against targets"),
    )


def bullet_plot() -> Plot:
    """Shares of a target with the target as a series and a rule at it."""
    values = (110.0, 100.0, 78.0)
    return Plot(
        "bar",
        ("R&D intensity", "High-precision industries", "Pharma and health"),
        (
            PlotSeries(
                "Share of target",
                values,
                "context",
                ("highlight", "context", "context"),
                labels(values, "{:.0f}%", "left"),
            ),
            PlotSeries("Target", (100.0, 100.0, 100.0), "target", markers=False),
        ),
        Axis(0, 110, 50, visible=False),
        '0"%"',
        "% of target",
        rules=(Rule("value", 100.0, text("target = 100%"), "target"),),
        alt=text("Bars against targets"),
    )


def base_plot() -> Plot:
    """Multiples with a rule at their common base."""
    return replace(bar_plot(), rules=(Rule("value", 1.0, text("2014 = 1×")),))


def dumbbell_plot() -> Plot:
    """Two ends of four rows: one rises, one falls, one is a bound, one has no earlier value."""
    earlier = (48.2, 150.0, 90.5, None)
    later = (262.9, 90.0, 120.0, 60.0)
    sides: tuple[tuple[Side, Side], ...] = (("left", "right"), ("right", "left"), ("left", "right"), ("left", "right"))
    said = ("262.9", "90.0", "over 120", "60.0")
    names = ("Patent density", "Certified laboratories", "High-tech enterprises", "New firms")
    return Plot(
        "dumbbell",
        names,
        (
            PlotSeries(
                "2014",
                earlier,
                "context",
                labels=tuple(
                    None if value is None else Label(text(f"{value:.1f}"), side)
                    for value, (side, _) in zip(earlier, sides, strict=True)
                ),
            ),
            PlotSeries(
                "2023",
                later,
                "context",
                ("highlight", "context", "bound", "second"),
                tuple(Label(text(words), side) for words, (_, side) in zip(said, sides, strict=True)),
            ),
        ),
        Axis(20, 300, 100, visible=False),
        "0.0",
        "per 10,000 residents",
        rows=tuple(
            PlotRow(text(name), text("a year"), "highlight" if at == 0 else "context") for at, name in enumerate(names)
        ),
        alt=text("Two ends of four rows: patent density rises most"),
        source="S&T Commission",
    )


def share_plot() -> Plot:
    """Three parts of three rows."""
    parts = (("Services", (83.5, 70.2, 54.0)), ("Industry", (12.3, 25.1, 40.0)), ("Farming", (4.2, 4.7, 6.0)))
    names = ("Belling", "Shanghai", "China")
    return Plot(
        "share",
        names,
        tuple(
            PlotSeries(
                name,
                values,
                "highlight" if at == 0 else "context",
                labels=tuple(Label(text(f"{value:.0f}%"), "centre", strong=at == 0) for value in values),
                end=text(name),
            )
            for at, (name, values) in enumerate(parts)
        ),
        Axis(0, 100, 50, visible=False),
        '0"%"',
        "% of value added",
        rows=tuple(PlotRow(text(name), (), "highlight" if at == 0 else "context") for at, name in enumerate(names)),
        alt=text("Parts of value added: services lead"),
        source="Statistics",
        stacked=True,
    )


def line_plot() -> Plot:
    years = tuple(str(year) for year in range(2014, 2024))
    known = (48.2, None, None, 94.5, 111.2, 132.0, 155.8, 185.0, 218.3, 262.9)
    bridge = (48.2, 63.6, 79.1, 94.5, None, None, None, None, None, None)
    firms = (20.0, 27.0, 40.0, 60.0, 85.0, None, 110.0, 120.0, 118.0, 121.5)
    ends = (Label(text("48.2"), "above"), *([None] * 8), Label(text("262.9"), "above", strong=True))
    over = (*([None] * 4), Label(text("over 85"), "below"), *([None] * 5))
    return Plot(
        "line",
        years,
        (
            PlotSeries("Belling", known, "highlight", labels=ends),
            PlotSeries("Belling (bridge)", bridge, "bridge", markers=False, observed=False),
            PlotSeries("Firms", firms, "context", ("context",) * 4 + ("bound",) + ("context",) * 5, over),
        ),
        Axis(0, 300, 100),
        "#,##0.0",
        "per 10,000 residents",
        alt=text("Line from 48.2 to 262.9"),
    )


def rank_plot() -> Plot:
    years = ("2017", "2018", "2019", "2020", "2021", "2022")
    return Plot(
        "line",
        years,
        (
            PlotSeries("Belling", (1.0, None, 1.0, None, 1.0, 1.0), "highlight"),
            PlotSeries("Belling bridge", (1.0, 1.0, 1.0, 1.0, 1.0, None), "bridge", markers=False, observed=False),
            PlotSeries("Shanghai", (7.0, None, 5.0, 5.0, 3.0, 3.0), "second"),
            PlotSeries("Shanghai bridge", (7.0, 6.0, 5.0, None, None, None), "bridge", markers=False, observed=False),
            PlotSeries("Boston", (3.0, None, 3.0, None, 4.0, 4.0), "context"),
            PlotSeries("Boston bridge", (3.0, 3.0, 3.0, 3.5, 4.0, None), "bridge", markers=False, observed=False),
        ),
        Axis(0.5, 8.5, 1, reverse=True, visible=False),
        "0",
        "rank",
        rank_marks=True,
        alt=text("Bump chart: Belling first throughout"),
    )


def slope_plot() -> Plot:
    return Plot(
        "line",
        ("2014", "2023"),
        (
            PlotSeries("Patents", (1.0, 5.45), "highlight", labels=(None, Label(text("5.5×"), "right", strong=True))),
            PlotSeries("Firms", (1.0, 2.31), "context", labels=(None, Label(text("2.3×"), "right"))),
        ),
        Axis(0, 6, 1, visible=False),
        '0.0"×"',
        alt=text("Slope of multiples"),
    )


def plots() -> dict[str, Plot]:
    """Every form and what it may hold, by name."""
    return {
        "bar": bar_plot(),
        "column": bar_plot("column"),
        "target": target_plot(),
        "bullet": bullet_plot(),
        "base": base_plot(),
        "dumbbell": dumbbell_plot(),
        "share": share_plot(),
        "line": line_plot(),
        "ranks": rank_plot(),
        "slope": slope_plot(),
    }


def chart(plot: Plot, **options: object) -> ChartBox:
    return replace(ChartBox("Chart", FRAME, INNER, plot, plot.alt, "chart"), **options)


def table() -> TableBox:
    head, body = TextStyle(12, 15, "ink_3"), TextStyle(13, 16)
    right = replace(body, align="r")
    rows = (
        (Paragraph(text("Indicator"), head), Paragraph(text("2023"), replace(head, align="r"))),
        (Paragraph(text("Patents"), body), Paragraph(text("262.9", fact="p.last"), right)),
        (Paragraph(text("Contracts"), body), Paragraph(text("853.7", fact="c.last"), right)),
    )
    return TableBox(
        "Table", Box(45, 160, 400, 90), (280, 120), (30, 30, 30), rows, text("Two rows"), "table", highlight=1
    )


def box(name: str, place: Box, value: Text, style: TextStyle, role: Placeholder = "") -> TextBox:
    return TextBox(name, place, (Paragraph(value, style),), name.lower(), role)


def furniture() -> list[Element]:
    address = "https://example.org/a?b=1&c=2"
    ask: Text = (Run("Ask next: ", bold=True), Run("how much of this is licensed? "), Run("Source", link=address))
    return [
        box("Subtitle", Box(45, 116, 870, 20), text("Multiple, Belling"), TextStyle(15, 19, "ink_2"), "subtitle"),
        Shape("Callout", "rect", Box(690, 386, 225, 73), fill="highlight_tint"),
        Shape("Callout bar", "rect", Box(690, 386, 3, 73), fill="highlight"),
        replace(box("Callout", Box(705, 386, 198, 73), ask, replace(BODY, lead="highlight")), anchor="ctr"),
        box("Back", Box(690, 200, 225, 20), (Run("To the lines", link="#lines"),), BODY),
        Shape("Rule", "line", Box(45, 489, 870, 0), line="rule", weight=0.75),
        box("Source", Box(45, 492, 826, 28), text("Source: 2024."), TextStyle(10.5, 14, "ink_3"), "source"),
    ]


def deck() -> tuple[Slide, ...]:
    notes: Text = (Run("Say: "), Run("5.5-fold", fact="p.multiple"), Run(".\nThen pause."))
    pairs: list[tuple[str, list[Element]]] = [
        ("bars", [*furniture(), chart(bar_plot(), label_size=18, strong_size=24, category_axis=False, gap_width=113)]),
        ("columns", [*furniture(), chart(target_plot(), gap_width=60)]),
        ("lines", [*furniture(), chart(line_plot())]),
        ("ranks", [*furniture(), chart(rank_plot())]),
        ("slope", [chart(slope_plot())]),
        ("multiples", [*furniture(), chart(bar_plot("column"), axis_size=12.0)]),
        ("bullets", [*furniture(), chart(bullet_plot(), label_size=18, category_axis=False, gap_width=113)]),
        ("bases", [*furniture(), chart(base_plot(), label_size=18, category_axis=False, gap_width=113)]),
        ("table", [table()]),
        ("ends", [*furniture(), chart(dumbbell_plot(), marker=13.0)]),
        ("parts", [*furniture(), chart(share_plot(), category_axis=False, gap_width=113)]),
    ]
    made: list[Slide] = []
    for dark in (False, True):
        for key, elements in pairs:
            name = f"{key}-dark" if dark else key
            layout: Layout = "cover" if dark and key == "slope" else "pause" if dark else "headline"
            made.append(
                Slide(
                    layout,
                    name,
                    "dark" if dark else "light",
                    (title(f"The {name} say 5.5-fold"), *elements),
                    notes,
                    dark,
                    text("The organisation · Public"),
                )
            )
    return tuple(made)
