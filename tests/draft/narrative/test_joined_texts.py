"""Two conditional texts as one."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from briefing.draft.narrative.joined_texts import changed, first_of, grouped, headed, joined
from briefing.draft.narrative.phrasing import ConditionalText, PhrasingContext
from tests.draft.narrative.made_up_projects import Made, project

TEXTS = (
    ConditionalText("a"),
    ConditionalText("a", "p"),
    ConditionalText("a", "p", ConditionalText("b")),
    ConditionalText("a", "p", ConditionalText("b", "q", ConditionalText("c"))),
    ConditionalText("a", "p", ConditionalText("b", "q")),
)


def _stands(text: ConditionalText | None, truth: dict[str, bool]) -> str:
    if text is None:
        return ""
    condition = text.when or "True"
    return text.text if eval(condition, {}, truth) else _stands(text.otherwise, truth)


@pytest.mark.parametrize("first", TEXTS)
@pytest.mark.parametrize("second", TEXTS)
def test_every_branch_of_one_stands_with_every_branch_of_the_other(
    first: ConditionalText, second: ConditionalText
) -> None:
    other = _renamed(second)
    both = joined(first, other, "; ")
    for values in product((True, False), repeat=4):
        truth = dict(zip("pqrs", values, strict=True))
        parts = [_stands(first, truth), _stands(other, truth)]
        assert _stands(both, truth) == "; ".join(part for part in parts if part)


def _renamed(text: ConditionalText) -> ConditionalText:
    """The same text with other words and conditions."""
    otherwise = text.otherwise and _renamed(text.otherwise)
    return ConditionalText(text.text.upper(), text.when.replace("p", "r").replace("q", "s"), otherwise)


def test_a_text_of_too_many_branches_stands_alone() -> None:
    long = TEXTS[0]
    for _ in range(5):
        long = ConditionalText("x", "p", long)
    assert joined(long, TEXTS[3], "; ") == long


def test_a_change_reaches_every_branch() -> None:
    assert changed(TEXTS[3], str.upper) == ConditionalText("A", "p", ConditionalText("B", "q", ConditionalText("C")))


def test_texts_are_grouped_as_far_as_no_branch_is_lost() -> None:
    assert grouped([]) == []
    assert grouped([TEXTS[0], TEXTS[3], TEXTS[3], TEXTS[2], TEXTS[0]]) == [
        [TEXTS[0], TEXTS[3], TEXTS[3]],
        [TEXTS[2], TEXTS[0]],
    ]


def test_every_branch_of_a_heading_begins_with_a_capital() -> None:
    assert headed(TEXTS[2]) == ConditionalText("A", "p", ConditionalText("B"))


def test_what_only_prints_again_what_stands_before_it_is_left_out_and_a_claim_is_not() -> None:
    first = ConditionalText(
        "Visits rose to {{ a.last | unit }} in {{ a.last | period }}.", "a.change > 0", ConditionalText("{{ a.last }}.")
    )
    level = ConditionalText("They were {{ a.last | value }} in {{ a.last | period }}.")
    other = ConditionalText("Before, they were {{ a.lag(1) | value }}.", "known(a.lag(1))", level)
    whole = joined(first, other, " ")
    texts = []
    branch: ConditionalText | None = whole
    while branch is not None:
        texts.append(branch.text)
        branch = branch.otherwise
    assert texts == [
        "Visits rose to {{ a.last | unit }} in {{ a.last | period }}. Before, they were {{ a.lag(1) | value }}.",
        "Visits rose to {{ a.last | unit }} in {{ a.last | period }}.",
        "{{ a.last }}. Before, they were {{ a.lag(1) | value }}.",
        "{{ a.last }}. They were {{ a.last | value }} in {{ a.last | period }}.",
    ]
    claim = replace(level, text="So it was in {{ a.last | period }}.", when="a.last == a.highest")
    assert joined(first, claim, " ").text.endswith("So it was in {{ a.last | period }}.")
    assert joined(level, level, " ").text == f"{level.text} {level.text}"


@pytest.mark.parametrize(("unit", "printed"), [("visits", ["unit", "value"]), ("rank", ["ordinal"])])
def test_what_stands_last_fits_what_is_measured(unit: str, printed: list[str]) -> None:
    context = PhrasingContext(project(Made({"Belling": (7, 6, 5)}, unit=unit)), "en")
    last = first_of([ConditionalText("Visits fell"), ConditionalText("")], "visits", context).options
    ends = [f"{{{{ visits.name }}}}: {{{{ visits.last | {one} }}}} ({{{{ visits.last | period }}}})" for one in printed]
    assert [one.text for one in last] == ["Visits fell", *ends]
