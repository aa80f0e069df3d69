"""A deck that the gate refuses replaces nothing: the last good edition stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing import cli, deck
from briefing.errors import BriefingError, Finding
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme
from briefing.pipeline.gate import check_edition, check_package, read_back
from briefing.proof.reading.dataset_tables import Tables
from tests.letter.samples import document
from tests.proof.package.broken import BREAKS, Break


def broken_writer(monkeypatch: pytest.MonkeyPatch, fault: Break) -> None:
    """Let the deck's writer make one fault."""
    write = deck.write

    def wrong(document: Document, theme: Theme) -> Written:
        written = write(document, theme)
        files = {suffix: fault.of(content) for suffix, content in written.files.items()}
        return Written(files, written.trace, written.findings)

    monkeypatch.setattr(deck, "write", wrong)


def test_a_deck_that_would_be_repaired_ends_the_build_and_the_last_edition_stands(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    briefing.build(starter, out)
    before = {path: path.read_bytes() for path in out.iterdir()}
    broken_writer(monkeypatch, BREAKS["two slides with one id"])
    assert cli.main(["build", str(starter), "--out", str(out)]) == 1
    printed = capsys.readouterr().err
    assert "the finished files do not pass the proof, 2 findings" in printed
    assert "ppt/presentation.xml: 2 slides have the id 257" in printed
    assert {path: path.read_bytes() for path in out.iterdir()} == before


def test_what_a_deck_gives_away_is_a_warning_and_strict_makes_it_an_error(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_writer(monkeypatch, BREAKS["a hidden slide"])
    built = briefing.build(starter, tmp_path / "out")
    assert [(finding.what, finding.severity) for finding in built.findings] == [("a hidden slide", "warning")]
    with pytest.raises(BriefingError, match="a hidden slide"):
        briefing.build(starter, tmp_path / "out", strict=True)


def test_a_number_that_is_not_its_fact_ends_the_build(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_writer(monkeypatch, Break("", (("ppt/slides/slide3.xml", r"(>[^<]*)560", r"\g<1>650"),)))
    with pytest.raises(BriefingError, match=r"'650' in .* cannot be traced") as caught:
        briefing.build(starter, tmp_path / "out")
    assert caught.value.findings[0].what.startswith("the finished files do not pass the proof, ")
    assert not (tmp_path / "out").exists()


def test_what_is_no_file_of_an_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="cannot be read"):
        check_edition(read_back({"a.pdf": b"%PDF-"}), ("a.ledger.json", b"{}"), Tables(tmp_path), document())


def test_each_error_of_a_deck_is_reported_below_the_first_line() -> None:
    with pytest.raises(BriefingError) as caught:
        check_package("a.pptx", b"no zip")
    assert [type(finding) for finding in caught.value.findings] == [Finding, Finding]
    assert caught.value.findings[1].what == "it is no zip archive"
