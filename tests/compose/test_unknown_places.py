"""Names in conditions that are no place's are doubted, wherever they stand; those of places are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.compose import sample
from tests.compose.sample import composed, dataset, section

SENTENCE = 'points: [{{text: "It grew.", when: {when}}}]'


def doubts(story: str, folder: Path, lang_names: dict[str, dict[str, str]] | None = None) -> list[str]:
    data = replace(dataset(), places=lang_names) if lang_names else dataset()
    found = composed(story, folder, data).findings
    return [f"{item.where}: {item.what}; {item.fix}" for item in found if "no place" in item.what]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            "edition == 'Beling'",
            "`edition == 'Beling'`: no place of the data is called 'Beling'; did you mean Belling?",
        ),
        ("patents.entity != 'belling'", "is called 'belling'; did you mean Belling?"),
        (
            "edition in ['Beling', 'Belling']",
            "`edition in ['Beling', 'Belling']`: no place of the data is called 'Beling'",
        ),
        ("rank.rank() == 1 and edition == 'Nowhere'", "is called 'Nowhere'; known here: "),
    ],
)
def test_a_name_that_is_no_places_is_doubted_where_it_hides_words(condition: str, said: str, tmp_path: Path) -> None:
    (found,) = doubts(section("A finding", SENTENCE.format(when=f'"{condition}"')), tmp_path)
    assert said in found
    assert "story.en.yaml, line 4" in found


@pytest.mark.parametrize(
    "lines",
    [
        "when: edition == 'Beling'",
        "points: [\"It {{ 'grew' if edition == 'Beling' else 'rose' }}.\"]",
        "points: [{text: It grew., when: edition != 'Belling', otherwise: {text: A, when: edition == 'Beling'}}]",
        "notes: {text: It grew., when: edition == 'Belling', otherwise: \"{{ 'A' if edition == 'Beling' else 'B' }}\"}",
    ],
)
def test_it_is_found_in_sections_texts_and_branches_that_do_not_stand(lines: str, tmp_path: Path) -> None:
    story = section("A finding", "notes: Say so.") + "  - id: two\n    title: Another finding\n    " + lines + "\n"
    assert len(doubts(story, tmp_path)) == 1


@pytest.mark.parametrize(
    "condition", ["edition == 'Belling'", "patents.entity in ['Belling']", "patents.name == 'Beling'"]
)
def test_names_of_places_and_of_other_things_are_not_doubted(condition: str, tmp_path: Path) -> None:
    assert doubts(section("A finding", SENTENCE.format(when=f'"{condition}"')), tmp_path) == []


def test_a_place_in_another_language_is_named_as_the_dataset_has_it(tmp_path: Path) -> None:
    story = section("A finding", SENTENCE.format(when="\"edition == '贝灵'\""))
    (found,) = doubts(story, tmp_path, {"zh": {"Belling": "贝灵"}})
    assert "write 'Belling', as the dataset has it" in found


def test_places_are_not_doubted_where_only_some_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = section("A finding", SENTENCE.format(when="\"edition == 'Beling'\""))
    own = sample.edition()
    monkeypatch.setattr(sample, "edition", lambda: replace(own, whole=False))
    assert doubts(story, tmp_path) == []


def test_a_total_that_is_no_place_is_doubted_as_it_is_ranked_with_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = sample.edition()
    monkeypatch.setattr(sample, "edition", lambda: replace(own, totals=("Bellin",)))
    (found,) = doubts(section("A finding", "notes: Say so."), tmp_path)
    assert found == (
        "briefing.toml, edition.totals: `totals`: no place of the data is called 'Bellin'; did you mean Belling?"
    )
