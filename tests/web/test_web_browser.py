"""Web editions in a real browser: axe-core finds nothing, no screen scrolls sideways, links and type work.

In a usual run axe-core looks at each page in the light on a phone and in the dark on a desk, in a thorough run at
more screens.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.assets import asset
from tests.axe import violations
from tests.proof.html_report.browser import addresses, chromium, preferring, sized
from tests.proof.mutations.strangers import PROJECTS
from tests.thorough import THOROUGH
from tests.web.editions import page

WIDTHS = (320, 360, 640, 800, 1100, 1440, 1600)
PRICES = Path(__file__).parents[2] / "data" / "prices"
# What axe-core leaves out unless it is asked for: controls that are large enough or far enough apart (WCAG 2.2 AA).
RULES = {"target_size": True}
OPENED = "for (const one of document.querySelectorAll('details')) one.open = true;"
SCREENS = [("light", 320), ("dark", 1440)]
SCREENS += [("light", 1440), ("dark", 320), ("dark", 800), ("dark", 1600)] if THOROUGH else []
EVERY = {
    "gallery": (asset("gallery"), "en", "ink"),
    "gallery dark": (asset("gallery"), "en", "dark"),
    "harbour": (PROJECTS["harbour"], "en", "jade"),
    "lakes": (PROJECTS["lakes"], "zh", "mono"),
    "fuel": (PROJECTS["fuel"], "en", "wine"),
    "prices": (PRICES, "en", "ink"),
}
PAGES = EVERY if THOROUGH else {name: EVERY[name] for name in ("gallery", "gallery dark", "lakes")}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def show(browser: Any, folder: Path, name: str) -> None:
    path = folder / f"{name}.web.html"
    path.write_text(page(*EVERY[name]), encoding="utf-8")
    browser.get(path.as_uri())


@pytest.mark.parametrize("name", PAGES)
def test_axe_core_finds_nothing_in_the_light_and_in_the_dark_on_any_screen(
    browser: Any, tmp_path: Path, name: str
) -> None:
    show(browser, tmp_path, name)
    browser.execute_script(OPENED)
    for scheme, wide in SCREENS:
        preferring(browser, scheme)
        sized(browser, wide)
        assert violations(browser, **RULES) == [], (scheme, wide)


@pytest.mark.parametrize("name", PAGES)
def test_no_screen_scrolls_sideways(browser: Any, tmp_path: Path, name: str) -> None:
    show(browser, tmp_path, name)
    for opened in ("", OPENED):
        browser.execute_script(opened)
        for wide in WIDTHS:
            sized(browser, wide)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= wide, wide


def test_words_of_a_chart_are_as_wide_as_they_were_measured_and_large_enough_to_read(
    browser: Any, tmp_path: Path
) -> None:
    show(browser, tmp_path, "gallery")
    for wide, least in ((320, 8.5), (360, 9.5), (800, 12.9)):
        sized(browser, wide)
        sizes = browser.execute_script(
            "return [...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length)"
            ".map(t => parseFloat(t.getAttribute('font-size')) * t.getScreenCTM().a)"
        )
        assert sizes
        assert min(sizes) >= least, wide
    faces = browser.execute_script("return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {"page-text", "page-display"} <= set(faces)


def test_a_number_leads_to_its_record_and_the_record_is_marked(browser: Any, tmp_path: Path) -> None:
    from selenium.webdriver.common.by import By

    show(browser, tmp_path, "harbour")
    sized(browser, 1440)
    link = browser.find_element(By.CSS_SELECTOR, 'main a[href^="#record"]')
    target = link.get_attribute("href").partition("#")[2]
    link.click()
    seen = browser.execute_script(
        "const box = document.querySelector(':target').getBoundingClientRect();"
        "return [document.querySelector(':target').id, box.top >= 0 && box.bottom <= innerHeight]"
    )
    assert seen == [target, True]


def test_nothing_is_asked_for_and_nothing_is_refused(browser: Any, tmp_path: Path) -> None:
    addresses(browser)
    browser.get_log("browser")
    show(browser, tmp_path, "harbour")
    assert {address.split(",")[0].split("/")[0] for address in addresses(browser)} <= {"file:", "data:font"}
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_on_paper_the_story_stands_without_data_and_records(browser: Any, tmp_path: Path) -> None:
    show(browser, tmp_path, "harbour")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = browser.execute_script(
            "return ['main figure', '.records', '.data', '.contents', '.sources'].map("
            "name => [name, document.querySelector(name).getClientRects().length > 0])"
        )
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})
    assert json.loads(json.dumps(dict(shown))) == {
        "main figure": True, ".records": False, ".data": False, ".contents": False, ".sources": True,
    }  # fmt: skip
