"""Results of earlier work in this process, found again by all that they were made from.

Every stage uses this one store: what an edition shares with the one before it, as a slide, a page or a chart, is made
once. A result is found by a SHA-256 of its inputs and by nothing else, so none can be out of date. With a `form` it is
also stored in the folder of `cache`, for later processes.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from fractions import Fraction
from pathlib import PurePath
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from briefing import cache

T = TypeVar("T")
LIMIT: Final = "BRIEFING_REUSE_MB"
_MEGABYTES: Final = 48
# A result in memory takes several times the bytes of what it was made from: objects are larger than their encoding.
_OBJECT_FACTOR: Final = 4
_ENTRY_BYTES: Final = 512
_DEEPEST: Final = 6
_off: ContextVar[bool] = ContextVar("reuse_off", default=False)


def reused(kind: str, parts: Sequence[object], make: Callable[[], T], *, form: type[T] | None = None) -> T:
    """Return what `make` returned for the same kind and parts before, else what it returns now.

    `parts` is all that the result depends on: structs of msgspec, builtins, paths, fractions; bytes are cheapest. The
    result must be frozen. Give `form`, its type, where making it costs more than reading a file. What `make` raises is
    raised, and nothing is stored. TypeError for a part that has no encoding.
    """
    if _off.get():
        return make()
    try:
        key, size = _digest(kind, parts)
    except UnicodeEncodeError:  # half a character, which a string may hold and no encoding
        return make()
    found = STORE.find(kind, key)
    if found is not None:
        value: T = found.value
        return value
    made = _on_disk(kind, key, make, form) if form else make()
    STORE.put(key, made, size + _bytes_in(made))
    return made


def digest(*parts: object) -> bytes:
    """Return the SHA-256 of parts, to stand for them where several results are made from them."""
    return _digest("", parts)[0]


@contextmanager
def from_nothing() -> Iterator[None]:
    """Reuse nothing inside, from memory or from the folder, and store nothing."""
    before = _off.set(True)
    try:
        yield
    finally:
        _off.reset(before)


class _Entry(NamedTuple):
    value: Any
    size: int


class Store:
    """Results by digest, at most so many bytes of them; the least recently used ones leave first.

    Bytes are estimated from what results were made from and from the bytes and texts that they hold. `hits` and
    `misses` count by kind.
    """

    def __init__(self, limit: int | None = None) -> None:
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.size = 0
        self._limit = limit
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()
        self._lock = Lock()

    def find(self, kind: str, key: bytes) -> _Entry | None:
        """Return the entry of a digest, and note that it was used."""
        with self._lock:
            entry = self._entries.get(key)
            (self.misses if entry is None else self.hits)[kind] += 1
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: bytes, value: object, size: int) -> None:
        """Store a result; one that is larger than an eighth of the store is not."""
        size += _ENTRY_BYTES
        limit = _limit_bytes() if self._limit is None else self._limit
        if value is None or size > limit // 8:
            return
        with self._lock:
            before = self._entries.pop(key, None)
            self.size += size - (before.size if before else 0)
            self._entries[key] = _Entry(value, size)
            while self.size > limit:
                self.size -= self._entries.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget all results and counts."""
        with self._lock:
            self._entries.clear()
            self.hits.clear()
            self.misses.clear()
            self.size = 0


STORE: Final = Store()


def _digest(kind: str, parts: Sequence[object]) -> tuple[bytes, int]:
    """Return the SHA-256 of a kind and parts, and the bytes that their results are taken for."""
    found = hashlib.sha256(kind.encode())
    total = 0
    for part in parts:
        content = part if isinstance(part, bytes) else _ENCODER.encode(part)
        found.update(b"%d:" % len(content))
        found.update(content)
        total += len(content)
    return found.digest(), total * _OBJECT_FACTOR


def _bytes_in(value: object, depth: int = _DEEPEST) -> int:
    """Return the length of the bytes and texts that a result holds, as parts of slides; those far inside do not count.

    What it was made from says nothing of it where a digest stands for that.
    """
    if isinstance(value, bytes | str):
        return len(value)
    if not depth:
        return 0
    if isinstance(value, tuple):
        return sum(_bytes_in(one, depth - 1) for one in value)
    if isinstance(value, msgspec.Struct):
        return sum(_bytes_in(getattr(value, name), depth - 1) for name in value.__struct_fields__)
    return 0


def _plain(value: object) -> object:
    """Return a value of a type that the encoding does not know in terms of those that it knows."""
    if isinstance(value, Fraction):
        return value.numerator, value.denominator
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{type(value).__qualname__} has no encoding, so nothing can be found by it")


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=_plain)


def _on_disk(kind: str, key: bytes, make: Callable[[], T], form: type[T]) -> T:
    """Return a result from the folder of `cache`, or make and store it there."""
    if not cache.enabled():
        return make()
    entry = cache.key(kind, key)
    content = cache.load(entry)
    if content is not None:
        with suppress(msgspec.MsgspecError):  # of an earlier shape of the type
            return msgspec.msgpack.decode(content, type=form)
    made = make()
    cache.store(entry, _ENCODER.encode(made))
    return made


def _limit_bytes() -> int:
    limit = os.environ.get(LIMIT, "")
    return (int(limit) if limit.isdecimal() else _MEGABYTES) * 1_000_000
