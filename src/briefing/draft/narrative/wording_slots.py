"""A wording and an insight → the text of a template with its conditions.

A wording is words with slots: `<Label>` is the name of the leading short name at the head of a sentence, `<last>` the
fact of that role as a level, `<change moved basis>` one by a filter with its options, `<last in>` "in" with its period,
`<best place>` the place of a fact. `[rose|fell]` chooses by the direction of the insight, which its claim then has to
bear out; `[=rose|fell]` needs none, as an expression of the text has that direction itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct, field

from briefing.compose.language.syntax import parse_expression, spell
from briefing.draft.insight import TYPES, Insight
from briefing.draft.narrative.course import is_paced
from briefing.draft.narrative.indicator_labels import (
    amount_words,
    is_plural,
    joint_words,
    label,
    owned_label,
    owner,
    part_label,
    part_words,
    place_name,
    place_names,
    short_label,
    thing_label,
    things,
    unit_behind,
    units_of_time,
    whole_words,
)
from briefing.draft.narrative.open_base import from_base, is_from_open_base, not_above
from briefing.draft.narrative.part_changes import DECIMALS
from briefing.draft.narrative.phrasing import ConditionalText, PhrasingContext
from briefing.draft.narrative.rounded_differences import DIFFERENCES, divides, subtracts
from briefing.draft.narrative.small_words import among_words, end_words, net_words, time_words
from briefing.draft.narrative.verb_forms import AGREEMENT
from briefing.facts.fact_reference import MEANINGS
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.period_notation import parse_period
from briefing.wording import of
from briefing.wording.fitting import POINTS
from briefing.wording.levels import SEPARATE, UNCOUNTED, is_abbreviation, own_decimals

_CLAUSE: Final = re.compile(r".+?(?:; |\. |\.\*\* |$)", re.DOTALL)  # up to a semicolon or a full stop
_SLOT: Final = re.compile(r"<([A-Za-z]\w*)((?: [^<>]+)?)>")
_CHOICE: Final = re.compile(r"\[(=?)([^\[\]|]*)\|([^\[\]|]*)\]")
_ROW: Final = "<streak streak>"  # which prints two and more in a row alone
_UNSTATED: Final = re.compile("not stated yet|未注明")  # a unit that nobody has filled in
_WITH_PLACES: Final = frozenset(("peers", "composition", "exception"))  # families whose sentences name places
# What a Chinese name ends with that rises and does not grow.
_LEVELS_ZH: Final = re.compile("(?:[率比价]|指数|价格|气?温度?|比重|强度|水平|浓度|年龄|寿命|位次)$")
_SCALES: Final = ("thousand", "million", "billion", "trillion")
_PREFIXED: Final = re.compile(r"[%‰]|[A-Z]{0,3}[$€£¥]|[A-Z]{3}\b")  # units that every number has
_LONGEST_UNIT, _LONG_MONEY, _LONGEST_WIDE = 24, 16, 8  # letters of a unit, of one of money, of one in Chinese
_LEADING: Final = frozenset(("last", "after", "value", "best", "peak", "highest", "share"))  # have their whole unit
_AMOUNT_VERBS: Final = frozenset(("grew", "grows", "增长", "增加"))
_RATES, _PLURALS, _EMPTY = ("growth", "pace"), ("moved", "moves"), ("end", "among", "yearly", "unbased", "net")
_AMOUNTS: Final = frozenset({"value", "ratio", "target", "mean", "sum", "rest", "index", "range", "gap", "change"})
# What the data give whenever they give any value of a short name.
_SURE: Final = re.compile(r"\w+\.(?:first|last|latest|highest|lowest|change|percent|points|span)")
_FIXED: Final = re.compile(
    r"\w+(?:\.of\((?:'[^']*'|\"[^\"]*\")\))?\.(?:at|between)\((?:[\d, ]|'[\d\w-]*')*\)(?:\.\w+)?"
)
_SHARE: Final = re.compile(r"(?P<part>.+?)\.share(?:_of_all)?\((?:.*?,\s*)??(?P<period>\d{4}|'[^']*')?\)")
_OF_FACTS: Final = ("value", "year", "period")
_NO_FACTS: Final = frozenset(("name", "unit", "entity", "of", "by", "between", "sum_of", "mean_of", "median_of"))


class UnfilledError(Exception):
    """A wording asks for what an insight does not have."""


class FilledWording(Struct):
    """The text of a wording, and what has to hold for it."""

    text: str
    expressions: list[str] = field(default_factory=list)
    needs_claim: bool = False
    condition: str = ""
    led: bool = False  # whether one of its levels has the unit for all
    with_unit: bool = False  # whether that level stands already


class Slots:
    """Fills the wordings of one insight. `brief` chooses short forms, for titles."""

    def __init__(self, context: PhrasingContext, insight: Insight) -> None:
        self.context, self.insight = context, insight
        self.key = insight.subjects[0]
        self._owned = False
        placed = insight.type in ("outlier", "odd") or insight.type not in TYPES or insight.family not in _WITH_PLACES
        self._of_many = context.has_many_places(self.key)  # whose texts all name their place
        # none where all parts changed one way: the last of them rose least, and "fell most" would be false of it
        other = "" if insight.type == "largest_changes" and "other" not in insight.facts else insight.subjects[-1]
        self._words: Mapping[str, Callable[[bool], str]] = {
            "label": lambda head: self._label(head, article=True, placed=placed),
            "name": lambda head: self._label(head, article=False, placed=placed),
            "label2": lambda head: label(context, self._second(), head=head),
            "place": lambda head: place_name(context, self.key, context.subject(self.key).entity, head=head),
            "owner": lambda head: owner(place_name(context, self.key, context.subject(self.key).entity, head=head)),
            "end": lambda _: end_words(context, insight),
            "among": lambda _: among_words(context),
            "units": lambda _: units_of_time(context, self.key),
            "net": lambda _: net_words(context, insight),
            "missing": lambda _: self._missing(),
            "yearly": lambda _: self._yearly(),
            "unbased": lambda _: self._unbased(),
            "others": lambda head: place_names(context, self.key, insight.entities, head=head),
            "things": lambda head: things(context, head=head),
            "parts": lambda _: context.parts,
            "part": lambda head: part_words(context, insight, head=head),
            "whole": lambda head: whole_words(context, insight, head=head),
            "amount": lambda head: amount_words(context, self.key, head=head),
            "of_part": lambda _: joint_words(context, self.key),
            "of_other": lambda _: other and joint_words(context, other),
            "reading": lambda _: short_label(context, self.key),
            "other_reading": lambda _: short_label(context, insight.subjects[-1]),
            "other_label": lambda head: other and label(context, other, head=head),
            "piece": lambda _: part_label(context, self.key),
            "other_piece": lambda _: part_label(context, insight.subjects[-1]),
        }

    def filled(self, wording: str, *, brief: bool) -> FilledWording:
        """Return a wording with its slots filled. UnfilledError where the insight has not what it asks for."""
        self._owned = brief or (self._of_many and "place" not in wording.lower())  # of which it names no other
        choices = _CHOICE.findall(wording)
        made = FilledWording("", needs_claim=any(not given for given, *_ in choices))
        # of ranks the lowest number is the best: "a low of 1st" says the contrary
        if choices and (not self.insight.direction or self.context.subject(self.key).unit == "rank"):
            raise UnfilledError(wording)
        words = _CHOICE.sub(lambda found: found[2 + (self.insight.direction == "down")], wording)
        for clause in _CLAUSE.findall(words):  # a number has the unit of another in its own clause
            made.led = any(f"<{role}>" in clause.lower() for role in _LEADING)
            made.text += _SLOT.sub(lambda found: self._slot(found[1], found[2].split(), made, brief), clause)
        if _ROW in words:
            made.condition = "{0} >= 2 or {0} <= -2".format(self._expression("streak", made))
        return made

    def _label(self, head: bool, *, article: bool, placed: bool) -> str:
        """Return the name of the leading short name; in a title with the place that it is of, where it has one."""
        if self._owned and (thing := thing_label(self.context, self.key, head=head, article=article)):
            return thing
        if self._owned and placed and not self.insight.entities:
            return owned_label(self.context, self.key, head=head)
        return label(self.context, self.key, head=head, article=article, placed=placed)

    def _slot(self, name: str, options: list[str], made: FilledWording, brief: bool) -> str:
        low = name[:1].lower() + name[1:]
        if name.lower() in AGREEMENT:
            return AGREEMENT[name][is_plural(self.context, self.key)]
        if low in self._words:
            found = self._words[low](low != name)
            if not found and low not in _EMPTY:
                raise UnfilledError(name)
            return found
        expression = self._expression(name, made)
        fact = self.context.fact(expression)
        if fact is None:
            raise UnfilledError(name)
        base = from_base(expression, self.context.lang, not_above(map(self.context.fact, made.expressions)))
        if options == ["based"]:
            return f"{self._unbased()}{{{{ {expression} | value }}}}{base}"
        if options:
            return self._printed(expression, fact, options, brief)
        leads = low in _LEADING and not made.with_unit
        made.with_unit |= leads
        # Chinese has the unit behind every number, as its words are short.
        whole, bare = (True, False) if self.context.lang == "zh" else (leads and not brief, made.led and not leads)
        scale = "" if bare or fact.measure not in _AMOUNTS else self._scale(fact)
        scale += base if leads and is_from_open_base(self.context, self.key) else ""
        return f"{{{{ {expression}{self._level(fact, whole=whole, bare=bare)} }}}}{scale}"

    def _expression(self, role: str, made: FilledWording) -> str:
        expression = self.insight.facts.get(role) or self._derived(role)
        if expression not in made.expressions:
            made.expressions.append(expression)
        return expression

    def _derived(self, role: str) -> str:
        """Return the expression of a role that any insight has; `mine` is what a leader is compared with."""
        if role == "mine":
            facts = self.insight.facts
            return facts.get("second") or facts.get("last") or f"{self.key}.last"
        if role in ("first", "last", "highest", "lowest", "span", "pace", "places"):
            return f"{self.key}.{role}{'()' if role == 'places' else ''}"
        raise UnfilledError(role)

    def _missing(self) -> str:
        """Return the period, or first and last one, that has no value, as a text may type it."""
        if not (first := self.insight.periods.get("missing")):
            raise UnfilledError("missing")
        last = self.insight.periods.get("missing_to", first)
        return of(self.context.lang).dated(parse_period(first), parse_period(last), form="long")

    def _yearly(self) -> str:
        """Return nothing; a wording that has this slot is of yearly values alone."""
        if getattr(self.context.subject(self.key).frequency, "unit", "") != "year":
            raise UnfilledError("yearly")
        return ""

    def _unbased(self) -> str:
        """Return nothing; a wording that has this slot is of values whose base is open, so that levels say nothing."""
        if not is_from_open_base(self.context, self.key):
            raise UnfilledError("unbased")
        return ""

    def _second(self) -> str:
        if len(self.insight.subjects) < 2:
            raise UnfilledError("label2")
        return self.insight.subjects[1]

    def _printed(self, expression: str, fact: Fact, options: list[str], brief: bool) -> str:
        name, *given = options
        match name:
            case "united":
                if not (behind := unit_behind(self.context, self.key)):
                    raise UnfilledError(name)
                return self._printed(expression, fact, ["signed", *given], brief) + behind
            case "place" | "Place":
                return place_name(self.context, self.key, fact.entity, head=name == "Place")
            case "owner" | "Owner":
                if not (possessive := owner(place_name(self.context, self.key, fact.entity, head=name == "Owner"))):
                    raise UnfilledError(name)
                return possessive
            case "in" | "In":
                return self._in(expression, fact, brief, head=name == "In")
            case "month":
                return f"{{{{ {expression} | period(year=false) }}}}"
            case "period" | "Period":
                expression, fact = self._dated(expression, fact)
                capital = " | capital" if name == "Period" and self.context.lang == "en" else ""
                return f"{{{{ {expression} | {self._period(fact, brief)}{capital} }}}}"
        decimals = next((int(option) for option in given if option.isdigit()), None)
        if fact.measure in DIFFERENCES and not subtracts(self.context, expression, fact, decimals):
            raise UnfilledError(name)  # a reader who subtracts the values gets another difference
        if fact.measure == "percent" and fact.basis and decimals is None:
            # one decimal more than the values on the chart bear out
            given = given if divides(self.context, expression, fact) else ["0", *given]
        if fact.measure in _RATES and self.insight.type not in _RATES and not self._paced(expression, fact):
            raise UnfilledError(name)  # from a dip to a record is no pace
        if (name == "unit" and len(fact.unit) > _LONG_MONEY) or (name == "percent" and fact.measure == "change"):
            raise UnfilledError(name)  # a lead is short; a change has a sign and a unit of its own
        if fact.unit == POINTS and _AMOUNT_VERBS & set(given):
            raise UnfilledError(name)  # a rate does not grow
        if DECIMALS in self.insight.statistics and name in ("moved", "signed", "unit"):
            given = [str(own_decimals(fact, int(self.insight.statistics[DECIMALS]))), *given]
        if fact.basis or "basis" not in options:
            words = [option.replace("_", " ") for option in given]
            return f"{{{{ {expression} | {self._call(name, words)} }}}}{time_words(self.context, self.key, name, fact)}"
        since = self._since()
        if name == "basis":
            return since
        words = [option.replace("_", " ") for option in given if option != "basis"]
        printed = f"{{{{ {expression} | {self._call(name, words)} }}}}"
        return f"{since}{printed}" if self.context.lang == "zh" else f"{printed} {since}"

    def _paced(self, expression: str, fact: Fact) -> bool:
        """Whether a rate between two values is that of all values between them."""
        span = self.context.value(expression.rpartition(".")[0])
        values = [float(one.value) for one in getattr(span, "values", ())]
        return is_paced(np.array(values), compound=fact.measure == "growth")

    def _call(self, name: str, words: Sequence[str]) -> str:
        """Return a filter with its options, and the verb that the label asks for: amounts 增长, rates 上升."""
        if self.context.lang == "zh" and name == "moved" and not set(words) - {"basis"} and self._is_amount():
            words = [*words, "增长"]
        arguments = [option if option.isdigit() else repr(option) for option in words]
        if name in _PLURALS and is_plural(self.context, self.key):
            arguments.append("'plural'")
        return f"{name}({', '.join(arguments)})" if arguments else name

    def _is_amount(self) -> bool:
        """Whether a Chinese name is one of an amount, for all that is known."""
        named = label(self.context, self.key)
        return not named[-1:].isascii() and not _LEVELS_ZH.search(named) and self._changes_in_percent()

    def _changes_in_percent(self) -> bool:
        given = [self.insight.facts[role] for role in ("change", "since") if role in self.insight.facts]
        return any(fact is not None and fact.measure == "percent" for fact in map(self.context.fact, given))

    def _since(self) -> str:
        """Return what a change is against that is on no basis: the period of the value before."""
        before = self.insight.facts.get("before") or self.insight.facts.get("first") or ""
        fact = self.context.fact(before) if before else None
        if fact is None:
            raise UnfilledError("before")
        period = f"{{{{ {before} | {self._period(fact, brief=True)} }}}}"
        return f"比{period}" if self.context.lang == "zh" else f"since {period}"

    def _level(self, fact: Fact, *, whole: bool, bare: bool) -> str:
        """Return the filter of a level, `whole` with its unit in words, `bare` without, as another level has it."""
        if fact.measure not in _AMOUNTS:
            return " | value" if fact.measure == "count" else " | ordinal" if fact.measure == "rank" else ""
        unit = fact.units.get(self.context.lang, fact.unit)
        if bare and not _PREFIXED.match(fact.unit):
            return " | value"
        if len(unit) > _LONGEST_UNIT or re.search(r",|\d", unit) or UNCOUNTED.fullmatch(unit):
            return " | value"  # as axes and subtitles say the unit
        if fact.unit.startswith(("%", "‰")) or is_abbreviation(unit) or not whole or not self._reads_well(unit):
            return " | unit" if unit else ""
        return " | full"

    def _scale(self, fact: Fact) -> str:
        """Return the scale word of a unit that is too long for a sentence: "billion"."""
        scale = fact.unit.partition(" ")[0].rstrip(",")
        long = len(fact.unit) > _LONGEST_UNIT or re.search(r",|\d", fact.unit)
        return f" {scale}" if long and scale in _SCALES and not fact.format.scale and self.context.lang == "en" else ""

    def _reads_well(self, unit: str) -> bool:
        """Whether a unit in full reads well in a sentence that names what is measured."""
        named = label(self.context, self.key)
        if SEPARATE.search(unit) or _UNSTATED.search(unit) or unit in named:
            return False
        if self.context.lang == "zh":
            return len(unit) <= _LONGEST_WIDE and "/" not in unit
        roots, own = ({word.lower()[:5] for word in re.findall(r"[^\W\d]{3,}", words)} for words in (unit, named))
        return not roots & own and len(unit) <= _LONGEST_UNIT

    def _in(self, expression: str, fact: Fact, brief: bool, *, head: bool) -> str:
        expression, fact = self._dated(expression, fact)
        period = _period_of(fact)
        printed = f"{{{{ {expression} | {self._period(fact, brief)} }}}}"
        if self.context.lang == "zh":
            return printed
        word = "on" if period.frequency.unit == "day" else "in"
        return f"{word.capitalize() if head else word} {printed}"

    def _period(self, fact: Fact, brief: bool) -> str:
        """Return the filter of a period, long as sentences have it."""
        unit = _period_of(fact).frequency.unit
        long = unit == "week" if self.context.lang == "zh" else unit not in ("year", "month", "day") and not brief
        return "period(long=true)" if long else "period"

    def _dated(self, expression: str, fact: Fact) -> tuple[str, Fact]:
        """Return a fact that has a period: of a share that is the value of its part."""
        if fact.period is None and (share := _SHARE.fullmatch(expression)):
            of_part = f"{share['part']}.at({share['period']})" if share["period"] else f"{share['part']}.last"
            found = self.context.fact(of_part)
            if found is not None:
                return of_part, found
        return expression, fact


def _period_of(fact: Fact) -> Period:
    period = fact.period or (fact.periods[-1] if fact.measure != "share" and fact.periods else None)
    if period is None:
        raise UnfilledError(fact.name)
    return period


def conditional(made: FilledWording, claim: str, context: PhrasingContext) -> ConditionalText:
    """Return the text of a filled wording with what has to hold for it, as `when`; a claim of fixed periods alone as
    `expect`."""
    claims = [part for part in (claim if made.needs_claim else "", made.condition) if part]
    expressions = [*made.expressions, *(item for part in claims for item in facts_of(part))]
    guarded = [item for item in dict.fromkeys(expressions) if not _SURE.fullmatch(item) and not _FIXED.fullmatch(item)]
    if not claims and not guarded:
        return ConditionalText(made.text)
    if not guarded and "known(" not in claim and all(map(_FIXED.fullmatch, expressions)):
        return ConditionalText(made.text, expect=" and ".join(map(_bracketed, claims)))
    given = [] if not claims else [" and ".join(map(_bracketed, claims)) if len(claims) > 1 else claims[0]]
    if given and context.bounded:
        given = [f"certain({given[0]})"]
    known = [f"known({item})" for item in guarded if not given or f"known({item})" not in given[0]]
    return ConditionalText(made.text, when=" and ".join([*known, *map(_bracketed, given)]))


def facts_of(condition: str) -> Iterator[str]:
    """Give the facts that a condition asks for, as a story writes them."""
    yield from _facts(parse_expression(condition))


def _facts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and node.attr in _OF_FACTS:
        yield from _facts(node.value)
        return
    measure = node.func if isinstance(node, ast.Call) else node
    if isinstance(measure, ast.Attribute) and measure.attr in MEANINGS and measure.attr not in _NO_FACTS:
        yield spell(node)  # type: ignore[arg-type]
        arguments = [*node.args, *(item.value for item in node.keywords)] if isinstance(node, ast.Call) else []
        for item in arguments:
            yield from _facts(item)
        return
    for child in ast.iter_child_nodes(node):
        yield from _facts(child)


def _bracketed(condition: str) -> str:
    node = parse_expression(condition)
    return f"({condition})" if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) else condition
