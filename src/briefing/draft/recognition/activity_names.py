"""Names of activities as a sentence has them: "Combustion of fuels" is "Fuel combustion".

Ten categories that all begin with "Production of" differ in their last words alone, and each sentence that names one
has an "of" more than it needs.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.draft.recognition.common_nouns import is_common

ACTIVITIES: Final = (
    *("combustion", "construction", "consumption", "distribution", "extraction", "generation", "manufacture"),
    *("manufacturing", "mining", "processing", "production", "refining", "smelting", "transport"),
)
_ACTIVITY: Final = re.compile(rf"(?P<activity>{'|'.join(ACTIVITIES)}) of (?P<of>[a-z]+(?:[ -][a-z]+)*)", re.IGNORECASE)
_MOST: Final = 4  # words before the activity
_JOINED: Final = frozenset({"of", "in", "for", "from", "by", "with", "and", "the", "to"})  # words of a longer phrase


def with_activity_last(name: str) -> str:
    """Return the English name of an activity with what it is of in front, where these are a few common words; any other
    name as it is."""
    found = _ACTIVITY.fullmatch(name)
    words = found["of"].split(" ") if found else []
    if not found or not 0 < len(words) <= _MOST or _JOINED.intersection(words) or not is_common(words[0]):
        return name
    words[-1] = _single(words[-1])
    turned = f"{' '.join(words)} {found['activity'].lower()}"
    return turned[:1].upper() + turned[1:]


def _single(word: str) -> str:
    """Return a plural as it stands before another word: "fuel" of "fuels"; what is known in one form alone stays."""
    return word[:-1] if word.endswith("s") and is_common(word) and is_common(word[:-1]) else word
