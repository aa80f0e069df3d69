"""A small document made by hand, with one of every block, for tests that need no dataset."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from briefing.model.chart import Chart, Series
from briefing.model.dataset import Observation, Source
from briefing.model.document import (
    Aside,
    Card,
    Cards,
    Decision,
    Decisions,
    Document,
    Event,
    Letter,
    Part,
    Point,
    Quote,
    RankRow,
    RankStrip,
    Section,
    Table,
    TileGroup,
    TileMap,
    Timeline,
)
from briefing.model.edition import Edition, Imprint
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Run, Text, text
from briefing.model.theme import Theme

YEARS = tuple(range(2014, 2024))
LONG = (
    "From 2014 to 2023 density rose faster than the trade in technology. The gauge is crude, as contracts also cover "
    "development, consulting and services; still, it says that patents multiplied faster than the trade in them."
)


def theme() -> Theme:
    """The default theme."""
    from briefing.assets import asset
    from briefing.read import theme as read_theme

    return read_theme(asset("themes/ink.toml"))


def fact(name: str, value: float, year: int = 2023, measure: str = "value") -> Fact:
    """A published value."""
    observation = Observation(
        "inv_patents_per_10k", "Belling", Period.year(year), value, "per 10,000 residents", "KOTO"
    )
    made = Fact(
        name, "value", value, "", "=", 1, str(value), (observation,), indicator="patents", period=observation.period
    )
    return replace(made, measure=measure)


def line_chart() -> Chart:
    """Ten years with one missing."""
    values = [48.2, 61.3, 76.8, 94.5, 111.2, 132.0, None, 185.0, 218.3, 262.9]
    points = tuple(
        None if value is None else fact(f"patents.at({year})", value, year)
        for year, value in zip(YEARS, values, strict=True)
    )
    return Chart(
        "line",
        "en",
        tuple(map(str, YEARS)),
        (Series("patents", text("Invention patents"), points),),
        highlight="patents",
        alt=text("Line chart: patents per 10,000 residents rose from 48.2 in 2014 to 262.9 in 2023."),
    )


def slope(first: float, last: float) -> Chart:
    """Two years for a card."""
    points = (fact("first", first, 2014), fact("last", last))
    return Chart("slope", "en", ("2014", "2023"), (Series("s", text("s"), points),), alt=text("Slope: it rose."))


def cards() -> Cards:
    """Four cards."""
    rows = (
        ("Invention patents in force", "per 10,000 residents", "262.9", "48.2", 5.45),
        ("Technology contracts", "billion yuan, nominal", "853.7", "313.6", 2.7),
        ("High-tech enterprises", "with a national certificate", "28,300", "10,400", 2.7),
        ("New technology firms", "a day, average of the year", "337", "146", 2.3),
    )
    return Cards(
        tuple(
            Card(
                text(label),
                text(unit),
                text(last, fact="patents.last"),
                text("2023"),
                slope(1.0, times),
                changes=((*text("▲ "), *text(f"{times:.1f}×", fact="patents.multiple"), *text(" since 2014")),),
                role="highlight" if at == 0 else "context",
                scale=(0.0, times),
                base=fact("patents.first", 48.2),
                first=text(first, fact="patents.first"),
                multiple=text(f"{times:.1f}×", fact="patents.multiple"),
                times=True,
                from_first=True,
            )
            for at, (label, unit, last, first, times) in enumerate(rows)
        )
    )


def table() -> Table:
    """Two columns of numbers."""
    rows = tuple((text(f"Indicator {n}"), text(f"{n}.5"), text(f"{n + 1}.5")) for n in range(1, 5))
    return Table((text("Indicator"), text("2014"), text("2023")), rows, "lrr", (50, 25, 25), highlight=1)


def ranks() -> RankStrip:
    """Two yardsticks."""
    rows = (
        RankRow(text("Nature Index"), text("research output"), fact("nature.last", 1, measure="rank"), text("none")),
        RankRow(
            text("WIPO clusters"),
            text("inventive scale"),
            fact("wipo.last", 4, measure="rank"),
            text("Tokyo–Yokohama, Shenzhen–Hong Kong–Guangzhou, Seoul"),
        ),
    )
    return RankStrip(rows, 5, (text("Yardstick"), text("Rank"), text("Ahead")), text("Ranks."))


def section(name: str, *blocks: object, paragraphs: int = 1, body: str = LONG, **more: object) -> Section:
    """A section with a figure and text."""
    fields = {
        "title": text(f"Finding of {name} in 2023"),
        "subtitle": text("Measure, unit, Belling, 2014–2023"),
        "heading": text(f"What {name} says"),
        "paragraphs": tuple(_linked(body) for _ in range(paragraphs)),
        "source_line": text("Source: KOTO Patent 2024."),
        "note_line": text("Note: dots are published values."),
    }
    return Section(name, blocks=blocks, **{**fields, **more})  # type: ignore[arg-type]


def _linked(body: str) -> Text:
    return (
        Run(body + " See "),
        Run("the public data set of the publisher", link="https://example.org/a?b=1&c=2"),
        Run(" or "),
        Run("the ranks", link="#ranks"),
        Run(", and "),
        Run("bold", bold=True),
        Run(" or "),
        Run("italic", italic=True),
        Run(" words."),
    )


def parts(body: str = LONG, paragraphs: int = 2) -> tuple[Part, ...]:
    """Two parts."""
    quote = Quote(
        text("Belling, looking towards the future, will support high-quality development."),
        text("Zara Joring"),
        text("Director, as published by KOTO Patent"),
        translated=True,
    )
    brief = Aside(
        text("In brief"),
        (
            Point(text("What changed"), text("Patent density rose from 48.2 to 262.9.")),
            Point(text("Why it matters"), text("More technology is owned.")),
        ),
        boxed=True,
    )
    inside = Aside(
        text("Inside"),
        (
            Point((), (Run("Ranks and what they count", link="#ranks"),)),
            Point((), (Run("A second finding", link="#second"),)),
        ),
    )
    moments = Timeline(
        (Event(text("2014"), text("Core function named")), Event(text("May 2023"), text("Work plan"), True))
    )
    first = Part(
        "first",
        text("Intellectual property"),
        text("Patent density rose 5.5-fold in nine years; what the patents earn is the next test"),
        text("All four headline indicators at least doubled."),
        (
            section("summary", cards(), paragraphs=0, heading=()),
            section("patents", line_chart(), paragraphs=paragraphs, body=body, ask=text("which patents are renewed?")),
        ),
        (brief, Aside((), block=quote), inside),
    )
    second = Part(
        "second",
        text("Standing"),
        text("First in science, third or fourth elsewhere"),
        text("A rank depends on the yardstick."),
        (
            section("ranks", ranks(), paragraphs=paragraphs, body=body),
            section("rows", table()),
            section(
                "policy",
                TileMap(
                    (
                        TileGroup(text("Emerging"), (text("AGI"), text("humanoid robots"), text("commercial space"))),
                        TileGroup(text("Clusters"), tuple(text(f"cluster {n}") for n in "ABCD")),
                    )
                ),
                moments,
            ),
            section(
                "questions",
                Decisions(
                    (
                        Decision(
                            text("Kept?"), text("Only kept patents earn"), text("NumberWord"), text("Lapses"), True
                        ),
                        Decision(text("Traded?"), (), text("All kinds"), text("Licences")),
                    )
                ),
            ),
        ),
        (Aside(text("Milestones"), block=moments),),
    )
    return (first, second)


def document(**changes: object) -> Document:
    """The whole sample."""
    edition = Edition(
        "sample",
        "A sample of progress",
        "Belling",
        (Period.year(2014), Period.year(2023)),
        dt.date(2025, 12, 31),
        imprint=Imprint("Indicators Desk", "An analyst", "desk@example.org", "Public"),
    )
    facts = {"patents.first": fact("patents.first", 48.2, 2014), "patents.last": fact("patents.last", 262.9)}
    made = Document(
        edition,
        "en",
        text("A sample of progress"),
        text("Executive briefing"),
        text("What the indicators show"),
        None,
        parts(),
        Letter(text("subject"), (), ()),
        facts,
        {
            "KOTO": Source(
                "KOTO", "KOTO Patent", "Progress & <b>leadership</b>", "2024-07-17", "https://example.org/koto"
            )
        },
        header=text("Innovation indicators brief"),
    )
    return replace(made, **changes)
