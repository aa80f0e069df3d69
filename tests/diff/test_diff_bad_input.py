"""Files that tell nothing, or of another edition: an error that says what, where and the fix, or a warning."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

import briefing
from briefing.diff import diff
from briefing.errors import InputError
from tests.diff.conftest import alone


def error(path: Path, good: Path) -> str:
    """What is said of a file, whichever of the two it is."""
    with pytest.raises(InputError) as caught:
        diff(path, good)
    with pytest.raises(InputError) as other:
        diff(good, path)
    assert other.value.findings == caught.value.findings
    (finding,) = caught.value.findings
    assert finding.where == str(path)
    assert finding.fix
    return finding.what


def test_a_missing_file_a_folder_and_an_empty_file(old: briefing.Build, tmp_path: Path) -> None:
    assert error(tmp_path / "none.pptx", old.ledger) == "it cannot be read: no such file or directory"
    assert error(tmp_path, old.ledger).startswith("it cannot be read")
    (tmp_path / "empty.pdf").touch()
    assert error(tmp_path / "empty.pdf", old.ledger) == "it is empty"


def test_a_file_of_another_kind(old: briefing.Build) -> None:
    assert old.letter is not None
    assert error(old.letter, old.ledger) == "it is neither a ledger nor a deck nor a brief"


@pytest.mark.parametrize("content", ["{}", "[1]", '{"edition": ', "[" * 100_000])
def test_json_that_is_no_ledger(old: briefing.Build, tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.ledger.json"
    path.write_text(content, encoding="utf-8")
    assert error(path, old.ledger).startswith("it is no ledger: ")


def test_a_truncated_deck(old: briefing.Build, tmp_path: Path) -> None:
    path = alone(old.deck, tmp_path)
    path.write_bytes(path.read_bytes()[:5000])
    assert "the archive cannot be opened" in error(path, old.ledger)


def test_a_deck_that_another_program_made(old: briefing.Build, tmp_path: Path) -> None:
    path = tmp_path / "other.pptx"
    Presentation().save(str(path))
    assert "this deck remembers no numbers" in error(path, old.ledger)


def test_a_deck_whose_memory_is_nonsense(old: briefing.Build, tmp_path: Path) -> None:
    path = alone(old.deck, tmp_path)
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part.startswith("ppt/tags/"):
                content = re.sub(rb'val="[^"]*"', b'val="{&quot;story&quot;: 5, &quot;items&quot;: [1]}"', content)
            target.writestr(part, content)
    path.write_bytes(made.getvalue())
    assert "this deck remembers no numbers" in error(path, old.ledger)


def test_a_brief_with_a_password(old: briefing.Build, tmp_path: Path) -> None:
    assert old.brief is not None
    path = tmp_path / "locked.pdf"
    with pikepdf.open(old.brief) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert error(path, old.ledger) == "it is locked with a password"


def test_a_truncated_pdf(old: briefing.Build, tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing more")
    assert error(path, old.ledger).startswith("it cannot be read as a PDF")


def test_a_pdf_that_another_program_made(old: briefing.Build, tmp_path: Path) -> None:
    path = tmp_path / "other.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    assert "no facts are attached to this PDF" in error(path, old.ledger)


def test_a_brief_whose_attached_facts_are_nonsense(old: briefing.Build, tmp_path: Path) -> None:
    assert old.brief is not None
    path = tmp_path / "changed.pdf"
    with pikepdf.open(old.brief) as pdf:
        pdf.attachments["facts.json"] = pikepdf.AttachedFileSpec(pdf, b'{"facts": 5}', filename="facts.json")
        pdf.save(path)
    assert "its attached facts.json states no facts" in error(path, old.ledger)


def test_a_ledger_of_another_edition_or_language_is_compared_with_a_warning(
    old: briefing.Build, tmp_path: Path
) -> None:
    ledger = json.loads(old.ledger.read_text(encoding="utf-8"))
    ledger["edition"] |= {"slug": "other", "lang": "zh", "content_hash": "x"}
    path = tmp_path / "other.ledger.json"
    path.write_text(json.dumps(ledger), encoding="utf-8")
    changes = diff(old.ledger, path)
    assert [finding.severity for finding in changes.warnings] == ["warning", "warning"]
    assert "another edition than example-city.en.ledger.json: other, not example-city" in changes.warnings[0].what
    assert "another language" in changes.warnings[1].what
    assert changes.numbers == ()


def test_a_deck_that_was_edited_is_read_by_what_it_remembers_with_a_warning(
    old: briefing.Build, tmp_path: Path
) -> None:
    deck = alone(old.deck, tmp_path)
    alone(old.ledger, tmp_path)
    assert diff(deck, old.ledger).warnings == ()
    with zipfile.ZipFile(deck, "a") as package:
        package.comment = b"edited"
    changes = diff(deck, old.ledger)
    assert changes.old.read == "by what its slides remember, charts left out"
    (warning,) = changes.warnings
    assert "the ledger next to it is of another file, or this one was edited" in warning.what
    assert warning.severity == "warning"


def test_a_broken_ledger_beside_a_deck_is_passed_over_with_a_warning(old: briefing.Build, tmp_path: Path) -> None:
    deck = alone(old.deck, tmp_path)
    deck.with_name("example-city.en.ledger.json").write_text("{", encoding="utf-8")
    (warning,) = diff(deck, old.ledger).warnings
    assert "the ledger next to it is not used" in warning.what


def test_a_ledger_with_nonsense_signs_and_units_is_compared(old: briefing.Build, tmp_path: Path) -> None:
    ledger = json.loads(old.ledger.read_text(encoding="utf-8"))
    ledger["edition"] |= {"lang": "xx", "content_hash": "x"}
    ledger["facts"]["visits.last"] |= {"qualifier": "~~", "unit": "\u0000", "value": 1e300}
    ledger["facts"]["visits.first"] |= {"unit": "year", "value": 0.5}
    ledger["uses"] += [
        {"output": "deck", "page": 1, "element": "", "channel": "text", "text": "1,,2..3", "fact": "visits.last"}
    ]
    path = tmp_path / "odd.ledger.json"
    path.write_text(json.dumps(ledger), encoding="utf-8")
    assert {one.fact for one in diff(old.ledger, path).numbers} == {"visits.last", "visits.first"}
    assert str(diff(path, old.ledger))
