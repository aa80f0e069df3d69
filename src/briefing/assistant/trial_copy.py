"""A changed story is tried in a copy of its project, so that nothing is written which a build would refuse."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

from briefing.errors import Finding, InputError
from briefing.pipeline.build import check_and_suggest

_MOST_FILES: Final = 20_000
_MOST_COPIED: Final = 500_000_000  # bytes, where the file system cannot give a file a second name


def trial_findings(
    root: Path, name: str, content: bytes, lang: str, only: tuple[str, ...] | None = None
) -> tuple[Finding, ...]:
    """Return all that a build in a language would find if a file of the project had this content.

    `only` names the outputs that are tried, by default all of a build.
    """
    with TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder).resolve() / "project"
        _copy(root, copy)
        (copy / name).unlink(missing_ok=True)
        (copy / name).write_bytes(content)
        found = check_and_suggest(copy, languages=(lang,), only=only)
    prefixes = (f"{copy.as_posix()}/", f"{copy}{os.sep}")
    return tuple(_without(finding, prefixes) for finding in found)


def _without(finding: Finding, prefixes: Sequence[str]) -> Finding:
    """Return a finding without the folder of the copy."""
    texts = [finding.where, finding.what, finding.fix]
    for prefix in prefixes:
        texts = [text.replace(prefix, "") for text in texts]
    return replace(finding, where=texts[0], what=texts[1], fix=texts[2])


def _copy(root: Path, copy: Path) -> None:
    """Give every file of a folder a second name in another one; links stay links, hidden files stay out."""
    files, copied = 0, 0
    for folder, folders, names in os.walk(root):
        here = copy / Path(folder).relative_to(root)
        here.mkdir()
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*linked, *(name for name in names if not name.startswith("."))):
            source = Path(folder) / name
            files += 1
            if source.is_symlink():
                (here / name).symlink_to(os.readlink(source))
            elif source.is_file():
                copied += _second_name(source, here / name)
            if files > _MOST_FILES or copied > _MOST_COPIED:
                what = "the project's folder is too large to try a change in a copy"
                raise InputError(what, "", "keep in it what its briefing.toml names alone")


def _second_name(source: Path, target: Path) -> int:
    """Make a hard link, or copy the file where there is none; return how many bytes were copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        return target.stat().st_size
    return 0
