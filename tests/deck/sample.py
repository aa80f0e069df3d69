# ruff: noqa: E501  (a row of the sample is a line, as in the dataset)
"""A document made by hand from made-up values: every layout of the deck at real text lengths."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from briefing.model.dataset import Source
from briefing.model.document import (
    Card,
    Cards,
    Decision,
    Decisions,
    Document,
    Event,
    Hero,
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
from briefing.model.period import Period
from tests.deck.sample_charts import (
    bump_chart,
    contracts_columns,
    cover_chart,
    enterprises_columns,
    fact,
    firms_columns,
    multiples,
    patents_line,
    slope,
    t,
    targets,
)


def cards() -> Cards:
    """The four headline indicators."""
    rows = (
        ("patents", "Patent density", "invention patents held per 10,000 residents, year end", "262.9", "2014: 48.2", 5.454),
        ("contracts", "Technology contracts", "billion yuan a year, nominal", "853.7", "2014: 313.6", 2.722),
        ("enterprises", "High-tech enterprises", "nationally certified, year end", "28,300", "2014: 10,400", 2.721),
        ("firms", "New technology firms", "founded a day, yearly average", "337", "2014: 146", 2.308),
    )  # fmt: skip
    made = tuple(
        Card(
            t(label), t(unit), t(value, f"{key}.last"), t("2023"), slope(key, label, times, key == "patents"),
            changes=((*t("▲ "), *t(f"{times:.1f}×", f"{key}.multiple"), *t(" since 2014")),), ends=(t(since), t("2023")),
            role="highlight" if key == "patents" else "context", scale=(0.0, times),
        )
        for key, label, unit, value, since, times in rows
    )  # fmt: skip
    return Cards(made)


def ranks() -> RankStrip:
    """Five yardsticks."""
    rows = (
        ("Nature Index", "share of articles in natural-science journals, 2024", 1, "nobody"),
        ("Highly Cited Researchers", "the city’s count from Clarivate’s list, 2023", 1, "nobody; Boston had 371 of them"),
        ("Global Innovation Hubs Index", "science, economy and environment, 2024", 3, "San Francisco–San Jose, New York"),
        ("WIPO science and technology clusters", "patents and papers, 2024", 3, "Tokyo–Yokohama, Shenzhen–Hong Kong–Guangzhou"),
        ("Hurun unicorns", "start-ups worth over a billion dollars, 2022", 3, "San Francisco (181), New York (126)"),
    )  # fmt: skip
    return RankStrip(
        tuple(
            RankRow(
                t(name),
                t(detail),
                fact(f"{name}.rank", rank, measure="rank", unit="rank", decimals=0),
                t(ahead),
                highlight=rank == 1,
            )
            for name, detail, rank, ahead in rows
        ),
        5,
        (t("Yardstick and what it counts"), t("Rank"), t("Ahead")),
    )


def policy() -> tuple[TileMap, Timeline]:
    """Three industries, four clusters and the milestones."""
    tiles = TileMap(
        (
            TileGroup(
                t("Three emerging industries"),
                (t("Artificial General Intelligence (AGI)"), t("humanoid robots"), t("commercial space activities")),
            ),
            TileGroup(
                t("Four clusters"),
                (
                    t("next-generation information technology"),
                    t("scientific and technological services"),
                    t("pharmaceuticals and healthcare"),
                    t("integrated circuits (IC)"),
                ),
            ),
        )
    )
    events = (
        ("26 Feb 2014", "National leaders call for a sci-tech innovation centre", False),
        ("18 Sep 2016", "State Council releases the overall plan", False),
        ("17 May 2023", "Work plan to 2025 by the Ministry of S&T and others", False),
        ("1 Mar 2024", "Regulations on the centre enter into force", True),
        ("6 Jun 2024", "Third pharma-and-health action plan", False),
    )
    return tiles, Timeline(tuple(Event(t(date), t(text), strong) for date, text, strong in events))


def quotation() -> Quote:
    """The statement, in full."""
    return Quote(
        t(
            "“Belling, looking towards the future, will support high-quality development based on scientific and "
            "technological self-reliance and strength. By deepening reforms, we will elevate the construction of a "
            "global science and technology innovation center to a new stage.”"
        ),
        t("Zara Joring, Director, Belling Municipal Science and Technology Commission"),
        t("KOTO Patent, 17 Jul 2024"),
        translated=True,
    )


def questions() -> Decisions:
    """The four questions."""
    return Decisions(
        (
            Decision(t("Kept in force?"), (), t("Only patents in force are counted"), t("How many lapse, and when")),
            Decision(t("Traded?"), (), t("Contracts of all kinds: 853.7 billion yuan"), t("The part earned by patents"), True),
            Decision(t("Enforced?"), (), t("Nothing in our record"), t("Lawsuits, wins, damages")),
            Decision(t("Filed abroad?"), (), t("PCT filings: 11,438, after 11,463 in 2022"), t("Grants by country")),
        )
    )  # fmt: skip


def cautions() -> Table:
    """Six cautions as a table."""
    rows = (
        ("Stock or flow", "Patents and enterprises are stocks at year end; contracts and new firms are flows of a year.", "Growth of a stock is net of what lapsed"),
        ("Nominal yuan", "No deflator is published with the contract values.", "Real growth was lower by the rise in prices"),
        ("Breaks and bounds", "The population base moved to the 2020 census; 27,000 enterprises in 2019 is a lower bound.", "Multiples over the whole span are not strictly like for like"),
        ("Self-reported", "The city counts its own patents, contracts and enterprises.", "Compare with CNIPA and the yearbook"),
        ("Who ranks, who pays", "The Belling commission supports the Nature Index supplements; the editors state independence.", "Read the rank with its method"),
        ("Year of each source", "Values come from publications of 2015 to 2025.", "Later revisions are not in the record"),
    )  # fmt: skip
    return Table(
        (t("Caution"), t("What it means here"), t("So")),
        tuple(tuple(t(cell) for cell in row) for row in rows),
        "lll",
        (2.0, 4.4, 3.2),
    )


SOURCE = t("Source: Belling S&T Commission, as reported by KOTO Patent, 17 Jul 2024.")
NOTE = t("Note: multiple = 2023 value ÷ 2014 value; % a year = compound rate over nine years. Our calculation.")


def point(lead: str, body: str) -> Point:
    """A point."""
    return Point(t(lead, bold=True), t(body))


def sections() -> tuple[Section, ...]:
    """Twelve sections, one for each layout."""
    base = Section("x", (), source_line=SOURCE, source_line_short=SOURCE, note_line=NOTE, notes=t("Said aloud."))
    return (
        replace(base, id="summary", title=t("Four innovation indicators at least doubled in nine years, and patents led with 5.5-fold growth"), subtitle=t("Headline indicators, Belling municipality, 2014–2023"), blocks=(cards(),),
            points=(point("What changed", "Patents per resident rose 5.5-fold; contracts, enterprises and new firms rose less than threefold."), point("Why it matters", "More technology is owned in Belling than ever; how much of it earns is not published."), point("What to watch", "The value of each patent in licences and transfers, and whether enterprises grow again."))),
        replace(base, id="patents", title=t("Patent density passed 260 per 10,000 people in 2023, up 20% in a year"), subtitle=t("Invention patents held per 10,000 residents, Belling, year end 2014–2023"), blocks=(patents_line(),),
            points=(point("A stock at year end", "Lapses count, so growth is net of what expired."), point("Half is high-value", "136.95 of 262.9 patents per 10,000 residents met the official test in 2023."),), ask=t("what does each patent earn in licences and transfers?")),
        replace(base, id="multiples", title=t("Patent density rose 5.5-fold from 2014 to 2023; contracts and firms rose less than threefold"), subtitle=t("2023 value as a multiple of the 2014 value, Belling municipality"), blocks=(multiples(),),
            points=(point("Enterprises have levelled off", "Over 27,000 in 2019, 28,300 in 2023: at most 5% more."), point("Two cautions", "The population base changed in 2021, so 5.5× is not strictly like for like. Contract values are nominal.")), ask=t("how much of the contract value comes from patents licensed or sold?")),
        replace(base, id="contracts", title=t("Technology contracts reached 853.7 billion yuan, 2.7 times the 2014 value"), subtitle=t("Value of technology contracts, billion yuan, nominal, Belling, 2014–2023"), blocks=(contracts_columns(),), hero=Hero(t("853.7", "contracts.last"), t("billion yuan of contracts in 2023, up 11.8% a year since 2014")),
            points=(point("A yearly flow", "In current yuan, so part of the rise is prices."), point("To Tianjin and Hebei", "74.87 billion yuan in 2023.")), ask=t("what share of the value is patents licensed or sold?")),
        replace(base, id="enterprises", title=t("High-tech enterprises rose 2.7-fold by 2023, but by less than 5% since 2019"), subtitle=t("National High-Tech Enterprises and new technology firms, Belling, 2014–2023"), blocks=(enterprises_columns(), firms_columns()),
            points=(point("Certificates last three years", "The stock can fall as well as rise."),), ask=t("which enterprises left the list, and why?")),
        replace(base, id="targets", title=t("By 2024, two of five targets were passed; the rest need less than their past pace"), subtitle=t("Latest published value as a share of its 2025 or 2026 target, Belling"), blocks=(targets(),),
            points=(point("Not a fall", "The step from 6.73 in 2023 to 6.58 in 2024 crosses a revision of GDP."), point("Output is not revenue", "Pharma and health is counted as scale, not as value added.")), ask=t("why aim at about 6% of GDP when 2021 already stood at 6.53%?")),
        replace(base, id="ranks", title=t("Belling led the Nature Index from 2017 to 2024; Shanghai climbed from seventh place to second"), subtitle=t("Rank by Share in natural-science journals, top seven cities of 2024, output years 2017–2024"), blocks=(bump_chart(),),
            points=(point("Who pays:", "Belling’s S&T Commission gives the supplements financial support; the editors state independence."),), ask=t("how long will the lead last? In 2024 Shanghai’s adjusted Share grew by nearly 20%, Belling’s by 9.14%.")),
        replace(base, id="yardsticks", title=t("First on two yardsticks, third on three others"), subtitle=t("Belling’s latest published rank on five yardsticks, 2022–2024"), blocks=(ranks(),),
            points=(point("Five yardsticks, five things", "Research, people, hubs, inventive scale and start-ups."), point("Not across years", "Methods and the number of cities change.")), ask=t("which of the five should the strategy be judged by?")),
        replace(base, id="policy", title=t("Policy backs three emerging industries and four clusters"), subtitle=t("Fields named in the city’s measures, and milestones, 2014–2024"), blocks=policy(), points=(point("No sizes are given:", "so none are drawn."),)),
        replace(base, id="quote", title=t("The city ties its next stage to self-reliance in science and technology"), blocks=(quotation(),), note_line=(),
            points=(point("What it says", "Self-reliance first, reform as the means."), point("What it leaves open", "No target, no budget and no date."))),
        replace(base, id="questions", title=t("Four questions decide whether 262.9 patents per 10,000 residents become income"), subtitle=t("What the record shows and what it lacks, Belling, 2023"), blocks=(questions(),), ask=t("commission 2 first. Contracts are already registered; we lack their patent share.")),
        replace(base, id="cautions", title=t("Read these figures with six cautions"), subtitle=t("What limits a comparison, and what follows from it, 2014–2024"), blocks=(cautions(),)),
    )  # fmt: skip


def document(mode: str = "read", only: tuple[Section, ...] | None = None) -> Document:
    """The sample edition."""
    edition = Edition(
        "belling-innovation",
        "Belling’s progress toward a global innovation centre",
        "Belling",
        (Period.year(2014), Period.year(2023)),
        dt.date(2025, 12, 31),
        mode="present" if mode == "present" else "read",
        imprint=Imprint("Briefing project", "Analysis desk", "desk@example.org", "Public"),
    )
    part = Part("evidence", t("Evidence"), t("Evidence"), (), sections() if only is None else only)
    return Document(
        edition,
        "en",
        t("Belling’s progress toward a global innovation centre"),
        t("Executive briefing"),
        t("Four indicators more than doubled from 2014 to 2023; patents per resident rose the most"),
        cover_chart(),
        (part,),
        Letter((), (), ()),
        {},
        {"S": Source("S", "KOTO Patent", "Progress", "2024-07-17")},
        header=t("Belling innovation indicators"),
        cover_source_line=SOURCE,
        cover_note_line=t("Each line joins two end years only; two lines coincide at 2.7×."),
    )
