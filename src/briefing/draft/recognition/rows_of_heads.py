"""Rows that have one text alone and say what the rows below them are, as “Men” over the rows of men."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.importing.grid_parts import UNIT_HEAD, looks_like_number, looks_like_period, says_nothing
from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.units_in_heads import is_unit

_FEWEST_GROUPS: Final = 2
_MOSTLY: Final = 0.5
_SAMPLE: Final = 2_000  # rows that show which columns hold numbers
_UNIT: Final = "Unit"
_OF_ALL: Final = "total"  # what names leave out, of a group that says its unit alone
_IN_UNIT: Final = re.compile(r"(?:(?P<name>.*?)[\s,;:]*(?<!\w))?(?:in|en) (?P<unit>[^,;:]+)", re.IGNORECASE)
_MARKS: Final = " ,;:-–—"
_NOTED: Final = re.compile(r"\s+[0-9]{1,2}\)$")  # the number of a footnote


def without_rows_of_heads(table: RawTable) -> tuple[RawTable, tuple[str, ...]]:
    """Return a table in which rows of one text alone, or over the numbers, which may stand in several merged cells, are
    no rows, and in words what became of them. Where names of rows come again below another such text, a column of these
    distinguishes them; the table has no name for it, so it is called by number, as others without a head are.

    The first row has to be one of them, as otherwise a row whose values are missing would be one.
    """
    frame = table.frame
    alone = _texts_alone(frame)
    heads = alone != ""
    if heads.sum() < _FEWEST_GROUPS or not heads.iloc[0] or heads.iloc[-1] or alone[heads].duplicated().any():
        return table, ()
    rows = frame[~heads]
    names = [name for name in map(str, frame.columns) if not _is_of_values(rows[name])]
    first = next(str(name) for name in frame.columns if frame[name].iloc[0] == alone.iloc[0])
    group = alone.where(heads).ffill()[~heads]
    if not names or rows[names].assign(**{"of group": group}).duplicated().any():
        return table, ()
    words = (f"rows with one text alone, as “{alone.iloc[0][:40]}”, are heads of those below them",)
    units = [name for name in names if UNIT_HEAD.fullmatch(name)]
    if not rows[names].drop(columns=units).duplicated().any():
        return (table, ()) if first in names else (replace(table, frame=rows), words)
    # What stands over names is what they are of; what stands over numbers says more of these.
    at = 0 if first in names else len(names)
    added = _named(rows, names, group, table, first_of_all=not at)
    columns = [*names[:at], *added, *names[at:], *(name for name in map(str, frame.columns) if name not in names)]
    return replace(table, frame=rows.assign(**added)[columns]), words


def _texts_alone(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the text of each row that has one where others have numbers, or no other text at all, and that begins in
    the same column as that of the first row; "" for other rows."""
    none = pd.Series("", index=frame.index, dtype="str")
    if not len(frame) or len(frame.columns) < _FEWEST_GROUPS:
        return none
    over = frame[[name for name in map(str, frame.columns) if _is_of_values(frame[name])]]
    for part in (over, frame):
        filled = part != ""
        if not filled.iloc[0].any():
            continue
        begins = filled.to_numpy().argmax(axis=1)
        texts = pd.Series([row[at] for row, at in zip(part.to_numpy(), begins, strict=True)], index=frame.index)
        same = part.eq(texts, axis=0) | ~filled
        candidate = same.all(axis=1) & (begins == begins[0]) & (texts != "")
        words = texts.map(lambda text: not (looks_like_number(text) or says_nothing(text)))
        return texts.where(candidate & words, "")
    return none


def _is_of_values(column: pd.Series[str]) -> bool:
    """Whether the head of a column is a period, or most of its cells are numbers, without those that say nothing."""
    texts = [text for text in column.head(_SAMPLE) if not says_nothing(text)]
    numbers = bool(texts) and sum(map(looks_like_number, texts)) > _MOSTLY * len(texts)
    return numbers or looks_like_period(str(column.name))


def _named(
    rows: pd.DataFrame, names: list[str], group: pd.Series[str], table: RawTable, *, first_of_all: bool
) -> dict[str, pd.Series[str]]:
    """Return the columns that distinguish groups of rows, by name: their texts without what the title says of all, and
    their units where each text ends with one, as "Change in %", and no other column has it."""
    nameless = f"column {len(rows.columns) + 1}"
    own = [name for name in names if not UNIT_HEAD.fullmatch(name)]
    needed = {*group[rows[own].duplicated(keep=False)]}  # others have names that none of the rest has
    stated = next((rows[name] for name in names if UNIT_HEAD.fullmatch(name)), None)
    short = {text: _without_title(text, shared) for shared in [_shared(group, table.title)] for text in group.unique()}
    parts = {text: _IN_UNIT.fullmatch(rest) for text, rest in short.items()}
    found = {
        text: (part["name"] or "", part["unit"].strip()) if part else (short[text], "") for text, part in parts.items()
    }
    units = group.map(lambda text: found[text][1])
    plain = group.map(lambda text: (found[text][0] if text in needed else "") or _OF_ALL)
    if stated is not None and bool(((units == stated) | (units == "")).all()):
        columns = {nameless: plain}
    elif stated is None and all(is_unit(unit) for _, unit in found.values()):
        columns = {nameless: plain, _UNIT: units}
    else:
        columns = {nameless: group.map(short)}
    if rows[names].assign(**columns).duplicated().any():
        return {nameless: group}
    if first_of_all:  # as the first words of a name have
        columns[nameless] = columns[nameless].map(lambda text: text[:1].upper() + text[1:])
    return {name: column for name, column in columns.items() if column.str.lower().ne(_OF_ALL).any()}


def _shared(group: pd.Series[str], title: str) -> str:
    """Return the words with which all texts begin, if the title has them too; "" for none."""
    texts = list(group.unique())
    start = "".join(signs[0] for signs in takewhile(lambda alike: len(set(alike)) == 1, zip(*texts, strict=False)))
    while start[-1:].isalnum() and any(text[len(start) : len(start) + 1].isalnum() for text in texts):
        start = start[:-1]
    words = start.strip(_MARKS)
    return start if words and words.casefold() in " ".join(title.split()).casefold() else ""


def _without_title(text: str, shared: str) -> str:
    return _NOTED.sub("", text.removeprefix(shared)).replace(" ,", ",").strip(_MARKS)
