"""Words that a number prints itself and that the author wrote beside it once more.

"129.8 million million" is a million times too much to a reader; "−3.19%%" and "第第5名" are slips of every edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.compose.prose.sentences import ProseFinding
from briefing.model.text import Text

_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff"
_TOKEN: Final = re.compile(rf"\d+(?:[.,]\d+)*|[{_HAN}]|[^\W\d_{_HAN}]+|[^\w\s]|_")
_WORD: Final = re.compile(r"[^\W\d_]+|[%‰×°]")
_MOST: Final = 8
# One character of Chinese may end a number and begin the next word, as in 9年年均; of these only a repetition does.
_ALONE: Final = frozenset("万亿倍第")


def repetition_findings(text: Text) -> Iterator[ProseFinding]:
    """Find each number whose first or last words stand again right before or after it."""
    for at, run in enumerate(text):
        if not run.fact:
            continue
        own = _TOKEN.findall(run.text)
        before, after = _words_beside(text[at - 1 :: -1] if at else ()), _words_beside(text[at + 1 :])
        for repeated in filter(None, (_overlap(own, after), _overlap(before, own))):
            words = (" " if repeated[0].isascii() else "").join(repeated)
            what = f"{words!r} stands twice: the text has it, and {run.fact} prints it too, as {run.text!r}"
            yield ProseFinding(what, f"leave {words!r} out of the text")


def _words_beside(runs: Text) -> list[str]:
    """Return the words of the first run that has any, unless a number stands there."""
    for run in runs:
        if run.fact:
            return []
        if tokens := _TOKEN.findall(run.text):
            return tokens
    return []


def _overlap(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the longest end of `first` with which `second` begins, if it holds words."""
    end, start = ([item.casefold() for item in part] for part in (first[-_MOST:], second[:_MOST]))
    for count in range(min(len(end), len(start)), 0, -1):
        shared = list(second[:count])
        if end[-count:] == start[:count] and _is_repetition(shared):
            return shared
    return []


def _is_repetition(words: Sequence[str]) -> bool:
    """Whether shared words are a slip; a lone character of Chinese or a currency's letters are none."""
    if not _WORD.fullmatch(words[0]):
        return False
    if len(words) > 1 or words[0] in _ALONE:
        return True
    return not (re.fullmatch(f"[{_HAN}]", words[0]) or words[0].isupper())
