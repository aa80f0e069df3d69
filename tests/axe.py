"""axe-core, which judges how accessible a page is, in a browser that has the page open."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.programs import missing

ROOT = Path(__file__).parents[1]
_RUN = """
const done = arguments[arguments.length - 1];
const only = arguments[1].length ? {runOnly: {type: 'rule', values: arguments[1]}} : {};
axe.run(document, {resultTypes: ['violations'], rules: arguments[0], ...only}).then(
  found => done(found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id} (${rule.impact}): ${node.html.slice(0, 200)} ${node.any.map(one => one.message).join('; ')}`))),
  reason => done([`axe-core stopped: ${reason}`]));
"""


def axe_source() -> str:
    """The script of axe-core; the test skips without it, but not in CI."""
    path = Path(os.environ.get("BRIEFING_AXE") or ROOT / ".node" / "node_modules" / "axe-core" / "axe.min.js")
    if not path.is_file():
        install = "mkdir -p .node && cp .ci/package.json .node/ && npm install --prefix .node"
        missing(f"axe-core is not installed ({install})", "judge pages by it")
    return path.read_text(encoding="utf-8")


def violations(browser: Any, *only: str, **rules: bool) -> list[str]:
    """What axe-core finds on the page that a browser has open, a line for each element; by `only` these rules, else by
    all but those that are False."""
    if not browser.execute_script("return typeof axe === 'object'"):
        browser.execute_script(axe_source())
    switched = {name.replace("_", "-"): {"enabled": enabled} for name, enabled in rules.items()}
    return list(browser.execute_async_script(_RUN, switched, only))
