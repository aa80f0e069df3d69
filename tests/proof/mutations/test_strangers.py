"""Faults that are made one at a time in finished files of projects that are nobody's: each is an error by its own rule.

A usual run makes those that share a file with others, one of each rule in each kind of file, and those of ALONE; a
thorough run all.

rules: attached-changed, chart-changed, ledger-sealed, letter-active, link-changed, mark-changed, markup-changed,
outline-changed, property-changed, text-added, text-changed, text-missing
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from msgspec import json as coding
from pptx import Presentation
from pptx.util import Emu

import briefing
from briefing.proof.findings import ProofFinding
from briefing.proof.proof_report import proved
from briefing.proof.proving import Proof, judge, prove, read
from briefing.refresh import refresh
from tests.converting import POWERPOINT, converted
from tests.grouping import grouped
from tests.proof.mutations import strangers_drawings, strangers_files, strangers_pages, strangers_words
from tests.proof.mutations.strangers import (
    LEDGER,
    PROJECTS,
    Fault,
    changed,
    finished,
    found,
    found_in_good,
    is_caught,
    named,
    shape_text,
    swapped,
)
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, of_each_kind

FAULTS = (*strangers_words.FAULTS, *strangers_drawings.FAULTS, *strangers_pages.FAULTS, *strangers_files.FAULTS)
SINCE = ("text-", "mark-", "chart-changed", "link-", "property-", "outline-", "attached-", "markup-")


# Several are made in one file, each on a page of its own.
GROUPS = grouped(
    FAULTS,
    lambda one: (one.project, one.ending) if one.page and one.ending != LEDGER else None,
    lambda one: (one.page,),
)


# Faults that reach lines of the proof which others of their rule do not.
ALONE = {
    "a description of 777", "a link that runs a script", "a picture from elsewhere", "a property of one's own",
    "an axis taken out", "is not made is now", "labels in percent", "the begin of an axis left to the program",
    "words from CSS",
}  # fmt: skip
USUAL = of_each_kind(GROUPS, lambda one: (one.rule, one.ending, one.name if one.name in ALONE else ""))


@pytest.mark.parametrize("group", USUAL, ids=lambda one: f"{one[0].project}: {one[0].name}, {len(one)}")
def test_a_fault_is_an_error_by_the_rule_meant_for_it_and_its_fix_leads_back(group: tuple[Fault, ...]) -> None:
    findings = found(*group)
    hidden = [fault for fault in group if not is_caught(fault, findings)]  # another may have moved its page
    assert [fault.name for fault in hidden if len(group) == 1 or not is_caught(fault, found(fault))] == []
    asked = {one.fix for one in findings if one.rule.startswith(CHANGED_SINCE) and one.rule not in OF_AUTHORS}
    assert [fix for fix in asked if not AS_BUILT.search(fix)] == []


def test_each_fault_is_in_a_group_and_no_group_has_two_on_a_page() -> None:
    assert sorted(fault.name for group in GROUPS for fault in group) == sorted(fault.name for fault in FAULTS)
    assert all(len({fault.page for fault in group}) == len(group) for group in GROUPS)
    assert {fault.name for fault in FAULTS} >= ALONE


AS_BUILT = re.compile(
    r"put (it|the \w+) back( as it was|, in the chart and in its data sheet)?|take (it|the animation) out|show it"
    r"|build (it|the edition)? ?again|keep one|name the axes that the chart has|list it|correct the sentence"
)
# Of what somebody changed since a file was built; the rules of layout, package and tags say what to do in the file.
CHANGED_SINCE = (*SINCE, "number-", "planned-", "ledger-sealed", "edition-", "claim-", "letter-active")
OF_AUTHORS = ("number-word", "number-year", "number-place")  # which ask for other words
OF_EACH_RULE = {one.rule: one for one in reversed(FAULTS) if one.rule.startswith(CHANGED_SINCE)}


@pytest.mark.parametrize("fault", OF_EACH_RULE.values(), ids=OF_EACH_RULE)
def test_what_was_changed_is_put_back_as_the_fix_says_and_nothing_is_found(fault: Fault) -> None:
    fixes = {one.fix for one in found(fault) if one.rule == fault.rule and one.severity == "error"}
    assert fixes
    assert [fix for fix in fixes if not AS_BUILT.search(fix)] == []
    good = Fault("", fault.ending, fault.rule, lambda data: data, project=fault.project)
    assert [one for one in found(good, changes=False) if one.rule.startswith(CHANGED_SINCE)] == []


def test_an_edition_whose_every_file_was_changed_is_built_again_as_the_fixes_say(tmp_path: Path) -> None:
    for ending in ("pptx", "pdf", "html", "txt"):
        fault = next(one for one in FAULTS if (one.project, one.ending) == ("lakes", ending))
        (tmp_path / named("lakes", ending)).write_bytes(changed(fault))
    ledger = tmp_path / named("lakes", LEDGER)
    ledger.write_bytes(finished("lakes")[ledger.name])
    wrong = proved([tmp_path], project=PROJECTS["lakes"]).findings
    assert {one.location.file for one in wrong} == {path.name for path in tmp_path.iterdir() if path != ledger}
    assert all(AS_BUILT.search(one.fix) for one in wrong if one.rule.startswith(SINCE))
    briefing.build(PROJECTS["lakes"], tmp_path)
    left = proved([tmp_path], project=PROJECTS["lakes"]).findings
    assert [one for one in left if one.severity == "error" or one.rule.startswith(CHANGED_SINCE)] == []


def test_there_are_more_than_144_and_100_faults_and_each_stands_once() -> None:
    assert len(FAULTS) >= 244
    assert [name for name, times in Counter((one.project, one.name) for one in FAULTS).items() if times > 1] == []


@pytest.mark.parametrize("project", PROJECTS)
def test_files_as_built_have_no_error(project: str) -> None:
    assert [one for one in found_in_good(project) if one.severity == "error"] == []


def deck(project: str, data: bytes, name: str = "") -> Proof:
    """A deck that was changed, and the ledger that was built with it → the proof."""
    ledger = named(project, LEDGER)
    file = name or named(project, "pptx")
    return judge([read(file, data)], (ledger, finished(project)[ledger]), deep=False)


def since(findings: tuple[ProofFinding, ...]) -> list[str]:
    """The findings that tell what was changed since a file was built."""
    return [str(one) for one in findings if one.rule.startswith(SINCE)]


def saved(presentation: object) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


@pytest.mark.parametrize("project", PROJECTS)
def test_a_deck_that_python_saved_again_reads_as_it_was_built(project: str) -> None:
    data = saved(Presentation(io.BytesIO(finished(project)[named(project, "pptx")])))
    proof = deck(project, data)
    assert data != finished(project)[named(project, "pptx")]
    assert [one.rule for one in proof.findings if one.severity == "error"] == []


@ONLY_IN_A_THOROUGH_RUN  # a fault in such a deck is looked for below
def test_decks_that_libreoffice_saved_again_read_as_they_were_built(tmp_path: Path) -> None:
    names = {project: named(project, "pptx") for project in PROJECTS}
    for project, name in names.items():
        (tmp_path / name).write_bytes(finished(project)[name])
    converted([tmp_path / name for name in names.values()], POWERPOINT, tmp_path / "out", "save a deck again")
    for project, name in names.items():
        assert since(deck(project, (tmp_path / "out" / name).read_bytes()).findings) == []


def test_a_fault_in_a_deck_that_libreoffice_saved_is_found(tmp_path: Path) -> None:
    name = named("harbour", "pptx")
    (tmp_path / name).write_bytes(swapped(2, "Number 1", "Number 3")(finished("harbour")[name]))
    (saved,) = converted([tmp_path / name], POWERPOINT, tmp_path / "out", "save a deck again")
    found_there = deck("harbour", saved.read_bytes()).findings
    assert {(one.rule, one.location.element) for one in found_there if one.rule.startswith("text-")} == {
        ("text-changed", "Number 1"),
        ("text-changed", "Number 3"),
    }


def test_a_deck_edited_by_hand_and_refreshed_with_new_data_is_what_is_built_of_them(tmp_path: Path) -> None:
    project = Path(shutil.copytree(PROJECTS["harbour"], tmp_path / "project"))
    edited = Presentation(io.BytesIO(finished("harbour")[named("harbour", "pptx")]))
    panel = next(shape for shape in edited.slides[2].shapes if shape.name == "Corner text")
    left, top, wide, high = panel.left, panel.top, panel.width, panel.height
    panel.left, panel.top, panel.width, panel.height = Emu(left - 50_000), Emu(top + 100_000), wide, high
    for paragraph in next(shape for shape in edited.slides[2].shapes if shape.name == "Title").text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.italic = True
    slides = edited.slides._sldIdLst
    tenth = list(slides)[9]
    slides.remove(tenth)
    slides.insert(2, tenth)
    edited.save(str(tmp_path / "edited.pptx"))
    rows = (project / "observations.csv").read_text(encoding="utf-8")
    assert "cargo,Ravel,2023,41.6," in rows
    (project / "observations.csv").write_text(rows.replace("cargo,Ravel,2023,41.6,", "cargo,Ravel,2023,42.4,"))
    ledger = briefing.build(project, tmp_path / "out").ledger
    name = "ravel-port.en.by-hand.pptx"
    refresh(tmp_path / "edited.pptx", project, tmp_path / name)
    proof = prove({name: (tmp_path / name).read_bytes()}, (ledger.name, ledger.read_bytes()), deep=False)
    assert [str(one) for one in proof.errors] == []
    assert [one.rule for one in proof.findings] == ["edition-changed"]


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_a_letter_with_other_line_ends_reads_as_it_was_built(ending: str) -> None:
    fault = Fault("line ends", ending, "", lambda data: data.replace(b"\n", b"\r\n"))
    assert since(found(fault)) == []


def test_a_finding_tells_what_it_was_and_what_it_is_and_where() -> None:
    fault = Fault("", "pptx", "text-changed", shape_text(9, "Title", "29.7", "27.9"), 9)
    stated = next(str(one) for one in found(fault) if one.rule == "text-changed")
    assert stated == (
        "error [text-changed] ravel-port.en.pptx, slide 9, Title: it says “Ships stay 27.9 hours, against 28.3 "
        "before the dredging”, it was built with “Ships stay 29.7 hours, against 28.3 before the dredging”; "
        "put the words back, or build the edition again"
    )


def test_what_a_finding_asks_for_mends_it() -> None:
    there = shape_text(9, "Title", "29.7", "27.9")(finished("harbour")[named("harbour", "pptx")])
    assert since(deck("harbour", shape_text(9, "Title", "27.9", "29.7")(there)).findings) == []


def test_a_ledger_of_the_first_kind_is_read_and_the_proof_says_what_it_could_not_compare() -> None:
    ledger, name = named("harbour", LEDGER), named("harbour", "pptx")
    rows = json.loads(finished("harbour")[ledger])
    for later in ("version", "seal", "snapshots"):
        del rows[later]
    fault = Fault("", "pptx", "", shape_text(9, "Title", "hours", "days"))
    proof = judge([read(name, changed(fault))], (ledger, json.dumps(rows).encode()), deep=False)
    assert proof.errors == ()
    assert any("no seal" in line for line in proof.done)
    assert any(f"{name} was changed after it was built, and its ledger keeps nothing" in line for line in proof.done)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_ledger_laid_out_again_keeps_its_seal(indent: int | None) -> None:
    ledger = named("lakes", LEDGER)
    rows = json.loads(finished("lakes")[ledger], parse_float=lambda text: float(text))
    rows = {key: rows[key] for key in sorted(rows)}
    stated = json.dumps(rows, indent=indent).replace("45.0,", "45,").encode()
    proof = judge([read("a.txt", b"")], (ledger, stated), deep=False)
    assert "ledger-sealed" not in {one.rule for one in proof.findings}
    assert coding.decode(stated)["seal"]
