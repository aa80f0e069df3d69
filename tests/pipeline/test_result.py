"""What an edition in one language has and that in another lacks is noted."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing.model.document import Document
from briefing.pipeline.result import in_one_language
from tests.compose.sample import composed


def made(folder: Path, lang: str, *ids: str) -> Document:
    story = "sections:\n" + "".join(f"  - {{id: {one}, title: A finding on {one}, notes: x}}\n" for one in ids)
    folder.mkdir(exist_ok=True)
    return replace(composed(story, folder), lang=lang)


def test_a_section_that_another_language_lacks_is_noted_with_its_line(tmp_path: Path) -> None:
    english, chinese = made(tmp_path, "en", "trees", "ships", "rooms"), made(tmp_path / "zh", "zh", "trees", "rooms")
    (found,) = in_one_language([english, chinese])
    assert (found.where, found.severity) == ("story.en.yaml, line 3", "notice")
    assert found.what == "the section ships is not in the edition in zh"
    assert "story.zh.yaml" in found.fix


def test_one_language_and_stories_of_other_sections_have_nothing_to_be_noted(tmp_path: Path) -> None:
    english, other = made(tmp_path, "en", "trees"), made(tmp_path / "zh", "zh", "ships")
    assert [*in_one_language([english])] == []
    assert [*in_one_language([english, other])] == []
    assert [*in_one_language([])] == []
