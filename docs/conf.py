"""The site of these pages: `sphinx-build docs output/docs` builds it, without a network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

project = "briefing"
author = "The briefing maintainers"
extensions = ["myst_parser"]
exclude_patterns = ["files"]
myst_heading_anchors = 4  # each heading has the anchor that forges give it
# Links are checked in the finished pages, where those into the reference's own anchors can be found too.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]

html_theme = "furo"
html_title = "briefing"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0B5E73", "color-brand-content": "#0B5E73"},
    "dark_css_variables": {"color-brand-primary": "#7CC7DA", "color-brand-content": "#7CC7DA"},
}

_LINKS = re.compile(r"^- \[.+?\]\(([^)#:]+)\.md\)", re.M)
_MARKS = re.compile(r"^<!--.*?-->\n+", re.M | re.S)


def _contents(text: str) -> str:
    """An index page with the menu that its own lists make, so that each page stands in one list alone."""
    made = []
    for part in re.split(r"^(?=## )", text, flags=re.M):
        names = _LINKS.findall(part)
        caption = re.match(r"## (.+)", part)
        head = f":caption: {caption[1]}\n" if caption else ""
        menu = "\n".join(["", "```{toctree}", f":hidden:\n{head}", *names, "```", ""])
        made.append(part + menu if names else part)
    return "".join(made)


def _read(_app: object, name: str, source: list[str]) -> None:
    text = _MARKS.sub("", source[0])
    source[0] = _contents(text) if name == "index" or name.endswith("/index") else text


# What the theme's pages lack for a keyboard and for a screen reader: tables and code that scroll can have the focus,
# landmarks have names, heads of menus a level.
_MENDED = [
    (r'<div class="(table-wrapper[^"]*)"', r'<div class="\1" tabindex="0" role="group" aria-label="Table"'),
    (r'<div class="highlight"><pre>', r'<div class="highlight"><pre tabindex="0">'),
    (r'<aside class="(sidebar-drawer)"', r'<aside class="\1" aria-label="All pages"'),
    (r'<aside class="(toc-drawer[^"]*)"', r'<aside class="\1" aria-label="On this page"'),
    (r'<p class="caption" role="heading"', r'<p class="caption" role="heading" aria-level="2"'),
    (r'<div id="search-results">', r'<h1>Search</h1>\n<div id="search-results">'),
]


def _finished(app: Any, error: Exception | None) -> None:
    for path in Path(app.outdir).rglob("*.html") if error is None else ():
        text = path.read_text(encoding="utf-8")
        for pattern, mended in _MENDED:
            text = re.sub(pattern, mended, text)
        path.write_text(text, encoding="utf-8")


def setup(app: Any) -> None:
    """Take marks of the tests out of pages, make menus of index pages, and mend the finished ones."""
    app.connect("source-read", _read)
    app.connect("build-finished", _finished)
