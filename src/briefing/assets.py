"""Name of a packed asset → its path, in an installed wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

_PACKED = Path(__file__).parent / "assets"
ROOT = _PACKED if _PACKED.is_dir() else Path(__file__).parents[2] / "assets"


def asset(name: str) -> Path:
    """Path below `assets/`, as `themes/ink.toml`, → absolute path."""
    return ROOT / name
