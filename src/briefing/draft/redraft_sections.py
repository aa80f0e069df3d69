"""Insights that a story does not have yet → new sections for it, tried within the story that a person wrote."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from briefing.draft.insight import Insight
from briefing.draft.narrative.alternatives import COMMENT, Alternatives, Node
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan, plan_sections
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.story_trial import lines_of_story, settled_in
from briefing.draft.narrative.story_yaml import as_yaml
from briefing.draft.narrative.written_sections import section_node, write_sections
from briefing.draft.redraft_coverage import SectionContent
from briefing.model.edition import Project
from briefing.read.story_blocks import StoryText

MOST: Final = 5  # sections that are proposed at once
_LEAST: Final = 0.5  # score of what makes a section of its own
_SECTIONS: Final = "sections"
_LAST: Final = "caveats"  # the section of the draft that stays the last


class ProposedSection(Struct, frozen=True):
    """A section that a story may take: its id, its YAML with the comment above, and the section that it follows."""

    id: str
    content: str
    after: str


def plans_for(
    insights: Sequence[Insight], stories: Sequence[Sequence[SectionContent]], measured: Mapping[str, str]
) -> tuple[SectionPlan, ...]:
    """Return the sections for insights that none of the stories has, the strongest first; `measured` has what each
    short name measures."""
    new = [
        one
        for one in insights
        if one.family != "caveat" and one.score >= _LEAST and not any(s.has(one) for own in stories for s in own)
    ]
    plans = [plan for plan in plan_sections(new, measured) if plan.insights]
    return tuple(sorted(plans, key=lambda plan: -plan.score)[:MOST])


def scene_of(project: Project, lang: str) -> ChartScene:
    """Return what sections of an edition may show."""
    context = PhrasingContext(project, lang)
    return ChartScene(context, {key: shape for key in project.edition.subjects if (shape := shape_of(context, key))})


def proposed_sections(
    project: Project, story: StoryText, sections: Sequence[SectionContent], plans: Sequence[SectionPlan], lang: str
) -> Mapping[str, ProposedSection]:
    """Return the planned sections in the words of a language, by the ids of their plans; one that cannot be built is
    left out."""
    scene = scene_of(project, lang)
    usable = [plan for plan in plans if all(key in scene.shapes for one in plan.insights for key in one.subjects)]
    proposals = _Proposals(story, sections)
    nodes: list[Node] = []
    for written in write_sections(usable, scene):
        node: dict[str, Any] = section_node(written, scene, proposals.part_of(written.plan), ())
        nodes.append(Alternatives([{**node, "id": proposals.name_of(written.plan)}, None]))
    if not nodes:
        return {}
    settled = settled_in(project, {_SECTIONS: nodes}, lang, proposals.written)
    return {plan: one for plan, one in proposals.of(settled).items() if one.content}


class _Proposals:
    """The places of new sections in a story."""

    def __init__(self, story: StoryText, sections: Sequence[SectionContent]) -> None:
        self._story, self._sections = story, sections
        self._after: dict[str, str] = {}
        self._plans: dict[str, str] = {}
        self._parts = {str(one.get("id")): str(one.get("part", "")) for one in story.value.get(_SECTIONS) or []}

    def name_of(self, plan: SectionPlan) -> str:
        """Return the id of a new section, which no other has."""
        name, count = plan.id, 2
        while name in self._parts or name in self._plans:
            name, count = f"{plan.id}-{count}", count + 1
        self._plans[name] = plan.id
        self._after[name] = self._anchor(plan)
        return name

    def part_of(self, plan: SectionPlan) -> str:
        """Return the part of a new section: that of the section that it follows."""
        return self._parts.get(self._anchor(plan), "")

    def _anchor(self, plan: SectionPlan) -> str:
        """Return the section that a new one follows: the last that shows its subject, else the last but the caveats."""
        ids = [one.id for one in self._sections if one.id]
        about = [one.id for one in self._sections if plan.subject in one.names and one.id != _LAST]
        rest = [name for name in ids if name != _LAST]
        return (about or rest or ids or [""])[-1]

    def written(self, root: Node) -> tuple[str, dict[int, Sequence[tuple[str | int, ...]]]]:
        """Return the text of the story with all new sections, and their paths by line."""
        story, last = self._story, dict[str, str]()
        for node in (root or {}).get(_SECTIONS, []):
            name, anchor = node["id"], self._after[node["id"]]
            story = story.with_item(_SECTIONS, section_yaml(node), last.get(anchor, anchor))
            last[anchor] = name
        ids, own = story.ids(_SECTIONS), {node["id"]: at for at, node in enumerate((root or {}).get(_SECTIONS, []))}
        places: dict[int, Sequence[tuple[str | int, ...]]] = {}
        for line, paths in lines_of_story(story.text).items():
            found = [path for path in paths if len(path) > 1 and path[0] == _SECTIONS and ids[int(path[1])] in own]
            places[line] = [(_SECTIONS, own[ids[int(path[1])]], *path[2:]) for path in found]
        return story.text, places

    def of(self, root: Node) -> dict[str, ProposedSection]:
        """Return the sections that were settled, by the ids of their plans."""
        nodes = (root or {}).get(_SECTIONS, [])
        return {
            self._plans[node["id"]]: ProposedSection(node["id"], section_yaml(node), self._after[node["id"]])
            for node in nodes
        }


def section_yaml(node: Node) -> str:
    """Return a section as YAML on lines of its own, the comment above its keys."""
    comment = str(node.get(COMMENT, ""))
    lines = as_yaml({_SECTIONS: [{key: value for key, value in node.items() if key != COMMENT}]}, "new").split("\n")
    first = next(at for at, line in enumerate(lines) if line.lstrip().startswith("- "))
    keys = textwrap.dedent("\n".join([lines[first].replace("- ", "  ", 1), *lines[first + 1 :]])).strip("\n")
    return "\n".join([*(f"# {line}" for line in comment.splitlines()), keys])
