"""The expectations that a text of the story stands under: what must hold where it is printed."""

from __future__ import annotations

from collections.abc import Iterable

# Conditions in the words of the story, each of which is true wherever the text stands.
Expects = tuple[str, ...]


def expects(given: str | Iterable[str]) -> Expects:
    """The `expect` of a node, one expression or several → those that say something."""
    return tuple(one for one in ((given,) if isinstance(given, str) else given) if one.strip())


def chosen(when: str, key: str) -> Expects:
    """The `when` of a sentence and the key whose text stands → what holds there: `when`, or for `otherwise` not."""
    if not when.strip():
        return ()
    return (when,) if key == "text" else (f"not ({when})",)
