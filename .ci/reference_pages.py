"""The reference as pages of the documentation, `docs/reference`: made from the code, and from examples that are run."""

from __future__ import annotations

from pathlib import Path

from briefing.cli.help_command import whole_reference
from briefing.reference.chart_entries import example_section
from briefing.reference.markdown_form import index_page, topic_page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
MEDIA = {"slide": "on a slide", "page": "on a page"}


def pages() -> dict[str, str]:
    """→ the pages by the names of their files."""
    known = whole_reference()
    made = {"index.md": index_page(tuple(known.topics.values()))}
    for name, topic in known.topics.items():
        made[f"{name}.md"] = topic_page(topic, known.entries(name), pictures if name == "charts" else lambda _: ())
    return made


def pictures(kind: str) -> list[tuple[str, str]]:
    """A kind of chart → the alternative text and the path of each picture of it that there is."""
    if example_section(kind) is None:
        return []
    found = ((f"The example {words}.", f"pictures/{kind}-{medium}") for medium, words in MEDIA.items())
    endings = (".svg", ".png")
    return [(words, stem + end) for words, stem in found for end in endings if (FOLDER / (stem + end)).is_file()]


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
