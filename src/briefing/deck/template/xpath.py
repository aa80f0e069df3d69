"""An element of a template and a path → what stands there, in the namespaces of presentations."""

from __future__ import annotations

import functools
from typing import Any

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/"
_SPACES = {
    "a": f"{_OFFICE}drawingml/2006/main",
    "p": f"{_OFFICE}presentationml/2006/main",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
}


def at(element: Any, path: str) -> list[Any]:
    """Return the elements or attribute values at an XPath, in the order of the part."""
    found = _compiled(path)(element)
    return found if isinstance(found, list) else [found]


def first(element: Any, path: str) -> Any:
    """Return the first of what stands at an XPath, or None."""
    return next(iter(at(element, path)), None)


def tag(element: Any) -> str:
    """Return the name of an element without the namespace; empty for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


@functools.cache
def _compiled(path: str) -> Any:
    return etree.XPath(path, namespaces=_SPACES)
