"""What the brief refuses to write: each would leave some reader without what others see."""

from __future__ import annotations

import re

from briefing.brief.setting import Setting
from briefing.model.text import plain


def check(setting: Setting) -> None:
    """Refuse a document without title, language or parts; charts, tables and signs are checked where they are set."""
    document = setting.document
    if not plain(document.title).strip():
        setting.refuse("edition", "a document without a title", "set `title` in briefing.toml")
    if not document.lang.strip():
        setting.refuse("edition", "a document without a language", "name the story story.<language>.yaml")
    if not document.parts:
        setting.refuse("story", "a document without a part", "write at least one section")


def check_headings(setting: Setting) -> None:
    """Refuse a heading that skips a level, as one who moves by headings would look for what is not there."""
    before = 0
    for element in setting.root.walk():
        if not re.fullmatch(r"H[1-6]", element.tag):
            continue
        level = int(element.tag[1:])
        if level > before + 1:
            place = setting.origins.get(element, "edition")
            after = f"one of level {before}" if before else "none"
            setting.refuse(place, f"a heading of level {level} after {after}", f"make it level {before + 1}")
        before = level
