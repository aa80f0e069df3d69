"""Parts of a text of runs that keep fact, term and link, and the words of it between which a line may end."""

from __future__ import annotations

from itertools import accumulate

from briefing.model.text import Run, Text
from briefing.typesetting.line_breaking import Unbreakable


class Span(Unbreakable, frozen=True, kw_only=True):
    """Characters of a text that stay on one line: from `start` up to `end`."""

    start: int
    end: int


def with_text(run: Run, words: str) -> Run:
    """A run with other words: written out, as `msgspec.structs.replace` takes ten times as long."""
    if run.text == words:
        return run
    return Run(words, run.bold, run.italic, run.link, run.fact, run.term, run.lang, run.node)


def split_lines(text: Text) -> tuple[Text, ...]:
    """Return the parts of a text between hard breaks, without empty runs."""
    if not any("\n" in run.text or "\r" in run.text for run in text):
        return (tuple(run for run in text if run.text),)
    result: list[list[Run]] = [[]]
    for run in text:
        head, *rest = run.text.replace("\r\n", "\n").split("\n")
        result[-1].append(with_text(run, head))
        result += [[with_text(run, part)] for part in rest]
    return tuple(tuple(run for run in part if run.text) for part in result)


def cut(text: Text, start: int, end: int) -> Text:
    """Return the characters of a text from `start` up to `end`."""
    stops = accumulate(len(run.text) for run in text)
    parts = [(run, run.text[max(0, start - stop + len(run.text)) : max(0, end - stop + len(run.text))])
             for run, stop in zip(text, stops, strict=True)]  # fmt: skip
    return tuple(with_text(run, part) for run, part in parts if part)
