"""What the message on a wrong command proposes is read when it is followed, and the command then works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefing
from briefing.assets import asset
from briefing.dispatch import manual
from tests.dispatch.projects import all_deliveries, sending
from tests.dispatch.servers.faulty import DROP, faulty
from tests.following_commands import Command, command, follow, ran, refused

DECK, LEDGER = "out/example-city.en.pptx", "out/example-city.en.ledger.json"
CHECK = "check mine --only letter"
CLIENT = "append mine/briefing.toml '\\n[parameters]\\nclient = \"all\"\\n'"
PROJECTS = [
    command(
        "check nowhere",
        "nowhere: there is no such folder",
        "correct the name, or make one with: <>",
        CHECK,
        "<0> && check nowhere --only letter",
    ),
    command(
        "check empty",
        "empty: it is no project",
        "name the folder that holds a briefing.toml, or make one with: <>",
        CHECK,
        "<0> && check my-briefing --only letter",
    ),
    command(
        "check",
        "no project",
        "name the project's folder, or make one with: <>",
        CHECK,
        "<0> && check my-briefing --only letter",
    ),
    command("new mine", "mine: the folder is not empty", "name a new folder", "new fresh"),
    command("new file", "file: it is a file", "name a new folder", "new fresh"),
    command("new file/inside", "cannot be written", "name a folder where you may write", "new fresh"),
]
OPTIONS = [
    command(
        f"{CHECK} --lang zh",
        "no story in the language zh",
        "write <>, or choose from: <>",
        f"cp asset/story.zh.yaml mine/<0> && {CHECK} --lang zh",
        f"{CHECK} --lang <1>",
    ),
    command(f"{CHECK} --lang xx", "no story in the language xx", "choose from: <>", f"{CHECK} --lang <0>"),
    command(f"{CHECK} --lang ''", "no story in the language asked for", "choose from: <>", f"{CHECK} --lang <0>"),
    command(
        "check mine --only poster",
        "no such output: poster",
        "choose from <>, <>, <>, <>, <>, <>, <>, <>",
        "check mine --only <0>",
        "check mine --only <1>,<2>,<3>",
    ),
    command("check mine --only ''", "no output was chosen", "choose from <>, …", "check mine --only <0>"),
    command(
        f"{CHECK} --theme inkk", "the theme asked for: there is no theme", "did you mean '<>'?", f"{CHECK} --theme <0>"
    ),
    command(f"{CHECK} --as-of tomorrow", "--as-of: 'tomorrow' is not a date", "write it as <>", f"{CHECK} --as-of <0>"),
    command(
        f"{CHECK} --as-of 2026-06-30T08:00",
        "--as-of: '2026-06-30T08:00' is a time without its zone",
        "write <>, or with its zone, as <>",
        f"{CHECK} --as-of <0>",
        f"{CHECK} --as-of <1>",
    ),
    command(
        f"{CHECK} --period lately",
        "--period: 'lately' is no period",
        "write <>, 2024-01 to 2026-05 or last 24 months",
        f"{CHECK} --period <0>",
    ),
    command(
        f"{CHECK} --as-of 2001-01-01",
        "the as-of date asked for: no observation was published by 2001-01-01",
        "ask for <>, …",
        f"{CHECK} --as-of <0>",
    ),
    command(
        f"{CLIENT} && {CHECK} --set client",
        "--set: 'client' names no parameter",
        "write it as <>",
        f"{CHECK} --set <0>",
    ),
    command(
        f"{CHECK} --set =all",
        "--set: '=all' names no parameter",
        "write it as <>=WORDS",
        f"{CLIENT} && {CHECK} --set <0>=all",
    ),
    command(
        f"{CLIENT} && {CHECK} --set client=a --set client=b",
        "--set: 'client' is given twice",
        "give it once",
        f"{CHECK} --set client=a",
    ),
    command(
        f"{CHECK} --set client=a",
        "there is no parameter 'client'",
        "declare it in <> of <>, which has none",
        f"append mine/<1> '\\n<0>\\nclient = \"all\"\\n' && {CHECK} --set client=a",
    ),
    command(
        f"{CHECK} --entity 'Exampel City'",
        "'Exampel City' has no observations",
        "did you mean '<>'?",
        f"{CHECK} --entity '<0>'",
    ),
    command(
        f"{CHECK} --previous nope.json",
        "nope.json: the file is missing",
        "put it there, or correct its name",
        f"cp {LEDGER} nope.json && {CHECK} --previous nope.json",
        f"{CHECK} --previous {LEDGER}",
    ),
    command(
        "build mine --out file --only letter",
        "file: cannot be written",
        "…move it, or choose another folder with <>",
        "mv file moved && build mine --out file --only letter",
        "build mine <0> free --only letter",
    ),
    command(
        "mkdir new && mkdir new/example-city.en.txt && build mine --out new --only letter",
        "is a directory",
        "a folder has the name of the file: move it, or choose another folder with <>",
        "mv new/example-city.en.txt moved && build mine --out new --only letter",
        "build mine <0> free --only letter",
    ),
    command("check --nonsense", "No such option", "run <>", "<0>"),
    command("nonsense", "No such command", "run <>", "<0>"),
    command("new", "Missing argument", "run <>", "<0>"),
    command("schedule pause", "Missing argument", "run <>", "<0>"),
]
QUESTIONS = [
    command("explain mine", "nothing to explain", "add a fact or a number as printed: <> WHAT", "<0> visits.last"),
    command("explain mine visitz.last", "is neither a fact nor a number", "did you mean '<>'?", "explain mine <0>"),
    command("explain mine visits", "is neither a fact nor a number", "did you mean '<>'?", "explain mine <0>"),
    command(
        "explain mine 4242",
        "is neither a fact nor a number",
        "give a number as it is printed, or a fact as the story writes it, as <>; short names: …, <>",
        "explain mine 2.5×",
        "explain mine <0>",
        "explain mine <1>.first",
    ),
    command("explain mine visits.nonsense", "has no `nonsense`", "there are\n    <>: …", "explain mine visits.<0>"),
    command(
        "explain mine 'paths.at(2020)'",
        "has no value for 2020",
        "years with a value: <>, …",
        "explain mine 'paths.at(<0>)'",
    ),
    command(
        "explain mine visits.last more",
        "3 arguments",
        "give at most a project and one fact or number",
        "explain mine visits.last",
    ),
    command(
        "diff nope out",
        "nope: it cannot be read",
        "give the path of a file that exists and may be read",
        f"diff {LEDGER} {DECK}",
    ),
]
DECKS = [
    command(
        "refresh nope.pptx mine",
        "nope.pptx: it cannot be read",
        "give the path of a .pptx file, …",
        f"cp {DECK} nope.pptx && refresh nope.pptx mine",
    ),
    command(
        "refresh out/example-city.en.pdf mine",
        "no presentation that can be read",
        "give a <> file",
        "refresh out/example-city.en<0> mine",
    ),
    command(
        f"refresh {DECK} mine --out x.pdf",
        "x.pdf is no name of a deck",
        "end it with <>",
        f"refresh {DECK} mine --out x<0>",
    ),
    command(
        f"refresh {DECK} mine --out {DECK}",
        "is the deck that was given",
        "write to another file with <>",
        f"refresh {DECK} mine <0> x.pptx",
    ),
    command(
        f"cp mine/briefing.toml old.toml && replace mine/briefing.toml example-city other-city && refresh {DECK} mine",
        "it tells example-city in en",
        "name the project that the deck was built from",
        f"cp old.toml mine/briefing.toml && refresh {DECK} mine",
    ),
]


SENT_AT = "2026-01-05T07:00+08:00"
OPERATOR = [
    command(
        "deliveries list mine --state LOST",
        "there is no state 'LOST'",
        "states: <>, …",
        "deliveries list mine --state <0>",
    ),
    command(
        "deliveries list mine --state acepted",
        "there is no state 'acepted'",
        "did you mean '<>'?",
        "deliveries list mine --state <0>",
    ),
    command(
        "deliveries export mine --out x.docx",
        "x.docx: it is neither a .csv nor a .json",
        "end its name with <> or <>",
        "deliveries export mine --out x<0>",
        "deliveries export mine --out x<1>",
    ),
    command(
        "mkdir x.csv && deliveries export mine --out x.csv",
        "a folder has the name of the file",
        "name a file with <>",
        "deliveries export mine <0> y.csv",
    ),
    command(
        "schedule install mine",
        "no scheduler was chosen",
        "add <> or <>",
        *(f"schedule install mine <{at}> --out units" for at in range(2)),
    ),
    command(
        "send mine --schedule monthly",
        "--schedule goes with --dry-run",
        "add <>; to send: <> TIME",
        "send mine --schedule monthly <0>",
        f"<1> {SENT_AT}",
    ),
    command(
        "send mine --to ''",
        "--to names no recipients",
        "name groups or addresses, or leave it out for those of dispatch.toml",
        "send mine --to board@example.org --dry-run",
        "send mine --dry-run",
    ),
    command(
        "run mine monthly --scheduled-for yesterday",
        "is not a time with an offset",
        "write it as <>",
        "run mine monthly --scheduled-for <0>",
    ),
    command(
        f"run mine monthly more --scheduled-for {SENT_AT}",
        "3 arguments were given",
        "give at most a project and one schedule",
        f"run mine monthly --scheduled-for {SENT_AT}",
    ),
]


@pytest.fixture(scope="module")
def folder(starter_edition: briefing.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, its finished edition, an empty folder and a file; not to be changed."""
    made = tmp_path_factory.mktemp("commands") / "folder"
    shutil.copytree(asset("project"), made / "mine")
    shutil.copytree(starter_edition.ledger.parent, made / "out")
    (made / "empty").mkdir()
    (made / "file").write_text("words", encoding="utf-8")
    story = "title: 例\nsections:\n- id: a\n  title: '人次：{{ visits.last }}'\n  points: ['**一** 无']\n"
    (made / "asset").mkdir()
    (made / "asset" / "story.zh.yaml").write_text(story, encoding="utf-8")
    return made


@pytest.mark.parametrize("one", [*PROJECTS, *OPTIONS, *QUESTIONS, *DECKS, *OPERATOR], ids=lambda one: one.wrong)
def test_the_fix_of_a_wrong_command_works(
    one: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    follow(one, folder, capsys)


def test_a_fix_that_does_not_work_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match="there is no such folder"):
        follow(command("check nowhere", "no such folder", "correct the name, …", "check elsewhere"), folder, capsys)
    shutil.rmtree(tmp_path / "wrong")
    with pytest.raises(AssertionError, match="the fix reads otherwise"):
        follow(command("check nowhere", "no such folder", "give up"), folder, capsys)


@pytest.mark.parametrize("at", [0, 1])
def test_a_delivery_is_decided_by_either_option_of_the_fix(
    at: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with faulty() as server:
        project = sending(tmp_path / "p", smtp=server.smtp())
        server.fault("STORED", DROP, about="ada@example.org")
        manual.send(project, to=["board"])
        (one,) = all_deliveries(project)
        wrong = f"deliveries resolve {one.key[:12]} {project}"
        undecided = command(wrong, "nothing was decided", "add <> if it has arrived, or <>", f"{wrong} <{at}>")
        (way,) = refused(undecided, capsys)
        code, printed = ran(way, capsys)
        assert (code, printed.split()[-1]) == (0, ("CONFIRMED", "BUILT")[at])
