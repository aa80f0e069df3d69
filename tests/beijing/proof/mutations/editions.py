"""The finished files of the Beijing edition, good or with one fault, and what the proof finds in them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Container, Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from briefing.proof.findings import ProofFinding
from briefing.proof.proving import ReadFile, judge, read
from briefing.proof.reading.dataset_tables import Tables
from tests.beijing.conftest import BEIJING
from tests.beijing.written import finished
from tests.grouping import grouped
from tests.proof.mutations.change import Change

LEDGER = "ledger.json"


class Mutation(Struct, frozen=True):
    """A fault: what is done to the file of this ending (or to a table of the dataset), and the rule meant to find it.

    `page` is where it must be found, 0 anywhere; `drawn` tells that only a drawing shows it.
    """

    name: str
    ending: str
    rule: str
    change: Change
    page: int = 0
    lang: str = "en"
    drawn: bool = False

    @property
    def file(self) -> str:
        """The name of the file that is changed."""
        return self.ending if self.of_dataset else f"beijing-innovation.{self.lang}.{self.ending}"

    @property
    def of_dataset(self) -> bool:
        """Whether a table of the dataset is changed after the build, and not a finished file."""
        return self.ending.endswith(".csv")


@cache
def _dataset() -> Tables:
    return Tables(BEIJING)


def found(
    files: dict[str, bytes], lang: str, tables: Tables, *, deep: bool = False, drawn: bool = False
) -> tuple[ProofFinding, ...]:
    """Finished files and the dataset → the findings of the proof."""
    name = f"beijing-innovation.{lang}.{LEDGER}"
    good = finished(lang)
    outputs = [
        _read_once(lang, key) if data is good[key] else read(key, data) for key, data in files.items() if key != name
    ]
    return judge(outputs, (name, files[name]), tables, deep=deep, drawn=drawn).findings


@cache
def _read_once(lang: str, name: str) -> ReadFile:
    """A good file as it is read, once and not for each fault in a file beside it."""
    return read(name, finished(lang)[name])


def found_in_good(lang: str) -> tuple[ProofFinding, ...]:
    """The findings in the edition as it was built."""
    return found(finished(lang), lang, _dataset(), deep=True)


def together(mutations: Iterable[Mutation], shared: Container[str] = ()) -> list[tuple[Mutation, ...]]:
    """Faults that are made in one file at a time: each on a page of its own; those of no page that are `shared`, by
    their names, each of a rule of its own; the others of no page, and of data, alone."""

    def file(one: Mutation) -> tuple[object, ...] | None:
        return (*_look(one), not one.page) if one.page or one.name in shared else None

    return grouped(mutations, file, lambda one: (one.page or one.rule,))


def _look(mutation: Mutation) -> tuple[str, bool]:
    """The file of a fault, and whether the proof has to look at it for long, as at tags."""
    return mutation.file, mutation.rule.startswith("tags-")


def found_in(*mutations: Mutation, alone: bool = False) -> tuple[ProofFinding, ...]:
    """The findings after faults were made in one file, in the whole edition, or by that file `alone` (with the ledger);
    a fault that only a drawing shows is not looked for."""
    first = mutations[0]
    files = dict(finished(first.lang))
    if not first.of_dataset:
        for mutation in mutations:
            files[first.file] = changed(mutation, files[first.file])
        if alone:
            files = {name: data for name, data in files.items() if name == first.file or name.endswith(LEDGER)}
        return found(files, first.lang, _dataset(), deep=_look(first)[1])
    with tempfile.TemporaryDirectory() as folder:
        project = Path(shutil.copytree(BEIJING, Path(folder, "project")))
        table = project / first.file
        table.write_bytes(changed(first, table.read_bytes()))
        return found(files, first.lang, Tables(project))


def found_in_drawn(mutations: tuple[Mutation, ...]) -> tuple[ProofFinding, ...]:
    """The findings in the drawing of one deck with several faults, each on a slide of its own."""
    files = dict(finished("en"))
    for mutation in mutations:
        files[mutation.file] = changed(mutation, files[mutation.file])
    return found(files, "en", _dataset(), drawn=True)


def changed(mutation: Mutation, data: bytes) -> bytes:
    """A good file → the one with the fault, which differs."""
    made = mutation.change(data)
    assert made != data, f"{mutation.name} changes nothing"
    return made


def is_caught(mutation: Mutation, findings: tuple[ProofFinding, ...]) -> bool:
    """Whether the rule that is meant for a fault found it, where it is."""
    return any(one.rule == mutation.rule and _is_there(mutation, one) for one in findings)


def _is_there(mutation: Mutation, one: ProofFinding) -> bool:
    if mutation.page:
        return (one.location.file, one.location.page) == (mutation.file, mutation.page)
    return True
