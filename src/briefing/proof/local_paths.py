"""Paths of somebody's machine, as they slip into files."""

from __future__ import annotations

import re
from typing import Final

LOCAL_PATH: Final = re.compile(
    r"[A-Za-z]:[\\/]Users[\\/]|(?<![\w:/.])/(?:home|Users|root|tmp|var|mnt)/[\w.]|\\\\[\w.-]+\\|file:/", re.IGNORECASE
)
