"""Every text of a story is printed where it belongs, or the build says that it is not."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from briefing.model import story as nodes
from briefing.model.story_text import StoryNode
from briefing.model.text_outputs import TEXT_OUTPUTS, unprinted_fix
from briefing.pipeline.build import editions
from briefing.pipeline.result import BuildResult
from tests import invented
from tests.everything import NO_TEXT, Words, project, story

_KINDS: Mapping[str, type[StoryNode]] = {
    "cover": nodes.CoverSpec,
    "letter": nodes.LetterSpec,
    "parts": nodes.PartSpec,
    "sections": nodes.SectionSpec,
}


def _deck(content: bytes) -> str:
    """All words of a deck: slides, notes, charts, alternative texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()
                 if re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml$", name)]  # fmt: skip
    return " ".join(parts)


def _brief(content: bytes) -> str:
    """All words of a brief: its pages, and what is heard in place of a drawing."""
    pages = pypdfium2.PdfDocument(content)
    words = [page.get_textpage().get_text_bounded() for page in pages]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                words += [str(item[key]) for key in ("/Alt", "/ActualText") if key in item]
    return re.sub("[\u00ad\ufffe\x02\r\n-]+", "", " ".join(words))


def _words(made: BuildResult) -> dict[str, str]:
    files = {name.rpartition(".")[2]: content for name, content in made.files.items()}
    letter = (files.get("html", b"") + files.get("txt", b"")).decode()
    deck, brief = files.get("pptx"), files.get("pdf")
    return {"deck": _deck(deck) if deck else "", "brief": _brief(brief) if brief else "", "letter": letter}


def _lost(made: BuildResult, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Texts that an output should have, does not have, and of which no finding tells."""
    printed, told = _words(made), [finding.what for finding in made.findings]
    for key, words in given.items():
        node = next((name for name, node in made.document.nodes.items() if name == _name(key)), "")
        outputs = made.document.nodes[node].outputs if node else ("deck", "brief", "letter")
        for output in outputs:
            if words not in printed[output].lower() and not any(f"{node} " in one and output in one for one in told):
                yield key, output


def _name(key: str) -> str:
    """The key of a text → how the document calls it: "sections.line.points.0" → "section line, points 1"."""
    steps = key.split(".")
    first = {"sections": "section", "parts": "part"}.get(steps[0])
    if first:
        steps = [f"{first} {steps[1].replace('0', 'all')}", *steps[2:]]
    words: list[str] = []
    for step in steps:
        if step.isdigit():
            words[-1] += f" {int(step) + 1}"
        else:
            words.append(step)
    return ", ".join(words[:-1] if words[-1] == "text" else words)


@pytest.mark.parametrize("kind", ["read", "present", "one part"])
def test_each_text_of_a_story_is_in_each_output_that_it_belongs_to_or_the_build_says_so(
    kind: str, tmp_path: Path
) -> None:
    words = Words()
    told = story(words, parts=kind != "one part")
    (made,) = editions(project(tmp_path / "alder", told, mode="present" if kind == "present" else "read"))
    assert len(words.given) > 200
    lost = [f"{key} in {output}" for key, output in _lost(made, words.given)]
    assert not lost, ", ".join(lost)


def test_a_text_that_a_writer_leaves_out_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words()
    folder = project(tmp_path / "alder", story(words))
    module = import_module("briefing.letter.content")
    monkeypatch.setattr(module, "_points", lambda document: document.letter.points[:3])
    (made,) = editions(folder, only=["letter"])
    found = [finding for finding in made.findings if finding.what.startswith("letter, points")]
    assert [finding.what for finding in found] == [f"letter, points {at} is not in the letter" for at in (4, 5, 6)]
    lines = (folder / "story.en.yaml").read_text(encoding="utf-8").splitlines()
    for at, finding in enumerate(found, start=3):
        name, line = finding.where.split(", line ")
        assert name == "story.en.yaml"
        assert words.given[f"letter.points.{at}"] in lines[int(line) - 1]


def test_a_letter_has_as_many_points_as_its_author_wrote(tmp_path: Path) -> None:
    words = Words()
    (made,) = editions(project(tmp_path / "alder", story(words)), only=["letter"])
    for name, file in made.files.items():
        if name.endswith((".html", ".txt")):
            assert all(words.given[f"letter.points.{at}"] in file.decode() for at in range(6)), name


def test_a_paragraph_tells_the_points_of_its_own_section_alone(tmp_path: Path) -> None:
    words = Words()
    (made,) = editions(project(tmp_path / "alder", story(words)), only=["brief"])
    said = _words(made)["brief"]
    assert words.given["sections.line.paragraph.0"] in said
    assert words.given["sections.line.points.0"] not in said
    assert words.given["sections.bullet.points.0"] in said
    assert words.given["sections.cards.points.0"] in said


def test_a_point_that_names_the_brief_stands_beside_a_paragraph(tmp_path: Path) -> None:
    words = Words()
    told = story(words)
    line = next(section for section in told["sections"] if section["id"] == "line")
    line["points"][0] = {"text": line["points"][0], "only": ["deck", "brief"]}
    (made,) = editions(project(tmp_path / "alder", told), only=["brief"])
    assert words.given["sections.line.points.0"] in _words(made)["brief"]


def test_the_ledger_lists_no_claim_of_what_is_not_printed(tmp_path: Path) -> None:
    words = Words()
    told = story(words)
    told["letter"]["points"][0] = {"text": "Loans grew.", "expect": "loans.multiple > 1"}
    told["sections"][0]["points"][0] = {"text": "Paths grew.", "expect": "paths.multiple > 1", "only": ["deck"]}
    folder = project(tmp_path / "alder", told)
    (letter,) = editions(folder, only=["letter"])
    assert [(one["text"], one["outputs"]) for one in _ledger(letter)["claims"]] == [("Loans grew.", ["letter"])]
    (both,) = editions(folder, only=["deck", "letter"])
    claims = {one["text"]: one["outputs"] for one in _ledger(both)["claims"]}
    assert claims == {"Loans grew.": ["letter"], "Paths grew.": ["deck"]}


def test_every_key_of_a_story_has_a_line_in_the_table(tmp_path: Path) -> None:
    keys = {"title"} if "title" in nodes.Story.model_fields else set()
    for key, model in _KINDS.items():
        silent = NO_TEXT.get(model.__name__, set())
        keys |= {f"{key}.{field}" for field in model.model_fields if field not in silent}
    assert keys == set(TEXT_OUTPUTS)


def test_the_docs_tell_where_every_key_of_a_story_stands() -> None:
    page = (Path(__file__).parents[1] / "docs" / "how-to" / "story.md").read_text(encoding="utf-8")
    table = page.partition("| part of a story |")[2].partition("\n\n")[0]
    for key, outputs in TEXT_OUTPUTS.items():
        row = next(line for line in table.splitlines() if f"`{key}`" in line)
        cells = [cell.strip() for cell in row.split("|")[2:5]]
        stands = [name for name, cell in zip(("deck", "brief", "letter"), cells, strict=True) if cell != "–"]
        assert set(outputs) <= set(stands), (key, outputs, stands)


def _ledger(made: BuildResult) -> dict[str, Any]:
    *_, content = made.files.values()
    return dict(json.loads(content))


PARTS = """\
parts:
  - {id: first, name: Visits, headline: "At {{ visits.last }}"}
  - {id: second, name: %s, headline: "It was {{ visits.first }}"}
sections:
  - {id: a, part: first, title: "Now {{ visits.last }}", subtitle: auto, chart: {kind: columns, series: [visits]}}
  - {id: b, part: second, only: [brief], title: "Then {{ visits.first }}", paragraph: "It was {{ visits.first }}."}
"""


@pytest.mark.parametrize(("name", "told"), [("Loans", ["part second, name is not in the deck"]), ('""', [])])
def test_the_name_of_a_part_without_slides_is_told_and_may_be_left_empty(
    name: str, told: list[str], tmp_path: Path
) -> None:
    (made,) = editions(invented.project(tmp_path / "invented", invented.Invented(), PARTS % name))
    assert [finding.what for finding in made.findings] == told
    assert all('`name: ""`' in finding.fix for finding in made.findings)


@pytest.mark.parametrize(
    ("name", "output", "fix"),
    [
        ("section trees, title", "letter", "a letter prints its own points, or three titles: write `letter.points`"),
        ("cover, chart, annotations 1", "deck", "a cover has remarks at its line in focus, where no line runs"),
        ("section trees, chart, annotations 1", "deck", "shorten it or what is next to it, until the deck has room"),
    ],
)
def test_what_is_not_printed_for_want_of_anything_but_room_is_not_to_be_shortened_alone(
    name: str, output: str, fix: str
) -> None:
    assert unprinted_fix(name, output).startswith(fix)
