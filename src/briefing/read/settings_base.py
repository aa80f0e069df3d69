"""What the typed forms of briefing.toml share: their base, lines of text, and a check of periods."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from briefing.model.period_choice import PeriodChoice, backwards

Line = Annotated[str, Field(max_length=300)]


class Settings(BaseModel):
    """Base: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


def known_order(value: PeriodChoice) -> PeriodChoice:
    """Return a choice of periods; ValueError where its last one is not after its first."""
    if backwards(value):
        ends = ", ".join(json.dumps(end) for end in reversed(value.notation))
        raise ValueError(f"{value} is no period; write [{ends}]")
    if value.first is not None and value.first == value.last:
        raise ValueError(f"{value} is no period; write its first and its last one, as [2014, 2023]")
    return value
