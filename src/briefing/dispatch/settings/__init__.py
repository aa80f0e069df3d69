"""dispatch.toml → Settings: how messages leave, to whom, when, and where the ledger of deliveries lies."""

from __future__ import annotations

from briefing.dispatch.settings.reading import FILE, Settings, read
from briefing.dispatch.settings.values import BY_HAND, TO_ME

__all__ = ["BY_HAND", "FILE", "TO_ME", "Settings", "read"]
