"""A story with conditions in its texts → the story of this edition, in which each text is that of the branch that
stands.

The branches are chosen once, before anything is composed, so that whoever reads a node of the story reads plain texts.
The conditions of what the edition leaves out are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.compose.language.conditions import Expects, branch_expects, expects
from briefing.compose.story_nodes import NodePath
from briefing.model.block_specs import Sentence
from briefing.model.story import Story
from briefing.model.story_text import BranchedText, StoryNode, TextSpec
from briefing.wording.superlatives import Superlative

Holds = Callable[[str, NodePath], bool]
Includes = Callable[[StoryNode, NodePath], bool]


class StandingText(Struct, frozen=True):
    """A branch that stands: its text, where the file has it, what holds there, and its claim.

    `when` is the condition by which it stands, empty for that of `otherwise`. A sentence that is `listed` has its claim
    tested with its list.
    """

    text: str
    path: NodePath
    tested: Expects = ()
    expect: str = ""
    when: str = ""
    listed: bool = False


class UnprintedText(Struct, frozen=True):
    """A branch that does not stand, where the file has it, and its conditions by where they stand."""

    text: str
    path: NodePath
    conditions: tuple[tuple[str, NodePath], ...]


class StandingTexts(Struct):
    """Which branches stand, by the path of their text in the story that is composed, and those that do not."""

    chosen: dict[NodePath, StandingText] = field(default_factory=dict)
    unprinted: list[UnprintedText] = field(default_factory=list)

    def place(self, path: NodePath) -> NodePath:
        """Return the path of what stands at a path as the file of the story has it."""
        found = self.chosen.get(path)
        return found.path if found else path


def standing_story(story: Story, holds: Holds, includes: Includes) -> tuple[Story, StandingTexts]:
    """Return a story with the branches that stand, and which they are.

    `holds` says whether a condition is true, `includes` whether a node belongs to the edition.
    """
    choice = _Choice(holds, includes)
    return choice.node(story, ()), choice.texts


class _Choice:
    def __init__(self, holds: Holds, includes: Includes) -> None:
        self._holds, self._includes = holds, includes
        self.texts = StandingTexts()

    def node(self, node: StoryNode, path: NodePath) -> Any:
        """Return a node with the branches that stand in it."""
        if not self._includes(node, path):
            return node
        if isinstance(node, Sentence):
            return self._sentence(node, path)
        given = dict(node)
        found = {name: self._value(value, (*path, name)) for name, value in given.items()}
        changed = {name: value for name, value in found.items() if value is not given[name]}
        return node.model_copy(update=changed) if changed else node

    def _value(self, value: Any, path: NodePath) -> Any:
        if isinstance(value, BranchedText):
            found = self._branch(value.spec, path)
            self.texts.chosen[path] = found
            self.texts.chosen[*path, "expect"] = StandingText("", (*found.path[:-1], "expect"))
            return found.text
        if isinstance(value, StoryNode):
            return self.node(value, path)
        if isinstance(value, tuple):
            items = tuple(self._value(item, (*path, at)) for at, item in enumerate(value))
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        if isinstance(value, dict):
            named = {key: self._value(item, (*path, key)) for key, item in value.items()}
            return named if any(named[key] is not value[key] for key in value) else value
        return value

    def _sentence(self, item: Sentence, path: NodePath) -> Sentence:
        """Return a sentence of a list as its conditions leave it; one with an empty text is dropped."""
        if not item.when:
            return item
        found = self._branch(item, path)
        self.texts.chosen[*path, "text"] = replace(found, listed=True)
        self.texts.chosen[*path, "expect"] = StandingText("", (*found.path[:-1], "expect"))
        return Sentence.model_construct(text=found.text, expect=found.expect, only=item.only)

    def _branch(self, spec: TextSpec, path: NodePath, tested: Expects = ()) -> StandingText:
        """Return the branch that stands of a text at a path, where this is tested already."""
        other = spec.otherwise
        if not spec.when or self._holds(spec.when, (*path, "when")):
            self._leave_out(other, (*path, "otherwise"))
            held = (*tested, *branch_expects(spec.when, "text"))
            return StandingText(spec.text, (*path, "text"), held, spec.expect, spec.when)
        self._leave_out(spec.text, (*path, "text"), (spec.expect, (*path, "expect")))
        held = (*tested, *branch_expects(spec.when, "otherwise"))
        if isinstance(other, BranchedText):
            return self._branch(other.spec, (*path, "otherwise"), held)
        return StandingText(other, (*path, "otherwise"), held)

    def _leave_out(self, text: str, path: NodePath, *conditions: tuple[str, NodePath]) -> None:
        """Note that a text does not stand, with all its branches."""
        given = tuple((source, at) for source, at in conditions if source.strip())
        if not isinstance(text, BranchedText):
            if text.strip():
                self.texts.unprinted.append(UnprintedText(text, path, given))
            return
        spec = text.spec
        asked = [(spec.when, (*path, "when")), (spec.expect, (*path, "expect"))]
        self._leave_out(spec.text, (*path, "text"), *given, *asked)
        self._leave_out(spec.otherwise, (*path, "otherwise"))


def all_of(found: StandingText | None) -> Expects:
    """Return what holds where a branch stands, its own claim with it."""
    return (*found.tested, *expects(found.expect)) if found else ()


def claimed(standing: StandingText, superlatives: Iterable[Superlative]) -> str:
    """Return the claim of a branch; for superlatives without one the condition by which it stands."""
    if standing.expect or not standing.when.strip():
        return "" if standing.listed else standing.expect
    return standing.when if any(superlatives) else ""
