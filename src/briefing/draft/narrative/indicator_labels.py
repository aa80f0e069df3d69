"""A short name → what a sentence, a card or a legend calls it, as text of a template: data are never markup.

An indicator's name is not written for sentences: "Unemployment, total (% of labour force)" becomes "unemployment". What
cannot be shortened without another meaning stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from briefing.compose.language.markdown import escaped
from briefing.compose.language.numeral_rule import without_unit
from briefing.draft.insight import Insight
from briefing.draft.narrative.conditional_text import until_stated
from briefing.draft.narrative.cut_words import ending, fitted, width
from briefing.draft.narrative.measured_things import joint_of, measured_thing, with_thing
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.recognition.common_nouns import is_common
from briefing.facts import SubjectFacts
from briefing.model.unstated import is_unstated, stated
from briefing.wording import of

_LONGEST_BEHIND: Final = 12  # letters of a unit behind a signed number
PRODUCT: Final = re.compile(r"\b(?:GDP|GNP|GNI)\b|生产总值")  # names of sums of money, in whatever unit
_OF_MONEY: Final = {"en": "currency not stated", "zh": "币种未注明"}
_OF_TABLE: Final = {"en": "unit not stated", "zh": "单位未注明"}
_PARTS: Final = re.compile(r"^(?P<whole>[^,:]+?)(?:,\s|:\s|\s[-–—/]\s)(?P<part>[^,:]+)$")
# Parts behind a comma that stand before what they are of: "Mortality rate, infant", "Oil price, weekly".
_ADJECTIVES: Final = frozenset(
    {
        *("adult", "annual", "crude", "daily", "domestic", "female", "foreign", "gross", "infant"),
        *("male", "maternal", "monthly", "neonatal", "net", "nominal", "nonfarm", "primary", "private", "public"),
        *("quarterly", "real", "rural", "secondary", "tertiary", "urban", "weekly", "yearly", "youth"),
    }
)
_CHANGED: Final = re.compile(
    r"(?P<of>.+), change on (?:a year before|the previous (?P<how>month|quarter|week|day))", re.IGNORECASE
)
_HOW: Final = {None: "yearly", "month": "monthly", "quarter": "quarterly", "week": "weekly", "day": "daily"}
_HEAD: Final = re.compile(r"\s(?:of|in|per|by|for|with|from|to|at|on|without|under|over|among|between)\s|[,:(]")
# What a name goes on with behind the noun that it is about: "accidents reported to police", "percentage not working".
_GOES_ON: Final = re.compile(r"\s(?:that|which|who|whose|not|(?!added|aged)[a-z]+(?:ed|ing))(?:\s|$)")
_SINGULAR: Final = re.compile(
    r"(?:ss|us|is|ics)$|^(?:gas|news|series|species|diabetes|measles|overseas|texas|honduras|wales|paris|les|arras)$",
    re.I,
)
# What a table that has a row for each adds to its head, and a sentence about one of them does not: "births by country",
# "hours of work, by gender and age group".
_OF_EACH: Final = re.compile(
    r"(?<=\S)\s+by\s+(?:country|countries|region|state|province|city|cities|town|place|nation|area|continent)s?$"
    r"|,\s+by(?:\s(?:and\s)?(?!(?:the|an?|all|each)\b)[a-z]+,?){1,6}$",
    re.IGNORECASE,
)
# Nouns of which there is one to speak of: "the unemployment rate", and not "life expectancy".
_COUNTED: Final = re.compile(
    r"(?:index|price|rate|ratio|share|number|level|balance|gap|average|mean|median|total|deficit|surplus|count|sum"
    r"|proportion|percentage|population|temperature|workforce|volume|cost|value|yield|wage|salary|income|rent|tariff|change)"
)
_CODE: Final = re.compile(r"(?=.*[a-z])[A-Za-z][A-Za-z _/&.-]*")  # foreign words, which a Chinese sentence quotes
_LAST_BRACKETS: Final = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_OWNER_WORDS: Final = 4
_FEW: Final = 3  # places that a list names
_SEVERAL: Final = 2
_SENTENCE: Final = 48  # letters of a name that a sentence has room for
_PLURAL: Final = frozenset(("people", "children", "women", "men", "data", "police", "cattle"))
_ARTICLE: Final = re.compile(
    r"^World$|^(?:United (?:States|Kingdom|Arab)|Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros"
    r"|Euro area|European Union|Russian Federation"
    r"|Czech Republic|Dominican Republic|Central African Republic|Slovak Republic)"
    r"|\b(?:Islands|Republic of (?!Korea|Ireland|China)\w+)$"
)


def label(context: PhrasingContext, key: str, *, head: bool = False, article: bool = True, placed: bool = True) -> str:
    """Return what a sentence calls a short name: "the unemployment rate"; at its `head` "The unemployment rate".

    Where several have the same words it names its place, unless it is not `placed`.
    """
    words = _spoken(context, key) if placed else _with_thing(context, key, _by_name(context, key))
    if context.lang == "zh" and _CODE.fullmatch(words):
        words = f"“{words}”"
    if article and context.lang == "en" and _takes_article(words):
        words = f"the {words}"
    return escaped(_capital(words) if head else words)


def thing_label(context: PhrasingContext, key: str, *, head: bool = False, article: bool = True) -> str:
    """Return what a title calls the first of several readings of one thing, whose code its subtitle has: "the global
    temperature"; empty for any other short name."""
    noun = thing_of(context, key)
    if not noun or joint_of(noun) or key != next(iter(context.book.keys()), ""):
        return ""
    words = f"the {noun}" if article and _takes_article(noun) else noun
    return escaped(_capital(words) if head else words)


def owned_label(context: PhrasingContext, key: str, *, head: bool = False) -> str:
    """Return what a title calls a short name: "Kenya’s unemployment rate" where the data have other places."""
    subject = context.subject(key)
    own = label(context, key, head=head)
    if subject.combined or subject.indicator is None or len(subject.entities) < _SEVERAL:
        return own
    named = label(context, key, article=False, placed=False)
    place = place_name(context, key, subject.entity, head=head)
    if context.lang == "zh":
        return f"{place}{named}" if place not in own else own
    if possessive := owner(place):
        return f"{possessive} {named}"
    return own if place in own else f"{own} in {place_name(context, key, subject.entity)}"


def short_label(context: PhrasingContext, key: str) -> str:
    """Return what a card, a row or a legend calls a short name, in at most 24 letters."""
    full = {other: _as_named(context, other) for other in sorted(context.book.keys())}
    cut = {other: fitted(words) for other, words in full.items()}
    alike = [other for other, words in cut.items() if words == cut[key] and full[other] != full[key]]
    return escaped(cut[key] if not alike else ending(full[key]))


def whole_label(context: PhrasingContext, key: str) -> str:
    """Return what a card calls a short name where it has the room: all its words, without the noun of its amount."""
    return escaped(_as_named(context, key))


def unit_words(context: PhrasingContext, key: str) -> str:
    """Return the unit of a short name in words."""
    subject = context.subject(key)
    if is_unstated(subject.unit):  # until somebody fills it in
        return f"{{{{ {key}.unit }}}}"
    return escaped(of(context.lang).unit_named(subject.unit, subject.units, subject.format))


def with_unit(context: PhrasingContext, key: str, named: str) -> str:
    """Return a name with the unit of its short name behind it; of one that the table does not state that it is the
    table's, until somebody has filled it in."""
    joint, unit = of(context.lang).joint(", "), context.subject(key).unit
    if not is_unstated(unit):
        words = unit_words(context, key)
        return f"{named}{joint}{words}" if words else named
    of_money = any(PRODUCT.search(one) for one in context.subject(key).names.values())
    marked = (_OF_MONEY if of_money else _OF_TABLE).get(context.lang, "unit not stated")
    scale, form = stated(unit), "{0}（{1}）" if context.lang == "zh" else "{0} ({1})"
    known = f"{joint}{form.format(scale, marked) if scale else marked}"
    behind = (until_stated(f"{key}.unit", unit, *given) for given in ((known, repr(joint)), ("", f"{key}.unit")))
    return f"{named}{''.join(behind)}"


def unit_behind(context: PhrasingContext, key: str) -> str:
    """Return the unit of a short name as it stands behind a signed number: " mt"; empty where it is not stated, has
    many words, or stands with every number."""
    unit, words = context.subject(key).unit, unit_words(context, key)
    if is_unstated(unit) or len(words) > _LONGEST_BEHIND or re.search(r"[%\d$€£¥,]", words):
        return ""
    return words if context.lang == "zh" and not words.isascii() else f" {words}"


def place_name(context: PhrasingContext, key: str, entity: str, *, head: bool = False) -> str:
    """Return what a sentence calls a place: "the United States"; where its name is no plain words, its expression."""
    shown = context.book.place_in(context.lang, entity)
    plain = not re.search(r"[\d*_\[\]{}\\|`<>\"“”()]", shown) and not any(of(context.lang).language.number_words(shown))
    words = escaped(shown) if plain else f"{{{{ {key}.of({entity!r}).entity }}}}"
    if context.lang == "en" and _ARTICLE.search(shown):
        return f"{'The' if head else 'the'} {'world' if words == 'World' else words}"
    return words


def owner(place: str) -> str:
    """Return the English possessive of a place in words: "Kenya’s"; empty for one that would not read so."""
    if "{" in place or len(place.split()) > _OWNER_WORDS:
        return ""
    return f"{place}’" if place.endswith("s") else f"{place}’s"


def units_of_time(context: PhrasingContext, key: str) -> str:
    """Return what the periods of a short name are called: "years"; empty for those without a name."""
    frequency = context.subject(key).frequency
    unit = frequency.unit if frequency is not None else ""
    if context.lang == "zh":
        return {"year": "年", "quarter": "个季度", "month": "个月", "week": "周", "day": "天"}.get(unit, "")
    return f"{unit}s" if unit in ("year", "quarter", "month", "week", "day") else ""


def place_names(context: PhrasingContext, key: str, entities: Sequence[str], *, head: bool = False) -> str:
    """Return a list of places: "Kenya, Peru and the United States"."""
    if not entities:
        return ""
    if len(entities) > _FEW:
        named = [place_name(context, key, entity, head=head and not at) for at, entity in enumerate(entities[:_FEW])]
        return f"{'、'.join(named)}等" if context.lang == "zh" else f"{', '.join(named)} and others"
    named = [place_name(context, key, entity, head=head and not at) for at, entity in enumerate(entities)]
    return of(context.lang).list(named)


def things(context: PhrasingContext, *, head: bool = False) -> str:
    """Return what the edition calls its places: "places", "firms"."""
    given = context.project.edition.things.get(context.lang, "")
    words = given or {"zh": "地区"}.get(context.lang, "places")
    return escaped(words[:1].upper() + words[1:] if head else words)


def is_adjective(words: str) -> bool:
    """Whether an English name is an adjective that needs the noun of its amount: "Private", "Goods-producing"."""
    last = words.rpartition(" ")[2].lower()
    return last in _ADJECTIVES or re.search("-[a-z]+ing$", last) is not None


def part_words(context: PhrasingContext, insight: Insight, *, head: bool = False) -> str:
    """Return the part that a share is of: a place, or a short name."""
    if insight.entities:
        return place_name(context, insight.subjects[0], insight.entities[0], head=head)
    if len(insight.subjects) > 1:
        return label(context, insight.subjects[0], head=head)
    return place_name(context, insight.subjects[0], context.subject(insight.subjects[0]).entity, head=head)


def whole_words(context: PhrasingContext, insight: Insight, *, head: bool = False) -> str:
    """Return the whole that a share is of: another short name, or all places together."""
    if len(insight.subjects) > 1:
        return label(context, insight.subjects[1], head=head)
    own = label(context, insight.subjects[0])
    if context.lang == "zh":
        return f"全部{things(context)}{own}"
    own = own.removeprefix("the ")
    total = own if own.startswith("total ") else f"total {own}"
    return total[:1].upper() + total[1:] if head else total


def is_plural(context: PhrasingContext, key: str) -> bool:
    """Whether an English verb behind the label is one of several: "exports were unchanged"."""
    if context.lang != "en":
        return False
    return _is_several(_noun_of(_spoken(context, key)))


def _noun_of(words: str) -> str:
    """Return the noun that a name is about: "accidents" of "accidents reported to police"."""
    head = _HEAD.split(words, maxsplit=1)[0].strip()
    first = _GOES_ON.split(head, maxsplit=1)[0].rpartition(" ")[2]
    return first if _is_several(first) or _COUNTED.fullmatch(first.lower()) else head.rpartition(" ")[2]


def _is_several(noun: str) -> bool:
    if noun[:1].isupper() and not is_common(noun):
        return False  # "General Motors" is a name
    noun = noun.lower()
    return noun in _PLURAL or (noun.endswith("s") and not _SINGULAR.search(noun))


# Inside


def _takes_article(words: str) -> bool:
    """Whether a sentence says "the" before a name: before a rate, an index or a price."""
    return _COUNTED.fullmatch(_noun_of(words).lower()) is not None and not words.lower().startswith(
        ("the ", "a ", "an ")
    )


def _spoken(context: PhrasingContext, key: str) -> str:
    """Return the words for a short name within a sentence, with its place where another has the same words."""
    if key not in context.names:
        context.names[key] = _with_thing(context, key, _distinct(context, key))
    return context.names[key]


def thing_of(context: PhrasingContext, key: str) -> str:
    """Return what a short name is an amount of, in English; empty where its own name says it."""
    return measured_thing(context, key) if context.lang == "en" else ""


def amount_words(context: PhrasingContext, key: str, *, head: bool = False) -> str:
    """Return what a short name is an amount of, as "emissions"; empty where nothing says it or it has no parts."""
    noun = thing_of(context, key)
    return (_capital(noun) if head else noun) if joint_of(noun) else ""


def joint_words(context: PhrasingContext, key: str) -> str:
    """Return a part behind the noun of its amount: "from aviation"; empty where there is no such noun."""
    joint = joint_of(thing_of(context, key))
    return f"{joint} {part_label(context, key)}" if joint else ""


def part_label(context: PhrasingContext, key: str) -> str:
    """Return what a sentence calls a part behind the noun of its amount: "fuel combustion"."""
    return escaped(_distinct(context, key))


def _with_thing(context: PhrasingContext, key: str, words: str) -> str:
    noun = thing_of(context, key)
    return with_thing(words, noun) if noun else words


def _by_name(context: PhrasingContext, key: str) -> str:
    """Return the words of a name, or all of it where another one has the same words: "pay (median)", "pay (mean)"."""
    own, name = _words(context, context.subject(key)), context.subject(key).name_in(context.lang)
    alike = (other for other in _alike(context, key) if other.name_in(context.lang) != name)
    return own if next(alike, None) is None else _small(name, context.lang)


def _alike(context: PhrasingContext, key: str) -> list[SubjectFacts]:
    others = (context.subject(other) for other in sorted(context.book.keys()) if other != key)
    own = _words(context, context.subject(key))
    return [other for other in others if _words(context, other) == own]


def _distinct(context: PhrasingContext, key: str) -> str:
    subject, own, alike = context.subject(key), _by_name(context, key), _alike(context, key)
    if any(other.entity != subject.entity for other in alike):
        shown = context.book.place_in(context.lang, subject.entity)
        return f"{shown}{own}" if context.lang == "zh" else f"{own} in {shown}"
    return own


def _words(context: PhrasingContext, subject: SubjectFacts) -> str:
    return _words_of(subject.name_in(context.lang), context.lang)


@cache
def _words_of(name: str, lang: str) -> str:
    short = without_unit(name)
    if width(short) > 2 * _SENTENCE:  # prose in brackets, as on where the values come from, leaves a sentence no room
        short = _LAST_BRACKETS.sub("", short) or short
    head, dash, tail = (part.strip() for part in short.rpartition(" - "))
    if width(short) > _SENTENCE and dash and re.search("[a-z]{3}", tail):
        # A first of two dashes is behind what is measured, a single one behind its accounts; a long tail is prose.
        short = head.partition(" - ")[0] if " - " in head else tail if width(tail) <= _SENTENCE else head
    if not any(map(str.isalpha, short)):
        return f"“{short}”"  # "4" would be read as a number
    if lang == "zh" or not name.isascii():
        return _small(short, lang)
    if any(map(str.isnumeric, short)) or any(of(lang).language.number_words(short)):
        return _small(short, lang)  # as terms have it
    short = _OF_EACH.sub("", re.sub(r",\s+total$", "", short, flags=re.I))
    if changed := _CHANGED.fullmatch(short):
        return f"{_HOW[changed['how']]} change in {_small(changed['of'], lang)}"
    parts = _PARTS.fullmatch(short)
    if parts and not re.search(r"(?:^|\s)(?:and|or)\s", parts["part"]):
        own, part = _small(parts["whole"], lang), _small(parts["part"], lang)
        if width(part) > _SENTENCE:  # it says where the values come from, and leaves a sentence no room
            return own
        return f"{part} {own}" if part in _ADJECTIVES else f"{_small(parts['whole'], lang)} ({part})"
    return _small(short, lang)


def _small(words: str, lang: str) -> str:
    """Return a name as it stands within a sentence: "life expectancy", "GDP", "Brent crude"."""
    if lang != "en":
        return words
    tokens = words.split(" ")
    title = sum(token[:1].isupper() for token in tokens) > 1
    if title and all(is_common(token) or not token[:1].isupper() for token in tokens) and not re.search(r"\d", words):
        return " ".join(token.lower() if is_common(token) else token for token in tokens)
    rest = tokens[2:] if tokens[1:2] == ["of"] else tokens[1:]  # "Bank of England rate", "New York exports"
    proper = bool(rest) and rest[0][:1].isupper() and rest[0][1:].islower()
    activity = tokens[1:2] == ["of"] and re.fullmatch("[A-Z][a-z]+ing", tokens[0])  # "Refining of oil"
    done = tokens[1:] and tokens[1].islower() and re.fullmatch("[A-Z][a-z]{3,}ed", tokens[0])  # "Verified emissions"
    return words[:1].lower() + words[1:] if (activity or done or is_common(tokens[0])) and not proper else words


def _as_named(context: PhrasingContext, key: str) -> str:
    """Return the words of a card, with a small letter in front where the data name it with one, as a chart does."""
    words = _distinct(context, key)
    return words if context.subject(key).name_in(context.lang).startswith(words[:1]) else _capital(words)


def _capital(words: str) -> str:
    """Return words with a capital, unless they begin as "mRNA" does."""
    return words if words[1:2].isupper() else words[:1].upper() + words[1:]
