"""Results of earlier work in this process, found again by all that they were made from.

Every stage uses this one store: what an edition shares with the one before it, as a slide, a page or a chart, is made
once. A result is found by a SHA-256 of its inputs and by nothing else, so none can be out of date. With a `form` it is
also stored in the folder of `cache`, for later processes; small ones are stored there together, by `lasting`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from fractions import Fraction
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from briefing import cache
from briefing.reuse_store import ENTRY_BYTES, Store

T = TypeVar("T")
_MOST_LAST: Final = 72  # large values whose digests are remembered: those of an edition and of the one before it
_WAYS: Final = 4  # of looking at parts that are the same, as a condition may decide what else is looked at
_MOST_LASTED: Final = 2  # names of a kind whose results last: those of an edition in two languages
_off: ContextVar[bool] = ContextVar("reuse_off", default=False)
# What was used now of the kinds that last, by its key.
_lasting: ContextVar[Mapping[str, dict[bytes, _Lasting]]] = ContextVar("lasting", default=MappingProxyType({}))


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
        made: T = found.value
    else:
        made = _on_disk(kind, key, make, form) if form else make()
        STORE.put(kind, key, made, size if shared or whole else _bytes_of(made, size), whole=whole)
    _used(kind, _Lasting(key, made))
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
    for names in STORE.get(key) or ():
        found_by = _digest(kind, (key, names, *map(state, names)))[0]
        found = STORE.get(found_by)
        if found is not None:
            STORE.hits[kind] += 1
            _used(kind, _Lasting(found_by, found, way=key, names=names))
            return found, names
    STORE.misses[kind] += 1
    made, names = used()
    found_by = _digest(kind, (key, names, *map(state, names)))[0]
    STORE.put(kind, found_by, made, size if whole else _bytes_of(made, size), whole=whole)
    _put_way(kind, key, names)
    _used(kind, _Lasting(found_by, made, way=key, names=names))
    return made, names


def _put_way(kind: str, key: bytes, names: tuple[str, ...]) -> None:
    ways = (way for way in STORE.get(key) or () if way != names)
    STORE.put(f"{kind}, ways", key, (names, *ways)[:_WAYS], ENTRY_BYTES)


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
        made = last[1]
    else:
        STORE.misses[kind] += 1
        made = make(last[1] if last else None)
        STORE.put(kind, key, (mark, made), _bytes_of(made, size))
    _used(kind, _Lasting(key, made, mark))
    return made


class _Lasting(NamedTuple):
    """A result that lasts: what it is found by, of one that is `remade` the digest of its state, of one that is found
    by use that of its parts and what its maker looked at."""

    key: bytes
    made: Any
    mark: bytes = b""
    way: bytes = b""
    names: tuple[str, ...] = ()


def _used(kind: str, result: _Lasting) -> None:
    """Note a result that is used where those of its kind last."""
    used = _lasting.get().get(kind)
    if used is not None:
        used[result.key] = result


@contextmanager
def lasting(kind: str, name: Sequence[object], form: type[Any]) -> Iterator[None]:
    """Let results last from process to process: inside are also found those of a kind, of the type `form`, that an
    earlier process used under the same name, and those that are used inside are stored for the next one.

    They are one entry of the folder of `cache`, as one for each small result would take longer to read than to make it.
    Only the first names of a process last, each once: one that makes many editions has what they share in memory.
    """
    try:
        key, _ = _digest(kind, name)
    except UnicodeEncodeError:  # half a character
        key = b""
    known = STORE.lasted[kind]
    if _off.get() or not key or key in known or len(known) == _MOST_LASTED or not cache.enabled():
        yield
        return
    known.add(key)
    entry = cache.key(f"lasting {kind}", key)
    before = _lasted(kind, cache.load(entry), form)
    used: dict[bytes, _Lasting] = {}
    outer = _lasting.set({**_lasting.get(), kind: used})
    try:
        yield
    finally:
        _lasting.reset(outer)
    if [(one.key, one.mark) for one in used.values()] != before:
        cache.store(entry, _ENCODER.encode([*used.values()]))


def _lasted(kind: str, content: bytes | None, form: type[Any]) -> list[tuple[bytes, bytes]]:
    """Put stored results into memory, and return their keys and marks."""
    results: list[_Lasting] = []
    with suppress(msgspec.MsgspecError):  # of an earlier shape of the type
        if content is not None:
            fields = tuple[bytes, form, bytes, bytes, tuple[str, ...]]  # type: ignore[valid-type]
            results = [_Lasting(*one) for one in msgspec.msgpack.decode(content, type=list[fields])]
    for one in reversed(results):  # of more than the store holds the first remain, which are used first
        STORE.put(kind, one.key, (one.mark, one.made) if one.mark else one.made, _bytes_of(one.made, 0))
        if one.way:
            _put_way(kind, one.way, one.names)
    return [(one.key, one.mark) for one in results]


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
