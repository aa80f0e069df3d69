"""Decks before an independent validator of Open XML."""

from __future__ import annotations

from pathlib import Path

import pytest


def audit(data: bytes, folder: Path) -> list[str]:
    """What an independent validator finds in a deck.

    It counts the siblings before each element, for its place in a finding, which takes most of its time with many dots.
    So they are counted only where there are findings.
    """
    from openxml_audit import validate_pptx  # type: ignore[import-untyped]

    path = folder / "deck.pptx"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("openxml_audit.context._sibling_position", lambda element: 1)
        if not validate_pptx(path).errors:
            return []
    return [str(error) for error in validate_pptx(path).errors]
