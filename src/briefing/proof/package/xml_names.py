"""Namespaces of a presentation's parts, and tags as people write them: `a:rPr`."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

_OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "p": f"{_OFFICE}/presentationml/2006/main",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "rel": f"{_OFFICE}/package/2006/relationships",
    "ct": f"{_OFFICE}/package/2006/content-types",
    "cp": f"{_OFFICE}/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "ep": f"{_OFFICE}/officeDocument/2006/extended-properties",
    "vt": f"{_OFFICE}/officeDocument/2006/docPropsVTypes",
    "x": f"{_OFFICE}/spreadsheetml/2006/main",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}


@cache
def long(name: str) -> str:
    """Return `{http://…/main}rPr` for `a:rPr`, as a parser has it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def path(steps: str) -> str:
    """Return a path as `p:sldIdLst/p:sldId` or `c:tx//c:v` with whole namespaces."""
    return "/".join(step if step in ("", "*") else long(step) for step in steps.split("/"))


def short(tag: str) -> str:
    """Return `a:rPr` for `{http://…/main}rPr`; a namespace without a known prefix is left out."""
    uri, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else local


def namespace(tag: str) -> str:
    """Return the namespace of a tag or attribute as a parser has it, "" for none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def find(tree: Element | None, path: str) -> Element | None:
    """Return the first element at a path below an element, None if either is missing."""
    return tree.find(path) if tree is not None else None


def attribute(tree: Element | None, name: str) -> str:
    """Return an attribute of an element, "" if either is missing."""
    return tree.get(name, "") if tree is not None else ""


def value(tree: Element | None, tag: str) -> str:
    """Return the `val` of an element's child, "" if it has none."""
    return attribute(find(tree, tag), "val")
