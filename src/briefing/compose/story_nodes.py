"""Nodes of a story: what a reader calls them, and in which outputs their texts appear."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from briefing.model.block_specs import Sentence
from briefing.model.document import ALL, Output
from briefing.model.story import PartSpec, SectionSpec, Story
from briefing.model.text_outputs import outputs_of
from briefing.read import StoryFile

NodePath = tuple[str | int, ...]
_HOLDERS = {"sections": "section", "parts": "part"}


def node_name(path: NodePath, story: Story) -> str:
    """Return "section patents, points 1" for ("sections", 2, "points", 0, "text"): a reader counts from one."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] = _called(words[-1], step, story) if len(words) == 1 else f"{words[-1]} {step + 1}"
        else:
            words.append(step)
    if len(words) > 1 and words[-1] in ("text", "otherwise"):
        words.pop()
    return ", ".join(words)


def _called(key: str, at: int, story: Story) -> str:
    holders = story.sections if key == "sections" else story.parts
    return f"{_HOLDERS[key]} {holders[at].id}"


def heading_above(path: NodePath, story: Story) -> str:
    """Return the title and subtitle above a node, as the story has them; empty where there are none."""
    if path[:1] == ("cover",):
        return f"{story.cover.header} {story.cover.subtitle}" if story.cover else ""
    if path[:1] != ("sections",):
        return ""
    section = _section(story, path)
    return f"{section.title} {section.subtitle}"


def outputs_of_text(path: NodePath, story: Story, with_paragraphs: Collection[str]) -> tuple[Output, ...]:
    """Return the outputs of a text: those of its key in which its section and its sentence appear too.

    `with_paragraphs` are the ids of the sections that have paragraphs.
    """
    outputs = outputs_of(".".join(step for step in path if isinstance(step, str)))
    if path == ("cover", "subtitle") and not story.parts:
        outputs = ALL  # it stands under the title of the only part too
    for at in range(1, len(path) + 1):
        node = node_at(story, path[:at])
        if isinstance(node, SectionSpec):
            outputs = _in(_in_brief(str(path[2]), node, story, outputs), node.only)
        elif isinstance(node, PartSpec):
            outputs = _of_part(node, story, outputs)
        elif isinstance(node, Sentence):
            point = path[0] == "sections" and path[2] == "points"
            in_prose = point and str(_section(story, path).id) in with_paragraphs
            outputs = _in(outputs, outputs_of_point(node, in_prose=in_prose))
    return outputs


def _of_part(part: PartSpec, story: Story, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Return the outputs of a part's text: what the brief would print stands before its slides where it has no page."""
    sections = [section for section in story.sections if section.part == part.id]
    if "brief" not in outputs or not sections or any("brief" in (section.only or ALL) for section in sections):
        return outputs
    return ("deck",) if any("deck" in (section.only or ALL) for section in sections) else ()


# Keys of a section whose texts are at its chart.
_OF_CHART: Final = ("title", "subtitle", "chart", "note")


def _in_brief(key: str, section: SectionSpec, story: Story, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Return the outputs of a section's text, with what the brief adds or leaves out by the evidence."""
    if key == "ask" and section.decisions:
        return (*outputs, "brief")  # the proposal below the questions
    if key in _OF_CHART and section.only == ("letter",) and story.letter.chart in ("", section.id):
        return ("letter",)  # its headline chart
    headed = key == "title" and section.cards and section.subtitle and story.parts  # the part's headline says it
    measured = key == "subtitle" and sum(bool(chart.subtitle) for chart in section.charts) > 1  # each panel has its own
    return tuple(output for output in outputs if output != "brief") if headed or measured else outputs


def outputs_of_point(item: Sentence, *, in_prose: bool) -> tuple[Output, ...]:
    """Return the outputs of a point: its own, else all, but not the brief where paragraphs say it `in_prose`."""
    return item.only or (tuple(output for output in ALL if output != "brief") if in_prose else ALL)


def _in(outputs: tuple[Output, ...], only: Collection[Output]) -> tuple[Output, ...]:
    return tuple(output for output in outputs if output in (only or ALL))


def _section(story: Story, path: NodePath) -> SectionSpec:
    assert isinstance(path[1], int)
    return story.sections[path[1]]


def node_at(story: Story, path: NodePath) -> object:
    """Return what a story has at a node."""
    node: object = story
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, tuple)
            node = node[step]
        else:
            node = node[step] if isinstance(node, Mapping) else getattr(node, step)
    return node


def part_lines(file: StoryFile) -> dict[str, str]:
    """Return file and line of each part of a story by name: "section patents", "part ip", "cover", "letter"."""
    story = file.story
    found = {key: file.where((key,)) for key in ("cover", "letter")}
    for key, holders in (("sections", story.sections), ("parts", story.parts)):
        found |= {node_name((key, at), story): file.where((key, at)) for at in range(len(holders))}
    return found
