"""The JSON Schema of stories, for editors: `# yaml-language-server: $schema=…/story.schema.json`."""

from __future__ import annotations

import json

from briefing.model.story import Story

NAME = "schemas/story.schema.json"


def story_schema() -> str:
    """The schema as text with sorted keys, as it lies in `assets/schemas`."""
    schema = Story.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
