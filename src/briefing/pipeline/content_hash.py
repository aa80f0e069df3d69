"""Says whether a reader would see anything new in an edition.

Facts, rendered text, theme and what else shapes the edition are in its hash, a parameter where it is printed; the as-of
date, versions, where a row stands in its file and what changed since the edition before are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from json.encoder import encode_basestring
from math import isfinite
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.chart import MOST_SERIES, Chart
from briefing.model.chart_remarks import Difference
from briefing.model.dataset import Observation, Target
from briefing.model.document import Document, Letter, Part, Section
from briefing.model.edition import Edition, Subject
from briefing.model.fact import Fact
from briefing.model.period import YEAR, Period
from briefing.model.text import Run
from briefing.model.theme import Theme
from briefing.reuse import Large, reused, reused_of

# Not in the content hash: they change without a reader seeing anything new.
_UNSEEN = {"as_of", "inputs", "claims", "tested", "cell", "facts", "sources", "findings", "logo", "path", "mapping"}
_UNSEEN |= {"previous", "changed", "mailing", "given", "parameters", "format", "compared", "totals", "whole"}
_UNSEEN |= {"tree", "project_entity", "node", "nodes", "places", "rate", "things"}
_UNSEEN |= {"allow_code"}  # what the code draws is seen, and its text is in its chart
_UNSEEN |= {"cover_image"}  # whose content is seen
_UNSEEN |= {"periods"}  # of a chart, whose categories are seen
_UNSEEN |= {"coarse"}  # which decides the decimals of a text, which is seen
# Colours of several series: charts of up to two have the highlight and the accent.
_SERIES_COLOURS = tuple(f"series_{number}" for number in range(1, MOST_SERIES + 1))
_WITH_HIGHLIGHTS = 2
_UNSEEN |= {*_SERIES_COLOURS}
_UNSEEN |= {"source_entries", "notices"}  # parts of a source line, which is seen; advice to the author
_UNSEEN |= {"earlier", "adjustment", "basis", "window", "chosen", "moment"}
# Fields that earlier versions lack, with the value that they had without a word; a fact that is a year was a "year".
_LATER: Final[Mapping[type[Struct], Mapping[str, Any]]] = {
    Chart: {
        "lifted": False,
        "gaps": (),
        "scale": None,
        "dot": 0.0,
        "ground": None,
        "differences": (),
        "results": (),
        "since": "",
        "medians": (),
        "median_names": (),
        "own": "",
        "log": "",
        "figure": None,
        "classes": None,
        "colours": (),
    },
    Document: {"image_alt": (), "dividers": True},
    Edition: {"undated": False, "web_folder": ""},
    Difference: {"missed": False, "worded": False},
    Letter: {"chart": "", "ask": ()},
    Part: {"source_line": (), "picture": ""},
    Subject: {"change": "", "on": "", "how": "", "period": None, "difference": ()},
}
_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_PLAIN: Final[Mapping[type, Callable[[Any], str]]] = {
    str: encode_basestring,
    int: repr,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
    float: lambda value: repr(value) if isfinite(value) else _JSON.encode(value),  # which refuses it
}
_SHARED: Final = frozenset((Observation, Target))  # which many facts have in common
_ONE_FIELD: Final = 1


def content_hash(document: Document, theme: Theme) -> str:
    """Return the SHA-256 in hex of all that a reader sees of a document under a theme."""
    form = _CanonicalForm()
    seen: dict[str, str | Iterator[str]] = {
        "document": form.text(document),
        "theme": form.text(theme),
        "logo": encode_basestring(_file_hash(document.edition.imprint.logo)),
        **(
            {"image": encode_basestring(_file_hash(document.edition.cover_image))}
            if document.edition.cover_image
            else {}
        ),
        **({"series": form.text(colours)} if (colours := _series_colours(document, theme)) else {}),
    }
    facts = document.facts
    seen["facts"] = _object((name, form.text(facts[name])) for name in sorted(form.printed & set(facts)))
    found = hashlib.sha256()
    for part in _object((name, seen.pop(name)) for name in sorted(seen)):
        found.update(part.encode())
    return found.hexdigest()


def _series_colours(document: Document, theme: Theme) -> list[list[str]]:
    """Return the colours of several series, where a chart has more than the two that highlight and accent mark."""
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    if all(len(chart.series) <= _WITH_HIGHLIGHTS for chart in charts):
        return []
    return [[getattr(ground, name) for name in _SERIES_COLOURS] for ground in (theme.light, theme.dark)]


def _file_hash(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else ""


def _object(texts: Iterable[tuple[str, str | Iterator[str]]]) -> Iterator[str]:
    """Yield the parts of the JSON object of names and values that are JSON; the whole may take several MB."""
    yield "{"
    for at, (name, value) in enumerate(texts):
        yield f"{', ' if at else ''}{encode_basestring(name)}: "
        if isinstance(value, str):
            yield value
        else:
            yield from value
    yield "}"


class _CanonicalForm:
    """What a reader sees of model objects, as JSON; `printed` collects the names of the facts that they print.

    What is stored is UTF-8: a string of the same takes twice as much memory where one character is Chinese.
    """

    def __init__(self) -> None:
        self.printed: set[str] = set()
        self._shared: dict[int, str] = {}

    def text(self, node: Any) -> str:
        """Return an object as JSON."""
        kind = type(node)
        if kind in _SHARED:
            found = self._shared.get(id(node))
            if found is None:
                found = self._shared[id(node)] = self._struct(kind, node)
            return found
        if kind is tuple or kind is list:
            return self._list(item for item in node if not (type(item) is Section and item.changed))
        if kind is Period:
            return _JSON.encode(node.notation)  # a year as the number that it was: who has an edition gets it once
        if isinstance(node, Struct):
            return self._struct(kind, node)
        if isinstance(node, Mapping):
            return "".join(_object(sorted((str(key), self.text(value)) for key, value in node.items())))
        return _JSON.encode(node)

    def _list(self, values: Iterable[Any], *before: str) -> str:
        """Return values as JSON, after those that are JSON."""
        found = [*before]
        for value in values:
            write = _PLAIN.get(type(value))
            found.append(self.text(value) if write is None else write(value))
        return f"[{', '.join(found)}]"

    def _struct(self, kind: type[Struct], node: Struct) -> str:
        if kind is Section:
            written, printed = reused("canonical section", (Large(node),), lambda: self._section(node))
            self.printed.update(printed)
            return written.decode()
        if kind is Fact:
            return reused_of("canonical fact", node, lambda: self._fields(kind, node).encode()).decode()
        return self._fields(kind, node)

    @staticmethod
    def _section(node: Struct) -> tuple[bytes, tuple[str, ...]]:
        """Return a section as JSON, with the facts that it prints."""
        own = _CanonicalForm()
        return own._fields(Section, node).encode(), tuple(sorted(own.printed))

    def _fields(self, kind: type[Struct], node: Struct) -> str:
        if isinstance(node, Run):
            if node.fact:
                self.printed.add(node.fact)
        elif isinstance(node, Fact) and node.measure == "period" and node.period and node.period.frequency == YEAR:
            node = replace(node, measure="year", period=None)
        values = _seen_fields(kind)(node)
        if kind in _LATER:
            later = ((getattr(node, name), usual) for name, usual in _LATER[kind].items())
            values = (*values, *(value for value, usual in later if value != usual))
        return self._list(values, encode_basestring(kind.__name__))


@cache
def _seen_fields(kind: type[Struct]) -> Callable[[Struct], tuple[Any, ...]]:
    """Return what takes the fields of a struct that a reader sees."""
    names = [name for name in kind.__struct_fields__ if name not in _UNSEEN and name not in _LATER.get(kind, ())]
    if len(names) > _ONE_FIELD:
        return attrgetter(*names)
    return lambda node: tuple(getattr(node, name) for name in names)
