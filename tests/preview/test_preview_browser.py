"""The preview in Chromium: slides, details, keys, and what axe-core finds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.axe import violations
from tests.editions import change, project
from tests.preview.serving import PATIENCE, Served, last_title, served, slides
from tests.proof.html_report.browser import chromium, preferring, sized
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("shown") / "mine")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Any]:
    with chromium() as driver, served(folder) as found:
        found.until(lambda state: slides(state) and state["languages"][0]["pages"])
        driver.get(found.address)
        _until(driver, lambda: count(driver, ".slide svg") > 3)
        driver.served = found
        yield driver


def count(browser: Any, selector: str) -> int:
    return int(browser.execute_script("return document.querySelectorAll(arguments[0]).length", selector))


def text(browser: Any, selector: str) -> str:
    return str(browser.execute_script("return document.querySelector(arguments[0])?.textContent ?? ''", selector))


def click(browser: Any, selector: str) -> None:
    script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    browser.execute_script(script, selector)


def press(browser: Any, key: str) -> None:
    script = "document.body.focus(); document.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0]}))"
    browser.execute_script(script, key)


def _until(browser: Any, holds: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, browser.page_source[:3000]
        time.sleep(0.05)


def test_the_token_does_not_stay_in_the_address(browser: Any) -> None:
    assert "token" not in browser.current_url


def test_a_click_on_a_text_shows_its_line_and_one_on_a_number_its_lineage(browser: Any) -> None:
    click(browser, ".slide [data-node]:not([data-fact])")
    _until(browser, lambda: "story.en.yaml, line" in text(browser, "#panel-title"))
    assert count(browser, "pre.source .here") == 1
    click(browser, ".slide [data-fact]")
    _until(browser, lambda: "Observations" in text(browser, "#panel-body"))
    assert count(browser, "#panel-body tbody tr") >= 1
    press(browser, "Escape")
    assert browser.execute_script("return document.getElementById('panel').hidden")


def test_keys_move_between_slides_and_views_and_schemes(browser: Any) -> None:
    press(browser, "j")
    press(browser, "j")
    shown = "return [...document.querySelectorAll('.slide')].findIndex(one => one.classList.contains('current'))"
    assert browser.execute_script(shown) == 2
    before = browser.execute_script("return document.documentElement.dataset.scheme")
    press(browser, "d")
    assert browser.execute_script("return document.documentElement.dataset.scheme") != before
    press(browser, "2")
    _until(browser, lambda: count(browser, "img.page") > 0)
    press(browser, "3")
    _until(browser, lambda: count(browser, "iframe") == 1)
    press(browser, "1")
    _until(browser, lambda: count(browser, ".slide svg") > 3)


def test_a_save_is_pushed_and_a_fault_is_shown_at_its_slide(browser: Any, folder: Path) -> None:
    found: Served = browser.served
    story = (folder / "story.en.yaml").read_text(encoding="utf-8")
    last_title(folder, slides(found.state()), "title: '{{ nothing.last }}'")
    _until(browser, lambda: count(browser, ".slide.wrong") == 1)
    assert "how it last was" in text(browser, "#status")
    press(browser, "f")
    assert "nothing" in text(browser, "#panel-body")
    (folder / "story.en.yaml").write_text(story, encoding="utf-8")
    _until(browser, lambda: count(browser, ".slide.wrong") == 0)
    press(browser, "Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wide", [360, 1400])
def test_axe_finds_nothing_light_and_dark_narrow_and_wide(browser: Any, scheme: str, wide: int) -> None:
    sized(browser, wide)
    preferring(browser, scheme)
    browser.execute_script("document.documentElement.dataset.scheme = arguments[0]", scheme)
    press(browser, "f")
    assert violations(browser) == []
    press(browser, "Escape")


@ONLY_IN_A_THOROUGH_RUN
def test_several_languages_stand_side_by_side(tmp_path: Path) -> None:
    folder = project(tmp_path / "mine")
    (folder / "story.zh.yaml").write_text((folder / "story.en.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    change(folder, "briefing.toml", 'languages = ["en"]', 'languages = ["en", "zh"]')
    with chromium() as driver, served(folder) as found:
        driver.get(found.address)
        _until(driver, lambda: count(driver, "main > section") == 2)
        assert count(driver, "#languages input") == 2
        driver.execute_script("document.querySelector('#languages input').click()")
        _until(driver, lambda: count(driver, "main > section") == 1)
