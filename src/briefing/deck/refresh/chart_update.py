"""A chart that may have been formatted and extended by hand: only its data changes, and what the data decide.

Series are found by their names, points by their categories. A value, a label or a point's look that is no longer as it
was written is a manual edit and stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from msgspec import Struct, field
from pptx.oxml import parse_xml

from briefing.deck import reading
from briefing.deck.chart_xml.date_cells import are_counted, code_of_days, date_cells, text_cells
from briefing.deck.chart_xml.workbook import cell_value
from briefing.deck.ooxml.text_xml import escape
from briefing.deck.reading import C, look, marked, markup_of, name_of, values_of
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.table_cells import pairs
from briefing.model.period_notation import NotationError, parse_period

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SPACE = f'xmlns:c="{C[1:-1]}"'


class GridRow(Struct):
    """A category of the refreshed chart: its name, and its index now, as remembered and in the new edition."""

    name: str
    now: int | None = None
    old: int | None = None
    new: int | None = None


class ChartGrid(Struct):
    """What the refreshed chart holds: rows, series elements in their order, and which of them the new edition adds.

    `own` says that nobody has changed which series, categories and values there are.
    """

    rows: list[GridRow]
    series: list[Any] = field(default_factory=list)
    added: list[Any] = field(default_factory=list)
    own: bool = True


def refresh_chart(space: Any, old: dict[str, Any], fresh: Any, log: RefreshLog) -> ChartGrid:
    """Refresh a chart's element in place, from what is remembered of it and the new chart; return what it holds."""
    if next(space.iter(f"{C}scatterChart", f"{C}bubbleChart"), None) is not None:
        return refresh_dots(space, old, fresh, log)
    grid = ChartGrid(_rows(old["categories"], reading.categories_of(space), reading.categories_of(fresh), log))
    now, new = list(space.iter(f"{C}ser")), list(fresh.iter(f"{C}ser"))
    was = old["series"]
    standing = pairs([item["name"] for item in was], [name_of(item) for item in now])
    ahead = pairs([item["name"] for item in was], [name_of(item) for item in new])
    for at, remembered in enumerate(was):
        place = log.at(remembered["name"])
        if at not in standing:
            place.leave("a series that was removed by hand stays removed")
        elif at in ahead:
            _series(now[standing[at]], remembered, new[ahead[at]], grid.rows, place)
        elif values_of(now[standing[at]]) == remembered["values"]:
            now[standing[at]].getparent().remove(now[standing[at]])
            place.change("a series", "")
        else:
            place.leave("a series that was rewritten by hand; the new edition no longer has it")
            _aligned(now[standing[at]], grid.rows)
    for at, item in enumerate(now):
        if at not in standing.values():
            _aligned(item, grid.rows)
    for at, item in enumerate(new):
        if at not in ahead.values():
            grid.added += _add(space, item, new[:at], log)
    _order(space, new)
    _axes(space, old, fresh)
    grid.series = _drawn(space)
    grid.own = _names_and_values(space) == _names_and_values(fresh) and [
        row.name for row in grid.rows
    ] == reading.categories_of(fresh)
    return grid


def _names_and_values(space: Any) -> list[Any]:
    """Return the names and values of a chart's series."""
    return [(name_of(item), values_of(item)) for item in _drawn(space)]


def _drawn(space: Any) -> list[Any]:
    """Return a chart's series in their order."""
    return sorted(space.iter(f"{C}ser"), key=lambda item: int(item.find(f"{C}order").get("val")))


def _rows(old: Sequence[str], now: Sequence[str], new: Sequence[str], log: RefreshLog) -> list[GridRow]:
    """Return the categories of the refreshed chart, from those remembered, those that stand and those of the new
    edition."""
    standing, ahead = pairs(old, now), _same(old, new)
    behind = {there: at for at, there in ahead.items()}
    rows: list[GridRow] = []
    for at, name in enumerate(new):
        was = behind.get(at)
        if was is None:
            rows.append(GridRow(name, None, None, at))
            log.change("", f"the category {name}")
        elif was in standing:
            current = now[standing[was]]
            if current == old[was] != name:
                log.change(current, name)
            rows.append(GridRow(name if current == old[was] else current, standing[was], was, at))
        else:
            log.leave(f"the category {name} was removed by hand and stays removed")
    for name in (name for at, name in enumerate(old) if at not in ahead and at in standing):
        log.change(f"the category {name}", "")
    return rows + [GridRow(name, at) for at, name in enumerate(now) if at not in standing.values()]


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the index of the same category in a new edition by that in the old one; a period may have become another
    in its place."""
    found: dict[int, int] = {}
    for at, name in enumerate(old):
        there = next((i for i, other in enumerate(new) if other == name and i not in found.values()), None)
        if there is not None:
            found[at] = there
    for at, there in pairs(old, new).items():
        if at not in found and there not in found.values() and _is_period(old[at]) and _is_period(new[there]):
            found[at] = there
    return found


def _is_period(name: str) -> bool:
    try:
        parse_period(name)
    except NotationError:
        return False
    return True


def _series(item: Any, old: dict[str, Any], fresh: Any, rows: Sequence[GridRow], log: RefreshLog) -> None:
    """Refresh a series in place, from what is remembered of it and the new edition's."""
    if name_of(item) == old["name"] != name_of(fresh):
        next(item.find(f"{C}tx").iter(f"{C}v")).text = name_of(fresh)
        for here, there in zip(item.findall(f"{C}trendline"), fresh.findall(f"{C}trendline"), strict=False):
            here.find(f"{C}name").text = there.findtext(f"{C}name")
    if look(markup_of(item.find(f"{C}spPr")) + markup_of(item.find(f"{C}marker"))) == old["look"]:
        for name in ("spPr", "marker"):
            _swap(item, fresh, name)
    now, new, values = values_of(item), values_of(fresh), []
    for row in rows:
        stands = _at(now, row.now)
        chosen = _at(new, row.new)
        if row.new is None or (row.old is not None and not _equal(stands, _at(old["values"], row.old))):
            if row.new is not None and not _equal(stands, chosen):
                log.at(row.name).leave(f"{_shown(stands)} was set by hand", _shown(chosen))
            chosen = stands
        elif row.old is not None and not _equal(chosen, stands):
            log.at(row.name).change(_shown(stands), _shown(chosen))
        values.append(chosen)
    _fill(item, [row.name for row in rows], values, _format_of(fresh))
    _marks(item, fresh, "dPt", old["points"], rows)
    labels, given = item.find(f"{C}dLbls"), fresh.find(f"{C}dLbls")
    if labels is not None and given is not None:
        _marks(labels, given, "dLbl", old["labels"], rows)
        about = given.find(f"{C}extLst")  # labels that stand apart have no line to their point
        if about is not None and labels.find(f"{C}extLst") is None:
            labels.append(deepcopy(about))


def _swap(item: Any, fresh: Any, name: str) -> None:
    """A child of the new series takes the place of the old one."""
    here, there = item.find(f"{C}{name}"), fresh.find(f"{C}{name}")
    if here is not None and there is not None:
        item.replace(here, deepcopy(there))


def _at(values: Sequence[float | None], index: int | None) -> float | None:
    return values[index] if index is not None and index < len(values) else None


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def _shown(value: float | None) -> str:
    return "no value" if value is None else f"{value:.12g}"


def _marks(item: Any, fresh: Any, name: str, old: Mapping[str, str], rows: Sequence[GridRow]) -> None:
    """Refresh points with a look or a label of their own: edited ones follow their category, others are new."""
    now, new = marked(item, name), marked(fresh, name)
    chosen_marks: list[Any] = []
    for at, row in enumerate(rows):
        stands = now.get(row.now) if row.now is not None else None
        by_hand = row.new is None or (
            row.now is not None
            and look(markup_of(stands)) != (old.get(str(row.old), "") if row.old is not None else "")
        )
        chosen = stands if by_hand else deepcopy(new.get(row.new)) if row.new is not None else None
        if chosen is not None:
            chosen.find(f"{C}idx").set("val", str(at))
            chosen_marks.append(chosen)
    for gone in now.values():
        item.remove(gone)
    follows = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker", "explosion")
    before = [child for child in item if child.tag in {f"{C}{tag}" for tag in follows}] if name == "dPt" else []
    for at, chosen in enumerate(chosen_marks, start=len(before)):
        item.insert(at, chosen)


def _aligned(item: Any, rows: Sequence[GridRow]) -> None:
    """Let the values, points and labels of an edited series follow their categories."""
    now = values_of(item)
    _fill(item, [row.name for row in rows], [_at(now, row.now) for row in rows], _format_of(item))
    places = {row.now: at for at, row in enumerate(rows) if row.now is not None}
    for parent, name in ((item, "dPt"), (item.find(f"{C}dLbls"), "dLbl")):
        for index, mark in marked(parent, name).items():
            if index in places:
                mark.find(f"{C}idx").set("val", str(places[index]))
            else:
                parent.remove(mark)


def _fill(item: Any, names: Sequence[str], values: Sequence[float | None], code: str) -> None:
    """Categories and values into the caches of a series; their addresses are set when the workbook is."""
    words = _names(names)
    numbers = (
        f"<c:numRef><c:f/><c:numCache><c:formatCode>{escape(code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{_points(values)}</c:numCache></c:numRef>'
    )
    for tag, content in (("cat", words), ("val", numbers)):
        here = item.find(f"{C}{tag}")
        result = parse_xml(f"<c:{tag} {_SPACE}>{content}</c:{tag}>")
        result.find(f".//{C}f").text = next((found.text for found in here.iter(f"{C}f")), "")
        item.replace(here, result)


def _names(names: Sequence[str]) -> str:
    """Return a reference to cells of words, or of dates where all names are days."""
    if names and all(map(_DAY.fullmatch, names)):
        days = [dt.date.fromisoformat(name) for name in names]
        if are_counted(days):
            return date_cells("", days, code_of_days(days))
    return text_cells("", names)


def _format_of(item: Any) -> str:
    """Return the format of the values of a series, which is not that of dates along its axis."""
    return item.findtext(f"{C}val//{C}formatCode") or "General"


def _points(values: Sequence[str | float | None]) -> str:
    """Return the points of a cache for words or numbers, None for an empty cell."""
    return "".join(
        f'<c:pt idx="{at}"><c:v>{escape(value) if isinstance(value, str) else cell_value(value)}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )


def _add(space: Any, item: Any, before: Sequence[Any], log: RefreshLog) -> list[Any]:
    """Add a series of the new edition to a plot of its kind, behind the one that it follows there, and return it."""
    plot = next((plot for plot in space.iter(item.getparent().tag)), None)
    if plot is None:
        log.leave(f"the new series {name_of(item)}: the chart is of another kind by now")
        return []
    names = [name_of(one) for one in before]
    known = [one for one in plot.findall(f"{C}ser") if name_of(one) in names]
    others = plot.findall(f"{C}ser")
    copied = deepcopy(item)
    if known:
        known[-1].addnext(copied)
    elif others:
        others[0].addprevious(copied)
    else:
        plot.find(f"{C}varyColors").addnext(copied)
    log.change("", f"the series {name_of(item)}")
    return [copied]


def _order(space: Any, fresh: Sequence[Any]) -> None:
    """Number the series: as the new edition does, and with free numbers behind those for series that people added."""
    numbers = {name_of(item): item.find(f"{C}order").get("val") for item in fresh}
    taken = set(map(int, numbers.values()))
    for item in space.iter(f"{C}ser"):
        number = numbers.pop(name_of(item), None)
        if number is None:
            free = max(taken | {-1}) + 1
            taken.add(free)
            number = str(free)
        for name in ("idx", "order"):
            item.find(f"{C}{name}").set("val", number)


def refresh_dots(space: Any, old: dict[str, Any], fresh: Any, log: RefreshLog) -> ChartGrid:
    """Refresh a chart whose dots stand freely: series that nobody has edited are replaced by the new ones.

    Where rows come or go, or a series was added, only a chart without edits follows.
    """
    now, new = list(space.iter(f"{C}ser")), {name_of(item): item for item in fresh.iter(f"{C}ser")}
    was = {item["name"]: item for item in old["series"]}
    current = reading.chart_of(space)["series"]
    if [item["name"] for item in current] != list(was) or (list(was) != list(new) and current != old["series"]):
        log.leave("a chart of dots whose series were changed by hand")
        return ChartGrid([], now, own=False)
    if list(was) != list(new):
        for item in now[1:]:
            item.getparent().remove(item)
        for item in new.values():
            now[0].addprevious(deepcopy(item))
        now[0].getparent().remove(now[0])
        log.change(", ".join(was), ", ".join(new))
    for item, seen in zip(now, current, strict=True):
        name = seen["name"]
        if name not in new:
            continue
        for one, other in zip(seen["values"], values_of(new[name]), strict=False):
            if not _equal(one, other) and seen["values"] == was[name]["values"]:
                log.at(name).change(_shown(one), _shown(other))
        if seen == was[name]:
            item.getparent().replace(item, deepcopy(new[name])) if item.getparent() is not None else None
        elif all(seen.get(key) == was[name].get(key) for key in ("values", "up", "sizes")):
            for tag in ("xVal", "yVal", "bubbleSize"):
                _swap(item, new[name], tag)
        else:
            log.at(name).leave("values that were set by hand")
    _axes(space, old, fresh)
    return ChartGrid([], _drawn(space), own=_names_and_values(space) == _names_and_values(fresh))


def _axes(space: Any, old: dict[str, Any], fresh: Any) -> None:
    """Bounds, steps and number formats of axes, and the plot's place, where they are still as written."""
    places = (f"{C}scaling/{C}min", f"{C}scaling/{C}max", f"{C}majorUnit", f"{C}numFmt")
    there = reading.axes_of(fresh)
    _parts(space, old, fresh)
    for key, axis in reading.axes_of(space).items():
        if key not in there or key not in old["axes"]:
            continue
        values = reading.axis_values(axis)
        for place, value, was in zip(places, values, old["axes"][key], strict=True):
            here, new = axis.find(place), there[key].find(place)
            if value == was and here is not None and new is not None:
                for name in ("val", "formatCode"):
                    if new.get(name) is not None:
                        here.set(name, new.get(name))
            elif value == was and here is not None and new is None:
                here.getparent().remove(here)  # an end or a step that the new edition leaves to the program
            elif value == was and new is not None and place.startswith(f"{C}scaling"):
                _bound(axis.find(f"{C}scaling"), deepcopy(new))
            elif value == was and new is not None and place == f"{C}majorUnit":
                axis.find(f"{C}crossBetween").addnext(deepcopy(new))
    layout = f"{C}chart/{C}plotArea/{C}layout"
    here, new = space.find(layout), fresh.find(layout)
    if here is not None and new is not None and look(markup_of(here)) == old["layout"]:
        here.getparent().replace(here, deepcopy(new))


def _parts(space: Any, old: dict[str, Any], fresh: Any) -> None:
    """Draw parts as shares of their row or not, as the new edition does; as written, only shares have no step."""
    bars, new = (next(item.iter(f"{C}barChart"), None) for item in (space, fresh))
    if bars is None or new is None:
        return
    here, there = bars.find(f"{C}grouping"), new.find(f"{C}grouping")
    steps = [values[2] for key, values in old["axes"].items() if key == bars.findall(f"{C}axId")[-1].get("val")]
    if (here.get("val") == "percentStacked") == (steps == [""]):
        here.set("val", there.get("val"))


def _bound(scaling: Any, result: Any) -> None:
    """Put an end that a scale lacks in its place: the highest before the lowest."""
    behind = (f"{C}min",) if result.tag == f"{C}max" else ()
    before = [child for child in scaling if child.tag not in (*behind, f"{C}extLst")]
    scaling.insert(len(before), result)


def letter_of(item: Any) -> str:
    """Return the letter of a series' column in the workbook, empty if its values have no address."""
    data = item.find(f"{C}val")
    formula = str((item.find(f"{C}xVal") if data is None else data).findtext(f".//{C}f") or "").rpartition("!")[2]
    return formula.replace("$", "").partition(":")[0].rstrip("0123456789")


def refer(grid: ChartGrid, letters: Sequence[str], sheet: str) -> None:
    """Set the addresses in a chart's series to columns of a sheet."""
    last = len(grid.rows) + 1
    for item, letter in zip(grid.series, letters, strict=True):
        for tag, address in (
            ("tx", f"{sheet}!${letter}$1"),
            ("cat", f"{sheet}!$A$2:$A${last}"),
            ("val", f"{sheet}!${letter}$2:${letter}${last}"),
        ):
            found = item.find(f"{C}{tag}")
            if found is not None and (place := found.find(f".//{C}f")) is not None:
                place.text = address
