"""What the message on a file that cannot be compared proposes is read when it is followed."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

import briefing
from briefing.diff import diff
from tests.diff.conftest import alone
from tests.following import followed
from tests.following_commands import Command, command, follow

NAME = "example-city.en"
GOOD = f"old/{NAME}.ledger.json"
GIVE = "give a <>, or a deck or brief that a build wrote"
BUILT = (f"diff old/{NAME}<0> {GOOD}", f"diff old/{NAME}.pptx {GOOD}", f"diff old/{NAME}.pdf {GOOD}")
COPIED = (f"cp old/{NAME}.pptx cut.pptx && diff cut.pptx {GOOD}",)
CASES = [
    command(f"diff none.pptx {GOOD}", "it cannot be read", "give the path of a file that exists and may be read",
            f"cp old/{NAME}.pptx none.pptx && diff none.pptx {GOOD}"),
    command(f"diff old {GOOD}", "it cannot be read: is a directory",
            "give the path of a file that exists and may be read", f"diff old/{NAME}.pptx {GOOD}"),
    command(f"diff empty.pdf {GOOD}", "it is empty", GIVE, *BUILT),
    command(f"diff old/{NAME}.html {GOOD}", "it is neither a ledger nor a deck nor a brief", GIVE, *BUILT),
    command(f"diff wrong.ledger.json {GOOD}", "it is no ledger", GIVE, *BUILT),
    command(f"diff other.pptx {GOOD}", "this deck remembers no numbers", GIVE, *BUILT),
    command(f"diff other.pdf {GOOD}", "no facts are attached", GIVE, *BUILT),
    command(f"diff nonsense.pdf {GOOD}", "its attached facts.json states no facts", GIVE, *BUILT),
    command(f"diff cut.pptx {GOOD}", "the archive cannot be opened", "copy it again", *COPIED),
    command(f"diff cut.pdf {GOOD}", "it cannot be read as a PDF", "build it again, or give its ledger",
            f"build project --out new --only brief && diff new/{NAME}.pdf {GOOD}", f"diff {GOOD} {GOOD}"),
    command(f"diff locked.pdf {GOOD}", "it is locked", "save it without a password, or give its ledger",
            f"cp old/{NAME}.pdf locked.pdf && diff locked.pdf {GOOD}", f"diff {GOOD} {GOOD}"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(old: briefing.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an edition, its project, and files that tell nothing; not to be changed."""
    made = tmp_path_factory.mktemp("diff") / "folder"
    assert old.deck
    assert old.brief
    shutil.copytree(old.ledger.parent, made / "old")
    shutil.copytree(old.ledger.parents[1] / "project", made / "project")
    (made / "empty.pdf").touch()
    (made / "wrong.ledger.json").write_text("{}", encoding="utf-8")
    (made / "cut.pptx").write_bytes(old.deck.read_bytes()[:5000])
    (made / "cut.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    Presentation().save(str(made / "other.pptx"))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made / "other.pdf")
    with pikepdf.open(old.brief) as pdf:
        pdf.save(made / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        pdf.attachments["facts.json"] = pikepdf.AttachedFileSpec(pdf, b"{}", filename="facts.json")
        pdf.save(made / "nonsense.pdf")
    return made


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.wrong.split()[1])
def test_the_fix_of_a_file_that_cannot_be_compared_works(
    one: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    follow(one, folder, capsys)


def test_a_ledger_of_a_later_version_names_the_command_that_installs_it(folder: Path, tmp_path: Path) -> None:
    ledger = json.loads((folder / GOOD).read_text(encoding="utf-8"))
    (tmp_path / "later.ledger.json").write_text(json.dumps(ledger | {"version": 99}), encoding="utf-8")
    with pytest.raises(briefing.errors.InputError) as caught:
        diff(tmp_path / "later.ledger.json", folder / GOOD)
    (name,) = followed("install that version: pip install --upgrade <>", caught.value.findings[0].fix, ["<0>"])
    assert name == briefing.errors.DISTRIBUTION  # no later version exists yet, so that none can be installed


def test_what_is_warned_of_two_editions_is_gone_when_its_fix_is_followed(folder: Path, tmp_path: Path) -> None:
    ledger = json.loads((folder / GOOD).read_text(encoding="utf-8"))
    ledger["edition"] |= {"slug": "other", "lang": "zh"}
    other = tmp_path / "other.ledger.json"
    other.write_text(json.dumps(ledger), encoding="utf-8")
    warned = diff(folder / GOOD, other).warnings
    fixes = {
        fix for one in warned for fix in followed("compare two files of one <> in one <>", one.fix, ["<0>", "<1>"])
    }
    assert fixes == {"edition", "language"}
    assert len(warned) == 2
    assert diff(other, other).warnings == ()
    assert diff(folder / GOOD, folder / GOOD).warnings == ()


def test_the_ledger_that_a_warning_asks_for_tells_all(folder: Path, old: briefing.Build, tmp_path: Path) -> None:
    deck = alone(old.deck, tmp_path)
    changed = io.BytesIO(deck.read_bytes())
    with zipfile.ZipFile(changed, "a") as package:
        package.comment = b"edited"
    deck.write_bytes(changed.getvalue())
    alone(old.ledger, tmp_path)
    (warned,) = diff(deck, old.ledger).warnings
    followed("what the file itself remembers was read; to compare all, give the ledger …", warned.fix, [])
    assert diff(tmp_path / old.ledger.name, old.ledger).warnings == ()
