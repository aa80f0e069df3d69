"""A made-up project in which a test puts something wrong, reads the message, and does what its fix says.

Each case has the wrong lines, how the fix reads with `<>` for what it names, and the lines that follow it, in which
`<0>`, `<1>` … stand for what was named: that is read out of the message, never written by hand. What the fixes lead to
is built whole, all of a room in one story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from msgspec import Struct

import briefing
from briefing import read
from briefing.compose import composition
from briefing.errors import Finding, InputError
from briefing.model.edition import Project
from tests.compose.sample import story_file

TOWNS = [f"{head}{tail}" for head in ("Ash", "Birch", "Elm", "Fern", "Oak") for tail in
         ("by", "dale", "ford", "ham", "ley", "mere", "stead", "ton", "wick")]  # fmt: skip
_INDICATORS = """\
id,name_en,unit,kind,direction_of_good,decimals
visits,Visits,thousand visits,flow,up,1
staff,Staff,people,stock,up,0
share,Share of adults who read,%,ratio,up,1
balance,Balance,million crowns,flow,up,1
prices,Prices,"index, 2015 = 100",index,,1
loans,Loans,loans,flow,up,0
order,Order among towns,rank,rank,down,0
early,Reading of spring,people,reading within a year,up,0
old,Visits by the old count,thousand visits,flow,up,1
plan,Planned rooms,rooms,stock,up,0
rare,Rare books,books,stock,up,0
nought,Closed days,days,flow,down,0
sold,Books sold,books,flow,,0
late,Helpers,people,stock,up,0
few,Rooms that open late,rooms,stock,up,0
far,Rooms under roof,rooms,stock,up,0
"""
_SOURCES = """\
id,publisher,title,published,short,url
DESK,Town desk,Yearbook of towns,2024-03,Yearbook,https://desk.example/yearbook
PLAN,Town desk,Plan of rooms,2021-05,Plan,https://desk.example/plan
"""
_BREAKS = """\
indicator_id,entity,from_year,to_year,effect,reason,source_id
old,Ashby,2018,2019,refuse,counted by hand before,DESK
"""
_TARGETS = """\
indicator_id,entity,year,value,source_id
plan,Ashby,2025,60,PLAN
plan,Ashby,2030,80,PLAN
staff,Ashby,2025,60,PLAN
balance,Ashby,2025,-5,PLAN
rare,Ashby,2010,9,PLAN
few,Ashby,2025,7,PLAN
far,Ashby,2090,90,PLAN
"""
_STATEMENTS = """\
id,kind,text,source_id,speaker,lang
words,quotation,We will open each branch again.,PLAN,Ada Penn,en
fremd,quotation,Wir werden alle Filialen wieder aufmachen.,PLAN,Ada Penn,de
kinds,list,maps|novels|letters,PLAN,,en
"""
_MILESTONES = """\
date,title,source_id
2016-04-02,New branch,DESK
2019-05,Night opening,DESK
2019-05,Free cards,DESK
"""
SETTINGS = """\
[edition]
slug = "towns"
title = "Libraries of Ashby"
entity = "Ashby"
period = [2014, 2023]
as_of = 2024-12-31
languages = ["en"]
[imprint]
organisation = "Library desk"
[facts]
visits = { indicator = "visits" }
staff = { indicator = "staff" }
share = { indicator = "share" }
balance = { indicator = "balance" }
prices = { indicator = "prices" }
loans = { indicator = "loans" }
order = { indicator = "order" }
early = { indicator = "early" }
old = { indicator = "old" }
plan = { indicator = "plan" }
rare = { indicator = "rare" }
nought = { indicator = "nought" }
sold = { indicator = "sold" }
late = { indicator = "late" }
rooms = { indicator = "few" }
far = { indicator = "far" }
birch = { indicator = "visits", entity = "Birchby" }
elm = { indicator = "visits", entity = "Elmby" }
fern = { indicator = "visits", entity = "Fernby" }
oak = { indicator = "visits", entity = "Oakby" }
dale = { indicator = "visits", entity = "Ashdale" }
ford = { indicator = "visits", entity = "Ashford" }
ham = { indicator = "visits", entity = "Ashham" }
p = { indicator = "visits", entity = "Fernton" }
q = { indicator = "visits", entity = "Oakton" }
r = { indicator = "visits", entity = "Elmton" }
s = { indicator = "visits", entity = "Ashton" }
t = { indicator = "visits", entity = "Birchton" }
u = { indicator = "visits", entity = "Fernley" }
v = { indicator = "visits", entity = "Oakley" }
four = { indicator = "visits", places = ["Ashby", "Birchby", "Elmby", "Fernby"], combine = "sum", name = "Of four" }
each = { ratio = ["visits", "staff"], unit = "thousand visits a head", name = "Visits a head" }
both = { indicator = "visits", places = ["Ashby", "Elmby"], combine = "sum", name = "Visits of both" }
[parameters]
client = "the council"
open = true
empty = ""
"""


def _observations() -> str:
    rows = ["indicator_id,entity,year,value,qualifier,source_id"]

    def add(key: str, entity: str, values: dict[int, object], qualifier: str = "=") -> None:
        rows.extend(f"{key},{entity},{year},{value},{qualifier},DESK" for year, value in values.items())

    for at, town in enumerate(TOWNS):
        start = 1951 if at == 0 else 2014
        add("visits", town, {year: 20 + 3 * at + (year - 1950) * 0.5 for year in range(start, 2024)})
        add("sold", town, {2014: 30 + at, 2023: 50 - at})
    for at, town in enumerate(TOWNS[:3]):
        add("staff", town, {year: 30 + 2 * at + year - 2014 for year in range(2014, 2024)})
        add("order", town, {2014: at + 1, 2018: 3 - at, 2023: 3 - at})
    ten = range(2014, 2024)
    add("share", "Ashby", {year: 2 + (year - 2014) / 10 for year in ten})
    add("balance", "Ashby", {year: 2021 - year - 0.5 for year in ten})
    add("prices", "Ashby", {year: 95.5 + year - 2014 for year in ten})
    add("loans", "Ashby", {2014: 400, 2018: 430})
    add("loans", "Ashby", {2023: 500}, "≥")
    add("early", "Ashby", {2014: 10, 2023: 12})
    add("old", "Ashby", {year: year - 2000 for year in ten})
    add("plan", "Ashby", {2014: 40, 2018: 44, 2023: 54})
    add("rare", "Ashby", {2014: 4, 2023: 9})
    add("nought", "Ashby", {2014: 0, 2018: 3, 2023: 0})
    add("few", "Ashdale", {2016: 3})
    add("balance", "Ashdale", dict.fromkeys(ten, 3))
    add("late", "Ashby", {2016: 11, 2020: 13, 2023: 16})
    add("few", "Ashby", {2014: 4, 2018: 6})
    add("far", "Ashby", {2014: 20, 2018: 22, 2023: 27})
    return "\n".join(rows) + "\n"


def towns(folder: Path) -> Path:
    """A folder → the project in it, without a story."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"indicators": _INDICATORS, "sources": _SOURCES, "breaks": _BREAKS, "targets": _TARGETS,
              "statements": _STATEMENTS, "milestones": _MILESTONES, "observations": _observations()}  # fmt: skip
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "briefing.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


class Case(Struct, frozen=True):
    """Wrong lines of a section, what the message says, how its fix reads, and lines that follow the fix, each way.

    `…` in the fix is what nobody has to follow. Lines with `title:` have their own. `facts` are lines of [facts].
    """

    wrong: str
    what: str
    fix: str
    ways: tuple[str, ...]
    facts: str = ""


def case(wrong: str, what: str, fix: str, *ways: str, facts: str = "") -> Case:
    """The same with its ways one after the other."""
    return Case(wrong, what, fix, ways, facts)


@cache
def project(facts: str = "") -> Project:
    """The project that was read, with further lines of [facts]."""
    folder = towns(Path(mkdtemp(prefix="following-")))
    (folder / "story.en.yaml").write_text("sections: []\n", encoding="utf-8")
    settings = SETTINGS.replace("[parameters]", f"{facts}[parameters]")
    (folder / "briefing.toml").write_text(settings, encoding="utf-8")
    return read.project(folder)


def section(lines: str, number: int = 0) -> str:
    """Lines of a section → the section as YAML, with a title of its own unless the lines have one."""
    name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    title = (
        ""
        if re.search(r"^title:", lines, re.M)
        else f"    title: 'Visits: {{{{ visits.last }}}} thousand, {name.upper()}'\n"
    )
    title += "    subtitle: auto\n" if re.match(r"(chart|multiples|heat)", lines) else ""
    body = "".join(f"    {line}\n" for line in lines.strip("\n").split("\n"))
    return f"  - id: s{name}\n{title}{body}"


def found(sections: Iterable[str], folder: Path, facts: str = "") -> tuple[Finding, ...]:
    """Sections → what is wrong with the story that has them, where its data are right."""
    try:
        given = project(facts)
        return composition.draft(given, story_file("sections:\n" + "".join(sections), folder), "en")[1]
    except InputError as error:
        return error.findings


def answer(one: Case, folder: Path) -> list[str]:
    """A case → the lines that its fix leads to, each way, with what the message names put in."""
    findings = found([section(one.wrong)], folder, one.facts)
    assert len(findings) == 1, [str(finding) for finding in findings]
    (finding,) = findings
    assert one.what in finding.what, str(finding)
    assert re.search(r"\.(yaml|toml|csv), (line \d+|\w+)", finding.where), str(finding)
    return followed(one.fix, finding.fix, one.ways)


def named(pattern: str, fix: str) -> tuple[str, ...]:
    """How a fix should read, with `<>` for what it names, and how it does → what it names."""
    exact = re.escape(pattern).replace("<>", "(.+?)").replace("…", ".*?")
    found = re.fullmatch(exact, fix, re.DOTALL)
    assert found, f"the fix reads otherwise: {fix}"
    return found.groups()


def filled(way: str, words: tuple[str, ...]) -> str:
    """A way with `<0>`, `<1>` … and what a fix names → the way with that in their place."""
    return re.sub(r"<(\d)>", lambda at: words[int(at[1])], way)


def followed(pattern: str, fix: str, ways: Iterable[str]) -> list[str]:
    """How a fix should read, how it does, and ways with places for what it names → the ways, with that put in."""
    words = named(pattern, fix)
    return [filled(way, words) for way in ways]


def left(lines: str, one: Case, folder: Path) -> list[str]:
    """Lines that follow a fix → what is still wrong with them."""
    return [str(finding) for finding in found([section(lines)], folder, one.facts)]


def built(cases: Iterable[Case], folder: Path, scratch: Path) -> list[str]:
    """Cases → what is wrong with the edition that has all that their fixes lead to, written and proved."""
    return edition_of([way for one in cases if not one.facts for way in answer(one, scratch)], folder)


def edition_of(ways: Iterable[str], folder: Path, outputs: tuple[str, ...] | None = None) -> list[str]:
    """Lines of sections → what is wrong with the edition that has all of them, written and proved."""
    return [str(finding) for finding in checked(ways, folder, outputs)]


def checked(ways: Iterable[str], folder: Path, outputs: tuple[str, ...] | None = None) -> tuple[Finding, ...]:
    """Lines of sections, each in a part of its own → the findings of `check`."""
    towns(folder)
    made = [section(way, number) for number, way in enumerate(ways)]
    names = [one.partition("id: ")[2].partition("\n")[0] for one in made]
    parts = "".join(f"  - {{id: {name}, name: Town, headline: 'Towns, {name}'}}\n" for name in names)
    placed = [
        one.replace(f"id: {name}\n", f"id: {name}\n    part: {name}\n", 1)
        for one, name in zip(made, names, strict=True)
    ]
    (folder / "story.en.yaml").write_text(f"parts:\n{parts}sections:\n{''.join(placed)}", encoding="utf-8")
    return briefing.check(folder, only=outputs)


def laid_out(cases: Iterable[Case], folder: Path, output: str | None) -> list[str]:
    """Cases that an output refuses (None: any), all in one edition → the lines that their fixes lead to."""
    cases = list(cases)
    findings = checked([one.wrong for one in cases], folder, (output,) if output else None)
    ways: list[str] = []
    for number, one in enumerate(cases):
        name = section(one.wrong, number).partition("id: ")[2].partition("\n")[0]
        about = re.compile(rf"(?:section|part) {name}\b")  # whose slide before it may say the same first
        own = [found for found in findings if one.what in found.what and about.search(f"{found.where} {found.what}")]
        assert own, (one.what, [str(finding) for finding in findings])
        assert own[0].where.startswith("story.en.yaml, line "), str(own[0])
        ways += followed(one.fix, own[0].fix, one.ways)
    return ways
