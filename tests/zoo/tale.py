"""A made-up dataset → an honest author's story of it, with every chart kind and component that its values allow.

Each text holds a code word of its own, by which a test finds it in every output.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import yaml
from msgspec import Struct, field

from tests.zoo.world import Quantity, World, world, write

Node = dict[str, Any]
_COLUMNS = 12  # years that columns and heat tables have room for
_LETTERS = ascii_uppercase.replace("U", "")


class _Plain(yaml.SafeDumper):
    """Writes a node that stands twice twice, as a person would."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Author(Struct):
    """Writes a story; `words` maps each code word to the place where it stands."""

    world: World
    chance: random.Random
    words: dict[str, str] = field(default_factory=dict)
    codes: Iterator[str] = field(
        default_factory=lambda: ("Q" + "".join(found) for found in product(_LETTERS, repeat=3))
    )

    def coded(self, where: str, text: str = "") -> str:
        """A text behind a new code word."""
        code = next(self.codes)
        self.words[code] = where
        return f"{code} {text}".strip()

    def section(self, key: str, title: str, **nodes: object) -> Node:
        """A section with a title, points, notes and what is given; now and then a paragraph."""
        made: Node = {
            "id": key,
            "title": self.coded(f"{key}, title", title),
            "subtitle": self.coded(f"{key}, subtitle", "as published"),
            "points": [self.coded(f"{key}, point {number}", "is worth a look") for number in range(2)],
            "notes": self.coded(f"{key}, notes", "is what the speaker adds"),
        }
        if self.chance.random() < 0.4:
            made["paragraph"] = self.coded(f"{key}, paragraph", "stands in the brief, in full.")
        return made | nodes

    def level(self, item: Quantity) -> str:
        """How a title gives a quantity: its last value, or how it moved."""
        last = f"{{{{ {item.id}.last | full }}}}"
        if self.chance.random() < 0.5:
            return f"{item.name}: {last} in {{{{ {item.id}.last | year }}}}"
        if item.nature in ("level", "tiny", "huge", "part", "whole") and self.chance.random() < 0.5:
            return f"{item.name} {{{{ {item.id}.percent | moved }}}}"
        return f"{item.name} {{{{ {item.id}.change | moved }}}}"

    def charted(self, key: str, item: Quantity, **chart: object) -> Node:
        """A section with one chart."""
        return self.section(key, self.level(item), chart=chart)


def sections(author: Author) -> list[Node]:
    """All sections that the values allow."""
    made = author.world
    positive = made.of("level", "tiny", "huge", "part", "whole")
    plain = [*positive, *made.of("negative", "mixed", "rate", "steady", "zeros")]
    return [
        *_over_time(author, plain),
        *_side_by_side(author, positive),
        *_places(author, plain),
        *_ranks(author),
        *_targets(author, plain),
        *_shares(author),
        *_words(author, plain),
    ]


def _over_time(author: Author, plain: list[Quantity]) -> Iterator[Node]:
    made = author.world
    for item in plain:
        if len(item.years(made.entity)) > 3:
            yield author.charted(f"line-{item.id}", item, kind="line", series=[item.id], highlight=item.id)
        recent = [max(made.period[0], made.period[1] - _COLUMNS + 1), made.period[1]]
        if len([year for year in item.years(made.entity) if year >= recent[0]]) > 1:
            yield author.charted(f"columns-{item.id}", item, kind="columns", series=[item.id], period=recent)


def _side_by_side(author: Author, positive: list[Quantity]) -> Iterator[Node]:
    chosen = positive[:4]
    if len(chosen) < 2:
        return
    keys, years = [item.id for item in chosen], [item.years(author.world.entity) for item in chosen]
    cards = [
        {"fact": item.id, "label": author.coded(f"card {item.id}", item.name), "unit": item.unit or "number"}
        for item in chosen
    ]
    yield author.section("cards", author.level(chosen[0]), cards=cards)
    bar = {"kind": "bar", "measure": "multiple", "series": keys, "columns": ["first", "last"]}
    yield author.charted("bar-multiple", chosen[0], **bar)
    if len({(found[0], found[-1]) for found in years}) == 1:
        yield author.charted("slope-index", chosen[0], kind="slope", measure="index", series=keys)
    if all(len(found) > 3 for found in years):
        yield author.charted("line-index", chosen[0], kind="line", measure="index", series=keys)


def _whole(item: Quantity, made: World) -> list[str]:
    """The places that have a value at both ends of the period."""
    return [place for place in item.places if set(made.period) <= set(item.years(place))]


def _places(author: Author, plain: list[Quantity]) -> Iterator[Node]:
    made = author.world
    for item in plain[1:4]:
        places = _whole(item, made)
        if len(places) < 2:
            continue
        near: Node = {"series": [item.id], "highlight": made.entity}
        yield author.charted(f"bar-{item.id}", item, kind="bar", **near, entities=places[:10])
        yield author.charted(f"slope-{item.id}", item, kind="slope", **near, entities=places[:4])
        ends = list(made.period)
        yield author.charted(f"dumbbell-{item.id}", item, kind="dumbbell", **near, entities=places[:8], period=ends)
        panels = {"kind": "columns", **near, "entities": places[:4]}
        yield author.section(f"panels-{item.id}", author.level(item), multiples=panels)
        if all(len(item.years(place)) > 3 for place in places[:4]):
            yield author.charted(f"lines-{item.id}", item, kind="line", **near, entities=places[:3])
            panels = {"kind": "line", **near, "entities": places[:4]}
            yield author.section(f"line-panels-{item.id}", author.level(item), multiples=panels)
        if made.period[1] - made.period[0] < _COLUMNS:
            heat = {**near, "entities": places[:8]}
            yield author.section(f"heat-{item.id}", author.level(item), heat=heat)


def _ranks(author: Author) -> Iterator[Node]:
    made = author.world
    for item in made.of("rank"):
        places = _whole(item, made)
        if len(places) > 1:
            title = f"{made.entity} was {{{{ {item.id}.last | rank }}}}"
            chart = {"kind": "bump", "series": [item.id], "entities": places[:6], "highlight": made.entity}
            yield author.section("bump", title, chart=chart)
        rows = [{"name": author.coded("ranks, row", "list"), "rank": f"{item.id}.last"}]
        if item.value(made.entity, item.years(made.entity)[-1]) <= 5:
            strip = {"places": 5, "head": ["Yardstick", "Rank", "Ahead"], "rows": rows}
            yield author.section("ranks", f"Where {made.entity} stood", ranks=strip)


def _targets(author: Author, plain: list[Quantity]) -> Iterator[Node]:
    made = author.world
    aimed = [item for item in plain if item.id in made.targets]
    if aimed:
        bullet = {"kind": "bullet", "measure": "target", "series": [item.id for item in aimed]}
        columns = ["last", "target"]
        yield author.charted("bullet", aimed[0], **bullet, target=made.period[1] + 2, columns=columns)


def _shares(author: Author) -> Iterator[Node]:
    made = author.world
    for part, whole in zip(made.of("part"), made.of("whole"), strict=True):
        share = {"kind": "share", "series": [part.id], "of": whole.id, "rest": author.coded("share, rest", "others")}
        yield author.charted("share", part, **share, period=[made.period[1], made.period[1]])


def _words(author: Author, plain: list[Quantity]) -> Iterator[Node]:
    first, entity = plain[0], author.world.entity
    measures = ("first", "last", "change | signed")
    rows = [
        [author.coded("table, cell", item.name), *(f"{{{{ {item.id}.{measure} }}}}" for measure in measures)]
        for item in plain
    ]
    table = {"head": ["What", "Start", "End", "Change"], "rows": rows}
    yield author.section("table", f"What moved in {entity}", table=table)
    yield author.section("quote", "What was said", quote="said")
    yield author.section(
        "tiles", "What is listed", tiles=[{"title": author.coded("tiles, title", "Kinds"), "items": "listed"}]
    )
    yield author.section(
        "timeline", "What was decided", milestones=[{"date": date} for date in author.world.milestones]
    )
    decision = {
        "question": author.coded("decisions, question", "Why?"),
        "why": author.coded("decisions, why", "It matters"),
        "known": f"{{{{ {first.id}.last }}}}",
        "missing": author.coded("decisions, missing", "The reason"),
    }
    yield author.section("decisions", "What to decide", decisions=[decision])
    hero = {"value": f"{{{{ {first.id}.last }}}}", "label": author.coded("hero, label", "at the end")}
    yield author.section("hero", author.level(first), hero=hero)


def _frame(author: Author) -> Node:
    """Cover, letter and the one part."""
    points = [author.coded(f"letter, point {number}", "goes by mail") for number in range(author.chance.randint(1, 5))]
    aside = {"title": author.coded("aside, title", "Beside"), "points": [author.coded("aside, point", "is beside")]}
    return {
        "cover": {
            "kicker": author.coded("cover, kicker"),
            "subtitle": author.coded("cover, subtitle", "is on the cover"),
        },
        "letter": {
            "subject": author.coded("letter, subject", "for you"),
            "greeting": author.coded("letter, greeting", "opens the letter."),
            "points": points,
        },
        "parts": [
            {
                "id": "all",
                "name": author.coded("part, name", "All"),
                "headline": author.coded("part, headline", "is the headline"),
                "standfirst": author.coded("part, standfirst", "follows it."),
                "aside": [aside],
            }
        ],
    }


_SETTINGS = """\
[edition]
slug = "world"
title = "A made-up world"
entity = "{entity}"
period = [{first}, {last}]
as_of = 2025-12-31

[imprint]
organisation = "First Bank of Area 51"

[facts]
{facts}
"""


def project(seed: int, root: Path) -> Author:
    """A seed and a folder → the project of a made-up world and its story, written there."""
    made = world(seed)
    author = Author(made, random.Random(f"story {seed}"))
    write(made, root, author.chance)
    story = _frame(author) | {"sections": [node | {"part": "all"} for node in sections(author)]}
    text = yaml.dump(story, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    (root / "story.en.yaml").write_text(text, encoding="utf-8")
    facts = "\n".join(f'{item.id} = {{ indicator = "{item.id}"{item.format} }}' for item in made.quantities)
    settings = _SETTINGS.format(entity=made.entity, first=made.period[0], last=made.period[1], facts=facts)
    (root / "briefing.toml").write_text(settings, encoding="utf-8")
    return author
