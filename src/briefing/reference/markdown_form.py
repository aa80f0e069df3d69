"""Topics as pages of Markdown, for the documentation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing.reference.reference_entry import Entry, Example, ReferenceTopic

_TITLES: Final = {
    "start": "Writing a section",
    "story": "Keys of a story",
    "expressions": "Expressions",
    "measures": "Measures",
    "filters": "Filters",
    "charts": "Kinds of charts",
    "data": "Columns of tables",
    "settings": "Keys of briefing.toml",
    "dispatch": "Keys of dispatch.toml",
    "batch": "Columns of a batch",
    "commands": "Commands",
    "proof": "Rules of the proof",
}
Pictures = Callable[[str], Sequence[tuple[str, str]]]


def title_of(topic: ReferenceTopic) -> str:
    """Return the title of a topic's page."""
    return _TITLES.get(topic.name, topic.name.capitalize())


def index_page(topics: Sequence[ReferenceTopic]) -> str:
    """Return the page that lists the topics."""
    rows = [f"- [{title_of(topic)}]({topic.name}.md): {topic.about}" for topic in topics]
    words = (
        "Made from the code, and from examples that were run when the pages were made. `briefing help` prints the same "
        "in a terminal, `briefing help multiple` one entry."
    )
    return "\n".join(["# Reference", "", words, "", *rows, ""])


def topic_page(topic: ReferenceTopic, entries: Sequence[Entry], pictures: Pictures = lambda _: ()) -> str:
    """Return the page of a topic; `pictures` gives the alternative text and the path of the pictures of an entry."""
    parts = [f"# {title_of(topic)}", topic.introduction.strip() or f"{topic.about[:1].upper()}{topic.about[1:]}."]
    for entry in entries:
        parts += _entry(entry, pictures)
    return "\n\n".join(parts) + "\n"


def _entry(entry: Entry, pictures: Pictures) -> Iterator[str]:
    yield f"## `{entry.name}`"
    if entry.written not in (entry.name, entry.name.rpartition(".")[2]):
        yield f"`{entry.written}`"
    yield entry.about
    if entry.details:
        yield "\n".join(f"- **{label}**: {words}" for label, words in entry.details)
    for alternative, path in pictures(entry.name):
        yield f"![{alternative}]({path})"
    plain = [example for example in entry.examples if example.form == "text"]
    if plain:
        yield "\n".join(_row(example) for example in plain)
    for example in entry.examples:
        if example.form != "text":
            yield f"```{example.form}\n{example.source}\n```"
            if example.result:
                yield f"```text\n{example.result}\n```"


def _row(example: Example) -> str:
    if not example.source:
        return f"- a finding: {_plain(example.result)}"
    if example.refused:
        return f"- refused: `{example.source}`: {_plain(example.result)}"
    return (
        f"- `{example.source}` prints “{_plain(example.result)}”"
        if _prints(example)
        else f"- `{example.source}` is {example.result}"
    )


def _prints(example: Example) -> bool:
    return example.result not in ("true", "false", "open")


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))
