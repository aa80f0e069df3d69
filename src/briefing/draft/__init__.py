"""A raw table → a project that builds at once: its data, a first story, and why each sentence stands there.

files ─importing─▶ raw tables ─recognition─▶ project with data ─insights─▶ insights ─narrative─▶ story

`briefing.draft("figures.csv", out="mine")` does all of it: the module is callable, as its function has its name.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.draft.drafting import Draft


class _CallableModule(ModuleType):
    def __call__(self, *arguments: Any, **keywords: Any) -> Draft:
        """Draft a project from a table; see `briefing.draft.drafting.draft`."""
        from briefing.draft.drafting import draft  # brings pandas, 0.3 s

        return draft(*arguments, **keywords)


sys.modules[__name__].__class__ = _CallableModule
