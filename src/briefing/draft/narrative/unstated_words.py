"""What a story says of what its table does not state: once below all numbers, and once at the end of the brief.

A unit that nobody has filled in yet is left out next to each number: the note says for all of them that it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from briefing.draft.narrative.conditional_text import until_stated
from briefing.draft.narrative.edition_words import fixed, label, unit_words
from briefing.draft.narrative.indicator_labels import things
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import SeriesShape
from briefing.draft.recognition.remembered import remembered
from briefing.draft.recognition.units_of_series import implied_by
from briefing.errors import InputError
from briefing.model.period import DAY
from briefing.model.unstated import is_unstated, stated
from briefing.wording import of

_ROW: Final = 4  # values, of which one sees that they are of every few years
_MILLION_TONNES: Final = ("mt", "MT")  # of emissions, which nobody counts in single tonnes
_EMITTED: Final = "emission"
# Short forms of units that are read in several ways.
AMBIGUOUS: Final = ("mt", "mn", "m", "MT", "t", "bn", "kt")


def note_of(keys: Iterable[str], scene: ChartScene) -> str | None:
    """Return the note on what the table does not say, once for all that follows: who published it, and what it leaves
    open of the values of short names."""
    lang, shown = scene.context.lang, [key for key in keys if key in scene.shapes]
    values = _values_note(shown, scene) or _code_note(shown, scene) or _read_note(shown, scene)
    source = ""
    for key in shown[:1]:
        publisher = scene.context.subject(key).publisher
        if is_unstated(publisher):
            blank = of(lang).joint(" ") if values else ""
            source = until_stated(f"{key}.publisher", publisher, f"{fixed('source_note', lang)}{blank}", "")
    steps = [words for key in shown for words in _steps(key, scene, "steps_note")][:1]
    return of(lang).joint(" ").join(filter(None, (f"{source}{values}", *steps))) or None


def _code_note(keys: Iterable[str], scene: ChartScene) -> str:
    """Return that the table does not say what the short form of its unit stands for."""
    found = next((key for key in keys if scene.shapes[key].unit in AMBIGUOUS), "")
    if not found:
        return ""
    read = "_read" if is_read(found, scene) else ""
    unit, words = scene.shapes[found].unit, fixed(f"code_note{read}", scene.context.lang)
    return until_stated(f"{found}.unit", unit, words.format(unit), "")


def _read_note(keys: Iterable[str], scene: ChartScene) -> str:
    """Return that units are read from names, as years from a life expectancy: neither a column nor a head has them."""
    try:
        known = remembered(scene.context.project.root)
    except InputError:  # no table was drafted into the project
        return ""
    heads = {key: head.casefold() for head, key in known.keys.items()}
    found: dict[str, None] = {}
    for subject in map(scene.context.subject, keys if "unit" not in known.roles.values() else ()):
        item, unit = subject.indicator, subject.unit
        if item is not None and item.id in heads and unit in implied_by(item.names.get("en", "")):
            found |= {} if unit.casefold() in heads[item.id] else {unit: None}
    lang = scene.context.lang
    quoted = [fixed("read_unit", lang).format(unit) for unit in found]
    return fixed("read_note", lang).format(of(lang).list(quoted)) if quoted else ""


def is_read(key: str, scene: ChartScene) -> bool:
    """Whether the short form of a unit has a usual reading, which a draft gives as its own: emissions in mt."""
    return scene.shapes[key].unit in _MILLION_TONNES and _EMITTED in label(scene.context, key).lower()


def _values_note(keys: Iterable[str], scene: ChartScene) -> str:
    """Return the note on what the table does not say of short names: in what unit they are, whether sums of money are
    real, or from which base values are counted."""
    lang = scene.context.lang
    shapes = [scene.shapes[key] for key in keys if key in scene.shapes]
    missing = [one for one in shapes if is_unstated(one.unit)]
    if any(one.prices_open for one in shapes):
        words = _prices(shapes, lang)
        open_money = [one for one in missing if one.prices_open]
        return _until_known(open_money[0], _prices(shapes, lang, "no_"), repr(words)) if open_money else words
    if any(one.from_base for one in shapes):  # once, where the reader meets the first of these values
        words = "" if "base_note" in scene.noted else base_note(scene)
        scene.noted.add("base_note")
        return words
    return _until_known(missing[0], fixed("unit_note", lang), "") if missing else ""


def base_note(scene: ChartScene) -> str:
    """Return that values are differences from a base which the table does not state, nor their unit where it does not;
    nothing of other values."""
    units = [one.unit for one in scene.shapes.values() if one.from_base]
    return fixed(f"base_note{'' if is_unstated(units[0]) else '_then'}", scene.context.lang) if units else ""


def _until_known(shape: SeriesShape, words: str, then: str) -> str:
    return until_stated(f"{shape.key}.unit", shape.unit, words, then)


def card_unit(context: PhrasingContext, key: str) -> str:
    """Return the unit of a card in words; of a table that does not state it nothing, or its scale, until somebody fills
    it in. Of a unit that is a scale alone, which stands with the value, it says that a number is meant."""
    unit = context.subject(key).unit
    if not is_unstated(unit):
        return unit_words(context, key) or fixed("card_number", context.lang)
    return until_stated(f"{key}.unit", unit, stated(unit), f"{key}.unit")


def unstated(scene: ChartScene) -> Iterator[tuple[str, str]]:
    """Yield what the table of a project does not say, of whom the values are, in what unit, or at which prices, each
    with a text that says so until somebody fills it in, and then what was filled in."""
    lang = scene.context.lang
    for key in scene.shapes:
        publisher = scene.context.subject(key).publisher
        if is_unstated(publisher):
            yield "no_source", until_stated(f"{key}.publisher", publisher, fixed("no_source", lang), f"{key}.publisher")
            break
    for key in scene.shapes:
        unit = scene.context.subject(key).unit
        if is_unstated(unit) and scene.shapes[key].prices_open:
            words = fixed("no_currency", lang).format(label(scene.context, key, article=False))
            yield "no_unit", until_stated(f"{key}.unit", unit, words, f"{key}.unit")
            break
        if is_unstated(unit):
            none = not any(stated(one.unit) for one in scene.shapes.values())
            name = "no_units" if none else "no_unit" if stated(unit) else "no_unit_of"
            words = fixed(name, lang).format(label(scene.context, key, article=False))
            yield "no_unit", until_stated(f"{key}.unit", unit, words, f"{key}.unit")
            break
    own = [scene.shapes[key] for key in scene.single]
    # of several short names or places the note below their cards says it
    if len(own) == 1 and len(own[0].places) <= 1 and own[0].prices_open:
        yield "no_prices", _prices(own, lang).rstrip(".。")


def note_medians(nodes: object, scene: ChartScene) -> None:
    """Note whether nodes of a story have a median of places: one of the story, of a chart, or a short name."""
    subjects = scene.context.project.edition.subjects
    names = [re.escape(key) for key, one in subjects.items() if one.combine == "median"]
    if re.search("|".join([r"median_of\(", "'benchmark': 'median'", *(rf"\b{name}\b" for name in names)]), repr(nodes)):
        scene.noted.add("medians")


def coverage(scene: ChartScene) -> Iterator[str]:
    """Yield what the values cover: of which places counts and medians are, what is not seen between values of every few
    years, and from when on a table has values that the edition has not."""
    key = next((one for one in scene.shapes if scene.has_many_places(one)), "")
    if key:
        places = f"{{{{ {key}.places() | value }}}}"
        words = "sampled_medians" if "medians" in scene.noted else "sampled"  # which a balance has none of
        yield fixed(words, scene.context.lang).format(places, things(scene.context))
    yield from [words for one in scene.shapes for words in _steps(one, scene, "steps")][:1]
    yield from [words for one in scene.shapes for words in _before(one, scene)][:1]


def limits(scene: ChartScene) -> Iterator[str]:
    """Yield what no figure of a table can say: whether values within a year are adjusted for seasons, what came after
    its last value where no source has a date, what of changes of money is prices or exchange rates, and why anything
    changed."""
    lang = scene.context.lang
    within = (key for key, one in scene.shapes.items() if one.frequency.unit in ("month", "quarter"))
    if (key := next(within, "")) and not scene.context.subject(key).adjustment:
        yield fixed("no_season", lang)
    if not any(source.published for source in scene.context.project.dataset.sources.values()):
        newest = max(scene.shapes.values(), key=lambda one: one.last.end).key
        ends = "ends_that_day" if scene.context.subject(newest).frequency == DAY else "ends_there"
        yield fixed(ends, lang).format(f"{{{{ {newest}.last | period }}}}")
    if any(one.prices_open and len(one.places) > 1 for one in scene.shapes.values()):
        yield fixed("money_moved", lang)
    yield fixed("no_cause", lang)


def _before(key: str, scene: ChartScene) -> Iterator[str]:
    """Yield since when a short name has values that are older than the period of the edition."""
    known, shape = scene.context.subject(key).known_periods, scene.shapes[key]
    if known[0] < shape.periods[0]:
        every = f"{key}.between({known[0].literal}, {shape.periods[0].literal})"
        ends = (f"{{{{ {one}.first | period }}}}" for one in (key, every))
        yield fixed("older_values", scene.context.lang).format(*ends)


def _steps(key: str, scene: ChartScene, name: str) -> Iterator[str]:
    """Yield how many years are from each value to the next, where these are as many throughout."""
    shape = scene.shapes[key]
    years = {later - earlier for earlier, later in pairwise(shape.periods)}
    if shape.yearly and len(shape.periods) >= _ROW and len(years) == 1 and years != {1}:
        first, second = (period.literal for period in shape.periods[:2])
        printed = "words" if scene.context.lang == "en" else "value"
        yield fixed(name, scene.context.lang).format(f"{{{{ {key}.between({first}, {second}).span | {printed} }}}}")


def _prices(shapes: Iterable[SeriesShape], lang: str, without: str = "") -> str:
    """Return that the table does not say what its sums are; of several places, that have moneys of their own, nor at
    which exchange rate; `without` a currency that it does not name either."""
    several = any(len(one.places) > 1 for one in shapes if one.prices_open)
    return fixed(f"{without}money_note{'_of_places' if several else ''}", lang)
