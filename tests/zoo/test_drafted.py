"""Editions drafted from raw tables: each printed number and each claim of a sentence is held against the raw rows.

BRIEFING_ZOO_DRAFTS says how many are drafted, 200 by hand; a thorough run tries forty, a usual one one of each kind.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path

import pandas as pd
import pytest

from briefing import compose, read
from briefing.draft import drafting
from briefing.draft.narrative import story_trial
from briefing.model.edition import Project
from briefing.pipeline import document_file
from tests.once import once, shared_folder
from tests.thorough import THOROUGH
from tests.zoo.drafted.claims import claims_wrong
from tests.zoo.drafted.printed import Edition, wrong_numbers
from tests.zoo.drafted.tables import Case, made_up, written, zoo_cases

ASKED = int(os.environ.get("BRIEFING_ZOO_DRAFTS", "0")) or (40 if THOROUGH else 0)
ROWS = "Sector,Year,Emissions (kt)\nMining,2000,5\nMining,2001,7\nRetail,2000,3\nRetail,2001,2\n"


def cases() -> Iterator[Case]:
    """The tables of the zoo and made-up ones, in turn."""
    made = (made_up(seed) for seed in range(max(ASKED, 6)))
    every = chain.from_iterable(zip_longest(zoo_cases(max(ASKED, 10)), made))
    found = (one for one in every if one is not None)
    yield from islice(found, ASKED) if ASKED else (made_up(seed) for seed in (2, 3, 11))


def drafted(case: Case, root: Path) -> Iterator[Edition]:
    """The editions of a case, one for each language, as they are composed; what a writer refuses is not tried."""
    root.mkdir()
    made = drafting.draft(
        written(case, root), root / "project", entity=case.entity, languages=case.languages, build_it=False
    )
    project = read.project(made.folder)
    for lang in case.languages:
        yield Edition(made.folder, _document(project, made.folder, lang, root), case.long)


def _document(project: Project, folder: Path, lang: str, root: Path) -> Path:
    document, faults = compose.draft(project, read.story(folder / f"story.{lang}.yaml"), lang)
    assert list(faults) == []
    (content,) = document_file.write(document, read.theme(project.theme)).files.values()
    path = root / f"document.{lang}.json"
    path.write_bytes(content)
    return path


def wrong(edition: Edition) -> list[str]:
    """What is printed in an edition and is not so."""
    claims = claims_wrong(edition) if edition.made["edition"]["lang"] == "en" else ()
    return [*edition.problems, *wrong_numbers(edition), *claims]


def test_each_number_and_each_claim_of_a_drafted_edition_is_what_the_raw_table_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))
    found = {}
    for at, case in enumerate(cases()):
        for edition in drafted(case, tmp_path / str(at)):
            if faults := wrong(edition):
                found[case.name] = faults
    assert found == {}


@once
def sectors() -> tuple[Path, Path]:
    """A small table of two sectors, and the project that is drafted from it; not to be changed."""
    root = shared_folder("zoo-sectors")
    table, folder = root / "table.csv", root / "project"
    table.write_text(ROWS, encoding="utf-8")
    drafting.draft(table, folder, build_it=False)
    return table, folder


def edition_of(sentence: str, root: Path, *, value: float = 7.0) -> Edition:
    """A small edition of two sectors that prints one sentence and one number."""
    table, folder = sectors()
    run = {"text": "7", "fact": "mining.last"}
    made = {
        "edition": {"lang": "en", "period": [2000, 2001]},
        "facts": {"mining.last": {"value": value}},
        "document": {"title": [{"text": sentence}], "kicker": [{"text": "Mining: "}, run]},
    }
    path = root / "document.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    rows = pd.read_csv(table, dtype=str)
    long = rows.rename(columns={"Sector": "series", "Year": "period", "Emissions (kt)": "value"}).assign(entity="")
    return Edition(folder, path, long)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Retail emissions rose from 3 to 2", "rose from 3 to 2"),
        ("Mining bottomed out at 7 in 2001", "is not the bottomed out"),
        ("2 of 2 indicators rose over the period covered", "1 of 2 rose"),
        ("All 2 indicators rose over the period covered", "1 of 2 rose"),
        ("From 2000 to 2001 retail rose", "retail went from 3 to 2"),
        ("From 2000 to 2001, 2 of 2 indicators ended at a high", "1 of 2: ['mining']"),
        ("Mining emissions were 7 in 2001, the lowest in data since 2000", "the value of the start, 5, is beyond"),
        ("A rise in mining after 2001 would end a fall without a break since 2000", "not without a break"),
        ("Whether retail goes on rising, as it has without a break since 2000", "not without a break"),
    ],
)
def test_a_sentence_that_the_rows_do_not_bear_out_is_found(sentence: str, fault: str, tmp_path: Path) -> None:
    found = wrong(edition_of(sentence, tmp_path))
    assert [fault in one for one in found] == [True]


def test_a_true_sentence_passes_and_a_number_that_is_not_its_fact_does_not(tmp_path: Path) -> None:
    assert wrong(edition_of("Mining peaked at 7 in 2001", tmp_path)) == []
    (tmp_path / "other").mkdir()
    (fault,) = wrong(edition_of("Mining peaked at 7 in 2001", tmp_path / "other", value=8.0))
    assert "mining.last is 7, the edition has 8" in fault
