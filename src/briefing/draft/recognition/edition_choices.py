"""What an edition needs and a table decides: its place, its periods, its languages, how values are printed."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from briefing.draft.recognition.imported_data import DraftPlace
from briefing.draft.recognition.place_names import own_map, place_of, printed_place
from briefing.draft.recognition.series_of_rows import SeriesRows
from briefing.draft.recognition.time_texts import frequency_letter
from briefing.draft.recognition.total_places import holds_all
from briefing.errors import InputError
from briefing.facts.combined import MOST as MOST_COMBINED
from briefing.model.period import FREQUENCIES
from briefing.model.period_notation import parse_period

# How many of the newest periods an edition is of, by frequency; of years all.
_LAST: Final[Mapping[str, int]] = {"S": 40, "T": 45, "Q": 60, "M": 120, "W": 157, "D": 260}
_MOST_SPARSE: Final = 4
_TEN: Final = 10
_PLACES_OF_MEDIAN: Final = 5
_MOST_DECIMALS: Final = 4
_TOP: Final = re.compile("world|wld|global|total|all|insgesamt|合计|总计|全国|世界", re.IGNORECASE)
# Answers of a survey that are none, of which no edition is; their names are the same in most surveys.
_NO_ANSWER: Final = re.compile(
    r"no (?:answer|opinion|response)|don.t know|do not know|not (?:sure|stated|applicable)|unsure|refused?|other|others"
    r"|none of the above|(?:don.t know|dk)[ /]+(?:refused|no answer|na)|keine angabe|weiß nicht|sonstiges?"
    r"|ne sait pas|sans réponse|autres?|不知道|未回答|其他",
    re.IGNORECASE,
)
_FIGURES: Final = 4
_SEVERAL: Final = 5  # values that are no whole numbers by chance
_LOW: Final = 0.1
_AS_MANY: Final = 0.5  # of the values of the place that has most
_COUNTRIES: Final = 3
_COUNTRY: Final = re.compile("[A-Z]{3}")
_TERRITORIES: Final = frozenset({"ABW", "BMU", "CYM", "FRO", "GRL", "HKG", "MAC", "PRI", "PSE", "TWN", "XKX"})


def choose_place(
    rows: pd.DataFrame, totals: Mapping[str, str], asked: str, likely: str = "", *, lowest: bool = False
) -> tuple[str, str]:
    """Return the place of the edition and why; InputError where the asked one is not there. `likely` may hold the
    others: of rates the largest is no better choice, as of joblessness. The `lowest` value is that of the place of
    ranks."""
    places = list(rows["entity"].unique())
    if asked:
        if asked in places:
            return asked, "as --entity says"
        if len(places) == 1:
            rows["entity"] = asked
            return asked, "as --entity says"
        near = [name for name in places if name.casefold() == asked.casefold()]
        if near:
            return near[0], "as --entity says"
        raise InputError(f"there is no place {asked!r}", "--entity", f"write one of: {', '.join(places[:12])}")
    if len(places) == 1:
        return places[0], "the only place"
    complete = [name for name, reason in totals.items() if holds_all(name, reason)]
    if complete and rows["period"].nunique() > 1:  # a whole has no rank, which is all that one period says
        every = rows[rows["value"] != ""]["entity"].value_counts(sort=False)
        counts = every[every.index.isin(complete) & (every >= _AS_MANY * every.max())]
        if len(counts):  # of one that is only in the newest year nothing can be said over time
            best = max(counts.index, key=lambda name: (bool(_TOP.fullmatch(str(name))), counts[name]))
            return str(best), "it holds the others; --entity PLACE chooses another"
    if likely:
        return likely, "its rates lie between those of the others, so it may hold them; --entity PLACE chooses another"
    valued = rows[(rows["value"] != "") & ~rows["entity"].isin(list(totals))]
    counts = valued.groupby("entity", sort=False).size()
    answers = counts[[_NO_ANSWER.fullmatch(str(name)) is None for name in counts.index]]
    counts = answers if len(answers) else counts
    first = valued[valued["indicator_id"] == valued["indicator_id"].iloc[0]]
    last = first.sort_values("period").groupby("entity", sort=False)["number"].last() * (-1 if lowest else 1)
    best = max(
        counts.index, key=lambda name: (counts[name] >= 0.9 * counts.max(), last.get(name, -math.inf), counts[name])
    )
    which = "best last rank" if lowest else "largest last one"
    return str(best), f"of the places with nearly all values it has the {which}; --entity PLACE chooses another"


def edition_period(rows: pd.DataFrame, letters: Mapping[str, str]) -> str:
    """Return the period of the edition as briefing.toml writes it, of the most usual frequency: it goes on with new
    rows."""
    letter = str(rows["series"].map(letters).value_counts().index[0])
    mine = rows[(rows["series"].map(letters) == letter) & (rows["value"] != "")]
    periods = sorted({parse_period(text) for text in mine["period"].unique()}, key=lambda item: item.ordinal)
    if letter in _LAST:
        # Where most periods have no value, as many that have one; but not so many that no axis holds them.
        newest = periods[-_LAST[letter] :]
        span = min(newest[-1].ordinal - newest[0].ordinal + 1, _MOST_SPARSE * _LAST[letter])
        return f'{{ last = {span}, frequency = "{FREQUENCIES[letter].unit}" }}'
    return str(periods[0])


def frequency_letters(prefix: str, part: SeriesRows) -> dict[str, str]:
    """Return the letter of the frequency of each series of a table."""
    letter = frequency_letter(part.frequency) or "A"
    return {f"{prefix}{series}": letter for series in part.names}


def printed_decimals(values: pd.Series[str], largest: float) -> int | None:
    """Return the decimals to print where those of the table are more than four figures of the largest value, and more
    than two of the least tenth; of values on both sides of zero more than three, and more than one of their usual move.
    None where they are not. Labels of charts have as many figures, so that a number has one form in a sentence and in a
    chart. Of several values that all end in ".0", as programs write whole numbers, it is none."""
    if len(values) >= _SEVERAL and values.str.fullmatch(r"-?[0-9]+\.0+").all():
        return 0
    published = int(values.str.partition(".")[2].str.len().max())
    numbers = pd.to_numeric(values)
    sizes = numbers.abs()
    low = float(sizes[sizes > 0].quantile(_LOW)) if (sizes > 0).any() else 0.0
    size = largest if largest and math.isfinite(largest) else float(sizes.max())
    if size <= 0 or low <= 0:
        return 2 if published > _MOST_DECIMALS else None
    moves = float(numbers.diff().abs().median())
    if numbers.min() < 0 < numbers.max() and moves > 0:  # near zero a value is no small amount, as its moves say
        figures = (_FIGURES - 2 - math.floor(math.log10(size)), -math.floor(math.log10(moves)))
        decimals = max(0, min(_MOST_DECIMALS, max(figures)))
        return decimals if published > decimals else None
    figures = (_FIGURES - 1 - math.floor(math.log10(size)), 1 - math.floor(math.log10(low)))
    decimals = max(0, min(_MOST_DECIMALS, max(figures)))
    return decimals if published > decimals else None


def has_median(rows: pd.DataFrame) -> bool:
    """Whether there are enough places for a median of all, which nearly all periods have."""
    places = rows["entity"].nunique()
    counts = rows.groupby("period")["entity"].nunique()
    return _PLACES_OF_MEDIAN <= places <= MOST_COMBINED and bool((counts == places).mean() >= 0.8)


def default_languages(names: Iterable[str]) -> tuple[str, ...]:
    """Return the language of an edition nobody chose: Chinese where most names are."""
    words = list(names)
    han = sum(bool(re.search("[\u4e00-\u9fff]", name)) for name in words)
    return ("zh",) if han > len(words) / 2 else ("en",)


def countries_word(places: Sequence[str], totals: Collection[str]) -> str:
    """Return "countries" where all places but totals are some; "" where they are not, or are too few to say."""
    own = [place_of(name) for name in places if name not in totals]
    codes = [place.code for place in own if place is not None]
    alike = all(_COUNTRY.fullmatch(code) and code not in _TERRITORIES for code in codes)
    return "countries" if len(codes) == len(own) >= _COUNTRIES and alike else ""


def draft_places(rows: pd.DataFrame, languages: Sequence[str], named: Mapping[str, str]) -> tuple[DraftPlace, ...]:
    """Return the places that maps know, with their codes and names by language, and those that somebody named."""
    found: list[DraftPlace] = []
    entities = list(map(str, rows["entity"].unique()))
    capitals = len(entities) > 1 and all(name == name.upper() for name in entities)
    parts_map = own_map(entities)
    for name in entities:
        if name in named:
            found.append(DraftPlace(name, "", dict.fromkeys(("en", *languages), named[name])))
            continue
        known = place_of(name, parts_map)
        english = printed_place(name, capitals=capitals, map_name=parts_map)
        names = {"en": english} if english != name else {}
        names |= {"zh": known.names.get("zh", english) if known else english} if "zh" in languages else {}
        code = known.code if known and known.code not in {place.code for place in found} else ""
        if code or names:
            found.append(DraftPlace(str(name), code, names))
    return tuple(found)
