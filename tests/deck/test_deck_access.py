"""The finished deck can be read by ear, by keyboard and by jumping: titles, order, languages, alt texts, links."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from briefing.deck import write
from briefing.deck.plan.planning import plan
from briefing.errors import LayoutError
from tests.deck import access
from tests.deck.reading_deck import NS, RELATION, Deck
from tests.deck.sample import document, sections
from tests.deck.samples import THEME


@pytest.fixture(scope="module")
def deck() -> Deck:
    return Deck.of(write(document(), THEME).files[".pptx"])


@pytest.mark.parametrize("check", access.CHECKS, ids=lambda check: check.__name__)
def test_no_slide_breaks_a_rule_of_access(check: Callable[[Deck], list[str]], deck: Deck) -> None:
    assert check(deck) == []


def _broken(deck: Deck, name: str, old: str, new: str) -> Deck:
    before = deck.parts[name].decode()
    assert old in before
    return Deck({**deck.parts, name: before.replace(old, new, 1).encode()})


def test_each_checker_of_access_finds_what_is_broken_on_purpose(deck: Deck) -> None:
    slide = "ppt/slides/slide3.xml"
    last = f"ppt/slides/slide{len(deck.named('ppt/slides/slide'))}.xml"
    chart = sorted(deck.named("ppt/charts/"))[0]
    title = access.title_of(deck, slide)
    assert access.title_not_first(_broken(deck, slide, 'type="title"', 'type="body"'))
    assert access.same_title(Deck({**deck.parts, "ppt/slides/slide4.xml": deck.parts[slide]})) == [title]
    assert access.no_language(_broken(deck, slide, '<a:rPr lang="en-GB"', "<a:rPr"))
    assert access.no_language(_broken(deck, chart, '<c:lang val="en-GB"/>', ""))
    assert access.undescribed(_broken(deck, slide, "<p:graphicFrame>", "<p:graphicFrame><p:cNvPr/>"))
    assert access.headless(_broken(deck, last, ' firstRow="1"', ""))
    assert access.footless(_broken(deck, slide, 'type="dt"', 'type="hdr"'))
    assert access.moving(_broken(deck, slide, 'type="slidenum"', 'type="datetime1"'))
    assert access.lost_links(_broken(deck, "ppt/slides/slide2.xml", '<a:hlinkClick r:id="', '<a:hlinkClick r:id="x'))


def test_the_date_is_the_editions_and_no_field(deck: Deck) -> None:
    dated = "//p:sp[.//p:ph[@type='dt']]"
    assert deck.values("ppt/slides/slide3.xml", f"{dated}//a:t/text()") == ["31 Dec 2025"]
    assert deck.find("ppt/slides/slide3.xml", f"{dated}//a:fld") == []


def test_the_label_of_a_card_leads_to_the_first_slide_whose_chart_shows_its_series(deck: Deck) -> None:
    name = "ppt/slides/slide2.xml"
    known = deck.relations(name)
    led = {
        str(box.xpath("string(@name)")): access.title_of(deck, known[click.get(f"{RELATION}id", "")][1])
        for box in deck.find(name, "//p:cNvPr[a:hlinkClick]")
        for click in box.findall("a:hlinkClick", NS)
    }
    assert list(led) == ["Label 1", "Label 2", "Label 3", "Label 4"]
    assert led["Label 1"].startswith("Patent density passed 260")
    assert led["Label 2"].startswith("Technology contracts reached")
    assert led["Label 3"] == led["Label 4"] != led["Label 1"]


def test_a_card_without_a_chart_in_the_deck_leads_nowhere() -> None:
    shown = sections()
    only = (shown[0], replace(shown[1], outputs=("brief",)))
    made = Deck.of(write(document(only=only), THEME).files[".pptx"])
    assert made.find("ppt/slides/slide2.xml", "//p:cNvPr/a:hlinkClick") == []


def test_two_slides_of_one_title_are_refused_with_both_names() -> None:
    shown = sections()
    with pytest.raises(LayoutError) as caught:
        plan(document(only=(shown[1], replace(shown[2], title=shown[1].title))), THEME)
    finding = caught.value.findings[0]
    assert finding.where == "slide 3 (multiples), title"
    assert "has the title of patents" in finding.what
    assert finding.fix
