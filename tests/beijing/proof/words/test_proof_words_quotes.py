"""A quotation that is not what was said is found, however it was altered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.proof.reading.dataset_tables import Tables
from tests.beijing.conftest import BEIJING
from tests.beijing.proof.words.sample import added, changed, edition, found, rules

SAID = (
    "Beijing, looking towards the future, will support high-quality development based on scientific and technological "
    "self-reliance and strength. By deepening reforms, we will elevate the construction of a global science and "
    "technology innovation center to a new stage."
)


@pytest.mark.parametrize(("old", "new", "message"), [
    ("towards the future", "toward the future", "“toward” stands for “towards”"),
    ("self-reliance and strength", "self-reliance", "stands for “self-reliance and strength.”"),
    ("deepening reforms", "further deepening reforms", "“further” is put in"),
    ("we will elevate", "we elevate", "“will” is left out after “we”"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["deck", "brief"])
def test_a_quotation_altered_by_a_word_is_found_with_the_word(old: str, new: str, message: str, kind: str) -> None:
    findings = [one for one in found(changed(edition(), old, new, kind)) if one.rule == "quote-verbatim"]
    assert len(findings) == 1
    assert message in findings[0].what
    assert findings[0].severity == "error"


def test_words_in_quotation_marks_that_nobody_said_are_found_and_those_of_the_dataset_are_not() -> None:
    reported = [
        one for one in found(added(edition(), "He said “patents will double within a year”.", 5)) if "quote" in one.rule
    ]
    assert [one.rule for one in reported] == ["quote-verbatim"]
    assert "no statement of the dataset says it" in reported[0].what
    title = "As in “Beijing's Technological Innovation: Progress Towards Global Leadership”."
    assert "quote-verbatim" not in rules(added(edition(), title, 5))
    assert "quote-verbatim" not in rules(added(edition(), "The term “new quality forces” is theirs.", 5))


def test_a_quotation_that_lost_its_marks_is_found() -> None:
    bare = changed(changed(edition(), "“Beijing, looking", "Beijing, looking"), "stage.”", "stage.")
    assert any("without quotation marks" in one.what for one in found(bare) if one.rule == "quote-verbatim")


def test_a_quotation_altered_and_without_marks_is_found_in_notes_and_letter() -> None:
    altered = SAID.replace("elevate", "lift").replace("towards", "to")
    for text, kind in ((altered, "deck"), (altered, "letter")):
        reported = [one for one in found(added(edition(), text, 1, kind)) if one.rule == "quote-verbatim"]
        assert reported
        assert all("altered and without its marks" in one.what for one in reported)


def test_a_cut_is_let_through_where_it_is_shown_and_the_brief_has_all() -> None:
    cut = "“Beijing … will support high-quality development based on … self-reliance and strength.”"
    assert rules(changed(edition(), f"“{SAID}”", cut)) == rules(edition())
    cut = "It aims at “scientific and technological self-reliance”, he said: Zhang Jihong. Translation."
    assert "quote-verbatim" not in rules(added(edition(), cut, 5))
    hidden = "“Beijing, looking towards the future, will support high-quality development based on scientific”"
    assert "quote-verbatim" in rules(changed(edition(), f"“{SAID}”", hidden))
    reordered = "“By deepening reforms, we will elevate … Beijing, looking towards the future, will support”"
    assert "quote-verbatim" in rules(changed(edition(), f"“{SAID}”", reordered))


def test_a_brief_that_cuts_the_quotation_is_found() -> None:
    cut = "“Beijing … will support high-quality development based on … self-reliance and strength.”"
    reported = [
        one
        for one in found(changed(changed(edition(), f"“{SAID}”", cut), f"“{SAID}”", cut, "brief"))
        if "quote" in one.rule
    ]
    assert [one.rule for one in reported] == ["quote-verbatim"]
    assert "is cut wherever it stands" in reported[0].what


def test_a_translation_that_is_not_marked_as_one_is_found() -> None:
    assert "quote-translation" in rules(changed(edition(), " · Translation", ""))
    assert "quote-translation" in rules(changed(edition(), "2024. Translation.", "2024.", "brief"))


def test_a_speaker_who_is_not_named_is_found() -> None:
    assert "quote-speaker" in rules(changed(edition(), "Zhang Jihong, Director", "The Director"))


def test_a_chinese_quotation_is_held_to_its_signs(tmp_path: Path) -> None:
    project = Path(shutil.copytree(BEIJING, tmp_path / "project"))
    row = "zh_said,quotation,张继红，主任,我们将通过深化改革，把全球科技创新中心建设提升到新阶段。,,,SEED_KOTOPAT\n"
    with (project / "statements.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    chinese = replace(edition("zh"), tables=Tables(project))
    good = added(chinese, "张继红说：“我们将通过深化改革，把全球科技创新中心建设提升到新阶段。”", 5)
    assert not [one for one in found(good) if one.rule == "quote-verbatim" and one.location.page == 5]
    bad = added(chinese, "张继红说：“我们将通过深化改革，把全国科技创新中心建设提升到新阶段。”", 5)
    reported = [one for one in found(bad) if one.rule == "quote-verbatim" and one.location.page == 5]
    assert [one.what.rpartition(": ")[2] for one in reported] == ["“国” stands for “球”"]
