"""Read dispatch.toml: how messages leave, to whom, when, and where the delivery log is."""

from __future__ import annotations

from briefing.dispatch.settings.settings_file import FILE, DispatchSettings, read_settings
from briefing.dispatch.settings.validators import BY_HAND, TO_ME

__all__ = ["BY_HAND", "FILE", "TO_ME", "DispatchSettings", "read_settings"]
