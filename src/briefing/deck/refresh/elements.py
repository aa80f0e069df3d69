"""The elements of one slide: each is found by its identity, and what nobody has edited follows the new edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from msgspec import Struct

from briefing.deck.bindings import characters_of, identity, identity_of
from briefing.deck.reading import (
    A,
    C,
    P,
    R,
    box_of,
    characters,
    chart_of,
    look,
    markup_of,
    properties_of,
    text_look,
    transform_of,
)
from briefing.deck.refresh import merging
from briefing.deck.refresh.chart_update import refresh_chart
from briefing.deck.refresh.chart_workbook import refresh_book
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.part_import import PartImporter
from briefing.deck.refresh.table_cells import refresh_table
from briefing.deck.refresh.text_body import BoundText, refresh_text

# Programs that count in other units round a place by less than this, in EMU.
_ROUNDING = 700
_GROUP = f"{P}grpSp"
_SHAPES = (f"{P}sp", f"{P}cxnSp", f"{P}graphicFrame", f"{P}pic", _GROUP)


class SlideRefresh(Struct):
    """A slide being refreshed: its tree, what it remembers and what the new edition has, and the shapes of that by
    their identities."""

    tree: Any
    old: dict[str, Any]
    new: dict[str, Any]
    fresh: dict[str, list[Any]]
    importer: PartImporter
    as_of: dt.date
    log: RefreshLog

    def standing(self) -> dict[str, list[Any]]:
        """Return the shapes of each remembered element: copies that people have made are as bound as it is."""
        known = identified(self.tree)
        return {
            item["name"]: known.get(identity(self.old["slide"], item["name"])) or self._named(item["name"])
            for item in self.old["items"]
        }

    def _named(self, name: str) -> list[Any]:
        """Return the shape of a name without an identity: programs that drop identities keep names."""
        named = [shape for shape in self.tree.iter(*_SHAPES) if properties_of(shape).get("name") == name]
        return [shape for shape in named if not identity_of(shape)] if len(named) == 1 else []

    def new_shape(self, item: dict[str, Any]) -> Any:
        """Return the shape of an element in the new edition."""
        return self.fresh[identity(self.new["slide"], item["name"])][0]


def identified(tree: Any) -> dict[str, list[Any]]:
    """Return the shapes of a slide by their identities, each with its copies in order."""
    found: dict[str, list[Any]] = {}
    for shape in tree.iter(*_SHAPES):
        found.setdefault(identity_of(shape), []).append(shape)
    return found


def refresh_elements(slide: SlideRefresh) -> None:
    """Refresh, remove or leave every element of a slide, and add the new ones in their places."""
    new = {item["name"]: item for item in slide.new["items"]}
    old = {item["name"]: item for item in slide.old["items"]}
    standing = slide.standing()
    for name, item in old.items():
        log = slide.log.at(name)
        ahead = new.get(name)
        same = ahead is not None and ahead["kind"] == item["kind"]
        if not standing[name]:
            if same and item["kind"] != "shape":
                log.leave("it was removed by hand and stays removed", _words(ahead or {}))
        elif same and ahead is not None:
            for shape in standing[name]:
                _refresh(slide, shape, item, ahead, log)
        else:
            _drop(slide, standing[name], item, log)
            standing[name] = []
    last = None
    for name, item in new.items():
        known = name in old and old[name]["kind"] == item["kind"]
        if not known:
            standing[name] = [_add(slide, item, last)]
        last = standing[name][0] if standing.get(name) else last


def _words(item: dict[str, Any]) -> str:
    """Return what an element says."""
    return characters_of(item.get("text", item.get("alt", [])))


def _refresh(slide: SlideRefresh, shape: Any, old: dict[str, Any], new: dict[str, Any], log: RefreshLog) -> None:
    """Refresh a shape in place, from what is remembered of it and what the new edition has."""
    fresh = slide.new_shape(new)
    if not _moved(shape, old) and old["box"] != new["box"]:
        _place(shape, fresh)
    if old.get("look") != new.get("look"):
        if _look_of(shape) == old.get("look"):
            _paint(slide, shape, fresh, log)
        elif shape.tag == _GROUP:
            log.leave("shapes of a group that were changed by hand")
    _describe(shape, old, new, log.at("alt text"))
    if old["kind"] == "text" and shape.find(f"{P}txBody") is not None:
        body, result = shape.find(f"{P}txBody"), fresh.find(f"{P}txBody")
        was, now = BoundText(old["text"], old["set"]), BoundText(new["text"], new["set"])
        refresh_text(body, was, now, result, slide.importer, log)
    elif old["kind"] == "table":
        refresh_table(shape, old, new, fresh, slide.importer, log)
    elif old["kind"] == "chart":
        _chart(slide, shape, old["chart"], fresh, log)


def _chart(slide: SlideRefresh, shape: Any, old: dict[str, Any], fresh: Any, log: RefreshLog) -> None:
    """Refresh the part and the workbook of a chart's frame."""
    parts: list[Any] = []
    for frame, part in ((shape, slide.importer.part), (fresh, slide.importer.fresh)):
        holder = next(frame.iter(f"{C}chart"), None)
        if holder is None:
            log.leave("a chart that was replaced by hand")
            return
        parts.append(part.related_part(holder.get(f"{R}id")))
    books = [_book(part) for part in parts]
    grid = refresh_chart(parts[0]._element, old, parts[1]._element, log)
    if books[0] is None or books[1] is None:
        log.leave("the chart has lost its workbook; what it shows was refreshed")
        return
    blob = refresh_book(books[0].blob, books[1].blob, old, grid, slide.as_of)
    if blob != books[0].blob:
        books[0].blob = blob


def _book(part: Any) -> Any:
    """Return the part of a chart's workbook, None for a chart without one."""
    found = part._element.find(f"{C}externalData")
    relation = part.rels.get(found.get(f"{R}id")) if found is not None else None
    return relation.target_part if relation is not None and not relation.is_external else None


def _moved(shape: Any, old: dict[str, Any]) -> bool:
    """Return whether a shape stands elsewhere than it was put, or in a group that people have made."""
    now = box_of(shape)
    if shape.getparent().tag != f"{P}spTree":
        return True
    if now is None or old["box"] is None:
        return now is not None
    return any(abs(one - other) > _ROUNDING for one, other in zip(now, old["box"], strict=True))


def _place(shape: Any, fresh: Any) -> None:
    """A shape takes the place of its new one."""
    here, there = transform_of(shape), transform_of(fresh)
    if here is not None and there is not None:
        here.getparent().replace(here, deepcopy(there))
    elif there is not None:
        for at, item in enumerate(fresh.find(f"{P}spPr")[:2]):
            shape.find(f"{P}spPr").insert(at, deepcopy(item))
    elif here is not None:
        here.getparent().remove(here)


def _look_of(shape: Any) -> str:
    """Return the look of a shape, or of all shapes of a group."""
    return look(markup_of(shape if shape.tag == _GROUP else shape.find(f"{P}spPr")))


def _paint(slide: SlideRefresh, shape: Any, fresh: Any, log: RefreshLog) -> None:
    """A shape takes fill, line and form of its new one; its place stays. A group takes all shapes and their words."""
    if shape.tag == _GROUP:
        before, after = ([characters(body) for body in one.iter(f"{P}txBody")] for one in (shape, fresh))
        if len(before) != len(after):
            before, after = ["; ".join(before)], ["; ".join(after)]
        for words, instead in zip(before, after, strict=True):
            log.change(words, instead)
        shape[2:] = deepcopy(list(fresh[2:]))
        _number(slide.tree, shape.iter(f"{P}sp"))
        return
    here, there = shape.find(f"{P}spPr"), fresh.find(f"{P}spPr")
    for item in list(here):
        if item.tag != f"{A}xfrm":
            here.remove(item)
    here.extend(deepcopy([item for item in there if item.tag != f"{A}xfrm"]))


def _describe(shape: Any, old: dict[str, Any], new: dict[str, Any], log: RefreshLog) -> None:
    """The alt text: the new one where the old stands, else its numbers one by one."""
    if "alt" not in old or "alt" not in new:
        return
    properties = properties_of(shape)
    now = properties.get("descr", "")
    if _flat(now) == _flat(characters_of(old["alt"])):
        if old["alt"] != new["alt"]:
            properties.set("descr", characters_of(new["alt"]))
            for one, other in merging.changes(old["alt"], new["alt"]):
                log.change(one, other)
        return
    merged = merging.merge(old["alt"], now, new["alt"])
    for item in reversed(merged.edits):
        now = now[: item.start] + item.new + now[item.end :]
    properties.set("descr", now)
    log.leave_all(merged.left)
    for one, other in merged.changes:
        log.change(one, other)


def _flat(value: str) -> str:
    return " ".join(value.split())


def _drop(slide: SlideRefresh, shapes: list[Any], item: dict[str, Any], log: RefreshLog) -> None:
    """Remove an element that the new edition no longer has, unless it was edited."""
    for shape in shapes:
        if _moved(shape, item) or not _as_written(slide, shape, item):
            log.leave("touched by hand; the new edition no longer has it", "")
            continue
        shape.getparent().remove(shape)
        if _words(item):
            log.change(_words(item), "")


def _as_written(slide: SlideRefresh, shape: Any, item: dict[str, Any]) -> bool:
    """Return whether an element is as it was written."""
    if item["kind"] == "text":
        body = shape.find(f"{P}txBody")
        return characters(body) == characters_of(item["text"]) and text_look(markup_of(body)) == item["set"]
    if item["kind"] == "table":
        cells = [[characters(body) for body in row.iter(f"{A}txBody")] for row in shape.iter(f"{A}tr")]
        return cells == [[characters_of(cell) for cell in row] for row in item["rows"]]
    if item["kind"] == "chart":
        holder = next(shape.iter(f"{C}chart"), None)
        if holder is None:
            return False
        part: Any = slide.importer.part.related_part(holder.get(f"{R}id"))
        return bool(chart_of(part._element) == item["chart"])
    return item["kind"] == "picture" or _look_of(shape) == item.get("look")


def _add(slide: SlideRefresh, item: dict[str, Any], last: Any) -> Any:
    """Add an element of the new edition behind the one that it follows there, and return its shape."""
    shape = slide.importer.copy(slide.new_shape(item))
    _number(slide.tree, [shape, *shape.iter(f"{P}sp")] if shape.tag == _GROUP else [shape])
    while last is not None and last.getparent().tag != f"{P}spTree":
        last = last.getparent()
    if last is not None:
        last.addnext(shape)
    else:
        slide.tree.insert(2, shape)
    if _words(item):
        slide.log.at(item["name"]).change("", _words(item))
    return shape


def _number(tree: Any, shapes: Iterable[Any]) -> None:
    """Give shapes numbers that no other shape of a slide has."""
    first = max(_numbers(tree)) + 1
    for number, shape in enumerate(shapes, start=first):
        properties_of(shape).set("id", str(number))


def _numbers(tree: Any) -> Iterator[int]:
    yield from (int(item.get("id")) for item in tree.iter(f"{P}cNvPr"))
