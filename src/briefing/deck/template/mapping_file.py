"""A template → its mapping as the automatic choice makes it, with what else the template offers, for people to edit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pptx.presentation import Presentation

from briefing.deck.template import typefaces
from briefing.deck.template.layout_mapping import LayoutMapping, map_layout, named_layouts
from briefing.deck.template.placeholders import LayoutPlaceholder, canvas_of, layout_placeholders
from briefing.deck.template.scheme import slots, theme_of
from briefing.deck.template.template_file import read_template, unreadable_is_input_error
from briefing.deck.template.xpath import first
from briefing.errors import InputError
from briefing.model.template import COLOURS, PLACES, SLIDES, SLOTS, Template

_SERVES = {
    "cover": "the first slide; the imprint follows the subtitle unless it has a placeholder of its own",
    "headline": "slides with a finding and its evidence",
    "pause": "quotations and questions",
}
_COVER_PLACES = ("title", "subtitle", "imprint")
_DEFAULTS = dict(zip(COLOURS, SLOTS, strict=False))


def mapping(template: Template) -> str:
    """Return the text of a template's mapping file. Raise InputError for a file that python-pptx cannot read."""
    presentation = read_template(template.path)
    with unreadable_is_input_error(template.path):
        return _written(presentation, template)


def _written(presentation: Presentation, template: Template) -> str:
    parts = [_head(template.path.name)]
    for role in SLIDES:
        parts.append("\n".join([f"[{role}]  # {_SERVES[role]}", *_role_lines(presentation, template, role)]))
    parts.append("\n".join(_colours(presentation)))
    parts.append("\n".join(_layouts(presentation)))
    return "\n\n".join(parts) + "\n"


def _head(name: str) -> str:
    return f"""# Which layouts of {_printable(name)} serve which slides of a briefing. Edit, then build again.
#
# A placeholder is named by its type and its index, as "body 13"; "none" leaves a place empty.
# What is left out is chosen automatically, as it is written here. Places are in points of a canvas 960 wide."""


def _role_lines(presentation: Presentation, template: Template, role: str) -> Iterator[str]:
    try:
        mapping = map_layout(presentation, template, role)
    except InputError as error:
        yield from (f"# {_printable(finding.what)}" for finding in error.findings)
        yield '# layout = "…"  # one of those below'
        return
    yield f"layout = {_quoted(mapping.name)}"
    for place in _COVER_PLACES if role == "cover" else PLACES:
        placeholder = mapping.places.get(place)
        if placeholder:
            yield f"{place} = {_quoted(placeholder.key)}  # {_place_and_size(placeholder)}"
    if role != "cover":
        yield f"body = [{', '.join(f'{side:g}' for side in _sides(mapping))}]  # x, y, width, height of the evidence"
        yield '# ground = "dark"  # where the background is not what its colours say'
    left = [placeholder for placeholder in mapping.placeholders.values() if placeholder not in mapping.places.values()]
    if left:
        yield "# not used: " + "; ".join(f"{placeholder.key} ({_place_and_size(placeholder)})" for placeholder in left)


def _sides(mapping: LayoutMapping) -> tuple[float, ...]:
    return mapping.body.x, mapping.body.y, mapping.body.w, mapping.body.h


def _colours(presentation: Presentation) -> Iterator[str]:
    layout = next(iter(named_layouts(presentation).values()))
    theme = theme_of(layout)
    known: Mapping[str, str] = slots(layout, theme)
    yield "[colours]  # made darker or lighter where text would not read"
    for role, slot in _DEFAULTS.items():
        yield f'{role} = "{slot}"  # {known[slot]}'
    yield "# the theme's slots: " + ", ".join(f"{slot} {known[slot]}" for slot in SLOTS)
    fonts = first(theme, "a:themeElements/a:fontScheme")
    names = [typefaces.named(slot, fonts) for slot in ("+mj-lt", "+mn-lt")]
    yield f"# its faces: {_printable(names[0]) or 'none'} for titles, {_printable(names[1]) or 'none'} for text"


def _layouts(presentation: Presentation) -> Iterator[str]:
    scale = canvas_of(presentation).scale
    yield "# The layouts of this template and their placeholders:"
    for name, layout in named_layouts(presentation).items():
        descriptions = [
            f"{placeholder.key} ({_place_and_size(placeholder)})"
            for placeholder in layout_placeholders(layout, scale).values()
        ]
        yield f"#   {_quoted(name)}: {'; '.join(descriptions) or 'no placeholders'}"


def _place_and_size(placeholder: LayoutPlaceholder) -> str:
    box = placeholder.box
    named = f"{_printable(placeholder.name)}, " if placeholder.name.strip() else ""
    return f"{named}{box.w:.0f} × {box.h:.0f} at {box.x:.0f}, {box.y:.0f}"


def _printable(words: str) -> str:
    """Words of a template as they may stand in a comment: on one line, of characters that TOML lets stand."""
    return "".join(char if char.isprintable() else " " for char in words)[:120]


def _quoted(words: str) -> str:
    """Words as a TOML string."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(template: Template, path: Path) -> None:
    """Write a template's mapping file. Raise InputError if there is one, for it may hold a person's work."""
    text = mapping(template)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            "the mapping file is there already", path.as_posix(), "edit it, delete it, or write another with --out"
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"the mapping file cannot be written: {reason}", path.as_posix(), "check the folder") from None
