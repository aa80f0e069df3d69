"""The texts of a story as an author writes them: a plain text, or one of several, by the conditions that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Tag, model_validator


class StoryNode(BaseModel):
    """Base of all nodes: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


def several(value: object) -> object:
    """Return one text as a tuple of one, anything else as it is."""
    return (value,) if isinstance(value, str) else value


class TextSpec(StoryNode):
    """A text, the condition under which it is printed and the claim it makes; a plain string is a text.

    `when` false drops it (or puts `otherwise` in its place, a text or again one with a condition); `expect` false stops
    the build.
    """

    text: str
    """The words, with facts in {{ }}."""
    when: str = ""
    """A condition; where it is false, the text is left out or `otherwise` stands in its place."""
    otherwise: StoryText = ""
    """What is printed where `when` is false: a text, or again one with a condition."""
    expect: str = ""
    """A condition that the data must bear out for what the text claims; false stops the build."""

    @model_validator(mode="after")
    def _has_a_condition(self) -> Self:
        if self.otherwise and not self.when:
            fix = "write `when:` with the condition under which the text stands, or leave `otherwise` out"
            raise ValueError(f"`otherwise` has no `when`, so it is never printed; {fix}")
        return self


class BranchedText(str):
    """A text with conditions: it reads as its first branch until the composition has chosen one."""

    spec: TextSpec


def _branched(value: str | TextSpec) -> str:
    if isinstance(value, str):
        return value
    text = BranchedText(value.text)
    text.spec = value
    return text


def _form(value: object) -> str:
    return "branches" if isinstance(value, dict | TextSpec) else "text"


if TYPE_CHECKING:
    StoryText = str
else:
    # Any text of a story. Where it is composed, it is a plain one: that of the branch that stands.
    StoryText = Annotated[
        Annotated[str, Tag("text")] | Annotated[TextSpec, Tag("branches")],
        Discriminator(_form),
        AfterValidator(_branched),
    ]
