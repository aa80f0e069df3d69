"""Packages: parts and relationships come back from the bytes as they went in, and a free id is found."""

from __future__ import annotations

import io
import zipfile

from briefing.deck.ooxml.opc import Package, content, relation, zipped


def made() -> Package:
    package = Package()
    main = package.add("ppt/presentation.xml", content("presentationml.presentation.main"), "<a/>")
    package.root.relate(relation("officeDocument"), main)
    picture = package.add("ppt/media/image1.png", "image/png", b"\x89PNG")
    slide = package.add("ppt/slides/slide1.xml", content("presentationml.slide"), "<b/>")
    assert main.relate(relation("slide"), slide) == "rId1"
    assert slide.relate(relation("image"), picture) == "rId1"
    assert slide.relate(relation("hyperlink"), "https://example.org/?a=1&b=2") == "rId2"
    return package


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_package_that_is_read_is_the_package_that_was_written() -> None:
    data = made().packed()
    package = Package.of(files(data))
    assert package.presentation.name == "ppt/presentation.xml"
    slide = package.presentation.related(relation("slide"))
    assert slide.kind == content("presentationml.slide")
    assert slide.relations["rId2"] == (relation("hyperlink"), "https://example.org/?a=1&b=2")
    assert slide.related(relation("image")).blob == b"\x89PNG"
    assert slide.related(relation("image")).kind == "image/png"
    assert package.packed() == data


def test_a_relationship_is_made_once_and_takes_an_id_that_is_free() -> None:
    package = made()
    slide = package.parts["ppt/slides/slide1.xml"]
    assert slide.relate(relation("image"), package.parts["ppt/media/image1.png"]) == "rId1"
    del slide.relations["rId1"]
    assert slide.relate(relation("slide"), package.presentation) == "rId1"


def test_parts_of_one_ending_and_two_kinds_each_tell_theirs() -> None:
    package = made()
    package.add("ppt/media/image2.png", "image/x-png", b"\x89PNG")
    kinds = {name: part.kind for name, part in Package.of(files(package.packed())).parts.items()}
    assert kinds["ppt/media/image1.png"] == "image/png"
    assert kinds["ppt/media/image2.png"] == "image/x-png"


def test_a_zip_depends_on_nothing_but_its_content() -> None:
    one = {"ppt/slides/slide10.xml": b"ten", "[Content_Types].xml": b"types", "ppt/slides/slide2.xml": b"two"}
    data = zipped(one)
    assert data == zipped(dict(reversed(one.items())))
    assert list(files(data)) == ["[Content_Types].xml", "ppt/slides/slide2.xml", "ppt/slides/slide10.xml"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
