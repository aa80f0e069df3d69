"""The table is whole, and it takes what it should."""

from __future__ import annotations

import pytest

from briefing.proof.package.grammar import Grammar, grammar
from briefing.proof.package.xml_names import long


def names(table: Grammar) -> set[str]:
    """Every type and value that some type names."""
    used = set(table.roots.values())
    for name in table.lines:
        of = table.type(name)
        used |= {*of.children.values(), *of.attributes.values(), *([of.text] if of.text else [])}
    return used


def test_every_name_in_the_table_stands_in_the_table() -> None:
    table = grammar()
    known = set(table.lines) | set(table.values) | {f"#{name}" for name in table.values}
    assert names(table) - known == set()
    assert names(Grammar({}, {"p:X": "a=#Y @b=Z"})) == {"#p:Y", "p:Z"}


def test_every_value_of_the_table_can_be_tested() -> None:
    table = grammar()
    assert all(isinstance(table.fits("1", name), bool) and table.alternatives(name) for name in table.values)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("a:TextFontSize", ("100", "2600"), ("99", "14.5", "", "x", "++200", "２００", "9" * 5000)),
        ("bool", ("0", "1", "true"), ("yes", "")),
        ("real", ("1", "-1.5e3", ".5"), ("NaN", "INF", "1,5", "")),
        ("a:Percentage", ("50000", "50%", "-5"), ("half", "50 %")),
        ("s:HexColorRGB", ("0A4480",), ("red", "#0A4480", "0A448")),
    ],
)
def test_a_value_is_one_of_its_alternatives(name: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert all(grammar().fits(value, name) for value in right)
    assert not any(grammar().fits(value, name) for value in wrong)


@pytest.mark.parametrize(
    ("children", "message"),
    [
        ("a:bodyPr a:p a:p", None),
        ("a:bodyPr a:lstStyle a:p", None),
        ("a:p", "x lacks a:bodyPr"),
        ("a:bodyPr a:lstStyle", "x lacks a:p"),
        ("", "x lacks a:bodyPr"),
        ("a:lstStyle a:bodyPr a:p", "children of x in a wrong order or too many: a:lstStyle"),
        ("a:bodyPr a:p a:tbl", "a:tbl does not belong in x"),
    ],
)
def test_children_stand_in_their_order(children: str, message: str | None) -> None:
    fault = grammar().type("a:TextBody").fault("x", [long(tag) for tag in children.split()])
    assert (fault and fault.what) == message


@pytest.mark.parametrize(
    ("children", "right"),
    [
        ("c:dLbl c:delete", True),
        ("c:numFmt c:showVal", True),
        ("c:delete c:showVal", False),
        ("c:showVal c:numFmt", False),
    ],
)
def test_a_choice_is_one_or_the_other(children: str, right: bool) -> None:
    fault = grammar().type("c:DLbls").fault("c:dLbls", [long(tag) for tag in children.split()])
    assert (fault is None) == right
