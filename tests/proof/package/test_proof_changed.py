"""Whatever is changed in a deck, the gate gives findings and never stumbles; what breaks an order is always found."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing.proof.package.package_check import check
from tests.proof.package import broken
from tests.thorough import examples

VALUES = st.sampled_from(["", "x", "-1", "1.5", "999999999999999999999", "NaN", "true", "0", "rId99", "²", "../.."])


@cache
def whole_deck() -> bytes:
    return broken.good()


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole_deck())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


NAMES = sorted(name for name in parts() if name.endswith((".xml", ".rels")))


def packed(name: str, content: bytes) -> bytes:
    return broken.packed(list((parts() | {name: content}).items()))


def changed(root: etree._Element, data: st.DataObject) -> None:
    """Delete, double, move, rename or misvalue one element."""
    elements = [element for element in root.iter() if element is not root]
    if not elements:
        return
    element = data.draw(st.sampled_from(elements))
    parent = element.getparent()
    assert parent is not None
    match data.draw(st.sampled_from(["delete", "double", "move", "rename", "value", "drop", "text"])):
        case "delete":
            parent.remove(element)
        case "double":
            parent.append(etree.fromstring(etree.tostring(element)))
        case "move":
            target = data.draw(st.sampled_from(elements))
            if target is not element and element not in target.iterancestors():
                target.append(element)
        case "rename":
            element.tag = data.draw(st.sampled_from(elements)).tag
        case "value" if element.attrib:
            element.set(data.draw(st.sampled_from(sorted(map(str, element.attrib)))), data.draw(VALUES))
        case "drop" if element.attrib:
            del element.attrib[data.draw(st.sampled_from(sorted(map(str, element.attrib))))]
        case _:
            element.text = data.draw(VALUES)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_no_change_of_a_part_makes_the_gate_stumble(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    root = etree.fromstring(parts()[name])
    for _ in range(data.draw(st.integers(1, 3))):
        changed(root, data)
    assert all(finding.fix for finding in check("deck.pptx", packed(name, etree.tostring(root))))


@settings(max_examples=examples(40), deadline=None)
@given(st.sampled_from(sorted(parts())), st.data())
def test_no_damage_to_the_bytes_makes_the_gate_stumble(name: str, data: st.DataObject) -> None:
    content = parts()[name]
    at = data.draw(st.integers(0, len(content)))
    filling = data.draw(st.binary(max_size=4))
    assert isinstance(check("deck.pptx", packed(name, content[:at] + filling + content[at + len(filling) :])), tuple)
    whole = whole_deck()
    cut = data.draw(st.integers(0, len(whole)))
    assert isinstance(check("deck.pptx", whole[:cut]), tuple)


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from([name for name in NAMES if name.startswith("ppt/") and name.endswith(".xml")]), st.data())
def test_a_required_child_that_is_gone_or_stands_last_is_found(name: str, data: st.DataObject) -> None:
    root = etree.fromstring(parts()[name])
    firsts = list(root.iter("{*}bodyPr", "{*}nvSpPr", "{*}idx", "{*}barDir", "{*}tblGrid", "{*}cNvPr"))
    if not firsts:
        return
    element = data.draw(st.sampled_from(firsts))
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    if data.draw(st.booleans()):
        parent.append(element)
    assert len(parent) == 1 or check("deck.pptx", packed(name, etree.tostring(root)))
