"""The mapping file of a company's template: which of its layouts is used for what. People may edit it."""

from __future__ import annotations

from pathlib import Path

from briefing import read
from briefing.deck.template import mapping_file


def inspect(path: str | Path, out: str | Path | None = None) -> Path:
    """Write the mapping of a .pptx or .potx and return its path, which is next to the template unless `out` is given.

    InputError for a file that no deck can be built on, and if there is a mapping already.
    """
    template = read.template(Path(path), mapped=False)
    target = Path(out) if out else template.mapping
    mapping_file.write(template, target)
    return target
