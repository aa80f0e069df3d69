"""On import, build two editions: a process that is forked here has all libraries and faces loaded.

Their places, words and values are those of no project that `random_changes` changes.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefing.pipeline.build import editions
from tests import invented

_PRICES = Path(__file__).parents[1] / "data" / "prices"
_FOREIGN = invented.Invented(entity="雾镇", peer="雪镇", name="雪橇", unit="架", publisher="雾镇统计处", lang="zh")

os.environ["BRIEFING_CACHE"] = "off"
with tempfile.TemporaryDirectory() as folder:
    for root in (_PRICES, invented.project(Path(folder, "project"), _FOREIGN, invented.levels(_FOREIGN))):
        editions(root)
