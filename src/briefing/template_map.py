"""A company's template → the mapping file beside it, which says what serves for what and which people may edit."""

from __future__ import annotations

from pathlib import Path


def inspect(path: str | Path, out: str | Path | None = None) -> Path:
    """Path of a .pptx or .potx → the path of the mapping that was written, beside the template unless `out` says
    where. InputError for a file that no deck can be made from, and where a mapping is already."""
    from briefing import read
    from briefing.deck.template import inspecting

    template = read.template(Path(path), mapped=False)
    target = Path(out) if out else template.mapping
    inspecting.write(template, target)
    return target
