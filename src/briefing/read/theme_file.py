"""A theme file → Theme: colours by role, fonts, status chips."""

from pathlib import Path
from typing import Annotated, Any

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from briefing.errors import InputError
from briefing.model.theme import Fonts, Ground, Palette, Status, Theme
from briefing.read.tomlfile import findings, read_toml

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_upper=True)]
# A counted repeat of a Unicode class takes pydantic 35 ms to compile; a length in its place takes one.
Family = Annotated[str, StringConstraints(max_length=64, pattern=r"^\w[\w .-]*$")]
_STRICT = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _model(name: str, noun: type[Struct], kind: Any) -> type[BaseModel]:
    """A model with one field of a kind for each field of a noun, so that roles are listed once."""
    roles: dict[str, Any] = dict.fromkeys(noun.__struct_fields__, (kind, ...))
    return create_model(name, __config__=_STRICT, **roles)


PaletteFile = _model("PaletteFile", Palette, Colour)
FontsFile = _model("FontsFile", Fonts, Family)


class StatusFile(BaseModel):
    """A status chip."""

    model_config = _STRICT
    fill: Colour
    text: Colour
    glyph: str = Field(min_length=1, max_length=2)


class StatusesFile(BaseModel):
    """The four statuses."""

    model_config = _STRICT
    on_track: StatusFile
    watch: StatusFile
    off_track: StatusFile
    no_target: StatusFile


class ThemeFile(BaseModel):
    """A theme file."""

    model_config = _STRICT
    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    ground: Ground = "light"
    light: PaletteFile  # type: ignore[valid-type]
    dark: PaletteFile  # type: ignore[valid-type]
    fonts: FontsFile  # type: ignore[valid-type]
    status: StatusesFile


def theme(path: Path) -> Theme:
    """Return the theme of a file. InputError with every wrong or missing role and its line."""
    file = read_toml(Path(path))
    try:
        checked = ThemeFile.model_validate(file.values).model_dump()
    except ValidationError as error:
        raise InputError(findings(error, ThemeFile, file)) from None
    return Theme(
        name=checked["name"],
        light=Palette(**checked["light"]),
        dark=Palette(**checked["dark"]),
        fonts=Fonts(**checked["fonts"]),
        status={name: Status(**chip) for name, chip in checked["status"].items()},
        ground=checked["ground"],
    )
