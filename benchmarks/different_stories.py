"""Wholly different projects by seed: other words, order and kinds of sections, places, indicators, years, values.

What two of them share is this program's grammar. `project` makes one; every claim in it is printed by an expression or
holds whatever the values are.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from made_up_editions import OBSERVATIONS, write

Section = dict[str, Any]

WORDS: Final[dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "made_up" / "words.toml").read_text(encoding="utf-8")
)
_BODIES = ("Office", "Institute", "Register", "Bureau", "Board", "Inspectorate")
_RANKED, _SUBJECTS = 5, 6
_TITLES = (
    "Name {{ KEY.percent | moved(0, 'plural') }} from {{ KEY.first | year }} to {{ KEY.last | year }}",
    "{{ edition }} had {{ KEY.last }} name in {{ KEY.last | year }}, {{ KEY.first }} in {{ KEY.first | year }}",
    "Name of {{ edition }}: {{ KEY.last }} at the end of {{ KEY.last | year }}",
    "Name came to {{ KEY.last }}, {{ KEY.percent | up(0) }} on {{ KEY.first | year }}",
)


class Story:
    """One made-up project: its places, indicators and values, and sections in an order of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        choose = self.random.sample
        self.places = self._names(self.random.randint(_RANKED, 9))
        self.years = range(self.random.randint(2006, 2014), 2024)
        things, sorts = choose(WORDS["things"], _SUBJECTS), choose(WORDS["sorts"], _SUBJECTS)
        self.names = [f"{sort} {thing}" for sort, thing in zip(sorts, things, strict=True)]
        self.units = things
        self.ids = [name.replace(" ", "_") for name in self.names]
        self._titles: set[tuple[int, int]] = set()
        self._told = [0] * _SUBJECTS
        self.body = f"{self._names(1)[0]} {self.random.choice(_BODIES)}"
        self.values = {
            (name, place): self._path(slope) for slope, name in enumerate(self.ids, 1) for place in self.places
        }

    def _names(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found["".join(map(self.random.choice, (WORDS["first"], WORDS["middle"], WORDS["last"])))] = None
        return list(found)

    def _path(self, slope: int) -> list[int]:
        """Values that go up, by more for each further indicator, so that no two lines end in the same place."""
        value, rate = self.random.uniform(400, 6_000), 0.9 * slope + self.random.uniform(0, 0.3)
        return [round(value * (1 + rate / 100 + self.random.gauss(0, 0.002)) ** at) for at in range(len(self.years))]

    # -- words ---------------------------------------------------------------------------------------------------------

    def _word(self, kind: str) -> str:
        return self.random.choice(WORDS[kind])

    def _words(self, kind: str, count: int) -> list[str]:
        return self.random.sample(WORDS[kind], count)

    def sentence(self) -> str:
        """A sentence that claims nothing of any value."""
        pick = self._word
        actor, other = self._words("actors", 2)
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"The {actor} {pick('verbs')} the {pick('objects')} of {pick('sorts')} {pick('things')}",
            lambda: f"Where {pick('things')} are {pick('sorts')}, the {actor} {pick('verbs')} {pick('objects')}",
            lambda: f"What the {actor} {pick('verbs')}, the {other} {pick('verbs')} {pick('manners')}",
            lambda: f"{pick('objects').capitalize()} of {pick('things')} are left to the {actor} and the {other}",
            lambda: f"If the {actor} {pick('verbs')} {pick('objects')}, the {other} {pick('verbs')} {pick('things')}",
        )
        return self.random.choice(forms)() + "."

    def points(self, count: int) -> list[str]:
        """Points under a word of their own."""
        heads = self._words("objects", count)
        return [f"**{head.capitalize()}** {self.sentence()}" for head in heads]

    def title(self, at: int) -> str:
        """A title that prints what became of an indicator."""
        form = self.random.choice([form for form in range(len(_TITLES)) if (at, form) not in self._titles])
        self._titles.add((at, form))
        return self._filled(_TITLES[form], at)

    def _filled(self, text: str, at: int) -> str:
        """A text with the short name and the name of an indicator."""
        name = self.names[at]
        return text.replace("KEY", self.ids[at]).replace("Name", name.capitalize()).replace("name", name)

    # -- sections ------------------------------------------------------------------------------------------------------

    def cards(self) -> Section:
        """Cards."""
        chosen = self.random.sample(range(_SUBJECTS), self.random.choice((3, 4)))
        cards = [
            {"fact": self.ids[at], "label": self.names[at].capitalize(), "unit": f"{self.units[at]}, year end"}
            for at in chosen
        ]
        cards[0]["highlight"] = True  # type: ignore[assignment]
        subtitle = self._filled("Values of {{ KEY.last | year }}, {{ edition }}", chosen[0])
        return {"subtitle": subtitle, "cards": cards, "points": self.points(2)}

    def chart(self, kind: str, series: int = 1, **more: Any) -> Section:
        """A chart of some indicators."""
        lead = self._fresh()
        others = [at for at in self._next(_SUBJECTS) if at != lead][: series - 1]
        chosen = [self.ids[at] for at in (lead, *others)]
        return {"chart": {"kind": kind, "series": chosen, "highlight": chosen[0], **more}}

    def of_places(self, kind: str, **more: Any) -> Section:
        """A chart of an indicator by place."""
        return self.chart(kind, entities="all", **more)

    def _next(self, count: int) -> list[int]:
        return self.random.sample(range(_SUBJECTS), count)

    def _fresh(self) -> int:
        """The indicator that fewest sections are about."""
        self._told[at := min(range(_SUBJECTS), key=lambda at: (self._told[at], at))] += 1
        return at

    def sections(self) -> list[Section]:
        """Nine to eleven sections in an order of its own, after the cards."""
        recent = [self.years[-self.random.randint(5, 7)], self.years[-1]]
        at_home: dict[str, Any] = {"highlight": "edition"}
        makers: list[Callable[[], Section]] = [
            lambda: self.chart("line"),
            lambda: self.chart("columns", highlight="last"),
            lambda: self.chart("line", 2, measure="index"),
            lambda: self.chart("slope", 3, measure="index"),
            lambda: self.chart("bar", 4, measure="multiple", columns=["first", "last", "growth"]),
            lambda: self.chart("sparklines", 4),
            lambda: self.of_places("bar", **at_home, benchmark="median"),
            lambda: self.of_places("bump", top=4, period=recent, **at_home),
            lambda: self.of_places("stacked", top=3, rest="All others", period=recent, **at_home),
            lambda: self.of_places("dumbbell", period=recent, **at_home),
            lambda: self.chart("scatter", 2, entities="all", **at_home, medians=True),
            lambda: self._heat(recent),
            self._target,
            self._table,
            self._questions,
            lambda: {"points": self.points(3)},
        ]
        made = [self.cards(), *(make() for make in self.random.sample(makers, self.random.randint(8, 10)))]
        return [self._finished(number, section) for number, section in enumerate(made)]

    def _heat(self, period: list[int]) -> Section:
        key = self.ids[self._fresh()]
        return {"heat": {"series": [key], "entities": "all", "period": period, "highlight": "edition"}}

    def _target(self) -> Section:
        target = dict.fromkeys(self.ids[:3], 2026)
        chart = {
            "kind": "bullet",
            "measure": "target",
            "series": list(target),
            "target": target,
            "highlight": self.ids[0],
        }
        return {"chart": chart | {"columns": ["last", "target"]}}

    def _table(self) -> Section:
        rows = [
            [self.names[at].capitalize(), self._filled("{{ KEY.last }}", at), self.sentence()] for at in self._next(4)
        ]
        head = [word.capitalize() for word in self._words("objects", 3)]
        return {"table": {"head": head, "align": "lrl", "weights": [26, 14, 60], "rows": rows}}

    def _questions(self) -> Section:
        asked = [
            {"question": f"{self._word('objects').capitalize()}?", "why": self.sentence()[:-1],
             "known": self._filled("Name: {{ KEY.last }}", at),
             "missing": f"{self._word('objects').capitalize()} and {self._word('objects')}"}
            for at in self._next(3)
        ]  # fmt: skip
        return {"decisions": asked}

    def _finished(self, number: int, section: Section) -> Section:
        """A section with an id, a title, and what it says."""
        chart = section.get("chart") or section.get("heat")
        subject = self.ids.index(chart["series"][0]) if chart else self._fresh()
        found: Section = {"id": f"s{number}", "part": f"p{number // 4}", "title": self.title(subject)}
        if chart:
            found["subtitle"] = "auto"
        found |= section
        if chart and self.random.random() < 0.7:
            found["points"] = [{"text": text, "only": ["deck"]} for text in self.points(self.random.randint(1, 2))]
        if self.random.random() < 0.5 and "points" not in section:
            found["heading"] = self._word("objects").capitalize()
            found["paragraph"] = [" ".join(self.sentence() for _ in range(self.random.randint(2, 6)))]
        if self.random.random() < 0.6:
            found["notes"] = " ".join(self.sentence() for _ in range(3))
        if self.random.random() < 0.3:
            found["ask"] = f"why do the {self._word('actors')} {self._word('verbs')} {self._word('objects')}?"
        return found

    def story(self) -> dict[str, Any]:
        """The whole story."""
        sections = self.sections()
        parts = [
            {"id": f"p{number}", "name": self._word('objects').capitalize(), "headline": self.sentence()[:-1],
             "standfirst": f"{self.sentence()} {self.sentence()}",
             "aside": [{"title": self._word('objects').capitalize(), "boxed": True, "points": self.points(3)}]}
            for number in range((len(sections) + 3) // 4)
        ]  # fmt: skip
        kicker, header = self._word("objects").capitalize(), self._filled("Name in {{ edition }}", 0)
        subtitle = self._filled("Name {{ KEY.percent | moved(0, 'plural') }} in {{ KEY.span | words }} years", 1)
        cover = {"kicker": kicker, "header": header, "subtitle": subtitle}
        letter = {"subject": header, "greeting": self.sentence(), "points": self.points(3)}
        return {"dividers": False, "cover": cover, "letter": letter, "parts": parts, "sections": sections}

    # -- files ---------------------------------------------------------------------------------------------------------

    def settings(self, number: int) -> str:
        """The text of briefing.toml."""
        facts = "\n".join(f'{key} = {{ indicator = "{key}" }}' for key in self.ids)
        return (
            f'[edition]\nslug = "story-{number:04d}"\ntitle = "{self.names[0].capitalize()} in {{{{ edition }}}}"\n'
            f'entity = "{self.places[0]}"\nperiod = [{self.years[0]}, {self.years[-1]}]\nas_of = 2024-12-31\n\n'
            f'[imprint]\norganisation = "{self.body}"\nowner = "Editors"\nclassification = "Public"\n\n'
            f"[facts]\n{facts}\n"
        )


def project(folder: Path, number: int) -> Path:
    """Make the project of a number in a new folder; → it."""
    made = Story(number)
    folder.mkdir(parents=True)
    (folder / "briefing.toml").write_text(made.settings(number), encoding="utf-8")
    # JSON is YAML too
    (folder / "story.en.yaml").write_text(json.dumps(made.story(), ensure_ascii=False, indent=1), encoding="utf-8")
    rows = (
        (key, place, year, value, "BOOK")
        for (key, place), path in made.values.items()
        for year, value in zip(made.years, path, strict=True)
    )
    write(folder / "observations.csv", OBSERVATIONS, rows)
    named = zip(made.ids, made.names, made.units, strict=True)
    indicators = ((key, name.capitalize(), unit, "stock", "up", 0) for key, name, unit in named)
    write(folder / "indicators.csv", ("id", "name_en", "unit", "kind", "direction_of_good", "decimals"), indicators)
    book = ("BOOK", made.body, f"Yearbook of {made.names[0]}", "2024-05-14")
    write(folder / "sources.csv", ("id", "publisher", "title", "published"), [book])
    home = made.places[0]
    aims = ((key, home, 2026, round(made.values[key, home][-1] * 1.08), "BOOK") for key in made.ids[:3])
    write(folder / "targets.csv", OBSERVATIONS, aims)
    return folder
