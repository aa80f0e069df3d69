"""The role of a mark → the role of the palette whose colour it has, in deck, brief and letter alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.model.chart import Role

MARKS: Final[Mapping[Role, str]] = {"highlight": "highlight", "second": "accent", "context": "context", "target": "ink"}
# Of the words at a mark, where those of other roles are as dark as the text around them: accents are too pale.
WORDS: Final[Mapping[Role, str]] = {"highlight": "highlight", "second": "accent_text"}
