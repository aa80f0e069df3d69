"""A worker keeps nothing that grows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing.batch import batch
from tests.batch.towns import NAMES, table


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no getrusage")
def test_a_worker_takes_no_more_memory_for_its_sixtieth_edition_than_for_its_twentieth(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.batch._FUNCTION", "tests.batch.faulty:measured")
    done = batch(table(tmp_path, NAMES[:60]), towns, tmp_path / "out", workers=1)
    peaks = [int(line) for line in (tmp_path / "peaks").read_text().split()]
    assert (done.exit_code, len(peaks)) == (0, 60)
    assert peaks[59] <= 1.1 * peaks[19], peaks[::10]
    assert peaks[19] > 30_000  # kB: it is what was measured
