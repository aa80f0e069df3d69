"""How the wordings of a language are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Slot = Literal["title", "point", "sentence", "ask", "short"]
# Wordings by type of insight and slot; what is true of any value stands under "standing".
WordingTable = Mapping[str, Mapping[Slot, Sequence[str]]]
