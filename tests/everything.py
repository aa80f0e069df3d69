"""A made-up project whose story uses every key, with words of its own in each text: made from the story's model.

A key that is added to the model fails here until somebody says what it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from briefing.model import block_specs, chart_specs, story_text
from briefing.model import story as nodes

# Keys that hold no text of the author's own.
NO_TEXT = {
    "Sentence": {"when", "otherwise", "expect", "only"},
    "NoteAt": {"at", "series"},
    "ChartSpec": {"kind", "series", "entities", "measure", "period", "highlight", "second", "columns", "target", "of",
                  "growth", "top", "order", "beside", "benchmark", "revisions", "brackets", "gaps", "since", "until",
                  "classes", "breaks", "log", "medians", "outlines", "size", "band", "compare", "axis", "decimals",
                  "call", "texts", "numbers", "seconds", "bins", "best", "mean"},
    "ResultSpec": {"series"},
    "MultiplesSpec": {"kind", "series", "entities", "measure", "period", "highlight", "top", "order"},
    "CardSpec": {"fact", "entity", "highlight", "period", "change", "compare"},
    "RankSpec": {"rank", "partial", "highlight"},
    "RanksSpec": {"places"},
    "HeatSpec": {"series", "entities", "measure", "period", "highlight", "second", "top", "order"},
    "TableSpec": {"align", "weights", "highlight"},
    "QuoteSpec": {"statement"},
    "TilesSpec": {"items"},
    "EventSpec": {"date", "highlight"},
    "DecisionSpec": {"highlight"},
    "ChangesSpec": {"most"},
    "SectionSpec": {"id", "part", "only", "expect", "when", "changes", "sources"},
    "AsideSpec": {"when", "expect", "boxed", "auto"},
    "PartSpec": {"id", "when", "expect", "picture"},
    "LetterSpec": {"expect", "chart"},
    "CoverSpec": {"expect"},
}  # fmt: skip
# What holds other nodes, which each story below puts in by itself.
HOLDERS = {
    "ChartSpec": {"names", "set_by", "rest", "annotations", "results", "title"},
    "MultiplesSpec": {"names"},
    "HeatSpec": {"names"},
    "RanksSpec": {"rows"},
    "SectionSpec": {*nodes.Blocks.model_fields, "hero", "paragraph"},
    "AsideSpec": {*nodes.SideBlocks.model_fields},
    "PartSpec": {"aside"},
    "CoverSpec": {"chart", "picture", "image_alt"},  # what is drawn, or a file
    "Story": {"imprint", "cover", "letter", "parts", "sections"},
}
LISTS = {"details": 2, "retold": 2, "points": 2, "paragraph": 2, "head": 3}
_TABLES = {
    "indicators.csv": """\
id,name_en,unit,kind,direction_of_good,decimals
loans,Loans,thousand loans,flow,up,0
paths,Paths,km,stock,up,1
shade,Shade,%,ratio,up,0
order,Order,rank,rank,down,0
branch,Branch loans,thousand loans,flow,up,0
""",
    "sources.csv": """\
id,publisher,short,title,url,published
ALMANAC,Alder Almanac,Almanac,Yearly tables,https://example.org/almanac,2024-06-30
""",
    "targets.csv": "indicator_id,entity,year,value,qualifier,source_id\nshade,Alder,2025,60,=,ALMANAC\n"
    "loans,Alder,2025,900,=,ALMANAC\n",
    "statements.csv": "id,kind,speaker,text,year,note,source_id,lang\n"
    "saying,quotation,Mayor of Alder,We plant trees where we walk.,,,ALMANAC,en\n"
    "spruch,quotation,Mayor of Alder,Wir pflanzen.,,,ALMANAC,de\n"
    "trees,list,,oaks|elms,,,ALMANAC,en\nbaeume,list,,Eichen|Ulmen,,,ALMANAC,de\n",
    "milestones.csv": "date,title,detail,source_id\n2020-05-04,Planting began,,ALMANAC\n2022,Second round,,ALMANAC\n",
}  # fmt: skip
# Indicator, place, first value, what it gains a year.
_VALUES = (
    ("loans", "Alder", 400, 50),
    ("loans", "Birch", 300, 30),
    ("branch", "Alder", 100, 20),
    ("paths", "Alder", 40.5, 8),
    ("shade", "Alder", 30, 5),
    ("order", "Alder", 2, 0),
)
_SETTINGS = """\
[edition]
slug = "alder"
title = "Trees of Alder"
entity = "Alder"
period = [2019, 2023]
as_of = 2024-12-31
mode = "{mode}"
{more}
[imprint]
organisation = "Alder Desk"
[facts]
loans = {{ indicator = "loans" }}
paths = {{ indicator = "paths" }}
shade = {{ indicator = "shade" }}
order = {{ indicator = "order" }}
branch = {{ indicator = "branch" }}
"""


class Words:
    """Gives each text words that stand nowhere else, and remembers the keys of each."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self._next = count()
        self._codes = ["".join(code) for code in product("bdfgklmnprstvz", "aeiou", "bdfgklmnprstvz")]

    def text(self, key: str) -> str:
        """The key of a text → its words."""
        at = next(self._next)
        word = f"qu{self._codes[at % len(self._codes)]}{'ox' * (at // len(self._codes))}"
        self.given[key] = word
        return word

    def of(self, model: type[BaseModel], key: str, **given: Any) -> dict[str, Any]:
        """A node of the story with every text that its model may hold."""
        made: dict[str, Any] = dict(given)
        name = next(one.__name__ for one in model.__mro__ if one.__name__ in {*NO_TEXT, *HOLDERS, model.__name__})
        for field, info in model.model_fields.items():
            if field in made or field in NO_TEXT.get(name, ()) or field in HOLDERS.get(name, ()):
                continue
            if not _is_text(info.annotation):
                raise AssertionError(f"{name}.{field} is new: say in tests/everything.py what it holds")
            many = 0 if _is_one_text(info.annotation) else LISTS[field]
            texts = [self.text(f"{key}.{field}.{at}" if many else f"{key}.{field}") for at in range(many or 1)]
            made[field] = texts if many else texts[0]
        return made


def _is_one_text(kind: Any) -> bool:
    return kind is str or get_origin(kind) is Union


def _is_text(kind: Any) -> bool:
    return kind in (str, block_specs.Sentence, story_text.TextSpec) or any(map(_is_text, get_args(kind)))


def story(words: Words, *, parts: bool = True) -> dict[str, Any]:
    """A story with a section for each kind of evidence, and every key somewhere."""
    made: dict[str, Any] = {
        "title": words.text("title"),
        "imprint": words.of(nodes.ImprintSpec, "imprint"),
        "cover": words.of(
            nodes.CoverSpec,
            "cover",
            chart=_chart(words, "cover.chart", kind="slope", series=["loans", "paths"], measure="multiple", subtitle="")
            | {"alt": words.text("cover.chart.alt")},
        ),
        "letter": words.of(nodes.LetterSpec, "letter", points=[words.text(f"letter.points.{at}") for at in range(6)]),
        "sections": [_section(words, name, block, parts) for name, block in _evidence(words)],
    }
    if parts:
        asides = [
            words.of(nodes.AsideSpec, "parts.0.aside.0", boxed=True),
            words.of(nodes.AsideSpec, "parts.0.aside.1", points=[], quote="saying"),
            words.of(nodes.AsideSpec, "parts.0.aside.2", milestones=[_event(words, "parts.0.aside.2.milestones.0")]),
            words.of(nodes.AsideSpec, "parts.0.aside.3", table=_table(words, "parts.0.aside.3.table", 2)),
        ]
        made["parts"] = [words.of(nodes.PartSpec, "parts.0", id="all", aside=asides)]
    return made


def _section(words: Words, name: str, block: dict[str, Any], parts: bool) -> dict[str, Any]:
    more = {"part": "all"} if parts else {}
    return words.of(nodes.SectionSpec, f"sections.{name}", id=name, **more, **block)


def _chart(words: Words, key: str, **given: Any) -> dict[str, Any]:
    named = {name: words.of(chart_specs.RowName, f"{key}.names.{name}") for name in given["series"]}
    return words.of(chart_specs.ChartSpec, key, names=named, **given)


def _event(words: Words, key: str) -> dict[str, Any]:
    return words.of(block_specs.EventSpec, key, date="2020-05-04")


def _table(words: Words, key: str, rows: int) -> dict[str, Any]:
    cells = [[words.text(f"{key}.rows.{row}.{at}") for at in range(2)] for row in range(rows)]
    return words.of(block_specs.TableSpec, key, head=[words.text(f"{key}.head.{at}") for at in range(2)], rows=cells)


def _evidence(words: Words) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names of sections → their evidence: each block of the model once at least."""
    cards = [
        words.of(block_specs.CardSpec, f"sections.cards.cards.{at}", fact=fact)
        for at, fact in enumerate(("loans", "paths"))
    ]
    yield "cards", {"cards": cards}
    line = _chart(words, "sections.line.chart", kind="line", series=["loans"], subtitle="")
    line["annotations"] = [words.of(chart_specs.NoteAt, "sections.line.chart.annotations.0", at=2021, series="loans")]
    line["results"] = [words.of(chart_specs.ResultSpec, "sections.line.chart.results.0", series="loans")]
    yield "line", {"chart": line, "paragraph": [words.text("sections.line.paragraph.0")]}
    aimed = {"kind": "bullet", "series": ["shade", "loans"], "measure": "target", "columns": ["last", "set_by"]}
    bullet = _chart(words, "sections.bullet.chart", subtitle="", target=2025, **aimed)
    bullet["set_by"] = {key: words.text(f"sections.bullet.chart.set_by.{key}") for key in ("shade", "loans")}
    yield "bullet", {"chart": bullet}
    whole = _chart(words, "sections.share.chart", kind="share", series=["branch"], subtitle="", of="loans")
    whole["rest"] = words.text("sections.share.chart.rest")
    yield "share", {"chart": whole}
    hero = words.of(block_specs.HeroSpec, "sections.hero.hero")
    yield (
        "hero",
        {"hero": hero, "chart": _chart(words, "sections.hero.chart", kind="columns", series=["loans"], subtitle="")},
    )
    pair = [
        _chart(
            words,
            f"sections.pair.charts.{at}",
            kind="columns",
            series=[key],
            title=words.text(f"sections.pair.charts.{at}.title"),
        )
        for at, key in enumerate(("loans", "paths"))
    ]
    yield "pair", {"charts": pair}
    places = {"entities": ["Alder", "Birch"]}
    named = {
        place: words.of(chart_specs.RowName, f"sections.panels.multiples.names.{place}", detail="")
        for place in places["entities"]
    }
    panels = words.of(
        chart_specs.MultiplesSpec, "sections.panels.multiples", kind="line", series=["loans"], names=named, **places
    )
    yield "panels", {"multiples": panels}
    row = words.of(block_specs.RankSpec, "sections.ranks.ranks.rows.0", rank="order.last")
    yield "ranks", {"ranks": words.of(block_specs.RanksSpec, "sections.ranks.ranks", rows=[row])}
    heated = {place: words.of(chart_specs.RowName, f"sections.heat.heat.names.{place}") for place in places["entities"]}
    yield (
        "heat",
        {"heat": words.of(chart_specs.HeatSpec, "sections.heat.heat", series=["loans"], names=heated, **places)},
    )
    yield "table", {"table": _table(words, "sections.table.table", 2)}
    yield "quote", {"quote": words.of(block_specs.QuoteSpec, "sections.quote.quote", statement="spruch")}
    tiles = words.of(block_specs.TilesSpec, "sections.tiles.tiles.0", items="baeume")
    yield "tiles", {"tiles": [tiles]}
    yield "moments", {"milestones": [_event(words, "sections.moments.milestones.0")]}
    asked = [words.of(block_specs.DecisionSpec, f"sections.asked.decisions.{at}") for at in range(2)]
    yield "asked", {"decisions": asked}
    yield "plain", {}


def project(folder: Path, told: dict[str, Any], *, mode: str = "read", more: str = "") -> Path:
    """A folder and a story → the project there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _TABLES.items():
        (folder / name).write_text(content, encoding="utf-8")
    rows = ["indicator_id,entity,year,value,qualifier,status,source_id"]
    for key, entity, first, step in _VALUES:
        rows += [f"{key},{entity},{year},{first + step * (year - 2019)},=,A,ALMANAC" for year in range(2019, 2024)]
    (folder / "observations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "briefing.toml").write_text(_SETTINGS.format(mode=mode, more=more), encoding="utf-8")
    (folder / "story.en.yaml").write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    return folder
