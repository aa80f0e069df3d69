"""Claims are tested again on the facts of the ledger, by other means than the product's."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.numbers.claim_tests import FALSE, UNTESTED, check
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.formula_trees import Highest
from briefing.proof.reading.formula_trees import Value as Published
from briefing.proof.reading.ledger_reader import Claim
from tests.proof.numbers.sample import FACTS, cell, fact, ledger


def rules(expect: str, holds: bool = True, folder: Path | None = None) -> list[str]:
    bound = fact(2.6, "2.6", cell(2023, 2.6), qualifier="≥")
    place = fact(1, "1", cell(2023, 1, entity="New York"), unit="rank")
    facts = {**FACTS, "bound.multiple": bound, "place.of('New York').at(2023)": place}
    claims = (Claim("trees, title", "Trees rose", expect, holds),)
    tables = Tables(folder) if folder else None
    return [one.rule for one in check(Evidence((), ledger(facts=facts, claims=claims), "l", tables))]


@pytest.mark.parametrize(
    "expect",
    [
        "trees.multiple > 5",
        "trees.multiple > 5 and trees.last < 300",
        "not trees.multiple > 6 or trees.first == 1",
        "2 < trees.multiple < 6",
        "trees.first == 48.2",
        "place.of('New York').at(2023) == 1",
        'place.of("New York").at(2023) == 1',
        "count(trees.multiple > 5, trees.first > 5, trees.last < 5) == 2",
        "trees.multiple > -1",
        "bound.multiple > 2.5",
    ],
)
def test_a_claim_that_holds_is_silent(expect: str) -> None:
    assert rules(expect) == []


@pytest.mark.parametrize(
    "expect",
    ["trees.multiple > 6", "trees.multiple > 5 and trees.last > 300", "bound.multiple < 3", "bound.multiple == 2.6"],
)
def test_a_claim_that_does_not_hold_for_sure_is_an_error(expect: str) -> None:
    assert rules(expect) == [FALSE.id]


def test_a_claim_that_the_ledger_itself_says_is_false_is_an_error() -> None:
    assert rules("trees.multiple > 5", holds=False) == [FALSE.id]
    assert rules("lakes.last > 5", holds=False) == [FALSE.id]


@pytest.mark.parametrize(
    "expect", ["lakes.last > 5", "items('x') == 3", "trees.multiple >", "open('x')", "[1] == [1]", "(" * 500]
)
def test_what_cannot_be_tested_is_stated(expect: str) -> None:
    assert rules(expect) == [UNTESTED.id]


PERIODS = {
    "fuel.last": fact(122.8, "122.8", cell("2026-05", 122.8, indicator="fuel")),
    "fuel.on_year()": replace(
        fact(4.2, "", cell("2025-05", 117.9, indicator="fuel"), cell("2026-05", 122.8, indicator="fuel")),
        basis="year before",
    ),
    "fuel.highest_since()": replace(
        fact(2022 * 12 + 2, "", cell("2022-03", 123.0), cell("2026-05", 122.8)), written="2022-03"
    ),
    "fuel.lowest_since()": replace(
        fact(2019 * 12 + 2, "", cell("2019-03", 90.0), cell("2026-05", 122.8), qualifier="≤"), written="2019-03"
    ),
    "fuel.highest": replace(
        fact(123.0, "", cell("2022-03", 123.0), cell("2022-02", 99.0), cell("2024-05", 123.0)),
        tree=Highest(of=(Published(of=1), Published(of=0), Published(of=2))),
    ),
    "fuel.on_year(period='2026-04')": fact(3.1, "3.1", cell("2026-04", 121.1)),
    "fuel.by('quarter').last": replace(fact(120.0, "", cell("2026-02", 1), cell("2026-03", 1)), longer="Q"),
}


@pytest.mark.parametrize(
    ("expect", "holds"),
    [
        ("fuel.last.period == '2026-05'", True),
        ("fuel.last.period > '2026-05'", False),
        ("fuel.on_year().period >= '2026M05' and fuel.on_year().year == 2026", True),
        ("fuel.highest_since() < '2022-04'", True),
        ("fuel.highest_since().period == '2022-04'", False),
        ("fuel.lowest_since() < '2022-04'", True),
        ("'2019-03' < fuel.lowest_since()", False),
        ("fuel.lowest_since() < '2018-04'", False),
        ("fuel.highest.period == '2022-03'", True),
        ("fuel.highest.period > '2022-03'", False),
        ("fuel.on_year(period='Apr 2026') > 3", True),
        ("fuel.by('quarter').last.period == '2026-Q1'", True),
        ("fuel.last.period == trees.last.period", None),
        ("fuel.last.period > '2026-Q1'", None),
        ("trees.last.period == 2023", True),
        ("known(fuel.on_year()) and known(fuel.last)", True),
    ],
)
def test_periods_are_compared_with_periods_of_their_frequency(expect: str, holds: bool | None) -> None:
    claims = (Claim("fuel, title", "Fuel rose", expect, True),)
    found = [one.rule for one in check(Evidence((), ledger(facts={**FACTS, **PERIODS}, claims=claims), "l"))]
    assert found == {True: [], False: [FALSE.id], None: [UNTESTED.id]}[holds]


@pytest.mark.parametrize(("status", "holds"), [("P", True), ("A", False)])
def test_whether_a_value_is_provisional_is_read_from_the_status_of_its_row(status: str, holds: bool) -> None:
    last = fact(122.8, "122.8", replace(cell("2026-05", 122.8, indicator="fuel"), status=status))
    claims = (Claim("fuel, title", "Fuel rose", "fuel.last.provisional", True),)
    found = [one.rule for one in check(Evidence((), ledger(facts={"fuel.last": last}, claims=claims), "l"))]
    assert found == ([] if holds else [FALSE.id])


def test_entries_of_a_statement_are_counted_in_its_table(tmp_path: Path) -> None:
    (tmp_path / "statements.csv").write_text("id,text\nx,A | B | C\n", encoding="utf-8")
    assert rules("items('x') == 3", folder=tmp_path) == []
    assert rules("items('x') == 4", folder=tmp_path) == [FALSE.id]


def test_an_edition_s_claims_can_all_be_tested_from_its_ledger(harbour_once: Path, edition: object) -> None:
    import briefing
    from briefing.proof.reading.ledger_decoding import ledger as read

    assert isinstance(edition, briefing.Build)
    given = read(edition.ledger.read_bytes())
    assert len(given.claims) > 20
    tables = Tables(harbour_once)
    assert list(check(Evidence((), given, "l", tables))) == []
    risen = {name: replace(one, value=one.value * 10) for name, one in given.facts.items()}
    found = {one.rule for one in check(Evidence((), replace(given, facts=risen), "l", tables))}
    assert found - {UNTESTED.id} == {FALSE.id}  # of a value that is no observation's no period is known


@pytest.mark.parametrize(
    ("expect", "found"),
    [
        ('client == "Bosch 5"', []),
        ('client != "Siemens" and board and trees.multiple > 5', []),
        ('count(board, client == "x") == 1', []),
        ("place.of(town).at(2023) == 1", []),
        ('client == "Siemens"', [FALSE.id]),
        ("not board", [FALSE.id]),
        ('client < "Siemens"', [UNTESTED.id]),
        ("client == 5", [UNTESTED.id]),
        ('cluster == "x"', [UNTESTED.id]),
    ],
)
def test_a_claim_over_parameters_is_tested_on_the_words_of_the_ledger(expect: str, found: list[str]) -> None:
    place = fact(1, "1", cell(2023, 1, entity="New York"), unit="rank")
    plain = ledger(
        facts={**FACTS, "place.of('New York').at(2023)": place},
        claims=(Claim("trees, title", "Trees rose", expect, holds=True),),
    )
    parameters: dict[str, str | bool] = {"client": "Bosch 5", "board": True, "town": "New York"}
    given = replace(plain, edition=replace(plain.edition, parameters=parameters))
    assert [one.rule for one in check(Evidence((), given, "l"))] == found


@pytest.mark.parametrize(
    "expect",
    [
        "trees.last - trees.first == 214.7",
        "trees.last > 5 * trees.first and trees.last / 2 < 132",
        "-trees.first < 0",
        "0.1 + 0.2 == 0.3",
        "(trees.last if trees.multiple > 5 else trees.first) == 262.9",
        "('more' if trees.multiple > 5 else 'less') == 'more'",
        "trees.last.year - trees.first.year == 9",
        "trees.last.value + 1 == 263.9",
        "trees.between(trees.last.year - 1, trees.last.year).change == 5",
        "trees.at(2014 + 8) == 257.9",
        "trees.of(town).rank(2023) == 3",
        "trees.first_above(-5.0) == 2014",
        "trees.share(lakes, year=2023) == 40",
        "trees.share_with(lakes, year=2023) == 30",
        "trees.entity == 'Town'",
        "trees.entity in ['Town', 'Village'] and 7 not in [1, 2]",
        "trees.unit == 'trees'",
        "certain(bound.multiple > 2.5) and not certain(bound.multiple > 2.7)",
        "known(trees.last) and trees.last > 5",
        "count(bound.multiple > 2.7, trees.last > 5) >= 1",
        "board == true and\n  trees.last > 5",
    ],
)
def test_arithmetic_branches_names_and_years_are_tested(expect: str) -> None:
    assert judged(expect) == []


@pytest.mark.parametrize(
    "expect",
    [
        "trees.last - trees.first == 214.6",
        "trees.last.year - trees.first.year == 10",
        "(trees.last if trees.multiple > 6 else trees.first) == 262.9",
        "trees.entity == 'Village'",
        "not bound.multiple > 2.7",
        "bound.multiple != 2.6",
        "count(bound.multiple > 2.7) == 0",
    ],
)
def test_a_claim_with_arithmetic_that_does_not_hold_is_an_error(expect: str) -> None:
    assert judged(expect) == [FALSE.id]


@pytest.mark.parametrize(
    "expect",
    [
        "trees.last / 0 > 1", "bound.multiple + 1 > 3", "trees.multiple.year == 2023", "trees.last == 'many'",
        "trees.last and 1", "lakes.name == 'Lakes'", "trees.last ** 2 > 5", "trees.last in []",
        "('a' if bound.multiple > 2.7 else 'b') == 'b'",
    ],
)  # fmt: skip
def test_what_the_composer_refuses_is_not_taken_for_true(expect: str) -> None:
    assert judged(expect) == [UNTESTED.id]


def judged(expect: str) -> list[str]:
    facts = {
        **FACTS,
        "bound.multiple": fact(2.6, "2.6", cell(2023, 2.6), qualifier="≥"),
        "trees.between(2022, 2023).change": fact(5, "262.9 − 257.9", cell(2022, 257.9), cell(2023, 262.9)),
        "trees.at(2022)": fact(257.9, "257.9", cell(2022, 257.9)),
        "trees.of('Village').rank(2023)": fact(3, "3", cell(2023, 3, entity="Village")),
        "trees.first_above(−5)": fact(2014, "2014", cell(2014, 48.2)),
        "trees.share(lakes, 2023)": fact(40, "40", cell(2023, 40)),
        "trees.share_with(lakes, year=2023)": fact(30, "30", cell(2023, 30)),
    }
    plain = ledger(facts=facts, claims=(Claim("trees, title", "Trees rose", expect, holds=True),))
    head = replace(plain.edition, parameters={"town": "Village", "board": True}, names={"trees.unit": "trees"})
    return [one.rule for one in check(Evidence((), replace(plain, edition=head), "l"))]


def test_with_a_project_given_the_fix_does_not_ask_for_it(tmp_path: Path) -> None:
    given = ledger(claims=(Claim("trees, title", "Trees rose", "lakes.last > 5", holds=True),))
    (found,) = check(Evidence((), given, "l", Tables(tmp_path)))
    assert found.fix == "build the edition again"
