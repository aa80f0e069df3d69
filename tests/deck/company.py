"""Templates to try a deck on: that of python-pptx, and changes to it as companies make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pptx
from msgspec.structs import replace

from briefing.deck import write
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.read.template_folder import mapping_path
from briefing.read.template_folder import template as read_template
from tests.deck.samples import THEME

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
Changes = Mapping[str, tuple[str, str]]


def changed(path: Path, changes: Changes, source: Path = DEFAULT) -> Path:
    """A path and part → (old, new) → the template there, with every occurrence replaced."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in changes.items():
        assert old.encode() in parts[name], (name, old)
        parts[name] = parts[name].replace(old.encode(), new.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def on(document: Document, path: Path, mapping: str = "") -> Written:
    """A document and a template's path, and what its mapping says → the deck on that template."""
    if mapping:
        mapping_path(path).write_text(mapping, encoding="utf-8")
    edition = replace(document.edition, template=read_template(path))
    return write(replace(document, edition=edition), THEME)
