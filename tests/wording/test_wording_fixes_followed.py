"""What a filter's message proposes is printed when it is followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

import briefing
from briefing.errors import BriefingError, Finding
from briefing.model.fact import Fact
from briefing.model.format import Format
from briefing.wording import DirectedWording, of
from tests.following import followed, towns
from tests.wording.conftest import fact

EN = of("en")


def refused(call: Callable[[], object], what: str) -> Finding:
    """A call → the one finding of its error."""
    with pytest.raises(BriefingError) as caught:
        call()
    (finding,) = caught.value.findings
    assert what in finding.what
    return finding


LEAST, MOST = fact("multiple", 2.6, "≥"), fact("multiple", 2.6, "≤")
IN_MILLIONS = replace(fact("value", 12_000_000), format=Format(scale="million"))


class Said(Struct, frozen=True):
    """A filter with its options on a fact, what its message says, how the fix reads, and the filters that follow it."""

    name: str
    of_fact: Fact
    options: tuple[str, ...]
    what: str
    fix: str
    ways: tuple[str, ...]


def said(name: str, of_fact: Fact, message: tuple[str, str], *ways: str) -> Said:
    """The same with its ways one after the other; an option stands behind a colon."""
    filter_, _, option = name.partition(":")
    return Said(filter_, of_fact, (option,) if option else (), *message, ways)


FOLD = ("cannot be said of", "write fold('<>'), or <>")
FILTERS = [
    said("fold:below", LEAST, FOLD, "fold:<0>", "<1>"),
    said("fold:above", MOST, FOLD, "fold:<0>", "<1>"),
    said("fold:about", fact("multiple", 2.6), FOLD, "fold:<0>", "<1>"),
    said("fold", fact("multiple", 1.4), ("too small to be said with fold", "use <> or <>, or print …"), "<0>", "<1>"),
    said("more", fact("percent", 40), ("is less than once more", "use <>, or …"), "<0>"),
    said("words:upper", fact("value", 7), ("is no way to write a word", "use '<>', or nothing"), "words:<0>", "words"),
    said("words", IN_MILLIONS, ("is printed in million", "use <> or <>"), "<0>", "<1>"),
    said("words", fact("value", 7.5, decimals=1), ("says whole numbers", "use <>"), "<0>"),
    said("moved:soared", fact("percent", 40), ("has no option", "give decimals, as <>, or '<>', '<>', …"),
         "moved:<1>", "moved:<2>"),
    said("times", fact("value", 7), ("does not fit", "use <>, <>, …"), "<0>", "<1>"),
]  # fmt: skip


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: f"{one.name} {one.of_fact.measure} {one.of_fact.value}")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_filter_that_a_message_names_prints(lang: str, one: Said) -> None:
    wording = of(lang)
    finding = refused(lambda: wording.say(one.name, one.of_fact, *one.options), one.what)
    for way in followed(one.fix, finding.fix, one.ways):
        name, _, option = way.partition(":")
        assert wording.say(name, one.of_fact, *([option] if option else []))


def test_a_rise_of_less_than_once_more_is_printed_by_the_expression_of_its_fix(tmp_path: Path) -> None:
    finding = refused(lambda: EN.say("more", replace(fact("percent", 40), name="rare.percent")), "less than once more")
    (expression,) = followed("use percent, or <>", finding.fix, ["<0>"])
    towns(tmp_path)
    story = f"sections:\n- id: a\n  title: 'Rare books'\n  points: ['They are {expression} as many.']\n"
    (tmp_path / "story.en.yaml").write_text(story, encoding="utf-8")
    assert briefing.check(tmp_path, only=("letter", "deck")) == ()


@pytest.mark.parametrize(("wrong", "fix", "ways"), [
    ("tomorrow", "give a year, a month or a day, as <>, <>, <>", ("<0>", "<1>", "<2>")),
    ("2024-02-30", "write days as <>", ("<0>",)),
])  # fmt: skip
def test_a_date_is_printed_as_the_fix_writes_it(wrong: str, fix: str, ways: tuple[str, ...]) -> None:
    finding = refused(lambda: EN.date(wrong), "is not a date")
    for way in followed(fix, finding.fix, ways):
        assert way[:4] in EN.date(way)


def test_a_change_without_words_in_a_language_is_printed_with_its_sign() -> None:
    bare = DirectedWording(replace(EN.language, directions={}))
    finding = refused(lambda: bare.say("moved", fact("percent", 40)), "has no words for moved")
    (name,) = followed("use <>, or add its words to directions in wording/en.py", finding.fix, ["<0>"])
    assert bare.say(name, fact("percent", 40)) == "+40%"


def test_a_project_in_a_language_that_nothing_words_is_built_in_one_that_the_fix_names(tmp_path: Path) -> None:
    towns(tmp_path)
    story = "sections:\n- id: a\n  title: '{{ visits.last }}'\n  points: ['**A** B']\n"
    settings = tmp_path / "briefing.toml"
    right = settings.read_text(encoding="utf-8")

    def check(lang: str) -> tuple[Finding, ...]:
        settings.write_text(right.replace('languages = ["en"]', f'languages = ["{lang}"]'), encoding="utf-8")
        (tmp_path / f"story.{lang}.yaml").write_text(story, encoding="utf-8")
        return briefing.check(tmp_path, only=("letter",))

    (finding,) = check("xx")
    assert finding.what == "there is no language 'xx'"
    assert "briefing.toml" in finding.where
    for lang in followed("languages: <>, <>", finding.fix, ["<0>", "<1>"]):
        assert [str(one) for one in check(lang) if one.severity == "error"] == []


def test_a_filter_of_what_is_no_fact_prints_a_fact_as_the_fix_writes_it(tmp_path: Path) -> None:
    finding = refused(lambda: EN.say("value", 7), "prints a fact, this is int")  # type: ignore[arg-type]
    towns(tmp_path)
    ways = followed("name a fact, as <> or <>; a call needs its brackets", finding.fix, ["<0>", "<1>"])
    points = "".join(f"  - 'It was {{{{ {way} | value }}}} thousand.'\n" for way in ways)
    story = f"sections:\n- id: a\n  title: Visits\n  points:\n{points}"
    (tmp_path / "story.en.yaml").write_text(story, encoding="utf-8")
    assert briefing.check(tmp_path, only=("letter", "deck")) == ()
