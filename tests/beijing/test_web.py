"""The web edition of the flagship, in both languages: small, accessible, and read back without a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.pipeline.build import editions
from tests.axe import violations
from tests.proof.html_report.browser import chromium, preferring, sized
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

BEIJING = Path(__file__).parents[2] / "data" / "beijing"


@ONLY_IN_A_THOROUGH_RUN  # tests/web has other pages
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_small_and_accessible_and_passes_the_proof(lang: str, tmp_path: Path) -> None:
    (made,) = editions(BEIJING, only=["web"], languages=(lang,))
    assert made.findings == ()
    data = made.files[f"beijing-innovation.{lang}.web.html"]
    assert len(data) < 1_000_000
    path = tmp_path / "page.html"
    path.write_bytes(data)
    with chromium() as browser:
        browser.get(path.as_uri())
        for scheme, wide in (("light", 320), ("dark", 800), ("light", 1600)):
            preferring(browser, scheme)
            sized(browser, wide)
            assert violations(browser, target_size=True) == [], (scheme, wide)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= wide
