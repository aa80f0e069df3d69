"""What an earlier build of the same options made, if none of its inputs has changed since.

Three kinds of entries of the cache: the files that a project was read from with their states; the documents composed
of these; the files of a published edition. Each is found by the one before.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from briefing import cache
from briefing.errors import Finding
from briefing.model.document import Document
from briefing.model.theme import Theme

# A larger table, and each file of a folder, is identified by size and time, as reading it would take long.
_MOST_HASHED_BYTES = 16_000_000
_SEPARATOR = "\0"


class InputState(Struct, frozen=True):
    """The state of each file by its path, and the names in the project's folder, as a new table there is read too."""

    names: tuple[str, ...]
    states: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One digest of them all."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    def matches(self, read: Mapping[Path, str | None]) -> bool:
        """Return whether the files are as they were read: SHA-256 by path, None for what was read without a digest.

        A file that is identified by size and time matches.
        """
        states = ((digest, self.states[os.path.abspath(path)]) for path, digest in read.items())
        return all(digest in (None, state) or _SEPARATOR in state for digest, state in states)


class EditionFiles(Struct, frozen=True):
    """A published edition: its language, names of files by output, its ledger, the SHA-256 of each file."""

    lang: str
    names: Mapping[str, tuple[str, ...]]
    ledger: str
    digests: Mapping[str, str]


class PublishedBuild(Struct, frozen=True):
    """The editions that a build published, and its warnings."""

    editions: tuple[EditionFiles, ...]
    findings: tuple[Finding, ...] = ()


class ComposedDocuments(Struct, frozen=True):
    """The documents of a project, one for each language, and the theme that they are shown in."""

    documents: tuple[Document, ...]
    theme: Theme


class BuildState:
    """What the cache holds for one project and the same options.

    `known` is true if these options were built before, whatever has changed since. Without `documents` none are stored
    for other outputs of the same inputs.
    """

    def __init__(self, project: Path, *options: object, documents: bool = True) -> None:
        self._documents = documents  # whether they are stored
        request = msgspec.json.encode([project, *options], enc_hook=os.path.abspath)
        self._entry = cache.key("files", request)
        content = cache.load(self._entry)
        self.known = content is not None
        self.inputs = msgspec.json.decode(content, type=InputState) if content else None
        if self.inputs and input_state(project, map(Path, self.inputs.states)) != self.inputs:
            self.inputs = None

    def save_inputs(self, project: Path, read: Mapping[Path, str | None]) -> None:
        """Store the states of the files that the project was read from, unless one has changed since it was read."""
        state = input_state(project, read)
        self.inputs = state if read and state.matches(read) else None
        if self.inputs:
            cache.store(self._entry, msgspec.json.encode(state))

    def load_documents(self) -> ComposedDocuments | None:
        """Return the documents composed of these inputs, if they are known."""
        content = cache.load(self._key("documents")) if self.inputs else None
        if content is None:
            return None
        with suppress(msgspec.MsgspecError):  # of another shape than any document
            documents, theme = msgspec.msgpack.decode(content, type=tuple[tuple[Document, ...], Theme], dec_hook=_path)
            return ComposedDocuments(documents, theme)
        return None

    def save_documents(self, composed: ComposedDocuments) -> None:
        """Store the documents composed of these inputs."""
        if self.inputs and self._documents:
            content = msgspec.msgpack.encode((composed.documents, composed.theme), enc_hook=str)
            cache.store(self._key("documents"), content)

    def load_published(self, out: Path, outputs: Sequence[str]) -> PublishedBuild | None:
        """Return the editions that were built of these inputs, if their files in `out` are as they were published."""
        content = cache.load(self._key("done", os.path.abspath(out), *outputs)) if self.inputs else None
        if content is None:
            return None
        build = msgspec.json.decode(content, type=PublishedBuild)
        files = ((out / name, digest) for edition in build.editions for name, digest in edition.digests.items())
        return build if all(_digest(path) == digest for path, digest in files) else None

    def save_published(self, out: Path, outputs: Sequence[str], build: PublishedBuild) -> None:
        """Store which files were published in `out`."""
        if self.inputs:
            cache.store(self._key("done", os.path.abspath(out), *outputs), msgspec.json.encode(build))

    def _key(self, kind: str, *parts: str) -> str:
        assert self.inputs
        return cache.key(kind, self._entry, self.inputs.digest, *parts)


def input_state(project: Path, paths: Iterable[Path]) -> InputState:
    """Return the present state of a project's folder and of the files that it is read from."""
    try:
        names = sorted(one.name for one in os.scandir(project) if one.name[:1] != "." and one.is_file())
    except OSError:
        names = []
    return InputState(tuple(names), {os.path.abspath(path): _state(path) for path in paths})


def _state(path: Path) -> str:
    try:
        if path.is_dir():
            inner = (_size_and_time(file) for file in sorted(path.rglob("*")) if file.is_file())
            return sha256("\n".join(inner).encode()).hexdigest()
        if not path.is_file():  # reading a pipe would wait, and a device never ends
            return ""
        return _size_and_time(path) if path.stat().st_size > _MOST_HASHED_BYTES else _digest(path)
    except OSError:
        return ""


def _size_and_time(path: Path) -> str:
    stat = path.stat()
    return _SEPARATOR.join((str(path), str(stat.st_size), str(stat.st_mtime_ns)))


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _path(kind: type, value: Any) -> Any:
    """Return a path, the one type of a document that the encoding does not know."""
    return kind(value)
