"""A story file → Story, each part with its line."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Set
from hashlib import sha256
from pathlib import Path
from typing import Any

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
from briefing.reuse import reused


class StoryFile(Struct, frozen=True):
    """A story, its file, and the line and column (both from 1) of each path in it.

    `digest` is the SHA-256 of the file, empty for a story that is not all of it.
    """

    story: Story
    path: Path
    lines: Mapping[Place, tuple[int, int]]
    digest: bytes = b""

    def where(self, place: Place) -> str:
        """Return the place of a path, as ("sections", 2, "title"): "story.en.yaml, line 14", as near as the file has
        it."""
        return f"{self.path.name}, line {self.lines[nearest(place, self.lines)][0]}"


def story(path: Path) -> StoryFile:
    """Return the story of a file. InputError with every mismatch and its line."""
    path = Path(path)
    content = read_bytes(path, TEXT_BYTES)
    # Found again by its text: an edition of another place, or one whose data have changed, has the same story.
    checked, lines = reused("story", (content,), lambda: _checked(content, path.as_posix()))
    return StoryFile(checked, path, lines, sha256(content).digest())


def _checked(content: bytes, where: str) -> tuple[Story, Mapping[Place, tuple[int, int]]]:
    """Return the story of a file's content, and the line and column of each path in it."""
    text = decode(content, where)
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
    return checked, parsed.lines


def sound_sections(path: Path) -> tuple[StoryFile, frozenset[str]] | None:
    """Return a story whose form is refused without the keys and sections that are, and the ids of these sections.

    None where its form is right, or where what is refused stands elsewhere.
    """
    parsed = parse(decode(read_bytes(path, TEXT_BYTES), path.as_posix()), path.as_posix())
    if parsed.broken or parsed.findings or not isinstance(parsed.value, dict):
        return None
    try:
        Story.model_validate(parsed.value)
    except ValidationError as error:
        refused = [(detail["type"], detail["loc"]) for detail in error.errors(include_url=False)]
    else:
        return None
    left = {place for kind, place in refused if kind == "extra_forbidden" and place in parsed.lines}
    left |= {place[:2] for _, place in refused if place[:1] == ("sections",) and place not in left}
    value, lines = _without(parsed.value, (), left), _moved(parsed.lines, left)
    try:
        sound = Story.model_validate(value)
    except ValidationError:
        return None
    ids = {str(item.get("id", "")) for item in parsed.value.get("sections", ()) if isinstance(item, dict)}
    return StoryFile(sound, path, lines), frozenset(ids - {section.id for section in sound.sections} - {""})


def _without(value: Any, place: Place, left: Container[Place]) -> Any:
    """Return a parsed value without what stands at some places."""
    if isinstance(value, dict):
        return {key: _without(item, (*place, key), left) for key, item in value.items() if (*place, key) not in left}
    if isinstance(value, list):
        return [_without(item, (*place, at), left) for at, item in enumerate(value) if (*place, at) not in left]
    return value


def _moved(lines: Mapping[Place, tuple[int, int]], left: Set[Place]) -> dict[Place, tuple[int, int]]:
    """Return the lines of what stands in a story without some of its sections, which moves the later ones up."""
    dropped = sorted(place[1] for place in left if len(place) == 2 and isinstance(place[1], int))
    moved: dict[Place, tuple[int, int]] = {}
    for place, line in lines.items():
        if place[:1] == ("sections",) and len(place) > 1 and isinstance(place[1], int):
            if place[1] in dropped:
                continue
            moved["sections", place[1] - sum(at < place[1] for at in dropped), *place[2:]] = line
        else:
            moved[place] = line
    return moved


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
        found.append((line, Finding(f"{parsed.where}, line {line}", f"{_named(place, parsed.value)}{what}", fix)))
    return found


def _below(place: Place, above: Place) -> bool:
    return len(place) > len(above) and place[: len(above)] == above


def _named(place: Place, value: Any) -> str:
    """Return a path in a parsed story as "section trees, points 1: ", counted from one as a reader would."""
    words: list[str] = []
    if len(place) > 1 and place[0] in ("sections", "parts") and isinstance(place[1], int) and place[2:] != ("id",):
        item = value[place[0]][place[1]]
        own = item.get("id") if isinstance(item, dict) else None
        words += [f"{str(place[0]).removesuffix('s')} {own}"] if isinstance(own, str) else []
    for step in place[2:] if words else place:
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
