"""Faults that are made one at a time in the finished files of the Beijing edition are caught, each by its own rule.

`caught.txt` is the table of them; with BRIEFING_GOLDEN set it is written again. A usual run makes those that share a
file with others, one of each rule in each kind of file, and those of ALONE; a thorough run all.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

import briefing.proof
from briefing.proof.findings import Location, Rule
from tests.beijing.proof.mutations import in_layout
from tests.beijing.proof.mutations.editions import (
    LEDGER,
    Mutation,
    found_in,
    found_in_drawn,
    found_in_good,
    is_caught,
    together,
)
from tests.beijing.proof.mutations.table import MUTATIONS, caught_lines, keep, row
from tests.programs import office
from tests.proof.mutations.slides import words
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH, of_each_kind

ROOT = Path(__file__).parents[4]
LEAST, SHARE = 60, 0.95
# Rules that need a file of another kind than a changed edition, and the tests that show them something wrong.
ELSEWHERE = {
    "data-active": "tests/data/test_data_check.py",
    "data-notes": "tests/data/test_data_check.py",
    "data-sources": "tests/data/test_data_check.py",
    "data-texts": "tests/data/test_data_check.py",
    "data-values": "tests/data/test_data_check.py",
    "document-facts": "tests/pipeline/test_document_file.py",
    "attached-changed": "tests/proof/mutations/test_strangers.py",
    "chart-changed": "tests/proof/mutations/test_strangers.py",
    "chart-hues": "tests/proof/layout/test_proof_layout_charts.py",
    "chart-many": "tests/proof/layout/test_proof_layout_charts.py",
    "claim-untested": "tests/proof/numbers/test_proof_numbers_claims.py",
    "colour-distance": "tests/proof/layout/test_proof_layout_charts.py",
    "colour-emphasis": "tests/proof/layout/test_proof_layout_charts.py",
    "file-kind": "tests/proof/test_proof_report.py",
    "file-large": "tests/proof/test_proof_report.py",
    "file-missing": "tests/proof/test_proof_report.py",
    "ledger-sealed": "tests/proof/mutations/test_strangers.py",
    "letter-active": "tests/proof/mutations/test_strangers.py",
    "letter-bars": "tests/proof/test_proof_letters.py",
    "letter-files": "tests/proof/test_proof_letters.py",
    "letter-picture": "tests/proof/test_proof_letters.py",
    "link-changed": "tests/proof/mutations/test_strangers.py",
    "mark-changed": "tests/proof/mutations/test_strangers.py",
    "markup-changed": "tests/proof/mutations/test_strangers.py",
    "number-basis": "tests/proof/mutations/strangers_time.py",
    "number-direction": "tests/proof/numbers/test_proof_numbers_directions.py",
    "number-last": "tests/proof/mutations/strangers_time.py",
    "number-place": "tests/proof/numbers/test_proof_numbers_bindings.py",
    "number-reading": "tests/proof/mutations/strangers_time.py",
    "number-time": "tests/proof/mutations/strangers_time.py",
    "number-year": "tests/proof/numbers/test_proof_numbers_bindings.py",
    "outline-changed": "tests/proof/mutations/test_strangers.py",
    "page-empty": "tests/proof/layout/test_proof_layout_pages.py",
    "page-families": "tests/proof/layout/test_proof_layout_pages.py",
    "page-sizes": "tests/proof/layout/test_proof_layout_pages.py",
    "proof-internal": "tests/proof/others/test_proof_others.py",
    "planned-dots": "tests/proof/planned/test_fields.py",
    "planned-figure": "tests/proof/planned/test_figures.py",
    "planned-numbers": "tests/proof/planned/test_exchanges.py",
    "planned-parts": "tests/proof/planned/test_areas.py",
    "planned-ridges": "tests/proof/planned/test_ridges.py",
    "planned-sums": "tests/proof/planned/test_sums.py",
    "planned-words": "tests/proof/planned/test_exchanges.py",
    "property-changed": "tests/proof/mutations/test_strangers.py",
    "render-failed": "tests/proof/rendering/test_proof_rendering.py",
    "render-ink": "tests/proof/rendering/test_proof_rendering.py",
    "render-pages": "tests/proof/rendering/test_proof_rendering.py",
    "web-active": "tests/proof/test_web_checks.py",
    "web-cells": "tests/proof/test_web_checks.py",
    "web-links": "tests/proof/test_web_checks.py",
    "web-numbers": "tests/proof/test_web_checks.py",
    "web-records": "tests/proof/test_web_checks.py",
    "sources-unused": "tests/beijing/proof/words/test_proof_words_sources.py",
    "text-added": "tests/proof/mutations/test_strangers.py",
    "text-changed": "tests/proof/mutations/test_strangers.py",
    "text-missing": "tests/proof/mutations/test_strangers.py",
    "word-gap": "tests/proof/mutations/strangers_time.py",
    "word-length": "tests/beijing/proof/words/test_proof_words_lengths.py",
    "word-status": "tests/proof/mutations/strangers_time.py",
}


def compared(mutation: Mutation, *, caught: bool) -> None:
    """A fault and whether it was caught, against the table that is kept."""
    line = row(mutation, caught=caught)
    if os.environ.get("BRIEFING_GOLDEN"):
        keep(line)
    assert line in caught_lines()


# Faults that reach lines of the proof which others of their rule do not.
ALONE = {
    "a fact without observations", "a figure without alternative text", "a figure without its data",
    "a link that runs a script", "a row that lacks a cell", "a script on opening", "a sheet that the workbook lacks",
    "a slide that is not listed", "a slide twice in the archive",
    "a source that is named by its number left out of the brief's list", "a source's publisher",
    "an observation's source", "an observation's year", "no colour space", "no language", "no tags",
    "signs that cannot be copied", "two slides of one id",
}  # fmt: skip
# Faults of a whole file that share it in a usual run, as each breaks no rule but the one meant for it, of those meant
# for the others; a thorough run makes each alone, and looks whether that is so.
SHARED = {
    "a comment", "a date that is none", "a digit in a bookmark", "a figure that is tagged as nothing",
    "a heading that skips a level", "a link that is not described", "a link that runs a script", "a note without an id",
    "a path in the properties", "a row that lacks a cell", "a shape that is not marked",
    "a sheet that the workbook lacks", "a table without heads", "an attachment of no relationship",
    "an id that no relationship has", "an item outside a list", "children in a wrong order", "no claim of PDF/UA",
    "no colour space", "no language", "no title", "two shapes of one id", "two slides of one id",
}  # fmt: skip
GROUPS = together((one for one in MUTATIONS if not one.drawn), () if THOROUGH else SHARED)
if not os.environ.get("BRIEFING_GOLDEN"):
    GROUPS = of_each_kind(GROUPS, lambda one: (one.rule, one.ending, one.name if one.name in ALONE else ""))


@pytest.mark.parametrize("group", GROUPS, ids=lambda one: f"{one[0].name}, {len(one)}")
def test_a_fault_is_caught_as_the_table_says(group: tuple[Mutation, ...]) -> None:
    findings = found_in(*group, alone=not group[0].file.endswith(LEDGER))
    for mutation in group:
        # what is not caught may be so beside the other files, or when no other fault moves its page
        compared(mutation, caught=is_caught(mutation, findings) or is_caught(mutation, found_in(mutation)))
        if len(group) == 1 and mutation.name in SHARED:
            others = {one.rule for one in MUTATIONS if one.name in SHARED} - {mutation.rule}
            assert others.isdisjoint(one.rule for one in findings)


@ONLY_IN_A_THOROUGH_RUN  # tests/proof/rendering has a fault of each rule
def test_what_only_a_drawing_shows_is_caught_as_the_table_says() -> None:
    office()
    findings = found_in_drawn(in_layout.DRAWN)
    for mutation in in_layout.DRAWN:
        compared(mutation, caught=is_caught(mutation, findings))


def test_of_more_than_sixty_faults_nineteen_in_twenty_are_caught() -> None:
    caught = [line.startswith("yes") for line in caught_lines()]
    assert len(caught) == len(MUTATIONS) >= LEAST
    assert sum(caught) >= SHARE * len(caught)


def test_the_table_has_each_fault_once_and_nothing_else() -> None:
    assert {one.name for one in MUTATIONS} >= ALONE | SHARED
    assert [name for name, times in Counter(one.name for one in MUTATIONS).items() if times > 1] == []
    assert caught_lines() == [
        row(one, caught=line.startswith("yes")) for one, line in zip(MUTATIONS, caught_lines(), strict=True)
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_edition_without_a_fault_has_no_finding(lang: str) -> None:
    assert found_in_good(lang) == ()


def rules() -> dict[str, Rule]:
    """Every rule of the proof by its name, from the RULES of each module."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(briefing.proof.__path__, "briefing.proof."):
        found |= {rule.id: rule for rule in getattr(importlib.import_module(module.name), "RULES", ())}
    return found


def test_every_rule_is_meant_for_a_fault_or_is_shown_one_elsewhere() -> None:
    meant = {one.rule for one in MUTATIONS}
    assert meant | set(ELSEWHERE) == set(rules())
    assert meant & set(ELSEWHERE) == set()


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_what_is_shown_elsewhere_is_named_there(rule: str) -> None:
    text = (ROOT / ELSEWHERE[rule]).read_text(encoding="utf-8")
    constant = rule.rpartition("-")[2].upper()
    assert rule in text or re.search(rf"\b{constant}\b", text)


def test_a_change_that_changes_nothing_is_refused() -> None:
    with pytest.raises(AssertionError, match="changes nothing"):
        found_in(Mutation("none", "txt", "number-untraced", lambda data: data))
    with pytest.raises(AssertionError, match="is not in"):
        found_in(Mutation("none", "pptx", "number-untraced", words(3, "no such words", "other words")))


def test_a_finding_by_another_rule_or_at_another_place_is_no_catch() -> None:
    mutation = Mutation("a digit", "pptx", "number-untraced", words(3, "262.9", "269.2"), 3)
    rule = rules()["number-untraced"]
    there = rule.at(Location(mutation.file, 3), "wrong", "mend it")
    assert is_caught(mutation, (there,))
    assert not is_caught(mutation, ())
    assert not is_caught(mutation, (rules()["number-lost"].at(there.location, "wrong", "mend it"),))
    for location in (Location(mutation.file, 4), Location("beijing-innovation.en.pdf", 3)):
        assert not is_caught(mutation, (replace(there, location=location),))
