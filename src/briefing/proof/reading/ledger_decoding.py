"""Reads the file of a ledger, of this or an earlier version."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import DISTRIBUTION
from briefing.proof.periods import Kind, kind_of
from briefing.proof.reading.earlier_ledgers import facts_in_newest_form, in_newest_form, record_in_newest_form
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, Record
from briefing.reuse import digest, reused

_MOST_BYTES = 20_000_000
_BY = re.compile(r"\.by\('([\w-]+)'\)")
_RECORDS = ("observations", "targets")
_NEWEST = 4  # of the versions that this package writes


class LaterVersion(ValueError):
    """The ledger is of a later version of this package, so that what it holds is not known here."""

    fix = f"install that version: pip install --upgrade {DISTRIBUTION}"


def ledger(data: bytes) -> Ledger:
    """Return a ledger. Raises ValueError with the place in the file if it is none, LaterVersion if it is of a later
    package."""
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it has {len(data) // 1_000_000} MB, a ledger at most {_MOST_BYTES // 1_000_000}")
    try:
        parts = {key: bytes(part) for key, part in _PARTS.decode(data).items()}
        written = parts.pop("facts", b"")  # they take most of the room, and are the same in editions of several days
        content = {key: _VALUES.decode(part) for key, part in parts.items()}
        if msgspec.convert(content.get("version", 1), int) > _NEWEST:
            raise LaterVersion(f"it is of a later version of {DISTRIBUTION}")
        if not written:
            raise ValueError("Object missing required field `facts`")
        sealed = bool(content.get("seal")) and content["seal"] == _seal(content, written)
        facts = reused("ledger-facts", (written,), lambda: _facts(written), shared=True)  # about as large as its text
        found = msgspec.convert({**in_newest_form({**content, "facts": {}}), "sealed": sealed}, type=Ledger)
        return replace(found, facts=facts)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


class _WrittenFact(LedgerFact, frozen=True):
    """A fact whose records are as they stand in the file: many facts have the same ones, and each is read once."""

    observations: tuple[msgspec.Raw, ...] = ()  # type: ignore[assignment]
    targets: tuple[msgspec.Raw, ...] = ()  # type: ignore[assignment]


class _Facts(Struct, frozen=True):
    """The facts of a ledger."""

    facts: Mapping[str, LedgerFact]


class _LastFacts:
    """The facts of the last ledger by their digest, and its records as they stand there: the next one has most of them
    too.

    Unlike other results of the store it changes, as a whole: a fact is found in it by all that it was made from.
    """

    def __init__(self) -> None:
        self.held: tuple[Mapping[bytes, LedgerFact], Mapping[bytes, Record]] = {}, {}


def _facts(written: bytes) -> Mapping[str, LedgerFact]:
    """Return the facts of a ledger of any version by name, as they stand in it."""
    last = reused("last facts", (), _LastFacts)
    known, records = last.held[0], dict(last.held[1])
    try:
        found = {name: _fact(name, bytes(fact), records, known) for name, fact in _PARTS.decode(written).items()}
    except (msgspec.ValidationError, AttributeError, TypeError):  # read the whole, which says where it is malformed
        content = facts_in_newest_form({"facts": _VALUES.decode(written)})
        whole = msgspec.convert(content, type=_Facts).facts
        return {name: replace(fact, longer=_longer(name)) for name, fact in whole.items()}
    own = {id(record) for fact in found.values() for record in fact.records}
    rows = {row: record for row, record in records.items() if id(record) in own}
    last.held = {fact.digest: fact for fact in found.values()}, rows
    return found


def _fact(name: str, written: bytes, records: dict[bytes, Record], known: Mapping[bytes, LedgerFact]) -> LedgerFact:
    longer = _longer(name)
    found_by = digest(written, longer)
    if found_by in known:
        return known[found_by]
    held = _FACT.decode(written)
    values = {key: getattr(held, key) for key in LedgerFact.__struct_fields__} | {"longer": longer}
    for key in _RECORDS:
        values[key] = tuple(_record(bytes(record), records) for record in values[key])
    fact = LedgerFact(**values)
    fact.__dict__["digest"] = found_by
    return fact


def _record(written: bytes, records: dict[bytes, Record]) -> Record:
    found = records.get(written)
    if found is None:
        content = record_in_newest_form(msgspec.json.decode(written))
        found = records[written] = msgspec.convert(content, type=Record)
    return found


def _longer(name: str) -> Kind | None:
    """Return the frequency that the series of a fact was brought to, where the fact's name has one."""
    found = _BY.search(name)
    return None if found is None else kind_of(found[1])


def _seal(content: Mapping[str, Any], facts: bytes) -> str:
    """Return the SHA-256 in hex of all that a ledger holds but its seal, whatever its order and its spaces."""
    sealed = {key: _canonical(value) for key, value in content.items() if key != "seal"}
    sealed["facts"] = reused("sealed-facts", (facts,), lambda: _sealed_facts(facts))
    found = hashlib.sha256()
    for part in _object(sorted(sealed.items())):
        found.update(part)
    return found.hexdigest()


def _sealed_facts(facts: bytes) -> bytes:
    """Return the facts in the form of the seal, one at a time: all of them decoded take ten times the room."""
    try:
        parts = _PARTS.decode(facts)
    except msgspec.ValidationError:  # of an earlier version, or malformed
        return _canonical(_VALUES.decode(facts))
    return b"".join(_object((name, _canonical(_VALUES.decode(bytes(parts[name])))) for name in sorted(parts)))


def _canonical(value: object) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def _object(parts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the parts of the JSON object of names and values that are JSON; the whole may take more than a MB."""
    yield b"{"
    for at, (name, value) in enumerate(parts):
        yield b"%b%b:" % (b"," if at else b"", msgspec.json.encode(name))
        yield value
    yield b"}"


def _number(text: str) -> float:
    """Return a number with a point or a power; a whole one as an int, as programs write it that drop the point."""
    value = float(text)
    return int(value) if value.is_integer() else value


_PARTS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_VALUES = msgspec.json.Decoder(float_hook=_number)
_FACT = msgspec.json.Decoder(_WrittenFact)
