"""What keys are for is read from the strings below the fields of their models."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, Field

from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.model.story import Story
from briefing.read.key_descriptions import described_schema, key_descriptions, models_below
from briefing.read.settings import ProjectSettings


class Harbour(BaseModel):
    """A harbour."""

    berths: int = 1
    """How many ships
    can lie there."""
    depth: float = 0.0
    _tide: int = 0
    """Nothing that is written."""


class Port(Harbour):
    """A harbour with a name."""

    start: str = Field("", alias="from")
    """Where ships come from."""
    near: tuple[Harbour, ...] = ()
    """Its neighbours."""


def undescribed(model: type[BaseModel]) -> list[str]:
    """The keys below a model that nothing is said of."""
    return [
        f"{name}.{key}"
        for name, one in models_below(model).items()
        for key in one.model_fields
        if not key_descriptions(one).get(key)
    ]


@pytest.mark.parametrize("model", [Story, ProjectSettings, DispatchForm])
def test_every_key_says_what_it_is_for(model: type[BaseModel]) -> None:
    assert undescribed(model) == []


def test_a_key_without_a_string_below_it_is_found() -> None:
    assert undescribed(Port) == ["Port.depth", "Harbour.depth"]


def test_a_string_on_several_lines_is_one_sentence_and_bases_count() -> None:
    assert key_descriptions(Port)["berths"] == "How many ships can lie there."


def test_a_schema_has_each_key_as_it_is_written_with_what_it_is_for() -> None:
    schema = described_schema(Port)
    assert schema["properties"]["from"]["description"] == "Where ships come from."
    assert schema["$defs"]["Harbour"]["properties"]["berths"]["description"] == "How many ships can lie there."
    assert "description" not in schema["$defs"]["Harbour"]["properties"]["depth"]
    assert schema["description"] == "A harbour with a name."
