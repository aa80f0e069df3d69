"""The letter as HTML: inline styles, no outside resource, under 100 kB, dark and light."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from briefing.assets import asset
from briefing.letter.content import Content
from briefing.letter.headline_chart import WIDTH
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.typesetting.font_files import WHOLE
from briefing.typesetting.runs import split_lines
from briefing.wording import of

# Serifs that readers’ machines have.
_SERIF = "Georgia,'Times New Roman',serif"


@cache
def _template() -> Template:
    """The page as a program; making it takes longer than all else of a letter."""
    page = asset("letter/letter.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(page)


def render(content: Content, theme: Theme) -> str:
    """Return the letter as an HTML page; the template escapes every value and evaluates none."""
    words = of(content.lang)
    faces = ",".join([*(f"'{face}'" for face in words.language.faces), "Arial,Helvetica,sans-serif"])
    # headlines of Latin letters are in a serif, as in the brief
    display = faces if words.lang in WHOLE else _SERIF
    return (
        _template().render(
            content=content,
            light=theme.light,
            dark=theme.dark,
            plain=plain,
            lines=split_lines,
            words=words,
            faces=faces,
            display=display,
            width=WIDTH,
            # a headline without spaces breaks at its marks where they suffice
            broken="word-break:keep-all;overflow-wrap:anywhere;" if words.lang in WHOLE else "",
        )
        + "\n"
    )
