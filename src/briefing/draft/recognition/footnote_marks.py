"""Numbers and letters of footnotes behind names and titles, where the notes below the table begin with them → texts
without them."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.number_texts import read_numbers

_NUMBERED: Final = re.compile(r"\(?([0-9]{1,2})[,).:\]]\s+\S")
_LETTERED: Final = re.compile(r"([a-z*](?=/\s?\S)|\*(?=\)?\s?\w))")
_SLASHED: Final = re.compile(r"(?P<text>.*?[^\W_].*?)\s?/(?P<marks>[a-z*](?:\s?,\s?[a-z*])*)", re.DOTALL)
_STARRED: Final = re.compile(r"(?P<text>.*[^\W\d_]\)?)\s?\*+", re.DOTALL)  # "2024*" may be a status
_BEHIND: Final = re.compile(r"(?P<text>.*?\S)(?P<marks>(?:\s+[a-z](?=\s))?(?:\s+[0-9]{1,2}[,)]?)+)", re.DOTALL)
# Behind these a number says how many or which, as in "Children under 5"; not in "65 and over 1".
_COUNTING: Final = re.compile(
    r"(?:.*\W)?(?:(?<!and )(?<!or )(?:under|below|over|above)|than|least|most|aged?|ages|to|until|and|or|from|of|covid"
    r"|pm|top|bottom)",
    re.IGNORECASE | re.DOTALL,
)


def without_footnote_marks(table: RawTable) -> RawTable:
    """Return a table without the marks of its footnotes behind names, heads and title, as in "Food 5", "Elm*" or
    "Ash/a,b" where notes begin with 5, *, a/ and b/. A column in which two names would become one stays as it is, as
    "Type 1" and "Type 2" do."""
    marks = ((_NUMBERED.match(note) or _LETTERED.match(note)) for note in table.footnotes)
    notes = {found[1] for found in marks if found}
    if not notes:
        return table
    frame = table.frame.copy()
    for name in frame.columns:
        texts = [str(text) for text in frame[name].unique()]
        if read_numbers(texts).values:
            continue
        plain = {text: _without(text, notes) for text in texts}
        if len(set(plain.values())) == len(plain):
            frame[name] = frame[name].map(plain)
    heads = {str(name): _without(str(name), notes) for name in frame.columns}
    if len(set(heads.values())) == len(heads):
        frame = frame.rename(columns=heads)
        facts = {heads.get(name, name): one for name, one in table.columns.items()}
    else:
        facts = dict(table.columns)
    title = "\n".join(_without(line, notes) for line in table.title.split("\n"))
    return replace(table, frame=frame, columns=facts, title=title)


def _without(text: str, notes: set[str]) -> str:
    """Return a text without the marks at its end, if all of them are those of notes."""
    if "*" in notes and (starred := _STARRED.fullmatch(text)):
        return starred["text"]
    if (slashed := _SLASHED.fullmatch(text)) and set(re.findall(r"[a-z*]", slashed["marks"])) <= notes:
        return slashed["text"].rstrip()
    found = _BEHIND.fullmatch(text)
    if found is None or not any(letter.isalpha() for letter in found["text"]):
        return text
    if _COUNTING.fullmatch(found["text"]):
        return text
    marks = re.findall("[0-9]+", found["marks"])
    return found["text"].rstrip() if set(marks) <= notes else text
