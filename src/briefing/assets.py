"""Paths of packed files, in an installed wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
# A wheel packs the folder next to this file; in a checkout it is at the top.
ROOT = (_HERE if (_HERE / "assets").is_dir() else _HERE.parents[1]) / "assets"


def asset(name: str) -> Path:
    """Return the absolute path of a path below `assets/`, as `themes/ink.toml`."""
    return ROOT / name
