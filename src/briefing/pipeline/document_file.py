"""Writes a document as JSON: its texts run by run, its blocks in order, its facts and sources as in the ledger."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.ledger import Trace, Written
from briefing.model.lineage import fact_entry, number, source_entry
from briefing.model.period import Period
from briefing.model.theme import Theme

_VERSION: Final = 1
_CONTENT: Final = ("title", "kicker", "subtitle", "cover", "parts", "letter")
_EDITION: Final = ("slug", "title", "entity", "period", "as_of")
_LEFT_OUT: Final = ("node",)  # where a text was written


def write(document: Document, _theme: Theme) -> Written:
    """Return the document as UTF-8 JSON. The same document gives the same bytes."""
    content = {
        "version": _VERSION,
        "edition": {"lang": document.lang, **{name: _plain(getattr(document.edition, name)) for name in _EDITION}},
        "document": {name: _plain(getattr(document, name)) for name in _CONTENT},
        "facts": {name: fact_entry(document.facts[name], document.lang) for name in sorted(document.facts)},
        "sources": {key: source_entry(document.sources[key]) for key in sorted(document.sources)},
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return Written({".json": f"{text}\n".encode()}, Trace("json"))


def _plain(value: Any) -> Any:
    """Return a value in JSON's own types: a fact by its name, a struct without the fields that are as by default."""
    if isinstance(value, Fact):
        return value.name
    if isinstance(value, Period):
        return value.notation
    if isinstance(value, Struct):
        kind = {"type": tag} if (tag := value.__struct_config__.tag) else {}
        return {**kind, **{name: _plain(getattr(value, name)) for name in _given(value)}}
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return number(value) if isinstance(value, float) else value


def _given(value: Struct) -> list[str]:
    """Return the fields of a struct that differ from their default."""
    fields = [field for field in msgspec.structs.fields(type(value)) if field.name not in _LEFT_OUT]
    return [field.name for field in fields if field.required or getattr(value, field.name) != field.default]
