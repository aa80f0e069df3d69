"""Name of a packed file → its path, in an installed wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
# A wheel packs the folder beside this file; in a checkout it stands at the top.
ROOT = (_HERE if (_HERE / "assets").is_dir() else _HERE.parents[1]) / "assets"


def asset(name: str) -> Path:
    """Path below `assets/`, as `themes/ink.toml`, → absolute path."""
    return ROOT / name
