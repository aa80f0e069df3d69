"""Whom a definition reaches: groups, allowed domains (case 39), caps (case 40), parameters that stay (case 42)."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch import recipients, settings
from briefing.dispatch.addresses import normalize
from briefing.dispatch.models import Definition, Recipient
from briefing.dispatch.recipients import select_recipients
from briefing.errors import DispatchError
from tests.dispatch.recipients.table import read
from tests.thorough import examples

WHERE = "dispatch.toml, line 9, send"


def definition(*to: str, most: int = 200) -> Definition:
    return Definition(name="send", to=to, most=most, where=WHERE)


def row(number: int, address: str, *groups: str, period: tuple[int, int] | None = None) -> Recipient:
    return Recipient(address=address, groups=groups, period=period, where=f"recipients.csv, line {number}")


ROWS = (
    row(2, "a@example.org", "board"),
    row(3, "b@example.org", "press", "board"),
    row(4, "c@example.org", "press", period=(2014, 2020)),
    row(5, "c@example.org", "press"),
    row(6, "zoë@xn--bcher-kva.example"),
)


@pytest.fixture
def loaded(tmp_path: Path) -> settings.DispatchSettings:
    """Settings that allow everything the rows hold."""
    (tmp_path / "dispatch.toml").write_text(
        '[recipients]\ndomains = ["example.org", "bücher.example"]\n', encoding="utf-8"
    )
    return settings.read_settings(tmp_path)


def refused(
    rows: tuple[Recipient, ...], what: Definition, loaded: settings.DispatchSettings, last: int | None = None
) -> list[str]:
    with pytest.raises(DispatchError) as caught:
        select_recipients(rows, what, loaded, False, last)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("to", "lines"),
    [
        ((), (2, 3, 4, 5, 6)),
        (("board",), (2, 3)),
        (("press",), (3, 4, 5)),
        (("press", "board"), (2, 3, 4, 5)),
        (("C@Example.org",), (4, 5)),
        (("board", "b@example.org"), (2, 3)),
        (("zoë@bücher.example",), (6,)),
    ],
)
def test_groups_and_addresses_choose_rows_each_once(
    to: tuple[str, ...], lines: tuple[int, ...], loaded: settings.DispatchSettings
) -> None:
    assert select_recipients(ROWS, definition(*to), loaded, False) == tuple(ROWS[line - 2] for line in lines)


def test_unknown_groups_and_addresses_are_reported_together(loaded: settings.DispatchSettings) -> None:
    assert refused(ROWS, definition("bord", "board", "d@example.org", "nobody"), loaded) == [
        f"{WHERE}: there is no group 'bord'\n  fix: did you mean 'board'?",
        f"{WHERE}: d@example.org is not a recipient\n  fix: did you mean 'c@example.org'?",
        f"{WHERE}: there is no group 'nobody'\n  fix: groups: board, press",
    ]


def test_an_empty_table_is_not_a_success(loaded: settings.DispatchSettings) -> None:
    assert refused((), definition(), loaded) == [
        f"{WHERE}: nobody would get the edition\n  fix: add recipients to the table"
    ]


def test_everybody_outside_the_allowed_domains_is_named_with_the_row(loaded: settings.DispatchSettings) -> None:
    outside = (row(7, "x@evil.test", "board"), row(8, "y@mail.example.org", "board"), row(9, "z@example.org.test"))
    found = refused((*ROWS, *outside), definition(), loaded)
    assert found == [
        "recipients.csv, line 7, column address: x@evil.test is outside the allowed domains\n"
        "  fix: take the row out, or add 'evil.test' to domains in dispatch.toml",
        "recipients.csv, line 8, column address: y@mail.example.org is outside the allowed domains\n"
        "  fix: take the row out, or add 'mail.example.org' to domains in dispatch.toml",
        "recipients.csv, line 9, column address: z@example.org.test is outside the allowed domains\n"
        "  fix: take the row out, or add 'example.org.test' to domains in dispatch.toml",
    ]


def test_who_is_not_chosen_is_not_asked_for_the_domain(loaded: settings.DispatchSettings) -> None:
    rows = (*ROWS, row(7, "x@evil.test", "other"))
    assert len(select_recipients(rows, definition("board"), loaded, False)) == 2


def test_no_confirmation_opens_a_domain(loaded: settings.DispatchSettings) -> None:
    with pytest.raises(DispatchError, match="outside the allowed domains"):
        select_recipients((row(2, "x@evil.test"),), definition(), loaded, True)


def test_without_a_list_few_may_be_outside_and_many_not(tmp_path: Path) -> None:
    (tmp_path / "dispatch.toml").write_text('[mail]\nfrom = "desk@example.org"\n[recipients]\nexternal = 3\n')
    result = settings.read_settings(tmp_path)
    own = tuple(row(number, f"a{number}@Example.org") for number in range(10, 40))
    few = (*own, *(row(number, f"b{number}@other.test") for number in (2, 3, 4)), row(5, "B2@other.test"))
    assert select_recipients(few, definition(), result, False) == few
    many = (*few, row(6, "c@third.test"))
    found = refused(many, definition(), result)
    assert [one.partition(",")[2].partition(" is outside")[0] for one in found] == [
        " line 2, column address: b2@other.test",
        " line 3, column address: b3@other.test",
        " line 4, column address: b4@other.test",
        " line 5, column address: B2@other.test",
        " line 6, column address: c@third.test",
    ]
    assert "outside example.org, as are more than the 3 allowed" in found[0]
    assert 'write domains = ["example.org", "other.test", "third.test"] in' in found[0]


def many(count: int) -> tuple[Recipient, ...]:
    return tuple(row(number + 2, f"a{number}@example.org") for number in range(count))


def test_more_than_the_cap_asks_for_a_confirmation(loaded: settings.DispatchSettings) -> None:
    assert select_recipients(many(50), definition(most=50), loaded, False) == many(50)
    assert refused(many(51), definition(most=50), loaded) == [
        f"{WHERE}: 51 recipients exceed the 50 allowed without confirmation\n"
        "  fix: check the table; confirm with --yes, or raise most in [recipients]"
    ]
    assert select_recipients(many(51), definition(most=50), loaded, True) == many(51)


def test_a_list_that_grew_more_than_tenfold_asks_for_a_confirmation(loaded: settings.DispatchSettings) -> None:
    big = definition(most=10_000)
    assert select_recipients(many(200), big, loaded, False, 20) == many(200)
    assert select_recipients(many(2000), big, loaded, False) == many(2000)
    found = refused(many(2000), big, loaded, 20)
    assert found == [
        f"{WHERE}: 2,000 recipients are more than ten times the 20 of the last time\n"
        "  fix: check the table; confirm with --yes"
    ]
    assert select_recipients(many(2000), big, loaded, True, 20) == many(2000)


def test_domains_and_caps_are_reported_together(loaded: settings.DispatchSettings) -> None:
    found = refused((*many(3), row(9, "x@evil.test")), definition("board", most=3), loaded)
    assert len(found) == 1
    found = refused((*many(3), row(9, "x@evil.test")), definition(most=3), loaded)
    assert [("outside" in one, "exceed the 3" in one) for one in found] == [(True, False), (False, True)]


# Case 42: 500 recipients whose parameters can be told from their addresses.

PEOPLE = 500


def parameters(address: str) -> tuple[str, tuple[int, int], tuple[str, ...], str]:
    """What belongs to an address, by its checksum."""
    digest = hashlib.sha256(address.encode()).digest()
    outputs = ("brief", "deck") if digest[0] % 2 else ("deck",)
    return f"Place {digest[1]}", (1900 + digest[2] % 50, 1950 + digest[3] % 50), outputs, f"g{digest[4] % 7}"


def line(address: str) -> str:
    entity, period, outputs, group = parameters(address)
    return f"{address},{group},{';'.join(outputs)},{entity},{period[0]}-{period[1]},{entity} desk"


@hypothesis_settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.integers(0, 2**32),
    columns=st.permutations(["address", "groups", "outputs", "entity", "period", "name"]),
    to=st.sets(st.sampled_from([*(f"g{number}" for number in range(7)), "a7@example.org", "A8@EXAMPLE.ORG"])),
)
def test_parameters_stay_with_their_address(
    order: int, columns: list[str], to: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    addresses = [f"a{number}@example.org" for number in range(PEOPLE)]
    Random(order).shuffle(addresses)
    names = ["address", "groups", "outputs", "entity", "period", "name"]
    cells = [dict(zip(names, line(address).split(","), strict=True)) for address in addresses]
    text = "\n".join([",".join(columns), *(",".join(one[name] for name in columns) for one in cells)])
    folder = tmp_path_factory.mktemp("many")
    toml = "[recipients]\nmost = 500\ndomains = ['example.org']\n"
    rows = read(text, folder, toml)
    assert [one.address for one in rows] == addresses
    found = select_recipients(
        sorted(rows, key=lambda one: one.name),
        definition(*sorted(to), most=PEOPLE),
        settings.read_settings(folder),
        False,
    )
    expected = {
        address for address in addresses
        if not to or parameters(address)[3] in to or any(normalize(address) == normalize(name) for name in to)
    }  # fmt: skip
    assert {one.address for one in found} == expected
    assert len(found) == len(expected)
    for one in found:
        entity, period, outputs, group = parameters(one.address)
        assert (one.entity, one.period, one.outputs, one.groups) == (entity, period, outputs, (group,))
        assert one.name == f"{entity} desk"
        assert int(one.where.rpartition(" ")[2]) == addresses.index(one.address) + 2


def test_the_checksum_tells_parameters_that_were_mixed_up() -> None:
    rows = [
        replace(row(2, f"a{number}@example.org"), entity=parameters(f"a{number}@example.org")[0]) for number in range(9)
    ]
    moved = [replace(one, entity=other.entity) for one, other in pairwise(rows)]
    assert any(one.entity != parameters(one.address)[0] for one in moved)
    assert all(one.entity == parameters(one.address)[0] for one in rows)


def test_the_samples_can_be_sent(harbour: Path, starter: Path) -> None:
    for folder in (harbour, starter):
        result = settings.read_settings(folder)
        rows = recipients.read_recipients(result, folder)
        assert result.definitions["monthly"].timing
        for each in (result.send, *result.definitions.values()):
            assert select_recipients(rows, each, result, False)
        assert {one.address.rpartition("@")[2] for one in rows} <= {"example.org", "example.com"}  # RFC 2606
