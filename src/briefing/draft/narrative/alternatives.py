"""A story that is still open at places: each has alternatives, the best first, and the first that works stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct, field

from briefing.draft.narrative.phrasing import ConditionalText

# Nodes are texts, lists, mappings by key, conditional texts, and alternatives of such. None is left out.
Node = Any
Path = tuple[str | int, ...]
COMMENT: Final = "#"  # the key of a mapping whose value is a comment before it
MERGED: Final = "*"  # the key of a mapping whose value, alternatives of mappings, is a part of it


class Alternatives(Struct, eq=False):
    """What may stand at a place, the best first. The last is often None: then nothing stands there."""

    options: Sequence[Node]
    at: int = 0

    @property
    def node(self) -> Node:
        """What stands there now."""
        return self.options[self.at] if self.at < len(self.options) else None


class ChosenStory(Struct):
    """A story in which every place is decided: its plain nodes, and the alternatives at each path."""

    root: Node = None
    owners: dict[Path, Alternatives] = field(default_factory=dict)

    def can_change(self, path: Path) -> bool:
        """Whether the very place of a path has another alternative."""
        owner = self.owners.get(path)
        return owner is not None and owner.at + 1 < len(owner.options)


def choose(root: Node) -> ChosenStory:
    """Return a story as its alternatives stand now. What is empty is left out."""
    chosen = ChosenStory()
    chosen.root = _chosen(root, (), chosen.owners)
    return chosen


def reject(chosen: ChosenStory, paths: Sequence[Path]) -> bool:
    """Take the next alternative at the innermost place around each path that has one, once for all paths that share it.
    Return whether there is any."""
    taken: dict[int, Alternatives] = {}
    for path in paths:
        around = [chosen.owners[path[:end]] for end in range(len(path), -1, -1) if path[:end] in chosen.owners]
        if any(id(owner) in taken for owner in around):
            continue  # what stood there goes already
        owner = next((one for one in around if one.at + 1 < len(one.options)), None)
        if owner is not None:
            taken[id(owner)] = owner
    for owner in taken.values():
        owner.at += 1
    return bool(taken)


def _chosen(node: Node, path: Path, owners: dict[Path, Alternatives]) -> Node:
    if isinstance(node, Alternatives):
        owners[path] = node
        return _chosen(node.node, path, owners)
    if isinstance(node, ConditionalText):
        return text_node(node)
    if isinstance(node, dict):
        return _mapping(node, path, owners) or None
    if isinstance(node, list | tuple):
        return _list(node, path, owners) or None
    return node


def _mapping(node: Mapping[str, Node], path: Path, owners: dict[Path, Alternatives]) -> dict[str, Node]:
    result: dict[str, Node] = {}
    for key, value in node.items():
        if key == MERGED:
            own = _mapping(value.node or {}, path, owners)
            owners |= {(*path, part): value for part in own}
            result |= own
        elif _stands(found := _chosen(value, (*path, key), owners)):
            result[key] = found
    return result


def _list(items: Sequence[Node], path: Path, owners: dict[Path, Alternatives]) -> list[Node]:
    """Return the items that stand; the paths of alternatives count these alone."""
    result: list[Node] = []
    for item in items:
        own: dict[Path, Alternatives] = {}
        value = _chosen(item, (*path, len(result)), own)
        if _stands(value):
            owners |= own
            result.append(value)
    return result


def _stands(value: Node) -> bool:
    return value is not None and value not in ("", [], {})


def text_node(text: ConditionalText) -> Node:
    """Return a text as a story writes it: plain words where nothing hangs on a condition."""
    if not text.text:
        return None
    keys = {"when": text.when, "otherwise": text.otherwise and text_node(text.otherwise), "expect": text.expect}
    given = {key: value for key, value in keys.items() if value}
    return {"text": text.text, **given} if given else text.text
