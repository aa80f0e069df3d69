"""The Beijing edition: composed and each output under each theme written once in a test run."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from briefing import read
from briefing.compose import compose
from briefing.model.document import Document
from briefing.model.edition import Mode
from briefing.model.ledger import Written
from briefing.pipeline.gate import read_back
from briefing.pipeline.outputs import DEFAULT, OUTPUTS
from briefing.pipeline.steps import assemble
from briefing.pipeline.writing import files_of
from tests.beijing.conftest import BEIJING, built
from tests.galleries import THEMES
from tests.once import once
from tests.proof.reading.briefs import themed
from tests.thorough import pairs

# Briefs to look at, each two of whose theme, page and language meet: theme, page, language. In a usual run on a light
# and on a dark ground, as themes differ in their colours alone.
BRIEFS = pairs(THEMES, ["A4", "Letter"], ["en", "zh"])


@once
def _composed(lang: str) -> Document:
    project = read.project(BEIJING)
    return compose(project, read.story(project.stories[lang]), lang)


@cache
def composed(lang: str = "en", mode: Mode = "read", page: str = "A4") -> Document:
    """The edition in a language, to be read or presented, on a size of page."""
    document = _composed(lang)
    return replace(document, edition=replace(document.edition, mode=mode, page=page))


@once
def finished(lang: str) -> dict[str, bytes]:
    """A language → its finished files by name, the ledger too, as a build of that language writes them."""
    if lang == "en":
        return {path.name: path.read_bytes() for path in sorted(built().ledger.parent.iterdir())}
    document = composed(lang)
    outputs = {name: output(name, lang) for name in DEFAULT}
    read_files = {name: (one, read_back(files_of(document, one))) for name, one in outputs.items()}
    return dict(sorted(assemble(document, themed("ink"), read_files).files.items()))


@once
def _written(output: str, lang: str, theme: str, mode: Mode, page: str) -> Written:
    return OUTPUTS[output].write(composed(lang, mode, page), themed(theme))


def output(name: str, lang: str = "en", theme: str = "ink", mode: Mode = "read", page: str = "A4") -> Written:
    """An output by its name, as "deck"; not to be changed."""
    return _written(name, lang, theme, mode, page)


def deck(theme: str = "ink", mode: Mode = "read", lang: str = "en") -> bytes:
    """A finished deck."""
    if (theme, mode) == ("ink", "read"):
        return finished(lang)[f"beijing-innovation.{lang}.pptx"]
    return output("deck", lang, theme, mode).files[".pptx"]


def brief(lang: str = "en", theme: str = "ink", page: str = "A4") -> bytes:
    """A finished brief."""
    if (theme, page) == ("ink", "A4"):
        return finished(lang)[f"beijing-innovation.{lang}.pdf"]
    return output("brief", lang, theme, page=page).files[".pdf"]
