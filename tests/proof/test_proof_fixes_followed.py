"""What `briefing proof` proposes for wrong arguments and for files that were altered is done, and it is silent."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

import briefing
from briefing.errors import DISTRIBUTION
from briefing.proof.proof_report import proved
from briefing.proof.proving import prove
from tests import editions
from tests.following import followed
from tests.following_commands import Command, command, follow

NAME = "example-city.en"
DECK, BRIEF, LEDGER = f"out/{NAME}.pptx", f"out/{NAME}.pdf", f"out/{NAME}.ledger.json"
REBUILD = "build mine --out out"
SOURCE = f"replace out/{NAME}.txt 'Example data 2024' 'Nobody 1999'"
NAMED = f"replace out/{NAME}.txt 'Nobody 1999' 'Example data 2024'"
WRONG = [
    command("proof empty", "empty: no file to prove",
            "name a <>, <>, <>, <> or <>, or a folder that holds some",
            *(f"proof out/{NAME}<{at}>" for at in range(5)), "proof out"),
    command(f"proof alone/{NAME}.ledger.json", "no file to prove",
            "name the files of its edition, and give the ledger with <>", f"proof {DECK} <0> alone/{NAME}.ledger.json"),
    command("proof nope.pptx", "nope.pptx: it cannot be read", "name a file that exists and may be read",
            f"proof {DECK}"),
    command("proof nope.ledger.json", "nope.ledger.json: it cannot be read", "name a file that exists and may be read",
            f"proof {LEDGER}"),
    command("proof mine/briefing.toml", "it is no deck, brief or letter", "name a file that ends in <>, … or <>",
            *(f"proof out/{NAME}<{at}>" for at in (0, 1))),
    command(f"proof {DECK} --ledger nope.json", "nope.json: it cannot be read",
            "name a file that exists and may be read", f"proof {DECK} --ledger {LEDGER}"),
    command(f"proof {DECK} --ledger mine/briefing.toml", "briefing.toml: it is no ledger",
            "give the <> that was built with the files, or build the edition again",
            f"proof {DECK} --ledger out/{NAME}<0>", f"{REBUILD} && proof {DECK}"),
    command(f"proof {DECK} --ledger other.json", "other.json: it is of the edition other.en",
            "give the ledger that was built with the files", f"proof {DECK} --ledger {LEDGER}"),
    command(f"proof {DECK} --project empty", "empty: it is no project", "name the folder that holds its briefing.toml",
            f"proof {DECK} --project mine"),
    command(f"proof {DECK} --html nowhere/page.html", "nowhere/page.html: cannot be written",
            "name a file in a folder that exists and may be written", f"proof {DECK} --html page.html",
            f"mkdir nowhere && proof {DECK} --html nowhere/page.html"),
    command("proof two --html page.html", "a proof page is of one edition, these are 2", "name the files of one",
            f"proof two/{NAME}.ledger.json --html page.html", f"proof two/{NAME}.pptx two/{NAME}.txt --html page.html"),
    command("proof", "Missing argument", "run <>", "<0>"),
]  # fmt: skip
ALTERED = [
    command(f"cp sealed.json {LEDGER} && proof {DECK}", "its seal is not that of its rows",
            "build the edition again, and edit the project, not its ledger",
            f"rm {LEDGER} && build mine --out out && proof {DECK} --project mine --strict"),
    command(f"replace mine/observations.csv 2023,560 2023,570 && proof {LEDGER} --project mine --strict",
            "observations.csv: it has changed since", "build the edition again",
            f"{REBUILD} && proof {LEDGER} --project mine --strict"),
    command(f"cp empty.png out/{NAME}.png && replace out/{NAME}.txt 560 650 && proof out", "'650' in",
            "let a fact of the story print it, or build again",
            f"rm out/{NAME}.png && {REBUILD} && proof out --project mine --strict"),
    command(f"replace out/{NAME}.txt 560 650 && proof out --strict", "it was changed after it was built",
            "build it again, unless a hand has edited it on purpose", f"{REBUILD} && proof out --strict"),
    command(f"replace mine/observations.csv 2023,560 2023,570 && proof {LEDGER} --project mine", "the cell holds '570'",
            "build the edition again from today's dataset", f"{REBUILD} && proof {LEDGER} --project mine --strict"),
    command(f"replace mine/sources.csv template test && proof {LEDGER} --project mine", "its row of sources.csv holds",
            "build the edition again from today's dataset", f"{REBUILD} && proof {LEDGER} --project mine --strict"),
    command(f"{SOURCE} && proof out --project mine", "Example data 2024, which", "name it in the source line",
            f"{NAMED} && proof out --project mine --strict"),
    command(f"{SOURCE} && proof out --project mine", "“Nobody 1999” is named", "name the source as sources.csv does",
            f"{NAMED} && proof out --project mine --strict"),
    command(f"{SOURCE} && proof out --project mine --strict", "'Example data 2024' (source EXAMPLE)",
            "put the number back, or build the edition again", f"{NAMED} && proof out --project mine --strict",
            f"{REBUILD} && proof out --project mine --strict"),
    command(f"cp locked.pdf {BRIEF} && proof {BRIEF}", "it is locked", "save it without a password",
            f"cp built.pdf {BRIEF} && proof {BRIEF}"),
    command(f"cp cut.pdf {BRIEF} && proof {BRIEF}", "it is no PDF or is broken", "build or save it again",
            f"{REBUILD} && proof {BRIEF}"),
    command(f"cp cut.pptx {DECK} && proof {DECK}", "it is no zip archive", "build or save it again: …",
            f"{REBUILD} && proof {DECK}"),
    command(f"cp cut.pptx out/{NAME}.html && proof out/{NAME}.html", "it is no UTF-8", "build or save it again",
            f"{REBUILD} && proof out"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two sections, its finished edition, two editions, a ledger alone, and files with a fault; not to be
    changed."""
    made = tmp_path_factory.mktemp("proved") / "folder"
    story = editions.project(made / "mine") / "story.en.yaml"
    first, _, _ = story.read_text(encoding="utf-8").partition("\n  - id: targets")
    story.write_text(first, encoding="utf-8")
    built = briefing.build(made / "mine", made / "out")
    out = built.ledger.parent
    shutil.copytree(out, made / "two")
    for path in out.iterdir():
        shutil.copy(path, made / "two" / path.name.replace(".en.", ".de."))
    (made / "empty").mkdir()
    (made / "alone").mkdir()
    shutil.copy(built.ledger, made / "alone")
    ledger = json.loads(built.ledger.read_text(encoding="utf-8"))
    ledger["facts"]["visits.last"]["value"] = 1
    (made / "sealed.json").write_text(json.dumps(ledger), encoding="utf-8")
    ledger["edition"] |= {"slug": "other", "outputs": {}}
    (made / "other.json").write_text(json.dumps(ledger), encoding="utf-8")
    assert built.deck
    assert built.brief
    shutil.copy(built.brief, made / "built.pdf")
    with pikepdf.open(built.brief) as pdf:
        pdf.save(made / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (made / "cut.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (made / "cut.pptx").write_bytes(built.deck.read_bytes()[:5000])
    (made / "empty.png").touch()
    return made


@pytest.mark.parametrize("one", [*WRONG, *ALTERED], ids=lambda one: one.wrong)
def test_the_fix_of_a_finding_silences_the_proof(
    one: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    follow(one, folder, capsys)


@pytest.mark.parametrize("version", [5, 99])
def test_a_ledger_of_a_later_version_names_the_command_that_installs_it(folder: Path, version: int) -> None:
    ledger = json.loads((folder / LEDGER).read_text(encoding="utf-8")) | {"version": version}
    (found,) = [
        one
        for one in prove({}, ("later.ledger.json", json.dumps(ledger).encode())).findings
        if one.rule == "ledger-unreadable"
    ]
    assert f"of a later version of {DISTRIBUTION}" in found.what
    assert followed("install that version: pip install --upgrade <>", found.fix, ["<0>"]) == [DISTRIBUTION]


def test_a_ledger_that_calls_itself_older_is_held_against_its_seal(folder: Path, tmp_path: Path) -> None:
    ledger = json.loads((folder / LEDGER).read_text(encoding="utf-8")) | {"version": 1}
    (tmp_path / "older.ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    report = proved([folder / DECK], ledger=tmp_path / "older.ledger.json")
    assert [one.rule for one in report.findings] == ["ledger-sealed"]
