"""The table of recipients: CSV and XLSX, every fault of every row with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from briefing.dispatch import recipients, settings
from briefing.dispatch.models import Recipient
from briefing.errors import InputError
from tests.dispatch.recipients.table import mismatches, read

HEAD = "address,name,groups,language,outputs,entity,period\n"


def test_a_row_becomes_a_recipient(tmp_path: Path) -> None:
    (tmp_path / "story.zh.yaml").write_text("sections: []")
    text = f'{HEAD}desk@bücher.example,"Berg, ""Anna"" (desk)",board; press ;board,zh,deck;brief,Town,2014-2023\n'
    assert read(text, tmp_path) == (
        Recipient(
            address="desk@xn--bcher-kva.example",
            name='Berg, "Anna" (desk)',
            groups=("board", "press"),
            lang="zh",
            outputs=("brief", "deck"),
            entity="Town",
            period=(2014, 2023),
            where=f"{(tmp_path / 'recipients.csv').as_posix()}, line 2",
        ),
    )


def test_what_a_row_leaves_open_is_that_of_the_project(tmp_path: Path) -> None:
    toml = '[mail]\nattach = ["deck"]\n'
    found = read("address\na@x.test\n", tmp_path, toml)[0]
    assert (found.name, found.groups, found.lang, found.outputs, found.entity, found.period) == (
        "", (), "", ("deck",), "", None,
    )  # fmt: skip
    assert read("address\na@x.test\n", tmp_path, "[mail]\nattach = []\n")[0].outputs == ()
    assert read("address\na@x.test\n", tmp_path)[0].outputs == ("brief",)


WRONG = {
    "no address": (",Desk,,,,,", "column address: the cell is empty\n  fix: fill it or delete the row"),
    "two addresses": ('"a@x.test, evil@y.test",,,,,,', "column address: there are several addresses where one belongs"),
    "line break in an address": ('"a@x.test\r\nBcc: evil@y.test",,,,,,', "column address: a line break is in"),
    "line break at its end": ('"a@x.test\n",,,,,,', "column address: a line break is in the cell\n  fix: write it"),
    "carriage return": ('"a@x.test\r",,,,,,', "column address: a line break is in the cell"),
    "line separator": ("a@x.test\u2028,,,,,,", "column address: the control character U+2028 stands in the cell"),
    "NUL": ("a@x.test\0,,,,,,", "column address: the control character U+0000 stands in the cell"),
    "line break in a name": ('a@x.test,"Desk\nBcc: evil@y.test",,,,,', "column name: a line break is in the cell"),
    "encoded word": ("a@x.test,=?utf-8?q?=0ABcc:_x?=,,,,,", "column name: the beginning of an encoded word"),
    "turned name": ("a@x.test,De\u202esk,,,,,", "column name: the direction override U+202E stands in the cell"),
    "control in a name": ("a@x.test,De\x1bsk,,,,,", "column name: the control character U+001B stands in the cell"),
    "long name": (f"a@x.test,{'n' * 201},,,,,", "column name: a text of more than 200 characters is in the name"),
    "group": ("a@x.test,,board;a@y.test,,,,", "column groups: 'a@y.test' is not the name of a group"),
    "groups with commas": ('a@x.test,,"board,press",,,,', "column groups: 'board,press' is not the name of a group"),
    "language": ("a@x.test,,,English,,,", "column language: 'English' is not a language\n  fix: write its code"),
    "no story": ("a@x.test,,,zh,,,", "column language: the story of the language 'zh' is missing"),
    "outputs": ("a@x.test,,,,brief;decks,,", "column outputs: 'decks' is nothing that can be attached\n  fix: did you"),
    "period": ("a@x.test,,,,,,lately", "column period: 'lately' is no period\n  fix: write 2014-2023, 2024-01 to"),
    "period backwards": ("a@x.test,,,,,,2023-2014", "column period: 2023 to 2014 is no period\n  fix: write 2014-2023"),
    "cells": ("a@x.test,Desk", "line 2: the line has 2 cells, the head 7"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_cell_is_reported_with_line_and_column(case: str, tmp_path: Path) -> None:
    line, finding = WRONG[case]
    found = mismatches(f"{HEAD}{line}\n", tmp_path)
    assert len(found) == 1, found
    assert finding in found[0]
    assert found[0].startswith("recipients.csv, line 2")


def test_every_fault_of_every_row_comes_at_once(tmp_path: Path) -> None:
    text = f"{HEAD}a@x.test,ok,,,,,\nnobody,=?x,,English,post,,23\nb@x.test,ok,,,,,\n,,board,,,,\n"
    assert [one.partition(":")[0] for one in mismatches(text, tmp_path)] == [
        *(f"recipients.csv, line 3, column {name}" for name in ("address", "name", "language", "outputs", "period")),
        "recipients.csv, line 5, column address",
    ]


@pytest.mark.parametrize(
    ("head", "finding"),
    [
        ("adress,name", "line 1: the column 'address' is missing\n  fix: rename 'adress'"),
        ("name,groups", "line 1: the column 'address' is missing\n  fix: add it"),
        ("address,languages", "line 1, column languages: this column is unknown\n  fix: did you mean 'language'?"),
        ("address,salary", "line 1, column salary: this column is unknown\n  fix: delete it; columns: address, name"),
        ("address,address", "line 1: two columns are called 'address'"),
        ("address;name", "line 1: the columns are not separated by commas"),
    ],
)
def test_a_wrong_head_is_reported(head: str, finding: str, tmp_path: Path) -> None:
    row = ",".join(["a@x.test"] * (head.count(",") + 1))
    assert any(finding in one for one in mismatches(f"{head}\n{row}\n", tmp_path))


def test_the_same_row_twice_names_both_lines(tmp_path: Path) -> None:
    text = "address,groups,period\nDesk@X.test,board,\nb@x.test,,\ndesk@x.test,press,\n"
    assert mismatches(text, tmp_path) == [
        "recipients.csv, line 4, column address: desk@x.test is in line 2 too, for the same edition\n"
        "  fix: keep one of the two rows, with the groups of both"
    ]


def test_other_outputs_make_no_other_edition(tmp_path: Path) -> None:
    assert "is in line 2 too" in mismatches("address,outputs\na@x.test,brief\na@x.test,deck\n", tmp_path)[0]


def test_a_domain_in_two_alphabets_is_one(tmp_path: Path) -> None:
    text = "address\ndesk@Bücher.example\ndesk@xn--bcher-kva.example\n"
    assert "is in line 2 too" in mismatches(text, tmp_path)[0]


def test_the_same_address_with_other_parameters_stands_twice(tmp_path: Path) -> None:
    text = "address,entity,period\na@x.test,Town,\na@x.test,City,\na@x.test,City,2014-2020\n"
    assert [row.entity for row in read(text, tmp_path)] == ["Town", "City", "City"]


def test_a_recipient_may_get_months_or_the_last_few_periods(tmp_path: Path) -> None:
    text = "address,period\na@x.test,2024-01 to 2024-06\nb@x.test,last 24 months\nc@x.test,2024-01\n"
    assert [row.period for row in read(text, tmp_path)] == [("2024-01", "2024-06"), "last 24 months", "from 2024-01"]


def test_a_missing_table_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"recipients\.csv: the file is missing") as caught:
        recipients.read_recipients(settings.read_settings(tmp_path), tmp_path)
    fix = "write it with the head address, and as many of name, groups, language, outputs, entity, period as you need"
    assert caught.value.findings[0].fix == f"{fix}, and a line for each recipient"
    (row,) = read("address\na@x.test\n", tmp_path)
    assert row.address == "a@x.test"
    (tmp_path / "recipients.csv").rename(tmp_path / "recipient.csv")
    with pytest.raises(InputError, match=r"rename 'recipient\.csv'"):
        recipients.read_recipients(settings.read_settings(tmp_path), tmp_path)


def test_a_table_outside_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dispatch.toml").write_text('[recipients]\ntable = "../people.csv"\n')
    with pytest.raises(InputError, match="is no file inside the project") as caught:
        recipients.read_recipients(settings.read_settings(tmp_path), tmp_path)
    assert "line 1, recipients" in caught.value.findings[0].where


def workbook(folder: Path, rows: list[tuple[object, ...]]) -> settings.DispatchSettings:
    book = Workbook()
    book.active.append(["not", "read"])
    sheet = book.create_sheet("People")
    for row in rows:
        sheet.append(row)
    book.save(folder / "people.xlsx")
    (folder / "dispatch.toml").write_text('[recipients]\ntable = "people.xlsx"\nsheet = "People"\n')
    return settings.read_settings(folder)


def test_a_workbook_is_read_from_its_sheet(tmp_path: Path) -> None:
    found = workbook(
        tmp_path, [("address", "groups", "name"), ("a@x.test", "board", None), (None, None, None), ("b@x.test", "", 7)]
    )
    rows = recipients.read_recipients(found, tmp_path)
    assert [(row.address, row.groups, row.name) for row in rows] == [
        ("a@x.test", ("board",), ""),
        ("b@x.test", (), "7"),
    ]
    assert rows[1].where.endswith("people.xlsx, line 4")


def test_faults_of_a_workbook_have_line_and_column(tmp_path: Path) -> None:
    found = workbook(
        tmp_path, [("address", "name"), ("a@x.test", "Desk\nBcc: evil@y.test"), ("b@x.test, c@x.test", "D")]
    )
    with pytest.raises(InputError) as caught:
        recipients.read_recipients(found, tmp_path)
    result = [str(one) for one in caught.value.findings]
    assert "people.xlsx, line 2, column name: a line break is in the cell" in result[0]
    assert "people.xlsx, line 3, column address: there are several addresses where one belongs" in result[1]
    assert len(result) == 2
