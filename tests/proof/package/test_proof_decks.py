"""Every deck that comes along is let through by the gate, stands an edit in another program, and is drawn whole."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing.model.edition import Mode
from briefing.proof.package.package_check import check
from tests.converting import converted
from tests.deck.reading_deck import Deck
from tests.deck.validating import audit
from tests.proof.package.decks import EVERY, PROJECTS, made, on_template
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

if TYPE_CHECKING:
    from pptx.presentation import Presentation


@pytest.mark.parametrize(("project", "theme", "mode"), EVERY)
def test_decks_to_be_read_and_presented_are_let_through(project: str, theme: str, mode: Mode) -> None:
    assert check("deck.pptx", made(project, theme, mode)) == ()


# The gallery is audited under its themes where it is built.
@pytest.mark.parametrize(("project", "theme", "mode"), [("starter", "ink", "read"), ("gallery", "dark", "present")])
def test_another_validator_finds_nothing_either(project: str, theme: str, mode: Mode, tmp_path: Path) -> None:
    assert audit(made(project, theme, mode), tmp_path) == []


def edited(data: bytes) -> tuple[bytes, int]:
    """A deck that somebody opened, gave another title, another value and one more slide; and its number of slides."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(data))
    slides = presentation.slides
    first = slides[1].shapes.title
    assert first is not None
    first.text_frame.paragraphs[0].runs[0].text = "Another title"
    changed = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    for chart in changed:
        if not any(plot._element.tag.endswith(("scatterChart", "bubbleChart")) for plot in chart.plots):
            _revalue(chart)
    layout = slides[1].slide_layout
    more = slides.add_slide(layout)
    assert more.shapes.title is not None
    more.shapes.title.text = "One more slide"
    assert changed or len(slides) < 4
    return _saved(presentation), len(slides)


def _revalue(chart: Any) -> None:
    """The same series over the same categories, each value a tenth higher, as Edit Data would leave it."""
    from pptx.chart.data import CategoryChartData

    new: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    new.categories = list(chart.plots[0].categories)
    for plot in chart.plots:
        for series in plot.series:
            new.add_series(series.name, [None if value is None else value * 1.1 for value in series.values])
    chart.replace_data(new)


def _saved(presentation: Presentation) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def test_a_deck_on_a_template_is_let_through() -> None:
    assert check("deck.pptx", on_template()) == ()


@pytest.mark.parametrize("project", [*PROJECTS, "template"])
def test_a_deck_stands_an_edit_in_another_program(project: str) -> None:
    data, slides = edited(on_template() if project == "template" else made(project, "ink", "read"))
    found = [finding for finding in check("deck.pptx", data) if "no section lists slide" not in finding.what]
    assert found == []
    assert len(Deck.of(data).named("ppt/slides/slide")) == slides


@ONLY_IN_A_THOROUGH_RUN
def test_an_edited_deck_passes_another_validator(tmp_path: Path) -> None:
    assert audit(edited(made("gallery", "ink", "read"))[0], tmp_path) == []


# In a usual run the gallery is drawn as edited alone.
DRAWN = PROJECTS if THOROUGH else ("starter",)
ON_TEMPLATE = "gallery" if THOROUGH else "starter"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Pages that LibreOffice draws of each deck, as written and as edited."""
    import pypdfium2

    folder = tmp_path_factory.mktemp("drawn")
    for project in DRAWN:
        (folder / f"{project}.pptx").write_bytes(made(project, "ink", "read"))
    (folder / "template.pptx").write_bytes(on_template(ON_TEMPLATE))
    (folder / "edited.pptx").write_bytes(edited(made("gallery", "ink", "read"))[0])
    pages: dict[str, int] = {}
    for path in converted(sorted(folder.glob("*.pptx")), "pdf", folder):
        document = pypdfium2.PdfDocument(path)
        pages[path.stem] = len(document)
        document.close()
    return pages


def test_each_slide_of_each_deck_is_drawn(drawn: dict[str, int]) -> None:
    slides = {name: len(Deck.of(made(name, "ink", "read")).named("ppt/slides/slide")) for name in PROJECTS}
    as_written = {name: slides[name] for name in DRAWN}
    template = len(Deck.of(on_template(ON_TEMPLATE)).named("ppt/slides/slide"))
    assert drawn == as_written | {"edited": slides["gallery"] + 1, "template": template}
