"""What a message about a table of recipients, or about those who are meant, proposes works when it is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dispatch import recipients, settings
from briefing.dispatch.models import Definition
from briefing.dispatch.recipients import select_recipients
from briefing.errors import BriefingError, Finding
from tests.dispatch.recipients.table import read
from tests.following import followed

HEAD = "address,name,groups,language,outputs,entity,period"
ONE_LINE = "write it on one line"
DELETE = "delete it or write the sign that is meant"
ADDRESS = "write one address, as <>"

# A row that is wrong, what the message says, its fix, and rows that follow it.
ROWS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "no address": (",Desk,,,,,", "the cell is empty", "fill it or delete the row", ("a@x.test,Desk,,,,,", "")),
    "no at sign": ("a.x.test,,,,,,", "not an address", ADDRESS, ("<0>,,,,,,",)),
    "two addresses": ('"a@x.test, b@y.test",,,,,,', "several addresses", ADDRESS, ("<0>,,,,,,",)),
    "line break": ('"a@x.test\n",,,,,,', "a line break is in the cell", ONE_LINE, ("a@x.test,,,,,,",)),
    "line separator": ("a@x.test\u2028,,,,,,", "U+2028", DELETE, ("a@x.test,,,,,,",)),
    "name in lines": ('a@x.test,"De\nsk",,,,,', "a line break is in the cell", ONE_LINE, ("a@x.test,Desk,,,,,",)),
    "encoded name": ("a@x.test,=?Desk,,,,,", "encoded word", DELETE, ("a@x.test,Desk,,,,,",)),
    "turned name": ("a@x.test,De\u202esk,,,,,", "direction override", DELETE, ("a@x.test,Desk,,,,,",)),
    "long name": (f"a@x.test,{'n' * 201},,,,,", "more than 200", "shorten it to <>", (f"a@x.test,{'n' * 200},,,,,",)),
    "groups with commas": (
        'a@x.test,,"board, press",,,,', "not the name of a group", "write <>", ("a@x.test,,<0>,,,,",)
    ),
    "address as a group": (
        "a@x.test,,a@y.test,,,,", "not the name of a group", "write words without @, at most 60 characters",
        ("a@x.test,,board,,,,",),
    ),
    "language": (
        "a@x.test,,,English,,,", "not a language", "write its code, as <> or zh", ("a@x.test,,,<0>,,,",)
    ),
    "outputs": ("a@x.test,,,,decks,,", "nothing that can be attached", "did you mean '<>'?", ("a@x.test,,,,<0>,,",)),
    "other outputs": (
        "a@x.test,,,,letter,,", "nothing that can be attached", "write one or both of: <>, <>",
        ("a@x.test,,,,<0>,,", "a@x.test,,,,<0>;<1>,,"),
    ),
    "period": (
        "a@x.test,,,,,,lately", "is no period", "write <>, 2024-01 to 2026-05 or last 24 months", ("a@x.test,,,,,,<0>",)
    ),
    "twice": (
        "A@x.test,,board,,,,\na@x.test,,press,,,,", "is in line 3 too",
        "keep one of the two rows, with the groups of both", ("a@x.test,,board;press,,,,",),
    ),
}  # fmt: skip
# The same of the line of columns; its rows have one cell.
HEADS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "misspelt address": ("adress", "'address' is missing", "rename '<>'", ("address",)),
    "no address": ("name", "'address' is missing", "add it", ("address,name",)),
    "misspelt": ("address,languages", "is unknown", "did you mean '<>'?", ("address,<0>",)),
    "unlike any": ("address,salary", "is unknown", "delete it; columns: <>, <>, …", ("address", "<0>,<1>")),
}


def findings(text: str, folder: Path, toml: str = "") -> tuple[Finding, ...]:
    """A table and dispatch.toml → what reading says of them."""
    try:
        read(text, folder, toml)
    except BriefingError as error:
        return error.findings
    return ()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a story in English."""
    (tmp_path / "story.en.yaml").write_text("sections: []")
    return tmp_path


@pytest.mark.parametrize("case", ROWS)
def test_what_a_message_proposes_for_a_row_is_read(case: str, project: Path) -> None:
    wrong, what, fix, ways = ROWS[case]
    (finding,) = findings(f"{HEAD}\nz@x.test,,,,,,\n{wrong}\n", project)
    assert what in finding.what, str(finding)
    assert "recipients.csv, line " in finding.where
    for way in followed(fix, finding.fix, ways):
        assert findings(f"{HEAD}\nz@x.test,,,,,,\n{way}\n", project) == (), way


@pytest.mark.parametrize("case", HEADS)
def test_what_a_message_proposes_for_a_column_is_read(case: str, project: Path) -> None:
    wrong, what, fix, ways = HEADS[case]
    row = "a@x.test"
    found = findings(f"{wrong}\n{row}{',' * wrong.count(',')}\n", project)
    (finding,) = [one for one in found if what in one.what]
    assert "recipients.csv, line 1" in finding.where
    for way in followed(fix, finding.fix, ways):
        assert findings(f"{way}\n{row}{',' * way.count(',')}\n", project) == (), way


def test_a_language_without_a_story_is_right_once_that_is_written(project: Path) -> None:
    table = f"{HEAD}\na@x.test,,,zh,,,\n"
    (finding,) = findings(table, project)
    (name,) = followed("write <>", finding.fix, ("<0>",))
    (project / name).write_text("sections: []")
    assert findings(table, project) == ()


def test_a_missing_table_is_read_once_it_is_there(project: Path) -> None:
    with pytest.raises(BriefingError) as caught:
        recipients.read_recipients(settings.read_settings(project), project)
    (finding,) = caught.value.findings
    assert finding.where.endswith("recipients.csv")
    assert findings(f"{HEAD}\na@x.test,,,,,,\n", project) == ()


# Who is meant

ROW = "z@example.org"
BOARD = "address,groups\na@example.org,board\nb@example.org,press\n"


def chosen(folder: Path, table: str, *to: str, toml: str = "", confirmed: bool = False, last: int = 0) -> list[Finding]:
    """A table, groups and settings → what choosing among the recipients says."""
    rows = read(table, folder, f'[mail]\nfrom = "desk@example.org"\n{toml}')
    found = settings.read_settings(folder)
    terms = Definition(name="send", to=to, most=found.send.most, where="dispatch.toml, line 9, send")
    try:
        select_recipients(rows, terms, found, confirmed, last or None)
    except BriefingError as error:
        return list(error.findings)
    return []


@pytest.mark.parametrize(
    ("to", "what", "fix", "ways"),
    [
        ("bord", "no group 'bord'", "did you mean '<>'?", ("<0>",)),
        ("everybody", "no group 'everybody'", "groups: <>, <>", ("<0>", "<1>")),
        ("c@example.org", "is not a recipient", "did you mean '<>'?", ("<0>",)),
        ("zoe.smith@far.test", "is not a recipient", "recipients: <>, <>", ("<0>", "<1>")),
    ],
)
def test_a_group_or_address_that_a_message_proposes_is_reached(
    to: str, what: str, fix: str, ways: tuple[str, ...], tmp_path: Path
) -> None:
    (finding,) = chosen(tmp_path, BOARD, to)
    assert what in finding.what
    assert finding.where == "dispatch.toml, line 9, send"
    for way in followed(fix, finding.fix, ways):
        assert chosen(tmp_path, BOARD, way) == []


def test_an_empty_table_reaches_somebody_once_a_row_is_added(tmp_path: Path) -> None:
    (finding,) = chosen(tmp_path, "address\n")
    assert followed("add recipients to the <>", finding.fix, ("<0>",)) == ["table"]
    assert chosen(tmp_path, f"address\n{ROW}\n") == []


def test_a_row_outside_the_domains_is_taken_out_or_its_domain_is_added(tmp_path: Path) -> None:
    toml = '[recipients]\ndomains = ["example.org"{}]\n'
    table = f"address\n{ROW}\na@far.test\n"
    (finding,) = chosen(tmp_path, table, toml=toml.format(""))
    (domain,) = followed("take the row out, or add '<>' to domains in dispatch.toml", finding.fix, ("<0>",))
    assert chosen(tmp_path, table, toml=toml.format(f', "{domain}"')) == []
    assert finding.where.endswith("recipients.csv, line 3, column address")
    assert chosen(tmp_path, f"address\n{ROW}\n", toml=toml.format("")) == []


@pytest.mark.parametrize("domains", [3, 20])
def test_recipients_outside_are_allowed_by_the_line_that_a_message_gives(domains: int, tmp_path: Path) -> None:
    table = f"address\n{ROW}\n" + "".join(f"a@far{number}.test\n" for number in range(domains))
    found = chosen(tmp_path, table, toml="[recipients]\nexternal = 2\n")
    fix = "check the table; to allow them, write <> in <>"
    lines = {way for finding in found for way in followed(fix, finding.fix, ("<1>\n<0>\n",))}
    assert len(found) == domains
    (line,) = lines
    assert chosen(tmp_path, table, toml=line) == []


def test_too_many_are_confirmed_or_their_limit_is_raised(tmp_path: Path) -> None:
    table = "address\n" + "".join(f"a{number}@example.org\n" for number in range(4))
    (finding,) = chosen(tmp_path, table, toml="[recipients]\nmost = 3\n")
    fix = "check the table; confirm with <>, or raise <> in <>"
    option, line = followed(fix, finding.fix, ("<0>", "<2>\n<1> = 4\n"))
    assert option == "--yes"
    assert chosen(tmp_path, table, toml="[recipients]\nmost = 3\n", confirmed=True) == []
    assert chosen(tmp_path, table, toml=line) == []


def test_many_more_than_last_time_are_confirmed(tmp_path: Path) -> None:
    table = "address\n" + "".join(f"a{number}@example.org\n" for number in range(11))
    (finding,) = chosen(tmp_path, table, last=1)
    assert followed("check the table; confirm with <>", finding.fix, ("<0>",)) == ["--yes"]
    assert chosen(tmp_path, table, last=1, confirmed=True) == []


def test_right_rows_have_no_finding(project: Path) -> None:
    assert findings(f"{HEAD}\na@x.test,Ada,board,en,brief,,2014-2023\n", project) == ()
