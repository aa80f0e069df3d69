"""A composed text → the words that a number prints itself and that the author wrote beside it once more.

"129.8 million million" is a million times too much to a reader; "−3.19%%" and "第第5名" are slips of every edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.model.text import Text

_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff"
_TOKEN: Final = re.compile(rf"\d+(?:[.,]\d+)*|[{_HAN}]|[^\W\d_{_HAN}]+|[^\w\s]|_")
_WORD: Final = re.compile(r"[^\W\d_]+|[%‰×°]")
_MOST: Final = 8
# One sign of Chinese may end a number and begin the next word, as in 9年年均; of these only a repetition does.
_ALONE: Final = frozenset("万亿倍第")


def repeats(text: Text) -> Iterator[tuple[str, str]]:
    """→ (what, fix) for each number whose first or last words stand again right before or after it."""
    for at, run in enumerate(text):
        if not run.fact:
            continue
        own = _TOKEN.findall(run.text)
        before, after = _near(text[at - 1 :: -1] if at else ()), _near(text[at + 1 :])
        for words in (_shared(own, after), _shared(before, own)):
            if words:
                told = (" " if words[0].isascii() else "").join(words)
                yield (
                    f"{told!r} stands twice: the text has it, and {run.fact} prints it too, as {run.text!r}",
                    f"leave {told!r} out of the text",
                )


def _near(runs: Text) -> list[str]:
    """The words of the first stretch that has any, unless a number stands there."""
    for run in runs:
        if run.fact:
            return []
        if tokens := _TOKEN.findall(run.text):
            return tokens
    return []


def _shared(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The longest end of `first` with which `second` begins, if it holds words: [] for none."""
    low, then = [item.casefold() for item in first[-_MOST:]], [item.casefold() for item in second[:_MOST]]
    for count in range(min(len(low), len(then)), 0, -1):
        found = list(second[:count])
        if low[-count:] == then[:count] and _repeated(found):
            return found
    return []


def _repeated(found: Sequence[str]) -> bool:
    """Whether words that two stretches share are said twice; a lone sign of Chinese or a currency's letters are not."""
    if not _WORD.fullmatch(found[0]):
        return False
    if len(found) > 1 or found[0] in _ALONE:
        return True
    return not (re.fullmatch(f"[{_HAN}]", found[0]) or found[0].isupper())
