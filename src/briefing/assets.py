"""Name of a packed file → its path, in an installed wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
# A wheel packs both folders beside this file; in a checkout they stand at the top.
_TOP = _HERE if (_HERE / "assets").is_dir() else _HERE.parents[1]
ROOT = _TOP / "assets"


def asset(name: str) -> Path:
    """Path below `assets/`, as `themes/ink.toml`, → absolute path."""
    return ROOT / name


def packed_data(name: str) -> Path:
    """Name of a data package below `data/`, as `beijing`, → absolute path of its folder."""
    return _TOP / "data" / name
