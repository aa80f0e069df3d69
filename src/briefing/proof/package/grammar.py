"""The types of the elements of a part: their children in order, attributes and values.

They are read from the table `assets/proof/grammar.txt`, which describes its own format. A type is compiled when a deck
first uses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from briefing.assets import asset
from briefing.proof.package.xml_names import long, short

_TOKEN = re.compile(r"[()|?*+]|\{(\d*),(\d*)\}|ANY|([\w:]+)=(#?[\w:]+)")
_TIMES = {"?": (0, 1), "*": (0, 1 << 30), "+": (1, 1 << 30)}
_ANY = "*"
# Of each type; one edition has some hundred, and a process may prove thousands of editions. Long values, as alternative
# texts, hardly come again.
_REMEMBERED, _LONG = 500, 200
_RELATED = long("r:")


class GrammarFault(Struct, frozen=True):
    """What is wrong with an element, and how to correct it."""

    what: str
    fix: str


class _Node(Struct):
    """A piece of a content model: a tag, a row or a choice of pieces, and how often it may stand."""

    kind: str
    tag: str = ""
    items: list[_Node] = field(default_factory=list)
    least: int = 1
    most: int = 1

    def starts(self) -> Iterator[str]:
        """Yield the tags that it can begin with."""
        if self.kind == "tag":
            yield self.tag
        for item in self.items:
            yield from item.starts()
            if self.kind == "row" and item.least:
                return


class _Stuck(Exception):
    """The children from `at` on do not follow the model, which expects `expected` there."""

    def __init__(self, at: int, expected: _Node | None = None) -> None:
        self.at = at
        self.expected = expected


class ElementType(Struct):
    """What may stand in an element.

    `good` keeps the rows of children that were found right, with their types; `seen` the attributes. `linked` is an
    element that may name a relationship.
    """

    name: str
    model: _Node | None = None
    children: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    text: str = ""
    any: bool = False
    linked: bool = False
    good: dict[tuple[str, ...], tuple[ElementType | None, ...]] = field(default_factory=dict)
    seen: set[tuple[tuple[str, str], ...]] = field(default_factory=set)

    def remember(self, attributes: tuple[tuple[str, str], ...]) -> None:
        """Remember attributes that were found right, so that they are not checked again."""
        if len(self.seen) >= _REMEMBERED:
            self.seen.clear()
        for _, value in attributes:
            if len(value) >= _LONG:
                return
        self.seen.add(attributes)

    def remember_row(self, tags: tuple[str, ...], kinds: tuple[ElementType | None, ...]) -> None:
        """Remember children that were found right, with their types."""
        if len(self.good) >= _REMEMBERED:
            self.good.clear()
        self.good[tags] = kinds

    def fault(self, parent: str, tags: Sequence[str]) -> GrammarFault | None:
        """Return what is wrong with the tags of an element's children in order, None if nothing is."""
        try:
            end = _take(self.model, tags, 0) if self.model else 0
            if end is None:
                raise _Stuck(0, self.model)
            if end < len(tags):
                raise _Stuck(end)
        except _Stuck as stuck:
            return self._describe(parent, tags, stuck)
        return None

    def _describe(self, parent: str, tags: Sequence[str], stuck: _Stuck) -> GrammarFault:
        strange = [tag for tag in tags if tag not in self.children]
        if strange and not self.any:
            return GrammarFault(f"{short(strange[0])} does not belong in {parent}", "leave it out")
        expected = list(dict.fromkeys(stuck.expected.starts())) if stuck.expected else []
        if expected and not set(expected) & set(tags):
            names = " or ".join(map(short, expected[:4]))
            return GrammarFault(f"{parent} lacks {names}", f"give {parent} its {names}")
        at = f": {short(tags[stuck.at])}" if stuck.at < len(tags) else ""
        order = [short(tag) for tag in self.children if tag in tags]
        return GrammarFault(
            f"children of {parent} in a wrong order or too many{at}", f"the order is {', '.join(order)}"
        )


def _take(node: _Node, tags: Sequence[str], at: int) -> int | None:
    """Return where `node`, as often as it may stand, ends; None if it cannot begin at `at`. One tag ahead always
    decides."""
    count = 0
    while count < node.most:
        end = _once(node, tags, at)
        if end is None:
            break
        count += 1
        if end == at:
            count = max(count, node.least)
            break
        at = end
    if count >= node.least:
        return at
    if count:
        raise _Stuck(at)
    return None


def _once(node: _Node, tags: Sequence[str], at: int) -> int | None:
    if node.kind == "tag":
        fits = at < len(tags) and node.tag in (tags[at], _ANY)
        return at + 1 if fits else None
    if node.kind == "row":
        return _row(node, tags, at)
    empty = False
    for item in node.items:
        end = _take(item, tags, at)
        if end is not None and end > at:
            return end
        empty = empty or end == at
    return at if empty else None


def _row(node: _Node, tags: Sequence[str], start: int) -> int | None:
    at = start
    for item in node.items:
        end = _take(item, tags, at)
        if end is None:
            if at == start:
                return None
            raise _Stuck(at, item)
        at = end
    return at


class Grammar(Struct):
    """The whole table: roots by tag, types and values by name; types are made when they are asked for."""

    roots: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    types: dict[str, ElementType] = field(default_factory=dict)
    tests: dict[str, Callable[[str], bool]] = field(default_factory=dict)

    def root(self, tag: str) -> ElementType | None:
        """Return the type of a part's root, or of what any element may hold; None for what the table does not list."""
        return self.type(self.roots[tag]) if tag in self.roots else None

    def type(self, name: str) -> ElementType:
        """Return a type by its name; a name with # is an element that holds only a value."""
        known = self.types.get(name)
        if known is None:
            known = ElementType(name, text=name[1:]) if name[0] == "#" else _compiled(name, self.lines[name])
            self.types[name] = known
        return known

    def fits(self, value: str, name: str) -> bool:
        """Whether a text is one that a value's name allows."""
        test = self.tests.get(name)
        if test is None:
            test = self.tests[name] = _tests(self.values[name])
        return test(value)

    def alternatives(self, name: str) -> str:
        """Return the alternatives of a value in words."""
        text = self.values[name].replace("int ", "a whole number ").replace("real", "a number").replace(" / ", " or ")
        return re.sub(r"like \S+", "a length, percentage or code as the standard has it", text)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the packed table, read once."""
    read = Grammar()
    for line in asset("proof/grammar.txt").read_text(encoding="utf-8").splitlines():
        name, sign, rest = [*line.split(" ", 2), "", ""][:3]
        if sign == "=":
            read.lines[name] = rest
        elif sign == ":":
            read.values[name] = rest
        elif sign == ">" and name != "#":
            read.roots[long(name)] = rest
    return read


def _compiled(name: str, line: str) -> ElementType:
    own = name.partition(":")[0]
    compiled = ElementType(name)
    model: list[str] = []
    required: list[str] = []
    for word in line.split(" "):
        if word.startswith("@"):
            key, _, value = word[1:].partition("=")
            attribute = key.rstrip("!")
            compiled.attributes[long(attribute) if ":" in attribute else attribute] = _full(value, own)
            if key.endswith("!"):
                required.append(long(attribute) if ":" in attribute else attribute)
        elif word.startswith("#"):
            compiled.text = _full(word[1:], own)
        elif word:
            model.append(word)
    compiled.required = tuple(required)
    compiled.linked = any(name.startswith(_RELATED) for name in compiled.attributes)
    if model:
        compiled.model = _parsed(" ".join(model), own, compiled)
    return compiled


_BARE = {"bool", "byte", "count", "hex", "int", "long", "moment", "real", "text", "ubyte", "ushort"}


def _full(name: str, own: str) -> str:
    return name if ":" in name or name in _BARE else f"{own}:{name}"


def _parsed(text: str, own: str, into: ElementType) -> _Node:
    """Return the nodes of a content model; tags and their types are entered in `into`."""
    stack: list[_Node] = [_Node("row")]
    last = stack[0]
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word == "(":
            last = _Node("row")
            stack[-1].items.append(last)
            stack.append(last)
        elif word == ")":
            last = stack.pop()
        elif word == "|":
            stack[-1].kind = "or"
        elif word in _TIMES:
            last.least, last.most = _TIMES[word]
        elif word[0] == "{":
            last.least, last.most = int(token.group(1) or 0), int(token.group(2) or 1 << 30)
        else:
            last = _leaf(token, own, into)
            stack[-1].items.append(last)
    return stack[0]


def _leaf(token: re.Match[str], own: str, into: ElementType) -> _Node:
    if token.group() == "ANY":
        into.any = True
        return _Node("tag", _ANY)
    tag, kind = long(_full_tag(token.group(3), own)), token.group(4)
    into.children[tag] = "#" + _full(kind[1:], own) if kind[0] == "#" else _full(kind, own)
    return _Node("tag", tag)


def _full_tag(name: str, own: str) -> str:
    return name if ":" in name else f"{own}:{name}"


def _tests(line: str) -> Callable[[str], bool]:
    """Return the test of a text for the alternatives of a value."""
    tests = [_test(alternative) for alternative in line.split(" / ")]
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _test(alternative: str) -> Callable[[str], bool]:
    kind, _, rest = alternative.partition(" ")
    if kind == "int":
        low, high = map(int, rest.split(".."))
        return lambda value: value.lstrip("+-").isdecimal() and value.isascii() and low <= _whole(value) <= high
    if kind == "one":
        return set(rest.split(" ")[1:]).__contains__
    if kind == "like":
        pattern = re.compile(rest)
        return lambda value: bool(pattern.fullmatch(value))
    return _NUMBER_TEST if kind == "real" else lambda _: True


def _whole(value: str) -> int:
    """Return a whole number; where two signs or too many digits stand, one that no range holds."""
    return int(value) if len(value) < 24 and value[1:2] not in ("+", "-") else 1 << 99


NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def _NUMBER_TEST(value: str) -> bool:
    return bool(NUMBER.fullmatch(value))
