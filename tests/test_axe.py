"""The judge of pages finds what is wrong with one, and nothing where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.axe import axe_source, violations
from tests.proof.html_report.browser import chromium, preferring

PAGE = """<!doctype html><html lang="en"><title>Ferries</title>
<meta name="viewport" content="width=device-width"><style>
p {color: #222; background: #fff} @media (prefers-color-scheme: dark) {p {color: #DARK; background: #111}}</style>
<main><h1>Ferries</h1><p>Crossings rose.</p>%s</main></html>"""


def test_a_page_that_breaks_a_rule_in_one_scheme_is_found_there(tmp_path: Path) -> None:
    axe_source()
    page = tmp_path / "page.html"
    found: dict[str, list[str]] = {}
    with chromium() as browser:
        for name, dark, more in (("good", "eee", ""), ("pale", "333", ""), ("mute", "eee", "<img src='x.png'>")):
            page.write_text((PAGE % more).replace("DARK", dark), encoding="utf-8")
            for scheme in ("light", "dark"):
                preferring(browser, scheme)
                browser.get(page.as_uri())
                found[f"{name} {scheme}"] = [line.split()[0] for line in violations(browser)]
        left_out = violations(browser, image_alt=False)
    contrast, picture = ["color-contrast"], ["image-alt"]
    assert found == {
        "good light": [], "good dark": [], "pale light": [], "pale dark": contrast,
        "mute light": picture, "mute dark": picture,
    }  # fmt: skip
    assert left_out == []


def test_without_the_script_the_test_skips_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_AXE", "nowhere/axe.js")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="axe-core is not installed"):
        axe_source()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="CI must"):
        axe_source()
