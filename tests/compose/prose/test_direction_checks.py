"""Words of direction stand only where the data agree, and a change is printed with its sign or with a claim of it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from briefing.errors import StoryError
from briefing.model.text import plain
from tests.compose.cities import composed, faults, page

UP, DOWN = "visits.between(2019, 2023)", "visits.between(2019, 2020)"  # 410 → 560, 410 → 250

TRUE = [
    f"Visits rose {{{{ {UP}.percent | signed }}}}",
    f"Visits {{{{ {UP}.percent | moved }}}} and loans {{{{ loans.percent | moved }}}}",
    f"Visits did not fall, they rose {{{{ {UP}.multiple | times }}}}",
    "More visits than before: {{ visits.last }}",
    "Visits fell in {{ visits.at(2020) | year }} and have risen since, to {{ visits.last }} thousand",
    "Visits rose from {{ visits.first }} to {{ visits.last }} thousand",
    "Visits fell to {{ visits.at(2020) }} from {{ visits.first }} thousand",
    "{{ visits.last }} thousand visits, up from {{ visits.first }}",
    "The library climbed from {{ place.first | ordinal }} to {{ place.last | ordinal }}",
    "Visits, once falling, are {{ visits.change | signed }} thousand",
    f"Up to {{{{ {UP}.percent | signed }}}} of it is new",
    "The rate of {{ rate.last }} stands above the {{ rate.first }} of the start",
    "Visits did not fall from {{ visits.first }} to {{ visits.last }}",
    f"Visits are {{{{ {UP}.percent | compared }}}}, loans {{{{ loans.percent | compared }}}}",
    "The rate needs {{ rate.short_of(2025) | signed }} more",
    "The rate is {{ rate.gap(2025) | compared('above') }} its target",
    "Niagara Falls: {{ visits.percent | signed }} visits",
]
FALSE = [
    (f"Visits rose {{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    (f"Visits rose by {{{{ {DOWN}.change }}}} thousand", ""),
    (f"Visits grew {{{{ {DOWN}.growth | yearly }}}}", ""),
    (f"Visits fell {{{{ {UP}.percent | signed }}}}", ""),
    (f"Visits were {{{{ {DOWN}.percent | percent }}}} higher", f"{DOWN}.percent < 0"),
    (f"Visits were {{{{ {UP}.percent | percent }}}} lower than before", f"{UP}.percent > 0"),
    (f"A fall of {{{{ {UP}.percent | percent }}}}", f"{UP}.percent > 0"),
    (f"A {{{{ {UP}.percent | percent }}}} decline", f"{UP}.percent > 0"),
    (f"Visits rose {{{{ {DOWN}.multiple | times }}}}", ""),
    (f"Visits are up {{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    ("Visits rose from {{ visits.first }} to {{ visits.at(2020) }} thousand", ""),
    ("Visits fell to {{ visits.last }} from {{ visits.first }} thousand", ""),
    ("{{ visits.at(2020) }} thousand visits, up from {{ visits.first }}", ""),
    ("The library fell from {{ place.first | ordinal }} to {{ place.last | ordinal }}", ""),
    ("The rate of {{ rate.first }} stands above the {{ rate.last }} of the end", ""),
    (f"Visits rose {{{{ {UP}.percent | signed }}}}, loans {{{{ loans.percent | percent }}}}", "loans.percent < 0"),
    ("The rate is {{ rate.gap(2025) | points }} above its target", "rate.gap(2025) < 0"),
    ("The rate is {{ rate.short_of(2025) | points }} above its target", "rate.short_of(2025) > 0"),
    ("The rate is {{ rate.gap(2025) | bare }} short of its target", ""),
    ("Visits rose rose {{ visits.percent | moved }}", ""),
    (f"Visits rose (by {{{{ {DOWN}.percent | percent }}}})", f"{DOWN}.percent < 0"),
    (f"The rise in visits was {{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    ("From {{ visits.first }} thousand visits rose to {{ visits.at(2020) }}", ""),
    ("The budget rose {{ budget.between(2019, 2020).percent | percent }}", "budget.between(2019, 2020).percent == 0"),
]
TRUE_ZH = [
    f"到馆人次增长{{{{ {UP}.percent | signed }}}}",
    f"到馆人次{{{{ {UP}.percent | moved('增长') }}}}，借阅量{{{{ loans.percent | moved('增加') }}}}",
    "到馆人次由{{ visits.first }}增至{{ visits.last }}",
    "名次由{{ place.first | ordinal }}升至{{ place.last | ordinal }}",
    f"到馆人次增至{{{{ {UP}.multiple | times }}}}",
    "到馆人次没有减少，{{ visits.change | signed }}",
    "增速为{{ visits.growth | yearly }}",
    f"其间{{{{ {DOWN}.percent | movement('增幅') }}}}",
]
FALSE_ZH = [
    (f"到馆人次增长{{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    (f"到馆人次下降{{{{ {UP}.percent | percent }}}}", f"{UP}.percent > 0"),
    (f"到馆人次减少了约{{{{ {UP}.percent | percent }}}}", f"{UP}.percent > 0"),
    (f"比上年多{{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    (f"到馆人次增至{{{{ {DOWN}.multiple | times }}}}", ""),
    (f"增幅达{{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    (f"增幅为{{{{ {DOWN}.percent | percent }}}}", f"{DOWN}.percent < 0"),
    ("到馆人次由{{ visits.first }}增至{{ visits.at(2020) }}", ""),
    ("名次由{{ place.first | ordinal }}降至{{ place.last | ordinal }}", ""),
    (f"{{{{ {UP}.percent | percent }}}}的降幅", f"{UP}.percent > 0"),
]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_builds(text: str, tmp_path: Path) -> None:
    assert faults(page(text), tmp_path) == ()


@pytest.mark.parametrize("text", TRUE_ZH)
def test_a_true_sentence_in_chinese_builds(text: str, tmp_path: Path) -> None:
    assert faults(page(text), tmp_path, lang="zh") == ()


@pytest.mark.parametrize(("text", "expect"), FALSE)
def test_a_sentence_whose_direction_is_wrong_is_refused(text: str, expect: str, tmp_path: Path) -> None:
    found = faults(page(text, expect), tmp_path)
    assert [item.where for item in found] == ["story.en.yaml, line 5"]
    assert "stands with" in found[0].what


@pytest.mark.parametrize(("text", "expect"), FALSE_ZH)
def test_a_sentence_in_chinese_whose_direction_is_wrong_is_refused(text: str, expect: str, tmp_path: Path) -> None:
    found = faults(page(text, expect), tmp_path, lang="zh")
    assert [item.where for item in found] == ["story.zh.yaml, line 5"]
    assert "stands with" in found[0].what


def test_the_fix_of_a_growth_leaves_nothing_that_stands_twice(tmp_path: Path) -> None:
    (found,) = faults(page("Visits grew {{ visits.growth | percent }} a year"), tmp_path)
    assert "write {{ visits.growth | moved('grew') }} in place of words, number and 'a year'" in found.fix
    assert faults(page("Visits {{ visits.growth | moved('grew') }}"), tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The rate is {{ rate.short_of(2025) | points }} ahead of its target",
        "The rate is {{ rate.gap(2025) | bare }} short of its target",
        "The rate is {{ rate.gap(2025) | unit }} behind its target",
    ],
)
def test_the_fix_of_a_distance_from_a_target_says_below_or_above(text: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path)
    fix = "{{ rate.gap(2025) | compared('above') }}"
    assert fix in found.fix
    written = f"{text.partition('{{')[0]}{fix} its target"
    assert faults(page(written), tmp_path) == ()
    short = "The rate is {{ rate.short_of(2025) | points }} short of its target"
    assert faults(page(short, "rate.short_of(2025) > 0"), tmp_path) == ()
    (found,) = faults(page("The rate is {{ rate.short_of(2025) | compared('above') }} its target"), tmp_path)
    assert found.fix == "write rate.gap(2025)"
    (found,) = faults(page("The rate is {{ rate.gap(2025) | compared('below') }} its target"), tmp_path)
    assert found.fix == "write 'above', which prints 'above' or 'below' as the data are"


@pytest.mark.parametrize(
    "text",
    [
        f"Visits rose {{{{ {UP}.percent | percent }}}}",
        f"Visits fell {{{{ {DOWN}.percent | percent }}}}",
        "The rate rose {{ rate.points | points }}",
        "The rate rose {{ rate.points }}",
        "Visits rose by {{ visits.change }} thousand",
        "Visits grew {{ visits.growth | yearly }}",
        "The rate is {{ rate.gap(2025) | points }} from its target",
    ],
)
def test_a_change_without_its_sign_needs_a_claim_whatever_its_sign_is_today(text: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path)
    assert "does not say its sign" in found.what
    assert " | moved" in found.fix or " | compared" in found.fix


@pytest.mark.parametrize(
    "expect",
    [
        f"{UP}.percent > 0",
        "visits.percent >= 36",
        "visits.multiple > 1.2",
        "visits.growth > 0 and loans.change < 0",
        "visits.last > visits.first",
        "visits.at(2019) < visits.at(2023)",
        "0 < visits.change < 1000",
        "not (visits.change <= 0)",
        "visits.change > 0 or visits.multiple > 2",
        "count(visits.change > 0, visits.last > 500) == 2",
    ],
)
def test_a_claim_that_fixes_the_sign_is_enough(expect: str, tmp_path: Path) -> None:
    text = page(f"Visits rose {{{{ {UP}.percent | percent }}}}")
    assert len(faults(text, tmp_path)) == 1
    assert faults(page(f"Visits rose {{{{ {UP}.percent | percent }}}}", expect), tmp_path) == ()


@pytest.mark.parametrize(
    "expect",
    [
        "visits.multiple < 3",
        "visits.percent > -5",
        "loans.percent < 0",
        "visits.last > visits.at(2020)",
        "visits.change > 0 or loans.change < 0",
        "count(visits.change > 0, loans.change > 0) == 1",
    ],
)
def test_a_claim_that_leaves_the_sign_open_is_not_enough(expect: str, tmp_path: Path) -> None:
    (found,) = faults(page(f"Visits rose {{{{ {UP}.percent | percent }}}}", expect), tmp_path)
    assert "does not say its sign" in found.what


def test_what_when_says_fixes_the_sign_of_its_sentence_and_of_the_other(tmp_path: Path) -> None:
    point = (
        '      - text: "Visits rose {{ visits.percent | percent }}"\n        when: visits.percent > 0\n'
        '        otherwise: "Visits fell {{ visits.percent | percent }}"\n'
    )
    text = f"sections:\n  - id: one\n    title: Facts\n    points:\n{point}"
    assert faults(text, tmp_path) == ()
    fallen = composed(text, tmp_path, {"visits": {2019: 410, 2020: 250, 2023: 250}})
    assert plain(fallen.sections[0].points[0].body) == "Visits fell 39%"


@pytest.mark.parametrize("text", [*(text for text, _ in FALSE[:1]), f"Visits rose {{{{ {UP}.percent | percent }}}}"])
def test_each_way_that_the_message_names_works_when_it_is_followed(text: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path)
    ways = re.findall(r"\{\{ .+? \}\}|`expect: .+?`", found.fix)
    assert len(ways) >= 1
    for way in ways:
        if way.startswith("`"):
            mended = page(text, way.strip("`").removeprefix("expect: "))
        elif "signed" in way:
            mended = page("Visits: " + way)
        else:
            mended = page("Visits " + way)
        assert faults(mended, tmp_path) == ()


def test_a_false_claim_is_told_with_the_sign_of_each_change(tmp_path: Path) -> None:
    (found,) = faults(page("Visits rose", f"{DOWN}.percent > 0"), tmp_path)
    assert f"now {DOWN}.percent = −39%" in found.what


def test_a_published_rate_below_nought_did_not_grow(tmp_path: Path) -> None:
    text = page("The rate grew {{ rate.last | percent }}")
    assert faults(text, tmp_path) == ()
    (found,) = faults(text, tmp_path, {"rate": {2019: 1.0, 2023: -3.0}})
    assert "'grew' stands with rate.last" in found.what or "'grew' stands with rate.at(2023)" in found.what
    assert "otherwise:" in found.fix


@pytest.mark.parametrize(
    ("value", "text", "expect", "printed"),
    [
        (44.04, "{{ rate.last | value(0) }}", "rate.last > 44", "just over 44"),
        (44.04, "{{ rate.last | value(0) }}", "rate.last > 43.5", "44"),
        (44.0, "{{ rate.last | value(0) }}", "rate.last >= 44", "44"),
        (44.98, "{{ rate.target_share(2025) | percent }}", "", "just under 100%"),
        (44.98, "{{ rate.last | value(0) }}", "rate.last < rate.target(2025)", "just under 45"),
        (44.98, "{{ rate.last | value(0) }}", "rate.last <= rate.target(2025)", "45"),
    ],
)
def test_a_rounded_number_does_not_contradict_the_claim_beside_it(
    value: float, text: str, expect: str, printed: str, tmp_path: Path
) -> None:
    document = composed(page(text, expect), tmp_path, {"rate": {2019: 41.5, 2023: value}})
    assert plain(document.sections[0].points[0].body) == printed


_SENTENCES = (
    "Visits rose {{ visits.percent | percent }}",
    "Visits fell {{ visits.percent | signed }}",
    "Visits {{ visits.percent | moved }}",
    "Loans are up {{ loans.change }}",
    "Loans {{ loans.growth | moved }}; visits {{ visits.change | up }}",
    "The rate rose {{ rate.points | points }}",
    "The rate is {{ rate.points | points }} lower",
    "Visits rose from {{ visits.first }} to {{ visits.last }}",
    "Visits grew {{ visits.multiple | times }}",
    "{{ visits.last }}, down from {{ visits.first }}",
    "The budget is {{ budget.percent | compared }}",
    "Visits did not rise",
)
_CLAIMS = ("", "visits.change < 0", "visits.change > 0", "rate.points < 0", "visits.last > visits.first")
_UPWARD = r"\b(?:rose|rise|up|grew|more|higher)\b"
_DOWNWARD = r"\b(?:fell|fall|down|fewer|lower|shrank)\b"
# Sentence → the short name that it tells of.
_SUBJECT = {"Loans": "loans", "The rate": "rate", "The budget": "budget"}


def test_no_sentence_whose_direction_is_wrong_builds_in_five_hundred_editions(tmp_path: Path) -> None:
    """Each edition has changes of either sign; sentences are read as a reader does: a word of direction, a subject."""
    chance = random.Random(20230)
    built = refused = 0
    for _ in range(500):
        names = ("visits", "loans", "rate", "budget")
        values = {name: {year: float(chance.randint(1, 60)) for year in (2019, 2020, 2023)} for name in names}
        text, claim = chance.choice(_SENTENCES), chance.choice(_CLAIMS)
        try:
            document = composed(page(text, claim), tmp_path, values)
        except StoryError:
            refused += 1
            continue
        built += 1
        for part in plain(document.sections[0].points[0].body).split(";"):
            name = next((key for start, key in _SUBJECT.items() if part.strip().startswith(start)), "visits")
            change = values[name][2023] - values[name][2019]
            if " not " in part:
                continue
            assert not (re.search(_UPWARD, part) and change <= 0), (part, values[name])
            assert not (re.search(_DOWNWARD, part) and change >= 0), (part, values[name])
    assert built > 100
    assert refused > 100
