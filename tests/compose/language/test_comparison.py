"""What may be compared, and that a condition means the same wherever a story writes it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compose.language.comparison import UNSURE
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import BriefingError, StoryError
from briefing.model.lineage import fact_entry
from briefing.model.text import plain
from briefing.proof.numbers.condition_values import Unknown
from briefing.proof.numbers.expectations import Conditions
from briefing.proof.reading.ledger_decoding import ledger
from tests.compose.harbours import PARAMETERS, book, composed, dataset, faults, section
from tests.thorough import examples

BOOK = book()


def evaluation(lang: str = "en") -> Evaluation:
    words = {name: value for name, value in PARAMETERS.items() if isinstance(value, str | bool)}
    return Evaluation(BOOK, statements=dataset().statements, lang=lang, parameters=words)


def truth(condition: str, lang: str = "en") -> object:
    return evaluation(lang).truth(parse_expression(condition))


def printed(template: str, folder: Path, lang: str = "en") -> str:
    return plain(composed(section(json.dumps(template)), folder, lang).sections[0].title)


def test_a_name_is_compared_and_printed_alike_in_text_and_condition(tmp_path: Path) -> None:
    inline = "{{ 'Home' if ships.entity == 'Nordhavn' else 'Away' }} in {{ ships.entity }}"
    assert printed(inline, tmp_path) == "Home in Nordhavn"
    assert truth("ships.entity == 'Nordhavn'") is True
    assert truth("ships.of('Sydhavn').entity != ships.entity") is True


def test_a_name_is_compared_as_the_dataset_has_it_and_printed_in_the_story_s_language(tmp_path: Path) -> None:
    inline = "{{ '本港' if ships.entity == 'Nordhavn' else '他港' }}: {{ ships.entity }} {{ ships.name }}"
    assert printed(inline, tmp_path, "zh").startswith("本港")
    assert "北港" in printed(inline, tmp_path, "zh")
    with pytest.raises(StoryError) as caught:
        truth("ships.entity == '北港'", "zh")
    assert caught.value.findings[0].fix == "write 'Nordhavn', as the dataset has it"
    assert truth("ships.entity == 'Nordhavn'", "zh") is True


def test_a_name_may_be_an_argument(tmp_path: Path) -> None:
    assert printed("{{ ships.of(ships.entity).last | value }} ships", tmp_path) == "512.5\u00a0ships"


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("ships.entity in ['Nordhavn', 'Sydhavn']", True),
        ("ships.entity in ('Sydhavn', 'Vesthavn')", False),
        ("ships.entity not in ['Sydhavn']", True),
        ("ships.last.year in [2022, 2023]", True),
        ("client in ['Port Desk']", True),
        ("berths.at(2019) in [25, 10]", UNSURE),
        ("berths.at(2019) in [5, 10]", False),
    ],
)
def test_in_asks_whether_a_value_is_one_of_a_list(condition: str, true: object) -> None:
    assert truth(condition) is true


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("tide.last == tide.first * 3", True),
        ("tide.last - tide.first == 0.2", True),
        ("ships.last / ships.first == 1.28125", True),
        ("-ships.change < 0", True),
        ("ships.between(ships.last.year - 1, ships.last.year).change == 132.5", True),
        ("(ships.last.value if board else 0) > 500", True),
        ("items('docks') + 1 == 4", True),
        ("count(ships.last > 500, tide.last > 1) == 1", True),
        ("board == true", True),
        ("berths.at(2021) == 30", UNSURE),
        ("berths.at(2021) != 31", True),
        ("berths.at(2023) < 40", UNSURE),
        ("berths.at(2023) < 41", True),
        ("berths.at(2019) > berths.at(2023)", UNSURE),
        ("certain(berths.at(2019) > 25)", False),
        ("not certain(berths.at(2019) > 25)", True),
        ("certain(berths.at(2019) > 19)", True),
        ("known(ships.at(1066))", False),
        ("known(ships.last) and ships.last > 500", True),
        ("known(ships.at(1066)) and ships.at(1066) > 500", False),
    ],
)
def test_numbers_are_compared_exactly_and_bounds_for_sure(condition: str, true: object) -> None:
    assert truth(condition) is true


MIXED = [
    ("ships.entity > 5", "compare numbers with numbers, and words with words"),
    ("ships.last == 'many'", "compare numbers with numbers, and words with words"),
    ("ships.last != '512'", "write the number without quotation marks: 512"),
    ("round == 3", 'write what it is compared with in quotation marks, as round == "3"'),
    ("board == 'yes'", "let a condition stand alone, as `board`, or `not board`"),
    ("board == 1", "let a condition stand alone, as `board`, or `not board`"),
    ("ships == 5", "name what of it is meant, as ships.last"),
    ("ships == 'Nordhavn'", "name what of it is meant, as ships.entity"),
    ("ships == ships", "name what of it is meant, as ships.entity"),
    ("ships.last == [512.5]", "ask with `in` in place of the sign"),
    ("ships.last == none", "compare a fact that has a value: only single values have a year"),
    ("ships.change.year > 2020", "compare a fact that has a value: only single values have a year"),
    ("ships.at == 5", "write its arguments in brackets, as at(2019)"),
    ("ships.entity < 'Z'", "use == or !="),
    ("board < true", "use == or !="),
    ("ships.entity in 'Nordhavn'", "write a list behind `in`, as ships.entity in ['Nordhavn']"),
    ("ships.entity in []", 'write a list behind `in`, as ships.entity in ["Nordhavn"]'),
    ("ships.last in ['many']", "compare numbers with numbers, and words with words"),
]


@pytest.mark.parametrize(("condition", "fix"), MIXED)
def test_what_cannot_be_compared_is_an_error_with_its_fix(condition: str, fix: str, tmp_path: Path) -> None:
    with pytest.raises(StoryError) as caught:
        truth(condition)
    assert caught.value.findings[0].fix == fix
    inline = json.dumps("{{ 'A' if " + condition + " else 'B' }}")
    assert [item.fix for item in faults(section(inline), tmp_path)] == [fix]


def test_each_fix_works_when_it_is_followed() -> None:
    for condition in (
        "ships.entity == 'Nordhavn'", "ships.last != 512", 'round == "3"', "board", "not board", "ships.last == 5",
        "ships.last in [512.5]", "ships.last.year > 2020", "ships.at(2019) == 5", "ships.entity in ['Nordhavn']",
    ):  # fmt: skip
        assert truth(condition) in (True, False)


def test_a_filter_is_not_compared(tmp_path: Path) -> None:
    (found,) = faults(section("\"{{ 'A' if (ships.last | value) == '512.5' else 'B' }}\""), tmp_path)
    assert found.what == "`ships.last | value == '512.5'` compares a formatted text with words"
    assert found.fix == "compare the fact itself, without a filter"


def test_a_condition_that_a_bound_leaves_open_takes_no_branch(tmp_path: Path) -> None:
    inline = section("\"{{ 'Full' if berths.at(2019) > 25 else 'Empty' }}\"")
    dropped = section("Harbours", "points:", "  - {text: Full, when: berths.at(2019) > 25, otherwise: Empty}")
    for text in (inline, dropped):
        (found,) = faults(text, tmp_path)
        assert "`berths.at(2019) > 25` is neither true nor false, as berths.at(2019) is only known" in found.what
        assert "certain(berths.at(2019) > 25)" in found.fix
    chosen = dropped.replace("berths.at(2019) > 25", "certain(berths.at(2019) > 25)")
    assert plain(composed(chosen, tmp_path).sections[0].points[0].body) == "Empty"


def test_a_section_s_condition_that_stays_open_is_an_error(tmp_path: Path) -> None:
    text = section("Harbours") + "  - {id: two, title: Gone, when: berths.at(2019) > 25}\n"
    (found,) = faults(text, tmp_path)
    assert found.where == "story.en.yaml, line 4"


ATOMS = st.sampled_from(
    [
        "ships.last", "ships.at(2020)", "tide.last", "tide.first", "berths.at(2019)", "berths.at(2021)",
        "berths.at(2023)", "ships.entity", "ships.name", "ships.of('Sydhavn').entity", "ships.last.year",
        "ships.last.value", "ships.change.year", "ships.multiple", "client", "round", "board", "ships", "3", "0.3",
        "512.5", "-1", "'Nordhavn'", "'3'", "true", "none", "[1, 2]", "['Nordhavn']", "items('docks')", "30", "25",
    ]
)  # fmt: skip


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "in", "not in", "+", "-", "*", "/", "and", "or"])
    return st.one_of(
        st.builds("({} {} {})".format, inner, signs, inner),
        st.builds("(not {})".format, inner),
        st.builds("(-{})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("count({}, {})".format, inner, inner),
        st.builds("certain({})".format, inner),
    )


@cache
def _folder() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp())


def _told(text: str) -> str:
    """A story → "y" where its point stands, "n" where not, "" where it is refused."""
    try:
        (only,) = composed(text, _folder()).sections
    except BriefingError:
        return ""
    return plain(only.points[0].body) if only.points else "n"


@settings(max_examples=examples(300), deadline=None)
@given(st.recursive(ATOMS, _grown, max_leaves=6))
def test_an_expression_means_the_same_wherever_it_stands(expression: str) -> None:
    inline = "{{ 'y' if " + expression + " else 'n' }}"
    nested = "('y' if " + expression + " else 'n') == 'y'"
    found = {
        _told(section("T", "points:", "  - text: " + json.dumps(inline))),
        _told(section("T", "points:", "  - {text: y, otherwise: n, when: " + json.dumps(expression) + "}")),
        _told(section("T", "points:", "  - {text: y, otherwise: n, when: " + json.dumps(nested) + "}")),
    }
    assert len(found) == 1
    (answer,) = found
    claim = section("T", "points:", "  - {text: y, expect: " + json.dumps(expression) + "}")
    assert _told(claim) == ("y" if answer == "y" else "")
    assert _proven(expression, answer == "y")


def _proven(expression: str, true: bool) -> bool:
    """Whether the proof, from a ledger alone, comes to the same answer or says that it cannot test."""
    own = evaluation()
    try:
        own.value(parse_expression(expression))
    except BriefingError:
        return True
    head = {"slug": "s", "lang": "en", "as_of": "2024-12-31", "content_hash": "", "parameters": own.parameters}
    held = {
        "edition": {**head, "names": own.names},
        "facts": {name: fact_entry(fact) for name, fact in own.touched.items()},
        "uses": [],
        "terms": [],
        "claims": [],
        "sources": {},
    }
    try:
        return Conditions(ledger(json.dumps(held).encode()), {"docks": 3}).holds(expression) is true
    except Unknown:
        return not true


def test_the_proof_finds_the_other_branch() -> None:
    assert not _proven("ships.last > 500", False)
    assert not _proven("ships.last < 500", True)


def test_the_publisher_of_the_newest_value_is_printed_and_compared(tmp_path: Path) -> None:
    who = next(iter(dataset().sources.values())).publisher
    assert printed("{{ ships.publisher }}", tmp_path) == who
    assert truth(f"ships.publisher == {who!r}") is True
    assert truth("ships.publisher == 'Nobody'") is False
