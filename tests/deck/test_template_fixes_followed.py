"""What the message on a template and its mapping proposes lets a deck be written when it is followed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from briefing.compose.composition import draft
from briefing.deck.template.mapping_file import write
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.document import Document
from briefing.read.template_folder import mapping_path
from briefing.read.template_folder import template as read_template
from tests.compose.sample import story_file
from tests.deck.company import changed, on
from tests.following import filled, named, project, section

TITLELESS = {
    f"ppt/slideLayouts/slideLayout{n}.xml": ('type="title"' if n != 1 else 'type="ctrTitle"', 'type="pic"')
    for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)
}
BODY = "body = [45, 140, 800, 330]"
MAPPINGS: dict[str, tuple[str, str, str, str, str]] = {
    "no such layout": ("[cover]\nlayout = 'Titel'", "cover", "no layout 'Titel'", "layouts: <>, …",
                       "[cover]\nlayout = '<0>'"),
    "no such placeholder": ("[cover]\ntitle = 'title 9'", "cover.title", "no placeholder 'title 9'",
                            "placeholders: <>, …", "[cover]\ntitle = '<0>'"),
    "a picture's place": (f"[headline]\nlayout = 'Picture with Caption'\nsubtitle = 'pic 1'\n{BODY}",
                          "headline.subtitle", "holds no text", "choose one of type <> or <>",
                          f"[headline]\nlayout = 'Picture with Caption'\nsubtitle = '<0> 2'\n{BODY}"),
    "one place twice": (f"[headline]\nlayout = 'Title and Content'\nsubtitle = 'obj 1'\nsource = 'obj 1'\n{BODY}",
                        "headline", "have the same placeholder", "give each its own",
                        f"[headline]\nlayout = 'Two Content'\nsubtitle = 'obj 1'\nsource = 'obj 2'\n{BODY}"),
    "no title": ("[cover]\nlayout = 'Blank'", "cover.title", "no title placeholder",
                 "write under <> in company.layouts.toml which layout serves, one with a title placeholder",
                 "<0>\nlayout = 'Title Slide'"),
    "no room": ("[headline]\nbody = [0, 0, 10, 10]", "headline.body", "leaves 10 × 10 points",
                "map another layout, or set <> = [x, y, width, height] under <> in company.layouts.toml (…)",
                "<1>\n<0> = [45, 140, 800, 330]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A document of two slides."""
    text = "sections:\n" + section("chart: {kind: bar, series: [visits, birch]}")
    return draft(project(), story_file(text, tmp_path_factory.mktemp("small")), "en")[0]


def refused(document: Document, path: Path, mapping: str = "") -> tuple[Finding, ...]:
    """A document on a template → what is wrong with the template."""
    try:
        on(document, path, mapping)
    except BriefingError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("name", MAPPINGS)
def test_the_fix_of_a_mapping_works_when_it_is_followed(name: str, small: Document, tmp_path: Path) -> None:
    mapping, where, what, fix, way = MAPPINGS[name]
    path = changed(tmp_path / "company.pptx", {})
    (finding,) = refused(small, path, mapping)
    assert (what in finding.what, finding.where.endswith(f"company.layouts.toml, {where}")) == (True, True), finding
    assert refused(small, path, filled(way, named(fix, finding.fix))) == ()


def test_a_template_whose_layouts_serve_nothing_is_mapped_as_the_message_says(small: Document, tmp_path: Path) -> None:
    path = changed(tmp_path / "company.pptx", TITLELESS)
    findings = refused(small, path)
    assert [one.what.partition(":")[0] for one in findings] == [
        f"no layout of the template serves as {name}" for name in ("cover", "headline", "pause")
    ]
    said = "say which layout serves in <>, which this writes: briefing template inspect <>"
    for finding in findings:
        name, given = named(said, finding.fix)
        assert (name, given) == (mapping_path(path).name, path.as_posix())
    write(read_template(path, mapped=False), mapping_path(path))
    again = refused(small, path)
    assert [one.fix.partition(" in ")[0] for one in again] == [
        f"write under [{name}]" for name in ("cover", "headline", "pause")
    ]
    with pytest.raises(BriefingError, match="the mapping file is there already") as caught:
        write(read_template(path, mapped=False), mapping_path(path))
    assert caught.value.findings[0].fix == "edit it, delete it, or write another with --out"
    write(read_template(path, mapped=False), tmp_path / "other.toml")
    mapping_path(path).unlink()
    write(read_template(path, mapped=False), mapping_path(path))


def test_a_damaged_template_is_read_once_it_is_mended(small: Document, tmp_path: Path) -> None:
    path = changed(tmp_path / "company.pptx", {})
    whole = path.read_bytes()
    changed(path, {"ppt/slideMasters/slideMaster1.xml": ("<p:cSld>", "<p:cSld")})
    (finding,) = refused(small, path)
    assert finding.what.startswith("the file is no whole presentation")
    named("open it in PowerPoint, let it repair the file, and save it again", finding.fix)
    path.write_bytes(whole)  # as an office program saves it
    assert zipfile.is_zipfile(path)
    assert refused(small, path) == ()


def test_what_has_no_room_on_a_template_has_it_with_the_body_that_the_message_names(
    small: Document, tmp_path: Path
) -> None:
    cells = " ".join(["word"] * 160)
    text = "sections:\n" + section(f"table: {{head: [a, b], rows: [[{cells}, c]]}}")
    document = draft(project(), story_file(text, tmp_path), "en")[0]
    path = changed(tmp_path / "company.pptx", {})
    with pytest.raises(LayoutError) as caught:
        on(document, path, "[headline]\nbody = [45, 140, 800, 240]")
    (finding,) = caught.value.findings
    key, file, command = named("… another layout or `<>` in <>, which this writes: <>", finding.fix)
    assert Path(file).name == mapping_path(path).name
    assert command.startswith("briefing template inspect ")
    assert refused(document, path, f"[headline]\n{key} = [45, 120, 870, 390]") == ()
