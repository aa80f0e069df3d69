"""What heads alone, or signs of bounds, say that columns are: units, flags of values, notes, ranks, and the names of
what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.draft.raw_table import Role
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.head_words import head_words
from briefing.draft.recognition.number_texts import EXACT, QUALIFIERS

_STATUS_HEAD: Final = re.compile(
    r"(obs[ _]?)?(status|flags?|footnote code|symbol)([ _]codes?)?|obs_flag|状态|标志", re.IGNORECASE
)
_UNIT_HEAD: Final = re.compile(
    r"(unit|units|unit_measure|unit of measure(ment)?|measure unit|uom|unit[ _]?(code|name)|powercode"
    r"|单位|單位|単位|einheit|unité|unidade?|unità|eenheid|enhe[td]"
    r"|jednostka( miary)?)( de (medida|mesure))?",
    re.IGNORECASE,
)
_MULTIPLIER_HEAD: Final = re.compile(r"unit[ _]?mult(iplier)?|powercode code|scalar_(id|factor)", re.IGNORECASE)
_NOTE_HEAD: Final = re.compile(
    r"notes?|comments?|remarks?|footnotes?|obs_com|comment_obs|备注|注释|说明", re.IGNORECASE
)
_INDICATOR_HEAD: Final = re.compile(
    r"(indicator|indicators|variable|measure|(data )?series|subject|item|statistic|metric|concept|na_item"
    r"|指标|项目|指标名称|項目|表章項目|指標|indicador|indicateur|indikator|merkmal|wskaźnik|indicatore)"
    r"([ _-]?(name|label|id))?",
    re.IGNORECASE,
)
_INDICATOR_CODE: Final = re.compile(r"(indicator|variable|measure|series|subject|item)[ _-]?code", re.IGNORECASE)
_RANK_HEAD: Final = re.compile(r"(.*[ _-])?(rank|ranking|position|排名|位次)|#|no\.?", re.IGNORECASE)


def says_which_series(head: str) -> bool:
    """Whether a head is that of a column of names of series, as "Data Series", and says nothing of them."""
    return bool(_INDICATOR_HEAD.fullmatch(head_words(head)))


def roles_by_head(columns: Mapping[str, ColumnProfile]) -> Iterator[tuple[str, Role, str]]:
    """Yield the columns that their heads say to hold units, flags, notes, ranks or the names of what is measured, and
    those of which each text is a sign of a bound."""
    heads: tuple[tuple[re.Pattern[str], Role, str], ...] = (
        (_STATUS_HEAD, "status", "its head, and short codes"),
        (_UNIT_HEAD, "unit", "its head"),
        (_NOTE_HEAD, "note", "its head"),
        (_INDICATOR_CODE, "indicator_code", "its head"),
        (_INDICATOR_HEAD, "indicator", "its head"),
    )
    for name, one in columns.items():
        head = head_words(name)
        if QUALIFIERS.keys() & {*one.distinct} and {*one.distinct} <= QUALIFIERS.keys() | {EXACT}:
            yield name, "qualifier", "signs of bounds, as " + next(text for text in one.distinct if text != EXACT)
            continue
        if _MULTIPLIER_HEAD.fullmatch(head):
            yield name, "unit", "it says in which powers of ten the values stand"
        for pattern, role, reason in heads:
            # "MSFT" is the symbol of a share, "p" or "(e)" that of a status.
            longest = len("(e)") if "symbol" in head.casefold() else len("provisional")
            short = role != "status" or max(map(len, one.distinct)) <= longest
            if pattern.fullmatch(head) and not (one.numeric and role != "unit") and short:
                yield name, role, reason
                break
        if _is_rank(name) and one.whole and any(item.numeric and not _is_rank(key) for key, item in columns.items()):
            yield name, "ignored", "a rank, which an edition works out by itself"


def _is_rank(head: str) -> bool:
    return bool(_RANK_HEAD.fullmatch(head_words(head)))
