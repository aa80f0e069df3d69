"""A finished file → what it tells of its edition: a ledger all, a brief its facts, a deck its numbers as printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct, field

from briefing.errors import Finding, InputError
from briefing.proof.reading.ledger_reader import Claim, LaterVersion, Ledger, LedgerFact, LedgerSource, ledger

_MOST_BYTES: Final = 200_000_000
_SUFFIX: Final = ".ledger.json"
_TAG: Final = "BRIEFING"
_FACTS: Final = "facts.json"
_FIX: Final = "give a .ledger.json, or a deck or brief that a build wrote"


class Told(Struct, frozen=True):
    """What a file tells of its edition; `read` says by what, empty for a ledger. What it cannot tell is None or "".

    `facts` are by name; `prints` are the words that print them, which is all that a deck has.
    """

    name: str
    read: str = ""
    slug: str = ""
    lang: str = ""
    as_of: str = ""
    content_hash: str = ""
    facts: Mapping[str, LedgerFact] | None = None
    prints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[Claim, ...] | None = None
    sources: Mapping[str, LedgerSource] | None = None
    warnings: tuple[Finding, ...] = ()

    @property
    def names(self) -> set[str]:
        """The facts that it tells anything of."""
        return set(self.prints if self.facts is None else self.facts)


class _Attached(Struct, frozen=True):
    facts: Mapping[str, LedgerFact]
    sources: Mapping[str, LedgerSource]


def told(path: Path) -> Told:
    """Path → what the file tells; InputError if it is missing, broken, locked, or tells nothing."""
    data = _bytes(path)
    if data[:1] in (b"{", b"["):
        return _of_ledger(path.name, _ledger(path, data))
    pdf = data[:5] == b"%PDF-"
    if not pdf and data[:4] != b"PK\x03\x04":
        raise InputError("it is neither a ledger nor a deck nor a brief", str(path), _FIX)
    beside, warnings = _beside(path, data)
    if beside is not None:
        return msgspec.structs.replace(_of_ledger(path.name, beside[1]), read=f"by the ledger beside it, {beside[0]}")
    found = _of_brief(path, data) if pdf else _of_deck(path, data)
    return msgspec.structs.replace(found, warnings=warnings)


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


def _of_ledger(name: str, held: Ledger) -> Told:
    prints: dict[str, dict[str, None]] = {}
    for use in held.uses:
        prints.setdefault(use.fact, {})[use.text] = None
    head = held.edition
    return Told(
        name=name,
        slug=head.slug,
        lang=head.lang,
        as_of=head.as_of,
        content_hash=head.content_hash,
        facts={key: fact for key, fact in held.facts.items() if not fact.previous},
        prints={key: tuple(found) for key, found in prints.items()},
        claims=held.claims,
        sources=held.sources,
    )


def _beside(path: Path, data: bytes) -> tuple[tuple[str, Ledger] | None, tuple[Finding, ...]]:
    """The ledger beside a file, if it tells of this very file; else a warning where there is one."""
    beside = path.with_name(path.stem + _SUFFIX)
    if not beside.is_file():
        return None, ()
    try:
        held = _ledger(beside, _bytes(beside))
    except InputError as error:
        return None, (_passed_over(path, f"the ledger beside it is not used: {error.findings[0].what}"),)
    if hashlib.sha256(data).hexdigest() in held.edition.outputs.values():
        return (beside.name, held), ()
    return None, (_passed_over(path, "the ledger beside it is of another file, or this one was edited"),)


def _passed_over(path: Path, what: str) -> Finding:
    fix = "what the file itself remembers was read; to compare all, give the ledger that was built with it"
    return Finding(str(path), what, fix, "warning")


def _of_brief(path: Path, data: bytes) -> Told:
    from briefing.proof.reading.brief import brief

    try:
        seen = brief(path.name, data)
    except (ValueError, RuntimeError) as error:
        locked = "password" in str(error).lower()
        fix = "save it without a password, or give its ledger" if locked else "build it anew, or give its ledger"
        what = "it is locked with a password" if locked else f"it cannot be read as a PDF: {error}"
        raise InputError(what, str(path), fix) from None
    if _FACTS not in seen.attached:
        raise InputError("no facts are attached to this PDF, so it is no brief of ours", str(path), _FIX)
    try:
        held = msgspec.json.decode(seen.attached[_FACTS], type=_Attached)
    except (ValueError, RecursionError) as error:
        raise InputError(f"its attached {_FACTS} tells no facts: {error}", str(path), _FIX) from None
    facts = {key: fact for key, fact in held.facts.items() if not fact.previous}
    lang = seen.lang.partition("-")[0]
    return Told(path.name, f"by the {_FACTS} inside it", lang=lang, facts=facts, sources=held.sources)


def _of_deck(path: Path, data: bytes) -> Told:
    """A deck → its numbers as printed, from what each slide remembers; those of charts are not among them."""
    from briefing.proof.package.opc_package import opened
    from briefing.proof.package.xml_names import long

    package = opened(path.name, data)
    if not package.parts:
        raise InputError("it is cut off or no deck: the archive cannot be opened", str(path), "copy it anew")
    prints: dict[str, dict[str, None]] = {}
    stories: set[str] = set()
    for _, tree in package.of_kind("tags"):
        for tag in tree.iter(long("p:tag")):
            if tag.get("name", "").upper() == _TAG:
                for words, fact in _remembered(tag.get("val", ""), stories):
                    prints.setdefault(fact, {})[words] = None
    if not stories:
        what = "this deck remembers no numbers: no build wrote it, or another program dropped what it remembered"
        raise InputError(what, str(path), _FIX)
    slug, _, lang = min(stories).rpartition(".")
    found = {fact: tuple(held) for fact, held in prints.items() if not fact.startswith("previous(")}
    return Told(path.name, "by what its slides remember, charts left out", slug, lang, prints=found)


def _remembered(value: str, stories: set[str]) -> Iterator[tuple[str, str]]:
    """What a slide remembers → (words, fact) of each number; nothing for what cannot be read."""
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


def _numbers(held: Any) -> Iterator[tuple[str, str]]:
    """Segments, or rows of cells of segments → (words, fact) of each number, terms left out."""
    if not isinstance(held, list):
        return
    for part in held:
        if not isinstance(part, list):
            continue
        if len(part) == 2 and all(isinstance(one, str) for one in part):
            if not part[1].startswith("~"):
                yield part[0], part[1]
        else:
            yield from _numbers(part)
