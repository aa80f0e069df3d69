"""Where the elements of a part break the table of what may stand in it, markup compatibility included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from operator import attrgetter
from xml.etree.ElementTree import Element

from msgspec import Struct

from briefing.proof.package.grammar import ElementType, grammar
from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import NAMESPACES, long, namespace, short
from briefing.reuse import reused

_CORE = {NAMESPACES[prefix] for prefix in ("p", "a", "c", "r")}
_GRAPHIC = "a:GraphicalObjectData"
_EVERYWHERE = {NAMESPACES["mc"], NAMESPACES["xml"]}
_ALTERNATE, _CHOICE, _FALLBACK = long("mc:AlternateContent"), long("mc:Choice"), long("mc:Fallback")
_IGNORABLE = long("mc:Ignorable")
_DECLARED = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']")
_FIRST_TAG = re.compile(r"<[A-Za-z_][^>]*>")
_NAMED = long("p:cNvPr")
_TAG = attrgetter("tag")
_USED = f"{{{NAMESPACES['r']}}}"


class PartMarkup(Struct, frozen=True):
    """What a part's markup breaks: what, its fix and where; and the relationships that its elements name, by tag."""

    faults: tuple[tuple[str, str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def check_markup(package: Package) -> None:
    """Note every element that the table lists whose children, attributes or value it refuses."""
    for part in package.trees:
        markup = reused("part-markup", (package.parts.undated_digest(part),), partial(_markup, package, part))
        for what, fix, at in markup.faults:
            package.note(part, what, fix, at)
        package.links[part] = markup.links


def _markup(package: Package, part: str) -> PartMarkup:
    root = package.trees[part]
    kind = grammar().root(root.tag)
    if kind is None:
        return PartMarkup((), tuple(links_in(root.iter())))
    return _PartReader(package.parts[part], root).read(kind)


def links_in(elements: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Yield the ids of relationships that elements name, each with the tag."""
    for element in elements:
        for name, key in element.items():
            if key and name.startswith(_USED):
                yield short(element.tag), key


class _PartReader:
    """One part, read against the table."""

    def __init__(self, content: bytes, root: Element) -> None:
        self.content = content
        self.root = root
        self.table = grammar()
        self.faults: dict[tuple[str, str], tuple[Element, int]] = {}  # the first element, and how many
        self.ignored = self._ignored() if b"markup-compatibility" in content else set()

    def read(self, kind: ElementType) -> PartMarkup:
        """Read the whole part; each fault is returned once, with how often it occurs."""
        links: list[tuple[str, str]] = []
        self._attributes(self.root, kind, tuple(self.root.items()))
        waiting = [(self.root, kind)]
        for element, of in waiting:  # which grows on the way
            tags = tuple(map(_TAG, element))
            kinds = of.good.get(tags)
            pairs = self._children(element, of, tags) if kinds is None else zip(element, kinds, strict=True)
            for child, kind_of in pairs:
                if kind_of is None:
                    links += links_in(child.iter())
                    continue
                if attributes := child.items():
                    if tuple(attributes) not in kind_of.seen:
                        self._attributes(child, kind_of, tuple(attributes))
                    if kind_of.linked:
                        links += links_in((child,))
                elif kind_of.required:
                    self._attributes(child, kind_of, ())
                if kind_of.text:
                    if kind_of.text != "text":
                        self._value(child, kind_of)
                elif (words := child.text) and not words.isspace():
                    self._tell(child, f"{short(child.tag)} holds text", "put text into a:t only")
                if len(child) or (kind_of.model and () not in kind_of.good):
                    waiting.append((child, kind_of))
        found = []
        for (what, fix), (first, count) in self.faults.items():
            more = f"and {count - 1} more" if count > 1 else ""
            found.append((what, fix, ", ".join(filter(None, (self._place(first), more)))))
        return PartMarkup(tuple(found), tuple(links))

    def _tell(self, element: Element, what: str, fix: str, times: int = 1) -> None:
        first, count = self.faults.get((what, fix), (element, 0))
        self.faults[what, fix] = first, count + times

    def _children(
        self, element: Element, kind: ElementType, tags: tuple[str, ...]
    ) -> Iterable[tuple[Element, ElementType | None]]:
        """Return the children with their types, those of every branch of an alternative too, and note wrong ones."""
        parent = short(element.tag)
        if kind.any or all(namespace(tag) in _CORE for tag in {*tags}):
            kinds = tuple(self._type(kind, tag) for tag in tags)
            if kind.name == _GRAPHIC and None in kinds and namespace(tags[kinds.index(None)]) in _CORE:
                self._tell(element, f"{short(tags[kinds.index(None)])} does not belong in {parent}", "leave it out")
            elif self._row(element, kind, parent, tags):
                kind.remember_row(tags, kinds)
            return zip(element, kinds, strict=True)
        branches = (_CHOICE, _FALLBACK) if _ALTERNATE in tags else (_FALLBACK,)
        rows = [list(self._resolved(element, branch)) for branch in branches]
        for row in rows:
            self._row(element, kind, parent, tuple(child.tag for child in row))
        strange = [(child, None) for child in element if namespace(child.tag) not in _CORE]
        each = {id(child): child for row in rows for child in row}.values()
        return [*((child, self._type(kind, child.tag)) for child in each), *strange]

    def _type(self, kind: ElementType, tag: str) -> ElementType | None:
        if tag in kind.children:
            return self.table.type(kind.children[tag])
        return self.table.root(tag) if kind.any else None

    def _row(self, element: Element, kind: ElementType, parent: str, tags: tuple[str, ...]) -> bool:
        fault = kind.fault(parent, tags)
        if fault:
            self._tell(element, fault.what, fault.fix)
        return fault is None

    def _resolved(self, element: Element, branch: str) -> Iterator[Element]:
        """Yield children as a reader sees them that takes `branch` of each alternative and skips what it may ignore."""
        strange: Counter[str] = Counter()
        for child in element:
            if child.tag == _ALTERNATE:
                choices = child.findall(_CHOICE)
                if not choices:
                    self._tell(element, "mc:AlternateContent lacks mc:Choice", "give it one, or leave it out")
                taken = choices[0] if choices and branch == _CHOICE else child.find(_FALLBACK)
                if taken is not None:
                    yield from self._resolved(taken, branch)
            elif namespace(child.tag) in _CORE:
                yield child
            else:
                strange[child.tag] += 1
        fix = "list its prefix in mc:Ignorable, or put it into an extension"
        for tag, times in strange.items():
            if namespace(tag) not in self.ignored:
                what = f"{short(tag)} is in a namespace that readers are not told to ignore"
                self._tell(element, what, fix, times)

    def _attributes(self, element: Element, kind: ElementType, attributes: tuple[tuple[str, str], ...]) -> None:
        known, fits = kind.attributes, self.table.fits
        wrong = [item for item in attributes if item[0] not in known or not fits(item[1], known[item[0]])]
        lacking = [name for name in kind.required if element.get(name) is None]
        if not wrong and not lacking:
            kind.remember(attributes)
        tag = short(element.tag) if wrong or lacking else ""
        for name in lacking:
            self._tell(element, f"{tag} lacks the attribute {short(name)}", f"give {tag} its {short(name)}")
        for name, value in wrong:
            if name in known:
                self._tell(
                    element, f"{tag} has {short(name)}={value!r}", f"give {self.table.alternatives(known[name])}"
                )
            elif namespace(name) not in self.ignored | _EVERYWHERE:
                self._tell(element, f"{tag} knows no attribute {short(name)}", "leave it out")

    def _value(self, element: Element, kind: ElementType) -> None:
        if not self.table.fits(element.text or "", kind.text):
            what = f"{short(element.tag)} holds {element.text or ''!r}"
            self._tell(element, what, f"give {self.table.alternatives(kind.text)}")

    def _ignored(self) -> set[str]:
        """Return namespaces that a reader may skip: those of mc:Ignorable and of what an alternative requires."""
        text = self.content.decode("utf-8", "replace")
        first = _FIRST_TAG.search(text)
        declared = {True: dict(_DECLARED.findall(first.group() if first else "")), False: dict(_DECLARED.findall(text))}
        found: set[str] = set()
        for element in self.root.iter():
            for name, words in (("mc:Ignorable", element.get(_IGNORABLE)), ("Requires", element.get("Requires"))):
                for prefix in (words or "").split():
                    uri = declared[element is self.root].get(prefix)
                    if uri is None and (name == "mc:Ignorable" or element.tag == _CHOICE):
                        fix = f"declare xmlns:{prefix} there, or leave it out"
                        self._tell(element, f"{name} names the prefix {prefix}, which is not declared", fix)
                    found.add(uri or "")
            if element.tag == _CHOICE and not element.get("Requires"):
                self._tell(element, "mc:Choice lacks the attribute Requires", "name the prefix that it needs")
        return found - {""} - _CORE

    def _place(self, element: Element) -> str:
        """Return the shape that holds an element, by its name, or nothing."""
        held, name = list(self.root), ""
        while held:
            inside = next((child for child in held if child is element or element in child.iter()), None)
            if inside is None or inside is element:
                break
            for child in inside:
                named = child.find(_NAMED)
                name = named.get("name", name) if named is not None else name
            held = list(inside)
        return f"shape {name!r}" if name else ""
