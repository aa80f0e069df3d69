"""What was asked of a project → what was made of it before, if nothing that it was made from has changed.

Three kinds of entries of the cache: which files a project was read from and how they were; the documents that were
composed of these; which files of an edition were put in place. Each is found by the one before.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from briefing import cache
from briefing.errors import Finding

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.theme import Theme

# A table that is larger, and each file of a folder, is known by its size and time, as reading it would take long.
_READ_BYTES = 16_000_000
_APART = "\0"


class Files(Struct, frozen=True):
    """Path → what is in it, in a word; and the names in the project's folder, as a new table there is read too."""

    names: tuple[str, ...]
    states: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One word for all of them."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    def hold(self, read: Mapping[Path, str | None]) -> bool:
        """Whether they are as they were read: path → SHA-256 of its file, None where what was read has no such digest.

        One that is known by its size and time alone holds.
        """
        states = ((digest, self.states[os.path.abspath(path)]) for path, digest in read.items())
        return all(digest in (None, state) or _APART in state for digest, state in states)


class Placed(Struct, frozen=True):
    """An edition in its folder: its language, names of files by output, its ledger; all with their SHA-256."""

    lang: str
    names: Mapping[str, tuple[str, ...]]
    ledger: str
    digests: Mapping[str, str]


class Done(Struct, frozen=True):
    """Editions that were put in place, and what there was to say."""

    editions: tuple[Placed, ...]
    findings: tuple[Finding, ...] = ()


class Composed(Struct, frozen=True):
    """The documents of a project, one for each language, and the theme that they are shown in."""

    documents: tuple[Document, ...]
    theme: Theme


class Recall:
    """What is remembered of one question to a project, told by `asked`: where it lies, languages, parameters.

    `known` tells that it was asked before, whatever has changed since.
    """

    def __init__(self, project: Path, *asked: object) -> None:
        told = msgspec.json.encode([project, *asked], enc_hook=os.path.abspath)
        self._entry = cache.key("files", told)
        kept = cache.load(self._entry)
        self.known = kept is not None
        self.files = msgspec.json.decode(kept, type=Files) if kept else None
        if self.files and look(project, map(Path, self.files.states)) != self.files:
            self.files = None

    def remember(self, project: Path, read: Mapping[Path, str | None]) -> None:
        """From these files, with the SHA-256 of what was read, the project was read; not where they changed since."""
        files = look(project, read)
        self.files = files if read and files.hold(read) else None
        if self.files:
            cache.store(self._entry, msgspec.json.encode(files))

    def composed(self) -> Composed | None:
        """The documents that were composed of the files as they are."""
        kept = cache.load(self._key("documents")) if self.files else None
        if kept is None:
            return None
        # The nouns that a typed reading needs, which a build with nothing to do does without.
        from briefing.model.document import Document
        from briefing.model.theme import Theme

        with suppress(msgspec.MsgspecError):  # of another shape than any document
            documents, theme = msgspec.msgpack.decode(kept, type=tuple[tuple[Document, ...], Theme], dec_hook=_path)
            return Composed(documents, theme)
        return None

    def compose(self, composed: Composed) -> None:
        """Remember the documents."""
        if self.files:
            told = msgspec.msgpack.encode((composed.documents, composed.theme), enc_hook=str)
            cache.store(self._key("documents"), told)

    def done(self, out: Path, outputs: Sequence[str]) -> Done | None:
        """The editions that were made of the files as they are and stand in `out` as they were put there."""
        kept = cache.load(self._key("done", os.path.abspath(out), *outputs)) if self.files else None
        if kept is None:
            return None
        done = msgspec.json.decode(kept, type=Done)
        placed = ((out / name, digest) for one in done.editions for name, digest in one.digests.items())
        return done if all(_digest(path) == digest for path, digest in placed) else None

    def do(self, out: Path, outputs: Sequence[str], done: Done) -> None:
        """Remember what was put in place."""
        if self.files:
            cache.store(self._key("done", os.path.abspath(out), *outputs), msgspec.json.encode(done))

    def _key(self, kind: str, *parts: str) -> str:
        assert self.files
        return cache.key(kind, self._entry, self.files.digest, *parts)


def look(project: Path, paths: Iterable[Path]) -> Files:
    """A project's folder and the files that it is read from → how they are now."""
    try:
        names = sorted(one.name for one in os.scandir(project) if one.name[:1] != "." and one.is_file())
    except OSError:
        names = []
    return Files(tuple(names), {os.path.abspath(path): _state(path) for path in paths})


def _state(path: Path) -> str:
    try:
        if path.is_dir():
            inner = (_told(one) for one in sorted(path.rglob("*")) if one.is_file())
            return sha256("\n".join(inner).encode()).hexdigest()
        if not path.is_file():  # reading a pipe would wait, and a device never ends
            return ""
        return _told(path) if path.stat().st_size > _READ_BYTES else _digest(path)
    except OSError:
        return ""


def _told(path: Path) -> str:
    told = path.stat()
    return _APART.join((str(path), str(told.st_size), str(told.st_mtime_ns)))


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _path(kind: type, value: Any) -> Any:
    """The one type of a document that the form does not know."""
    return kind(value)
