"""Theme → theme parts: colour scheme, fonts and the format scheme that PowerPoint insists on."""

from __future__ import annotations

from briefing.deck.ooxml.colours import scheme
from briefing.deck.ooxml.markup import escape
from briefing.model.theme import Fonts, Theme

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
# Faces for scripts that the text face may lack, as Office names them.
_SCRIPTS = (
    ("Jpan", "Yu Gothic"),
    ("Hang", "Malgun Gothic"),
    ("Hans", "Microsoft YaHei"),
    ("Hant", "Microsoft JhengHei"),
    ("Arab", "Arial"),
    ("Hebr", "Arial"),
)


def theme_part(theme: Theme, *, dark: bool) -> str:
    """Theme → the theme part of its light or its dark master."""
    name = escape(f"{theme.name} dark" if dark else theme.name)
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme(theme.dark if dark else theme.light)}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{_font("major", theme.fonts)}{_font("minor", theme.fonts)}</a:fontScheme>'
        f'<a:fmtScheme name="{name}">{_formats()}</a:fmtScheme></a:themeElements>'
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _font(kind: str, fonts: Fonts) -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in _SCRIPTS)
    return (
        f'<a:{kind}Font><a:latin typeface="{escape(fonts.deck)}"/><a:ea typeface="{escape(fonts.deck_ea)}"/>'
        f'<a:cs typeface=""/>{scripts}</a:{kind}Font>'
    )


def _formats() -> str:
    """Three flat fills, lines, effects and backgrounds: a scheme with fewer than three of a kind is repaired."""
    lines = "".join(
        f'<a:ln w="{weight}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
        for weight in (9525, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    )
