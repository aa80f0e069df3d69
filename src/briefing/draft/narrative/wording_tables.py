"""How the wordings of a language are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Slot = Literal["title", "point", "sentence", "ask", "notes", "short", "heading"]
# Wordings by type of insight and slot. What the types of a family share stands under "family:" and its name, and what
# is true of any value under "standing".
WordingTable = Mapping[str, Mapping[Slot, Sequence[str]]]
