"""A story file → Story, each part with its line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError

from briefing.errors import Finding, InputError
from briefing.model.story import Story
from briefing.read.characters import FIX, first_flaw
from briefing.read.files import TEXT_BYTES, decode, read_bytes
from briefing.read.key_descriptions import described_schema
from briefing.read.validation import Path as Place
from briefing.read.validation import describe_error, nearest
from briefing.read.yamlnodes import Parsed, parse

# Where the JSON Schema of stories is, for editors: `# yaml-language-server: $schema=…/story.schema.json`.
SCHEMA = "schemas/story.schema.json"


class StoryFile(Struct, frozen=True):
    """A story, its file, and the line and column (both from 1) of each path in it."""

    story: Story
    path: Path
    lines: Mapping[Place, tuple[int, int]]

    def where(self, place: Place) -> str:
        """Return the place of a path, as ("sections", 2, "title"): "story.en.yaml, line 14", as near as the file has
        it."""
        return f"{self.path.name}, line {self.lines[nearest(place, self.lines)][0]}"


def story(path: Path) -> StoryFile:
    """Return the story of a file. InputError with every mismatch and its line."""
    path = Path(path)
    where = path.as_posix()
    text = decode(read_bytes(path, TEXT_BYTES), where)
    line, what = first_flaw(text)
    if line:
        raise InputError(f"{what} stands in the story", f"{where}, line {line}", FIX)
    parsed = parse(text, where)
    if parsed.broken and not parsed.lines:
        raise InputError(finding for _, finding in parsed.findings)
    if not isinstance(parsed.value, dict):
        raise InputError("the story is no set of keys", where, "begin with the line: sections:")
    checked, found = _validated(parsed)
    if found or checked is None:
        raise InputError(found)
    return StoryFile(checked, path, parsed.lines)


def _validated(parsed: Parsed) -> tuple[Story | None, list[Finding]]:
    """Findings of the syntax and of the model together, in the order of lines."""
    found = list(parsed.findings)
    checked = None
    try:
        checked = None if parsed.broken else Story.model_validate(parsed.value)
    except ValidationError as error:
        found += _model_findings(error, parsed)
    return checked, [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _model_findings(error: ValidationError, parsed: Parsed) -> list[tuple[int, Finding]]:
    found = []
    seen: set[Place] = set()
    reported_lines = {line for line, _ in parsed.findings}
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and any(_below(other["loc"], detail["loc"]) for other in details):
            continue  # the list lacks only the items that are reported themselves
        below = getattr((detail.get("ctx") or {}).get("error"), "at", ())
        place = nearest((*detail["loc"], *below), parsed.lines)
        line = parsed.lines[place][0]
        # A union tells one error for each of its members; the first is enough.
        in_union = detail["type"] != "missing" and not below and len(place) < len(detail["loc"])
        if line in reported_lines or (in_union and place in seen):
            continue
        seen.add(place)
        what, fix = describe_error(detail, Story)
        found.append((line, Finding(f"{parsed.where}, line {line}", f"{_named(place)}{what}", fix)))
    return found


def _below(place: Place, above: Place) -> bool:
    return len(place) > len(above) and place[: len(above)] == above


def _named(place: Place) -> str:
    """Return a path as "sections 3, points 1: ", counted from one as a reader would."""
    words: list[str] = []
    for step in place:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return f"{', '.join(words)}: " if words else ""


def story_schema() -> str:
    """Return the JSON Schema of stories as text with sorted keys, as in `assets/schemas`."""
    schema = described_schema(Story)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
