"""Reads what a finished file holds of its edition: a ledger all, a brief its facts, a deck its numbers as printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from briefing.errors import Finding, InputError
from briefing.model.dataset import Observation, Qualifier, Status, Target
from briefing.model.fact import Fact, Measure
from briefing.model.period_notation import period_of
from briefing.proof.package.opc_package import opened
from briefing.proof.package.xml_names import long
from briefing.proof.reading.earlier_ledgers import facts_in_newest_form
from briefing.proof.reading.ledger_decoding import LaterVersion, ledger
from briefing.proof.reading.ledger_reader import Claim, Ledger, LedgerFact, LedgerSource
from briefing.wording.rounding import published

_MOST_BYTES: Final = 200_000_000
_SUFFIX: Final = ".ledger.json"
_TAG: Final = "BRIEFING"
_FACTS: Final = "facts.json"
_QUALIFIERS: Final[tuple[Qualifier, ...]] = get_args(Qualifier)
_FIX: Final = "give a .ledger.json, or a deck or brief that a build wrote"


class EditionContent(Struct, frozen=True):
    """The content of an edition as far as a file holds it; the rest is None or "". `read` says what it was read from.

    `facts` are by name; `prints` are the words that print them, which is all that a deck has. `read` is empty for a
    ledger.
    """

    name: str
    read: str = ""
    slug: str = ""
    lang: str = ""
    as_of: str = ""
    content_hash: str = ""
    facts: Mapping[str, Fact] | None = None
    prints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[Claim, ...] | None = None
    sources: Mapping[str, LedgerSource] | None = None
    warnings: tuple[Finding, ...] = ()

    @property
    def names(self) -> set[str]:
        """The names of all facts in it."""
        return set(self.prints if self.facts is None else self.facts)


class _Attached(Struct, frozen=True):
    facts: Mapping[str, LedgerFact]
    sources: Mapping[str, LedgerSource]


def read_edition(path: Path) -> EditionContent:
    """Return what a file holds of its edition; InputError if it is missing, broken, locked, or holds nothing."""
    data = _bytes(path)
    if data[:1] in (b"{", b"["):
        return _of_ledger(path.name, _ledger(path, data))
    pdf = data[:5] == b"%PDF-"
    if not pdf and data[:4] != b"PK\x03\x04":
        raise InputError("it is neither a ledger nor a deck nor a brief", str(path), _FIX)
    found, warnings = _own_ledger(path, data)
    if found is not None:
        return replace(_of_ledger(path.name, found[1]), read=f"by the ledger next to it, {found[0]}")
    content = _of_brief(path, data) if pdf else _of_deck(path, data)
    return replace(content, warnings=warnings)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise InputError(f"it has {size / 1e6:,.0f} MB, more than any edition", str(path), _FIX)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        fix = "give the path of a file that exists and may be read"
        raise InputError(f"it cannot be read: {reason[:1].lower()}{reason[1:]}", str(path), fix) from None
    if not data:
        raise InputError("it is empty", str(path), _FIX)
    return data


def _ledger(path: Path, data: bytes) -> Ledger:
    try:
        return ledger(data)
    except LaterVersion as error:
        raise InputError(str(error), str(path), error.fix) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"it is no ledger: {error}", str(path), _FIX) from None


def _of_ledger(name: str, ledger: Ledger) -> EditionContent:
    prints: dict[str, dict[str, None]] = {}
    for use in ledger.uses:
        prints.setdefault(use.fact, {})[use.text] = None
    head = ledger.edition
    return EditionContent(
        name=name,
        slug=head.slug,
        lang=head.lang,
        as_of=head.as_of,
        content_hash=head.content_hash,
        facts=_facts(ledger.facts),
        prints={key: tuple(found) for key, found in prints.items()},
        claims=ledger.claims,
        sources=ledger.sources,
    )


def _facts(recorded: Mapping[str, LedgerFact]) -> dict[str, Fact]:
    """Return the facts of this edition, without those that it had from the one before."""
    return {name: _fact(name, one) for name, one in recorded.items() if not one.previous}


def _fact(name: str, one: LedgerFact) -> Fact:
    # what is worked out is "at most" 5%, what is published is "under" 5%
    measure: Measure = "multiple" if one.unit == "×" else "value" if one.is_published else "ratio"
    measure = measure if one.written is None else "period"
    observations = [
        Observation(
            cell.indicator,
            cell.entity,
            period_of(cell.written),
            cell.value,
            one.unit,
            cell.source,
            series=cell.series,
            qualifier=_qualifier(cell.qualifier),
            status=next((status for status in get_args(Status) if status == cell.status), "A"),
            published=cell.published,
        )
        for cell in one.observations
    ]
    targets = [
        Target(
            cell.indicator, cell.entity, period_of(cell.written), cell.value, cell.source, _qualifier(cell.qualifier)
        )
        for cell in one.targets
    ]
    return Fact(
        name=name,
        measure=measure,
        value=one.value,
        unit=one.unit,
        qualifier=_qualifier(one.qualifier),
        decimals=published(float(f"{one.value:.6g}")),
        formula=one.formula,
        observations=tuple(observations),
        targets=tuple(targets),
        period=None if one.written is None else period_of(one.written),
        window=(period_of(one.window[0]), period_of(one.window[1])) if one.window else None,
    )


def _qualifier(sign: str) -> Qualifier:
    return next((known for known in _QUALIFIERS if known == sign), "=")


def _own_ledger(path: Path, data: bytes) -> tuple[tuple[str, Ledger] | None, tuple[Finding, ...]]:
    """Return the ledger next to a file with its name, if it is of this very file; else a warning about it."""
    sibling = path.with_name(path.stem + _SUFFIX)
    if not sibling.is_file():
        return None, ()
    try:
        found = _ledger(sibling, _bytes(sibling))
    except InputError as error:
        return None, (_unused(path, f"the ledger next to it is not used: {error.findings[0].what}"),)
    if hashlib.sha256(data).hexdigest() in found.edition.outputs.values():
        return (sibling.name, found), ()
    return None, (_unused(path, "the ledger next to it is of another file, or this one was edited"),)


def _unused(path: Path, what: str) -> Finding:
    fix = "what the file itself remembers was read; to compare all, give the ledger that was built with it"
    return Finding(str(path), what, fix, "warning")


def _of_brief(path: Path, data: bytes) -> EditionContent:
    # Imported here, as it brings pikepdf and pypdfium2, which ledgers and decks do not need.
    from briefing.proof.reading.brief import brief

    try:
        parsed = brief(path.name, data)
    except (ValueError, RuntimeError) as error:
        locked = "password" in str(error).lower()
        fix = "save it without a password, or give its ledger" if locked else "build it again, or give its ledger"
        what = "it is locked with a password" if locked else f"it cannot be read as a PDF: {error}"
        raise InputError(what, str(path), fix) from None
    if _FACTS not in parsed.attached:
        raise InputError("no facts are attached to this PDF, so it is no brief of ours", str(path), _FIX)
    try:
        content = msgspec.json.decode(parsed.attached[_FACTS], type=dict[str, Any])
        attached = msgspec.convert(facts_in_newest_form(content), type=_Attached)
    except (ValueError, RecursionError) as error:
        raise InputError(f"its attached {_FACTS} states no facts: {error}", str(path), _FIX) from None
    facts = _facts(attached.facts)
    lang = parsed.lang.partition("-")[0]
    return EditionContent(path.name, f"by the {_FACTS} inside it", lang=lang, facts=facts, sources=attached.sources)


def _of_deck(path: Path, data: bytes) -> EditionContent:
    """Return the numbers of a deck as printed, from the binding stored in each slide, which those of charts are not."""
    package = opened(path.name, data)
    if not package.parts:
        raise InputError("it is cut off or no deck: the archive cannot be opened", str(path), "copy it again")
    prints: dict[str, dict[str, None]] = {}
    stories: set[str] = set()
    for _, tree in package.of_kind("tags"):
        for tag in tree.iter(long("p:tag")):
            if tag.get("name", "").upper() == _TAG:
                for words, fact in _bound_numbers(tag.get("val", ""), stories):
                    prints.setdefault(fact, {})[words] = None
    if not stories:
        what = "this deck remembers no numbers: no build wrote it, or another program dropped what it remembered"
        raise InputError(what, str(path), _FIX)
    slug, _, lang = min(stories).rpartition(".")
    found = {fact: tuple(words) for fact, words in prints.items() if not fact.startswith("previous(")}
    return EditionContent(path.name, "by what its slides remember, charts left out", slug, lang, prints=found)


def _bound_numbers(value: str, stories: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (words, fact) of each number in the binding of a slide; nothing for one that cannot be read."""
    try:
        bound = json.loads(value)
    except (ValueError, RecursionError):
        return
    if not isinstance(bound, dict) or not isinstance(bound.get("story"), str):
        return
    stories.add(bound["story"])
    items = bound.get("items")
    yield from _numbers(bound.get("notes"))
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            for key in ("text", "alt", "rows"):
                yield from _numbers(item.get(key))


def _numbers(segments: Any) -> Iterator[tuple[str, str]]:
    """Yield (words, fact) of each number in segments, or in rows of cells of segments, without terms."""
    if not isinstance(segments, list):
        return
    for part in segments:
        if not isinstance(part, list):
            continue
        if len(part) == 2 and all(isinstance(one, str) for one in part):
            if not part[1].startswith("~"):
                yield part[0], part[1]
        else:
            yield from _numbers(part)
