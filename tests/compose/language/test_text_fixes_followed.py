"""What the message on a text, an expression or a condition proposes is accepted when it is followed, and builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.following import Case, answer, built, case, left
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


def text(wrong: str, what: str, fix: str, *ways: str) -> Case:
    """The same for a text that is the only point of a section."""
    node = "points:\n- |-\n  "
    return Case(node + wrong, what, fix, tuple(node + way for way in ways))


def condition(wrong: str, what: str, fix: str, *ways: str) -> Case:
    """The same for a condition under which a sentence stands."""
    node = "points:\n- text: There are many visits\n  otherwise: There are few\n  when: |-\n    "
    return Case(node + wrong, what, fix, tuple(node + way for way in ways))


CASES: dict[str, Case] = {
    "slip in a short name": text(
        "Visits: {{ vsits.last }}",
        "unknown name `vsits`",
        "did you mean <>? Else declare it …",
        "Visits: {{ <0>.last }}",
    ),
    "slip in a fact": text(
        "Visits: {{ visits.lst }}", "has no `lst`", "did you mean one of\n    <>: …", "Visits: {{ visits.<0> }}"
    ),
    "fact of a fact": condition(
        "visits.last.foo > 5",
        "has no `foo`",
        "known here: <>, provisional, <>, <>",
        *(f"visits.last.<{at}> > 5" for at in range(3)),
    ),
    "year of a fact": text("The year {{ visits.last.year }}", "prints the bare value 2023", "write <>", "The year <0>"),
    "value of a fact": text("Visits: {{ visits.last.value }}", "prints the bare value 56.5", "write <>", "Visits: <0>"),
    "fact of a name": text(
        "Visits: {{ visits.entity.last }}", "`visits.entity` has no `last`", "write <>", "Visits: {{ <0> }}"
    ),
    "slip in a filter": text(
        "Visits: {{ visits.last | valu }}",
        "unknown filter `valu`",
        "did you mean <>?",
        "Visits: {{ visits.last | <0> }}",
    ),
    "short name before a filter": text(
        "Visits: {{ visits | value }}", "not a short name", "write <> | value }}", "Visits: <0> | value }}"
    ),
    "measure without brackets": text(
        "Visits: {{ visits.at }}",
        "prints a measure without its brackets",
        "write its arguments in brackets, <> or <>: …",
        "Visits: {{ visits.<0> }}",
    ),
    "no arguments": text(
        "Visits: {{ visits.at() }}", "has the wrong arguments", "write <> or <>: …", "Visits: {{ visits.<0> }}"
    ),
    "short name for a year": text(
        "Visits: {{ visits.at(elm) }}", "has the wrong arguments", "write <> or <>: …", "Visits: {{ visits.<0> }}"
    ),
    "year without a value": text(
        "Visits: {{ visits.at(1900) }}",
        "visits has no value for 1900",
        "years with a value: <>–<>",
        "Visits: {{ visits.at(<0>) }} and {{ visits.at(<1>) }}",
    ),
    "fact as a function": text(
        "Visits: {{ last(visits) }}", "`last` cannot be called", "write <>", "Visits: {{ <0> }}"
    ),
    "fact in brackets": text(
        "Visits: {{ visits.last() }}", "cannot be called", "write <> without brackets", "Visits: {{ <0> }}"
    ),
    "multiple of a percentage": text(
        "Share: {{ share.multiple }}",
        "compares percentages",
        "print <>, which is in points, or name the filter if it is meant",
        "Share: {{ <0> | signed }}",
        "Share: {{ share.multiple | times }}",
    ),
    "filter of another measure": text(
        "Visits: {{ visits.last | times }}",
        "times does not fit visits.last",
        "use <>, <>, <>, <>, <>, year, period",
        "Visits: {{ visits.last | <0> }}",
        "Visits: {{ visits.last | <1> }}",
        "Visits: {{ visits.last | <3> }}",
        "Visits: {{ visits.last | <4> }}",
    ),
    "words for decimals": text(
        'Visits: {{ visits.last | value("x") }}',
        "cannot be worded by `value`",
        "write `<>`, and in its brackets …",
        "Visits: {{ visits.last <0> }}",
    ),
    "unknown scale": text(
        'Visits: {{ visits.last | value(scale="zillion") }}',
        "'zillion' is no word for a power of ten",
        "write one of: thousand, <>, …",
        'Visits: {{ staff.last | value(scale="<0>") }}',
    ),
    "statement of a template": text(
        "Visits {% if x %}", "cannot stand in a story", "use `when:` and `otherwise:`", "Visits"
    ),
    "expression without an end": text(
        "Visits: {{ visits.last ", "has no end", "close its braces, and any string", "Visits: {{ visits.last }}"
    ),
    "texts joined": text(
        "Visits: {{ visits.last ~ staff.last }}",
        "`~` does not join texts",
        "let them stand side by side, as {{ … }} and {{ … }}",
        "Visits: {{ visits.last }} and {{ staff.last }}",
    ),
    "a truth value": text(
        "Visits: {{ visits.last > 2 }}", "the bare value True", "choose words by it, as <>", 'Visits: "<0>"'
    ),
    "a typed number in braces": text(
        "Visits: {{ 5 }}", "the bare value 5", "print a fact, which knows its source; …", "Visits: {{ visits.last }}"
    ),
    "words beside a sum": text(
        'Visits: {{ visits.last + "a" }}', "is no number", "leave `<>` out, or …", "Visits: {{ visits.last }}"
    ),
    "number behind a bar": text(
        "Visits: {{ visits.last | 5 }}", "`5` is no filter", "write its name behind `|`, as <>", "Visits: {{ <0> }}"
    ),
    "filter of words": text("For {{ client | value }}", "not a text", "write <> without `| value`", "For <0>"),
    "option of a filter": text(
        'Visits {{ visits.percent | moved("x") }}',
        "moved has no option 'x'",
        "give decimals, as <>, or '<>', '<>', 'increased', 'climbed', 'went up', 'cap', 'plural'",
        "Visits {{ visits.percent | moved(<0>) }}",
        'Visits {{ visits.percent | moved("<2>") }}',
    ),
    "words of a fraction": text(
        "Visits: {{ visits.last | words }}", "words says whole numbers", "use <>", "Visits: {{ visits.last | <0> }}"
    ),
    "a small multiple": text(
        "Visits: {{ visits.multiple | fold }}",
        "too small to be said with fold",
        "use <> or <>, or print <>",
        "Visits: {{ visits.multiple | <0> }}",
        "Visits: {{ visits.multiple | <1> }}",
        "Visits: {{ <2> | signed }}",
    ),
    "less than once more": text(
        "Visits: {{ visits.percent | more }}", "is less than once more", "use percent, or <>", "Visits: <0>"
    ),
    "typed value": text("Visits stood at 56.5", "'56.5' is typed into the text", "write <>", "Visits stood at <0>"),
    "change without its sign": text(
        "Visits rose {{ visits.percent }}",
        "the text does not say its sign",
        "write <> in place of words and number, or <>, or give the text `<>`",
        "Visits <0>",
        "Visits: <1>",
    ),
    "verb of another direction": text(
        "Visits fell {{ visits.percent }}",
        "'fell' stands with visits.percent, which is +8.7%",
        "change the words, or write <> in their place",
        "Visits <0>",
    ),
    "year of another value": text(
        "In 2020, visits stood at {{ visits.last }}",
        "'2020' stands with visits.last, which is of 2023",
        "write <> for the year of this value, or <> for the value of 2020",
        "In <0>, visits stood at {{ visits.last }}",
        "In 2020, visits stood at <1>",
    ),
    "link to no section": text(
        "See [this](#nowhere)", "the link #nowhere names no section", "write one of: <>", "See [this](<0>)"
    ),
    "link of another kind": text(
        "See [this](ftp://desk.example)",
        "the link target 'ftp://desk.example' is refused",
        "use <>, …",
        "See [this](<0>s://desk.example)",
    ),
    "link with an expression": text(
        "See [this]({{ visits.last }})",
        "a link's target holds an expression",
        "write the address itself, as <>",
        "See [this](<0>)",
    ),
    "number word with an expectation": case(
        "points: [Rare books doubled]",
        "'doubled' claims a number",
        "print it with an expression, give the text an `expect` of that number, as `<>`, or declare it in [terms]",
        "points: [{text: Rare books doubled, expect: <0>}]",
    ),
    "false claim": case(
        "points: [{text: Visits are high, expect: visits.last > 600}]",
        "is not true: visits.last > 600 (now visits.last = 56.5)",
        "change the sentence to what the data say, or use `<>` with `<>`",
        "points: [{text: Visits are high, <0> visits.last > 600, <1> Visits are low}]",
    ),
    "short name as a condition": condition(
        "visits", "is neither true nor false", "compare one of its facts, as <>", "<0>"
    ),
    "value as a condition": condition("visits.last", "is neither true nor false", "compare it, as <>", "<0>"),
    "list of one word": condition(
        'visits.entity in "Ashby"', "looks into words", "write a list behind `in`, as <>", "<0>"
    ),
    "order of words": condition(
        'visits.entity < "B"', "which have no order", "use <> or <>", 'visits.entity <0> "B"', 'visits.entity <1> "B"'
    ),
    "comparison that does not exist": condition(
        "visits.last is 5", "a comparison that a story does not have", "use <> != …", "visits.last <0> 5"
    ),
    "open condition": condition(
        "loans.last > 600",
        "is neither true nor false, as loans.last is only known one-sidedly",
        "compare with a value that the data decide, or write <>, false where it is open",
        "<0>",
    ),
    "filter in a condition": condition(
        "visits.last | value", "cannot stand in a condition", "compare the fact itself, as <>", "<0>"
    ),
    "certain of two": condition(
        "certain(visits.last > 1, staff.last > 1)", "asks for one condition", "write <>", "<0>"
    ),
    "known of two": condition("known(visits.last, staff.last)", "asks for one fact", "write <>", "<0>"),
    "known of a condition": condition("known(visits.last > 1)", "is no fact", "write a fact, as <>", "<0>"),
    "count of values": condition(
        "count(visits.last) == 1", "counts what is neither true nor false", "compare it, as <>", "count(<0>) == 1"
    ),
    "slip in a statement": condition(
        'items("kids") == 3', "names no statement", "did you mean <>?", 'items("<0>") == 3'
    ),
    "words of a parameter with a number": condition(
        "client == 3", "compares words with a number", "write what …, as <>", "<0>"
    ),
    "truth value with words": condition(
        'open == "x"',
        "compares true or false with words",
        "let a condition stand alone, as `<>`, or `<>`",
        "<0>",
        "<1>",
    ),
    "parameter with a short name": condition(
        "client == elm", "without its fact", "name what of it is meant, as <>", "client == <0>"
    ),
    "number in quotation marks": condition(
        'visits.last > "5"', "compares a number with words", "write the number without …: <>", "visits.last > <0>"
    ),
    "division by zero": condition(
        "visits.last / nought.last > 1",
        "cannot be worked out",
        "divide by what is not zero, as nought.last is",
        "visits.last / staff.last > 1",
    ),
    "sum of a bound": condition(
        "loans.last + 2 > 400", "only known one-sidedly", "compare or print <> alone, without arithmetic", "<0> > 400"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_fix_of_a_text_works_when_it_is_followed(name: str, tmp_path: Path) -> None:
    one = CASES[name]
    ways = answer(one, tmp_path)
    assert [left(way, one, tmp_path) for way in ways] == [[] for _ in ways]


def test_the_sign_of_a_change_may_be_fixed_by_the_expectation_that_the_message_names(tmp_path: Path) -> None:
    (_, _, expect) = answer(
        case(
            "points: ['Visits rose {{ visits.percent }}']", "does not say its sign",
            "write <> in place of words and number, or <>, or give the text `<>`", "<0>", "<1>", "<2>",
        ),
        tmp_path,
    )  # fmt: skip
    one = CASES["change without its sign"]
    assert left(f"points: [{{text: 'Visits rose {{{{ visits.percent }}}}', {expect}}}]", one, tmp_path) == []


@ONLY_IN_A_THOROUGH_RUN  # each fix is followed above
def test_all_texts_that_fixes_lead_to_build(tmp_path: Path) -> None:
    assert built(CASES.values(), tmp_path / "towns", tmp_path) == []


def test_a_bound_of_a_count_of_places_is_declared_with_the_words_around_it(tmp_path: Path) -> None:
    lines = "points: ['A town beats 40 thousand visits: {{ visits.places(\"above\", 40) }}']"
    one = case(
        lines,
        "'40' is typed",
        "declare it in [terms] of briefing.toml with the words around it, as it is a bound of <>",
        "<0>",
    )
    assert answer(one, tmp_path) == ["visits.places('above', 40)"]
    declared = case(lines, "", "", facts='[terms]\n"beats 40" = "a bound"\n')
    assert left(lines, declared, tmp_path) == []
