"""What the brief refuses to write: each would leave some reader without what others see."""

from __future__ import annotations

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
