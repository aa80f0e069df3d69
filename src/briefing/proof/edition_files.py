"""The editions that paths of finished files belong to: each with its files and their ledger, read within limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field

from briefing.errors import UsageError
from briefing.proof.findings import Location, ProofFinding, Rule

LARGE = Rule("file-large", "error", "no file is larger than 200 MB")
MISSING = Rule("file-missing", "error", "every file that is named can be read")
KIND = Rule("file-kind", "error", "every file that is named is a deck, a brief or a letter")
RULES = (LARGE, MISSING, KIND)

LEDGER = ".ledger.json"
_MOST_BYTES = 200_000_000
_KINDS = (".pptx", ".potx", ".pptm", ".pdf", ".html", ".txt")
_HEADS = (b"%PDF", b"PK\x03\x04")  # of a brief and a deck, whatever they are called


class Group(Struct):
    """The files of one edition by name, their ledger with its name, and what could not be read."""

    files: dict[str, bytes] = field(default_factory=dict)
    ledger: tuple[str, bytes] | None = None
    findings: list[ProofFinding] = field(default_factory=list)


def editions(paths: Sequence[Path], ledger: Path | None = None, others: tuple[str, ...] = ()) -> tuple[Group, ...]:
    """Return the editions of files and folders, each with the given ledger or the one in the folder of its files.

    A ledger among the paths stands for every file of its edition in the same folder; files with a suffix of `others`
    are read where they have a ledger. Raises UsageError if there is no file to prove.
    """
    groups: dict[Path | None, Group] = {}
    for path in _files(paths, others):
        ledger_path = ledger or _ledger_of(path)
        group = groups.setdefault(ledger_path, Group())
        if path.name in group.files:
            continue
        content = _content(path, group)
        if content is None:
            continue
        if path.suffix.lower() in (*_KINDS, *others, ".png") or content.startswith(_HEADS):
            group.files[path.name] = content
        else:
            fix = f"name a file that ends in {', '.join(_KINDS[:-1])} or {_KINDS[-1]}"
            group.findings.append(KIND.at(Location(path.name), "it is no deck, brief or letter", fix))
    for ledger_path, group in groups.items():
        content = _content(ledger_path, group) if ledger_path else None
        group.ledger = (ledger_path.name, content) if ledger_path and content is not None else None
    if not groups:
        fix = "name a .pptx, .pdf, .html, .txt or .ledger.json, or a folder that holds some"
        if all(path.name.endswith(LEDGER) for path in paths):
            fix = "name the files of its edition, and give the ledger with --ledger"
        raise UsageError("no file to prove", ", ".join(map(str, paths)), fix)
    return tuple(groups.values())


def _files(paths: Iterable[Path], others: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            held = [one for one in path.iterdir() if one.is_file() and not one.name.endswith(LEDGER)]
            known = (one for one in held if one.suffix.lower() in others and _ledger_of(one))
            found += sorted([*(one for one in held if one.suffix.lower() in _KINDS), *known])
        elif path.name.endswith(LEDGER) and path.exists():
            stem = path.name.removesuffix(LEDGER)
            found += [one for kind in (*_KINDS, *others) if (one := path.with_name(stem + kind)).is_file()]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _ledger_of(path: Path) -> Path | None:
    """Return the ledger in the folder of a file whose name is the longest prefix of the file's name."""
    stem = path.name
    while "." in stem:
        stem = stem.rpartition(".")[0]
        ledger = path.with_name(stem + LEDGER)
        if ledger.is_file():
            return ledger
    return None


def _content(path: Path, group: Group) -> bytes | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            what = f"it has {path.stat().st_size / 1e6:,.0f} MB"
            group.findings.append(LARGE.at(Location(path.name), what, "leave out pictures or pages that nobody needs"))
            return None
        return path.read_bytes()
    except OSError as error:
        what = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        group.findings.append(MISSING.at(Location(path.name), what, "name a file that exists and may be read"))
        return None
