"""Whatever file is given, the proof ends in bounded time and memory, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import briefing
from briefing.errors import UsageError
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers.formulas import fault
from briefing.proof.package.opc_package import MOST_PARTS, opened
from briefing.proof.package.part_trees import DEEPEST
from briefing.proof.proof_report import proved
from briefing.proof.proving import prove
from briefing.proof.reading.ledger_reader import LedgerFact, Record
from briefing.proof.reading.letter import letter
from tests.proof.others.alone import Prover, Reported, prover
from tests.proof.others.hostile import HEAVY, LIGHT, ZEROS, Case, added, grouped, many_parts
from tests.proof.others.hostile_pdf import PDFS
from tests.proof.package.broken import good
from tests.thorough import THOROUGH


def reported(found: Iterable[ProofFinding]) -> Reported:
    return [(one.rule, one.severity, one.what) for one in found]


@pytest.fixture(scope="module")
def alone(starter_edition: briefing.Build) -> Iterator[Prover]:
    """The proof in processes of their own: a reading that is not bounded would take more memory than they may, or
    minutes."""
    with prover(*(path for path in starter_edition.files if path.suffix in (".pptx", ".pdf", ".html"))) as made:
        yield made


def met(case: Case, found: Reported) -> bool:
    """Whether a case got its finding, and the proof came to its end."""
    assert [one for one in found if one[0] == "proof-internal"] == []
    if not case.rule:
        return not [one for one in found if one[0] == "file-unreadable"]
    expected = [one for one in found if one[0] == case.rule and one[1] == case.severity and case.message in one[2]]
    assert expected, found[:20]
    return len(found) < 1000


# Half of the time of all of them; a part with more tags than one may have is among those with 50 MB of markup.
SLOWEST = "900,000 tags in each slide"


@pytest.mark.parametrize("name", [name for name in HEAVY if THOROUGH or name != SLOWEST])
def test_a_deck_that_would_fill_memory_or_take_hours_gets_its_finding(name: str, tmp_path: Path, alone: Prover) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(HEAVY[name].made())
    assert met(HEAVY[name], alone(path))


@pytest.mark.parametrize("name", LIGHT)
def test_a_deck_with_an_absurdity_gets_its_finding(name: str) -> None:
    assert met(LIGHT[name], reported(prove({"deck.pptx": LIGHT[name].made()}).findings))


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_made_to_stop_a_reader_gets_its_finding_or_is_read_as_readers_do(
    name: str, tmp_path: Path, alone: Prover
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(PDFS[name].made())
    assert met(PDFS[name], alone(path))


def test_the_bounds_let_a_sound_deck_through_and_are_where_they_say() -> None:
    assert opened("deck.pptx", good()).findings == []
    assert opened("deck.pptx", grouped(DEEPEST // 2)).findings == []
    assert [one.what for one in opened("deck.pptx", grouped(DEEPEST)).findings if "deep" in one.what]
    assert opened("deck.pptx", many_parts(MOST_PARTS - 200)).parts  # the parts of workbooks count too
    assert not opened("deck.pptx", many_parts(MOST_PARTS)).parts
    assert len(opened("deck.pptx", added(ZEROS, bytes(20_000_000))).parts[ZEROS]) == 20_000_000


@pytest.mark.parametrize("share", range(1, 40))
def test_a_deck_that_is_cut_off_anywhere_is_no_archive(share: int) -> None:
    found = prove({"deck.pptx": good()[: len(good()) * share // 40]}).findings
    assert reported(found) == [("package-parts", "error", "it is no zip archive")]


@pytest.mark.parametrize("share", range(1, 20))
def test_a_pdf_that_is_cut_off_anywhere_is_reported_broken_or_still_read(share: int) -> None:
    data = PDFS["a table of places that is wrong"].made()
    proof = prove({"brief.pdf": data[: len(data) * share // 20]})
    assert proof.evidence.files or [one for one in proof.errors if one.rule == "file-unreadable"]
    assert [one for one in proof.findings if one.rule == "proof-internal"] == []


def test_a_file_of_300_mb_is_reported_and_not_read(tmp_path: Path, alone: Prover) -> None:
    path = tmp_path / "large.pptx"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    (found,) = alone(path)
    assert found == ("file-large", "error", "it has 300 MB")


def test_a_ledger_of_300_mb_is_reported_and_the_files_are_looked_at_without_it(tmp_path: Path, alone: Prover) -> None:
    (tmp_path / "a.pptx").write_bytes(b"no deck")
    with (tmp_path / "a.ledger.json").open("wb") as file:
        file.truncate(300_000_000)
    assert [one[0] for one in alone(tmp_path / "a.pptx")] == ["file-large", "package-parts"]


def test_only_a_wrong_command_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file to prove"):
        proved([tmp_path])
    with pytest.raises(UsageError, match="no project"):
        proved([tmp_path / "a.pptx"], project=tmp_path)
    (missing,) = proved([tmp_path / "a.pptx"]).findings
    assert (missing.rule, missing.severity) == ("file-missing", "error")


LEDGERS = {
    "nothing": b"",
    "no JSON": b"facts: {}",
    "another shape": b'{"facts": 1}',
    "wrong types": b'{"edition": {"slug": 1, "lang": "en", "as_of": "", "content_hash": ""}}',
    "lists 100,000 deep": b"[" * 100_000 + b"]" * 100_000,
    "fields 100,000 deep": b'{"edition": ' + b'{"inputs": ' * 100_000 + b"}" * 100_001,
    "what is skipped, 100,000 deep": b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "100 MB": b'{"x": "' + b" " * 100_000_000 + b'"}',
    "no UTF-8": b'{"edition": "\xff"}',
}


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_that_is_none_is_reported(name: str) -> None:
    found = prove({"deck.pptx": good()}, ("deck.ledger.json", LEDGERS[name])).findings
    (one,) = [one for one in found if one.rule == "ledger-unreadable"]
    assert (one.severity, one.location.file) == ("error", "deck.ledger.json")
    assert [one for one in found if one.rule == "proof-internal"] == []


def test_a_ledger_of_another_edition_is_reported(edition: briefing.Build, starter_edition: briefing.Build) -> None:
    deck = next(path for path in starter_edition.files if path.suffix == ".pptx")
    ledger = next(path for path in edition.files if path.name.endswith(".ledger.json"))
    found = proved([deck], ledger=ledger).findings
    assert [(one.severity, one.location.file) for one in found if one.rule == "edition-other"] == [
        ("error", ledger.name)
    ]
    assert [one for one in found if one.rule == "proof-internal"] == []


FORMULAS = (
    "((9^200)^200)^200", "((0.00001^200)^200)^200", "0^0", "0^(0−1)", "1 / 0", "(" * 3000, "9" * 3000,
    "×".join(["9" * 290] * 9), "place of 1 among " + "9" * 5000 + ": x", "9" * 5000 + " of 3 hold",
    "first > 3 (2014: " + "9" * 350 + ")",
)  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_beyond_all_numbers_is_reported(formula: str) -> None:
    cell = Record("trees", "Town", 2014, 1.0, "=", "OFFICE")
    assert fault(LedgerFact(1.0, "×", "=", formula, (cell,))).startswith("its formula cannot be read: ")


LETTERS = {
    "Latin-1": ("<p>Größe</p>".encode("latin-1"), "it is no UTF-8 from byte 6 on"),
    "UTF-16": ("<p>Text</p>".encode("utf-16"), "it is no UTF-8 from byte 1 on"),
    "a million tags in each other": (b"<b>" * 1_000_000, "it has 3.0 MB, a letter at most 2"),
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_that_is_none_is_reported(name: str) -> None:
    data, what = LETTERS[name]
    (one,) = prove({"a.html": data}).findings
    assert (one.rule, one.severity) == ("file-unreadable", "error")
    assert what in one.what


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<a", "</", "<!--", "<![", "<?", "&#", "<a x='", '<a b="', "<b>x", "<a b=c ", "<script>", "<p>"],
)
def test_markup_of_600_kb_that_never_ends_is_read_in_one_pass(unit: str, tmp_path: Path, alone: Prover) -> None:
    path = tmp_path / "a.html"
    path.write_text(unit * (600_000 // len(unit)), encoding="utf-8")
    assert [one for one in alone(path) if one[0] == "proof-internal"] == []


def test_what_a_letter_says_is_read_whatever_its_markup() -> None:
    source = (
        "<!doctype html><html lang=en><head><title>A &amp; B</title><style>p > a {}</style></head>"
        "<p>5 < 6 &#11111111111111; <img alt='c > \"d\"' src=x>and<!-- not <p> -->yes<br></style>"
        "<SCRIPT>if (a<b) 'no'</SCRIPT><P title='a>b'>E<b>nd"
    )
    parsed = letter("a.HTML", source.encode())
    assert (parsed.lang, parsed.title) == ("en", "A & B")
    body, picture = parsed.pages[0].elements
    assert body.text.split("\n") == ["A & B", "5 < 6 \ufffd andyes", "End"]
    assert picture.alt == 'c > "d"'


def test_a_fault_of_a_check_is_reported_as_an_error_and_the_others_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.proof import provenance as check

    monkeypatch.setattr(check, "check", lambda _: 1 / 0)
    found = prove({"deck.pptx": LIGHT["macros"].made()}).findings
    (one,) = [one for one in found if one.rule == "proof-internal"]
    assert (one.severity, one.what.split(" in ")[0]) == ("error", "a check broke off with ZeroDivisionError")
    assert [one for one in found if one.rule == "package-private"]


def test_a_flood_of_findings_is_reported_by_its_first_hundred_and_their_number() -> None:
    found = [one for one in prove({"deck.pptx": many_parts(130)}).findings if one.rule == "package-parts"]
    assert len(found) == 101
    assert found[-1].what == "30 more findings of this rule"
