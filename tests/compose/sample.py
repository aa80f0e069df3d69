"""A small project in memory: one rising indicator with a gap and a break, one with a bound, ranks, a quotation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from briefing.compose import compose
from briefing.compose.language.templates import MarkedText, render
from briefing.errors import BriefingError, Finding
from briefing.facts import FactRegistry
from briefing.model.dataset import Break, Dataset, Indicator, Milestone, Observation, Source, Statement, Target
from briefing.model.document import Document
from briefing.model.edition import Edition, Imprint, Project, Subject
from briefing.model.period import Period
from briefing.model.text import Text
from briefing.read import StoryFile, story
from briefing.wording import Wording, of

WORDING: Wording = of("en")


def _row(indicator: str, year: int, value: float, unit: str, **more: object) -> Observation:
    return Observation(indicator, str(more.pop("entity", "Belling")), Period.year(year), value, unit, "KOTO", **more)  # type: ignore[arg-type]


def dataset(*, patents_last: float = 262.9, name: str = "Patents held") -> Dataset:
    """A dataset whose last patent value and first indicator name may be set."""
    patents = {2014: 48.2, 2015: 61.3, 2017: 94.5, 2019: 132.0, 2021: 185, 2022: 218.3, 2023: patents_last}
    rows = [_row("patents", year, value, "per 10,000 residents") for year, value in patents.items()]
    rows += [_row("firms", 2014, 146, "firms"), _row("firms", 2023, 337, "firms")]
    rows += [
        _row("enterprises", 2014, 10400, "enterprises"),
        _row("enterprises", 2019, 27000, "enterprises", qualifier="≥"),
        _row("enterprises", 2023, 28300, "enterprises"),
    ]
    for place, ranks in {"Belling": (1, 1, 1), "Shanghai": (7, 5, 2)}.items():
        rows += [
            _row("rank", year, rank, "rank", entity=place) for year, rank in zip((2017, 2019, 2023), ranks, strict=True)
        ]
    indicators = (
        Indicator("patents", {"en": name}, "per 10,000 residents", "stock", "up"),
        Indicator("firms", {"en": "New firms"}, "firms", "flow", "up"),
        Indicator("enterprises", {"en": "High-tech enterprises"}, "enterprises", "stock", "up"),
        Indicator("rank", {"en": "Science rank"}, "rank", "rank", "down"),
    )
    return Dataset(
        indicators={item.id: item for item in indicators},
        observations=tuple(rows),
        sources={
            "KOTO": Source("KOTO", "KOTO Patent", "Progress in 3 steps", "2024-07-17", short="KOTO Patent"),
            "XIN": Source("XIN", "Xinhua", "A report", "2023", short="Xinhua"),
            "XIN2": Source("XIN2", "Xinhua", "Another", "2024-04", short="Xinhua"),
        },
        targets=(Target("firms", "Belling", Period.year(2025), 400, "XIN", "≈"),),
        breaks=(
            Break(
                "patents",
                "Belling",
                "official",
                Period.year(2019),
                Period.year(2021),
                "disclose",
                "base of the 2020 census; not comparable",
                "XIN",
            ),
        ),
        statements={
            "quote": Statement(
                "quote", "quotation", "We *will* go on for 10 years.", "XIN", "Zara Joring", None, "a translation"
            ),
            "list": Statement("list", "list", "AI (AGI)|robots|space", "KOTO"),
        },
        milestones=(Milestone("2016-09-18", "Plan of 2016 released", "KOTO"), Milestone("2014", "Start", "XIN2")),
        inputs={"observations.csv": "0" * 64},
    )


def edition() -> Edition:
    """The edition of the small project."""
    return Edition(
        slug="small",
        title="A small edition",
        entity="Belling",
        period=(Period.year(2014), Period.year(2023)),
        as_of=dt.date(2025, 12, 31),
        imprint=Imprint("Desk", "Analyst", "desk@example.org"),
        subjects={key: Subject(key, indicator=key) for key in ("patents", "firms", "enterprises", "rank")},
        terms={"14th Five-Year Plan": "name of the plan"},
    )


def book() -> FactRegistry:
    """The facts of the small project."""
    return FactRegistry(dataset(), edition())


def story_file(text: str, folder: Path) -> StoryFile:
    """The text of a story → the story file, read as a project's would be."""
    path = folder / "story.en.yaml"
    path.write_text(text, encoding="utf-8")
    return story(path)


def composed(text: str, folder: Path, data: Dataset | None = None) -> Document:
    """The text of a story → the document of the small project."""
    project = Project(folder, edition(), data or dataset(), {"en": folder / "story.en.yaml"}, folder / "ink.toml")
    return compose(project, story_file(text, folder), "en")


def faults(text: str, folder: Path) -> tuple[Finding, ...]:
    """The text of a story → the findings that stop it; none if it composes."""
    try:
        composed(text, folder)
    except BriefingError as error:
        return error.findings
    return ()


def section(title: str, *more: str) -> str:
    """A title and further lines of YAML → a story of one section."""
    lines = "".join(f"    {line}\n" for line in more)
    return f"sections:\n  - id: one\n    title: {title}\n{lines}"


def rendered(source: str) -> MarkedText:
    """A template → its marked text over the small project."""
    return render(source, book(), WORDING, dataset().statements)


def look(text: Text) -> list[tuple[str, str, str]]:
    """Runs → (text, fact, term)."""
    return [(run.text, run.fact, run.term) for run in text]
