"""Results of earlier work in this process by digest, at most so many bytes of them."""

from __future__ import annotations

import os
from collections import Counter, OrderedDict, defaultdict
from threading import Lock
from typing import Any, Final, NamedTuple

LIMIT: Final = "BRIEFING_REUSE_MB"
_MEGABYTES: Final = 20  # with less an edition of fifteen slides loses parts that the next build would find
_LARGEST: Final = 4  # a result larger than the store divided by this is not stored
_OF_A_KIND: Final = 10  # what the store is divided by: one kind has no more, but for a last result that is larger alone
_WHOLE: Final = 2  # results of whole editions of a kind: those of two languages
ENTRY_BYTES: Final = 512


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
    `misses` count by kind. `lasted` has by kind the names under which results were read of earlier processes,
    `of_objects` by kind what `reused_of` remembers, which is few and not counted.
    """

    def __init__(self, limit: int | None = None) -> None:
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.lasted: defaultdict[str, set[bytes]] = defaultdict(set)
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
        size += ENTRY_BYTES
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
            self.lasted.clear()
            self.of_objects.clear()
            self.hits.clear()
            self.misses.clear()
            self.size = 0


def _limit_bytes() -> int:
    limit = os.environ.get(LIMIT, "")
    return (int(limit) if limit.isdecimal() else _MEGABYTES) * 1_000_000
