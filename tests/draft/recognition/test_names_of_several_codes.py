"""Two places that are called alike are told from each other by their codes, where nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.recognition.test_published_tables import read, values

TOWNS = ("Ahrn", "Bek", "Kastl", "Dorn", "Elz", "Kastl", "Forst")


def towns(head: str = "Key", codes: str = "0{}1", more: str = "{}") -> str:
    rows = "".join(
        f"{codes.format(at)},{more.format(name)},{at},{at + 1},{2 * at}\n" for at, name in enumerate(TOWNS, 1)
    )
    return f"{head},Town,2021,2022,2023\n{rows}"


@pytest.mark.parametrize(("head", "codes"), [("Key", "0{}1"), ("", "0{}1"), ("Code", "E{}00")])
def test_names_that_recur_have_their_codes_behind_them(head: str, codes: str, tmp_path: Path) -> None:
    data = read(tmp_path, towns(head, codes))
    assert sorted(data.observations["entity"].unique()) == sorted(
        ["Ahrn", "Bek", "Dorn", "Elz", "Forst", *(f"Kastl ({codes.format(at)})" for at in (3, 6))]
    )
    assert len(values(data)) == 3 * len(TOWNS)
    assert any("as Kastl, have what" in choice for choice in data.choices)


def test_names_of_kinds_and_numbers_that_are_no_codes_stay(tmp_path: Path) -> None:
    once = towns().replace("Kastl", "Gries", 1)
    assert set(read(tmp_path, once).observations["entity"]) == {*TOWNS, "Gries"}
    states = "Key,Town,State,2021,2022\n" + "".join(
        f"0{at}1,{name},{'North' if at < 4 else 'South'},{at},{at + 1}\n" for at, name in enumerate(TOWNS, 1)
    )
    assert not [choice for choice in read(tmp_path, states).choices if "have what" in choice]
