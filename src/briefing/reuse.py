"""Results of earlier work in this process, found again by all that they were made from.

Every stage uses this one store: what an edition shares with the one before it, as a slide, a page or a chart, is made
once. A result is found by a SHA-256 of its inputs and by nothing else, so none can be out of date. With a `form` it is
also stored in the folder of `cache`, for later processes.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
_MEGABYTES: Final = 20  # with less an edition of fifteen slides loses parts that the next build would find
_LARGEST: Final = 4  # a result larger than the store divided by this is not stored
_OF_A_KIND: Final = 10  # what the store is divided by: one kind has no more, but for a last result that is larger alone
_WHOLE: Final = 2  # results of whole editions of a kind: those of two languages
_ENTRY_BYTES: Final = 512
_MOST_LAST: Final = 72  # large values whose digests are remembered: those of an edition and of the one before it
_WAYS: Final = 4  # of looking at parts that are the same, as a condition may decide what else is looked at
_off: ContextVar[bool] = ContextVar("reuse_off", default=False)


def reused(
    kind: str,
    parts: Sequence[object],
    make: Callable[[], T],
    *,
    form: type[T] | None = None,
    shared: bool = False,
    whole: bool = False,
) -> T:
    """Return what `make` returned for the same kind and parts before, else what it returns now.

    `parts` is all that the result depends on: structs of msgspec, builtins, paths, fractions; bytes are cheapest, and
    what is `Large` costs nothing where another result is found by it too. Structs of which parts have very many, as
    observations, are `array_like`: without the names of their fields they are half as long. The result must be frozen.
    Give `form`, its type, where making it costs more than reading a file. `shared` says that the result holds the
    objects of its parts, so that it takes no more room than these. `whole` says that it is of a whole edition, which
    only the next ones may find: the last two of its kind are stored. What `make` raises is raised, and nothing is
    stored. TypeError for a part that has no encoding.
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
    STORE.put(kind, key, made, size if shared or whole else _bytes_of(made, size), whole=whole)
    return made


def reused_by_use(
    kind: str,
    parts: Sequence[object],
    state: Callable[[str], bytes],
    make: Callable[[], tuple[T, Iterable[str]]],
    *,
    whole: bool = False,
) -> tuple[T, tuple[str, ...]]:
    """Return what `make` returned before for the same kind and parts, where all that it looked at is as it was.

    `make` returns a result and the names of what it looked at besides the parts; `state` gives a digest of what a name
    stands for now. The result is returned with these names, for whoever notes what it looks at itself.
    """

    def used() -> tuple[T, tuple[str, ...]]:
        made, names = make()
        return made, tuple(sorted(set(names)))

    if _off.get():
        return used()
    try:
        key, size = _digest(kind, parts)
    except UnicodeEncodeError:
        return used()
    ways: tuple[tuple[str, ...], ...] = STORE.get(key) or ()
    for names in ways:
        found = STORE.get(_digest(kind, (key, names, *map(state, names)))[0])
        if found is not None:
            STORE.hits[kind] += 1
            return found, names
    STORE.misses[kind] += 1
    made, names = used()
    found_by = _digest(kind, (key, names, *map(state, names)))[0]
    STORE.put(kind, found_by, made, size if whole else _bytes_of(made, size), whole=whole)
    STORE.put(f"{kind}, ways", key, (names, *(way for way in ways if way != names))[:_WAYS], _ENTRY_BYTES)
    return made, names


def remade(kind: str, parts: Sequence[object], state: Sequence[object], make: Callable[[T | None], T]) -> T:
    """Return what was made last of a kind and parts if it was of the same state, else what `make` returns now.

    For results that change with their state in a few places: `make` gets the last one, None without any, and may take
    over what it knows to be the same. Only the last one is stored.
    """
    if _off.get():
        return make(None)
    try:
        (key, _), (mark, size) = _digest(kind, parts), _digest(kind, state)
    except UnicodeEncodeError:
        return make(None)
    last: tuple[bytes, T] | None = STORE.get(key)
    if last is not None and last[0] == mark:
        STORE.hits[kind] += 1
        return last[1]
    STORE.misses[kind] += 1
    made = make(last[1] if last else None)
    STORE.put(kind, key, (mark, made), _bytes_of(made, size))
    return made


def reused_of(kind: str, value: object, make: Callable[[], T], *, most: int = 500) -> T:
    """Return what `make` returned before for this very object, which is never changed, else what it returns now.

    For small results of objects that editions share, as their facts, of which `digest` would take longer than making
    the result. Those of the last `most` objects of a kind are remembered.
    """
    if _off.get():
        return make()
    last = STORE.of_objects[kind]
    found = last.pop(id(value), None) or (value, make())
    last[id(value)] = found  # with the object, so that no other one gets its id
    while len(last) > most:
        last.popitem(last=False)
    made: T = found[1]
    return made


def digest(*parts: object) -> bytes:
    """Return the SHA-256 of parts, to stand for them where several results are made from them."""
    return _digest("", parts)[0]


class Large:
    """A part that is never changed and that several results are found by, as a section or the facts of a document."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


def digest_of(value: object) -> bytes:
    """Return the digest of a large value that is never changed, worked out once while it is among the last ones.

    That of a mapping is of its names and of the digests of what they stand for, as editions share most of their facts.
    """
    if isinstance(value, Mapping):
        return reused_of(
            "digest", value, lambda: digest([*value], *map(_member_digest, value.values())), most=_MOST_LAST
        )
    return reused_of("digest", value, lambda: digest(value), most=_MOST_LAST)


def _member_digest(value: object) -> bytes:
    return reused_of("digest of a member", value, lambda: digest(value))


@contextmanager
def from_nothing() -> Iterator[None]:
    """Reuse nothing inside, from memory or from the folder, and store nothing."""
    before = _off.set(True)
    try:
        yield
    finally:
        _off.reset(before)


def reusing() -> bool:
    """Whether anything is reused here, for whoever works out what a result is found by."""
    return not _off.get()


class _Entry(NamedTuple):
    value: Any
    size: int
    kind: str


class _Kind:
    """The keys of the results of a kind, the least recently used first, and their bytes."""

    def __init__(self) -> None:
        self.keys: OrderedDict[bytes, None] = OrderedDict()
        self.size = 0


class Store:
    """Results by digest, at most so many bytes of them; the least recently used ones leave first.

    One kind takes little of it, and of results of whole editions, which only the next ones may find again, there are
    two: else they would drive out small results, which many do.

    The bytes of a result are those of its encoding: its objects take more, but share their texts and facts. `hits` and
    `misses` count by kind. `of_objects` has by kind what `reused_of` remembers, which is few and not counted.
    """

    def __init__(self, limit: int | None = None) -> None:
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.of_objects: defaultdict[str, OrderedDict[int, tuple[object, Any]]] = defaultdict(OrderedDict)
        self.size = 0
        self._limit = limit
        self._most = 0
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()
        self._kinds: defaultdict[str, _Kind] = defaultdict(_Kind)
        self._lock = Lock()

    def find(self, kind: str, key: bytes) -> _Entry | None:
        """Return the entry of a digest, and note that it was used."""
        with self._lock:
            entry = self._entry(key)
            (self.misses if entry is None else self.hits)[kind] += 1
            return entry

    def get(self, key: bytes) -> Any:
        """Return the result of a digest, or None, without counting it."""
        with self._lock:
            entry = self._entry(key)
        return None if entry is None else entry.value

    def _entry(self, key: bytes) -> _Entry | None:
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
            self._kinds[entry.kind].keys.move_to_end(key)
        return entry

    def put(self, kind: str, key: bytes, value: object, size: int, *, whole: bool = False) -> None:
        """Store a result; one that is larger than a quarter of the store is not. Of a `whole` edition two remain."""
        size += _ENTRY_BYTES
        if value is None:
            return
        with self._lock:
            if not self._entries:  # else a look at the environment takes longer than the rest, for each result
                self._most = _limit_bytes() if self._limit is None else self._limit
            limit = self._most
            if size > limit // _LARGEST:
                return
            if key in self._entries:
                self._remove(key)
            self._entries[key] = _Entry(value, size, kind)
            self.size += size
            alike = self._kinds[kind]
            alike.keys[key] = None
            alike.size += size
            while len(alike.keys) > _WHOLE if whole else alike.size > limit // _OF_A_KIND and len(alike.keys) > 1:
                self._remove(next(iter(alike.keys)))
            while self.size > limit:
                self._remove(next(iter(self._entries)))

    def _remove(self, key: bytes) -> None:
        entry = self._entries.pop(key)
        self.size -= entry.size
        alike = self._kinds[entry.kind]
        alike.size -= entry.size
        del alike.keys[key]

    def clear(self) -> None:
        """Forget all results and counts."""
        with self._lock:
            self._entries.clear()
            self._kinds.clear()
            self.of_objects.clear()
            self.hits.clear()
            self.misses.clear()
            self.size = 0


STORE: Final = Store()


def _digest(kind: str, parts: Sequence[object]) -> tuple[bytes, int]:
    """Return the SHA-256 of a kind and parts, and the bytes of these."""
    content = _ENCODER.encode((kind, *parts))
    return hashlib.sha256(content).digest(), len(content)


def _bytes_of(value: object, made_from: int) -> int:
    """Return the length of a result's encoding; of one that has none, that of what it was made from."""
    if isinstance(value, bytes):
        return len(value)
    try:
        return len(_ENCODER.encode(value))
    except (TypeError, OverflowError, UnicodeEncodeError):
        return made_from


def _plain(value: object) -> object:
    """Return a value of a type that the encoding does not know in terms of those that it knows."""
    if isinstance(value, Large):
        return digest_of(value.value)
    if isinstance(value, Fraction):
        return str(value)  # its parts may have more than 64 bits, which the encoding does not know
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
