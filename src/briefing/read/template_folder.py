"""A company's template and the mapping in its folder → Template; what no deck can be made from is refused here."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from briefing.errors import Finding, InputError
from briefing.model.template import COLOURS, PLACES, SLIDES, SLOTS, LayoutChoice, Template
from briefing.read.files import read_bytes, sha256
from briefing.read.tomlfile import findings, read_toml

TEMPLATE_BYTES = 100_000_000
# What a part may unpack to: a file of a few kilobytes may else claim gigabytes.
UNPACKED_BYTES = 200_000_000
RATIO, RATIO_FROM = 200, 1_000_000
_MAIN = {
    b"presentationml.presentation.main+xml": "",
    b"presentationml.template.main+xml": "",
    b"presentationml.slideshow.main+xml": "",
    b"presentation.macroEnabled.main+xml": "it holds macros",
    b"template.macroEnabled.main+xml": "it holds macros",
    b"slideshow.macroEnabled.main+xml": "it holds macros",
}
_SAVE = "open it in PowerPoint and save it as PowerPoint Presentation (.pptx)"
_STRICT = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _one_of(known: tuple[str, ...], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"there is no {what} {value!r}; known: {', '.join(known)}")
        return value

    return AfterValidator(check)


def _area(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if value[2] <= 0 or value[3] <= 0:
        raise ValueError("a width or a height is not above zero; give x, y, width and height")
    return value


Coordinate = Annotated[float, Field(ge=-10, le=2000, allow_inf_nan=False)]
Name = Annotated[str, Field(max_length=200)]


class LayoutChoiceFile(BaseModel):
    """How a layout serves."""

    model_config = _STRICT
    layout: Name = ""
    title: Name = ""
    subtitle: Name = ""
    imprint: Name = ""
    source: Name = ""
    footer: Name = ""
    number: Name = ""
    date: Name = ""
    body: Annotated[tuple[Coordinate, Coordinate, Coordinate, Coordinate], AfterValidator(_area)] | None = None
    ground: Literal["", "light", "dark"] = ""

    def choice(self) -> LayoutChoice:
        """Return the file as a choice of layout."""
        places = {place: getattr(self, place) for place in PLACES if getattr(self, place)}
        return LayoutChoice(self.layout, places, self.body, self.ground)


class MappingFile(BaseModel):
    """A mapping file."""

    model_config = _STRICT
    cover: LayoutChoiceFile = Field(default_factory=LayoutChoiceFile)
    headline: LayoutChoiceFile = Field(default_factory=LayoutChoiceFile)
    pause: LayoutChoiceFile = Field(default_factory=LayoutChoiceFile)
    colours: dict[Annotated[str, _one_of(COLOURS, "colour")], Annotated[str, _one_of(SLOTS, "slot")]] = {}


def mapping_path(path: Path) -> Path:
    """Return the path of a template's mapping: company.layouts.toml for company.pptx."""
    return path.with_suffix(".layouts.toml")


def template(path: Path, *, mapped: bool = True) -> Template:
    """Return the template in a .pptx or .potx file, with the mapping in its folder if it is `mapped` and there is one.

    InputError for what is wrong.

    Nothing of the file is unpacked before the sizes that its zip states were checked.
    """
    path = Path(path)
    data = read_bytes(path, TEMPLATE_BYTES)
    check_package(data, path.as_posix())
    mapping = mapping_path(path)
    if not mapped or not mapping.exists():
        return Template(path, sha256(data), mapping)
    file = read_toml(mapping)
    try:
        checked = MappingFile.model_validate(file.values)
    except ValidationError as error:
        raise InputError(findings(error, MappingFile, file)) from None
    choices = {name: getattr(checked, name).choice() for name in SLIDES}
    digest = sha256(f"{sha256(data)} {file.digest}".encode())
    return Template(path, digest, mapping, choices, dict(checked.colours))


def check_package(data: bytes, where: str) -> None:
    """Raise InputError unless bytes are a presentation or a template without macros, as a zip whose parts are of a sane
    size, whose XML declares no entities."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise InputError(
            "the file is encrypted, or of the old format .ppt", where, f"remove its password in PowerPoint, or {_SAVE}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, where)
            _check_kind(archive, where)
            _check_markup(archive, where)
    except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, OSError, zlib.error):
        raise InputError("the file is no presentation: its zip cannot be read", where, _SAVE) from None


def _check_sizes(archive: zipfile.ZipFile, where: str) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    swollen = [
        entry.filename
        for entry in entries
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(1, entry.compress_size)
    ]
    if total > UNPACKED_BYTES or swollen or len(entries) > 20_000:
        what = f"the file would unpack to {total // 1_000_000} MB" + (f", most of it {swollen[0]}" if swollen else "")
        raise InputError(what, where, "give a template without large media; delete what its layouts do not use")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise InputError("the file holds two parts of one name", where, _SAVE)


def _check_kind(archive: zipfile.ZipFile, where: str) -> None:
    if not {"[Content_Types].xml", "_rels/.rels"} <= set(archive.namelist()):
        raise InputError("the file is a zip, but no presentation", where, _SAVE)
    types = archive.read("[Content_Types].xml")
    known = [why for mark, why in _MAIN.items() if mark in types]
    if not known:
        raise InputError("the file is no presentation", where, "give a .pptx or a .potx")
    if any(known):
        raise InputError(f"the file is no template for a deck: {max(known)}", where, _SAVE)
    if b"purl.oclc.org/ooxml" in archive.read("_rels/.rels"):
        raise InputError("the file is in the strict form of Open XML", where, _SAVE)


def _check_markup(archive: zipfile.ZipFile, where: str) -> None:
    found = []
    for name in archive.namelist():
        if name.endswith((".xml", ".rels", ".vml")):
            content = archive.read(name)
            wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
            if b"<!DOCTYPE" in (content.replace(b"\0", b"") if wide else content):
                found.append(Finding(f"{where}, {name}", "its XML declares entities, as no office program does", _SAVE))
    if found:
        raise InputError(found)
