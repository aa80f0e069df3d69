"""What the note of an observation says beyond what its value, its qualifier and its status say already."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from briefing.model.dataset import Observation
from briefing.wording import Wording

_CLAUSES: Final = re.compile(r"\s*[;；]\s*")
_QUOTED: Final = re.compile(r"[“\"「『](.+?)[”\"」』]")
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NAMED: Final = frozenset("PE")  # statuses with words of their own, "names_of_P"
_SCALES: Final = tuple(Decimal(10) ** power for power in (0, 3, 4, 6, 8, 9))  # "60 million", "2万"


def own_note(wording: Wording, item: Observation) -> str:
    """Return the note of an observation in a language, without clauses that only say again that it is a bound, in the
    words of its source ("more than 3,000"), or what its status is ("preliminary")."""
    note = item.note_in(wording.lang) if item.note else ""
    clauses, names = _CLAUSES.split(note), _names(wording, item.remark)
    own = [one for one in clauses if one.strip(" .。").lower() not in names and not _quotes_bound(item, one)]
    return wording.joint("; ").join(own) if len(own) < len(clauses) else note


def says_status(wording: Wording, status: str, note: str) -> bool:
    """Whether a note has one of the words for a status."""
    return any(name in note.lower() for name in _names(wording, status))


def _quotes_bound(item: Observation, clause: str) -> bool:
    """Whether a clause quotes the value that a bound or an approximate value was read from."""
    if item.qualifier == "=":
        return False
    numbers = (number[0] for quoted in _QUOTED.findall(clause) for number in _NUMBER.finditer(quoted))
    found = [Decimal(number.replace(",", "")) for number in numbers]
    return any(float(number * scale) == item.value for number in found for scale in _SCALES)


def _names(wording: Wording, status: str) -> frozenset[str]:
    """Return the words for a status, where the language has some."""
    return frozenset(wording.phrase(f"names_of_{status}").split(" / ")) if status in _NAMED else frozenset()
