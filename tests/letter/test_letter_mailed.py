"""A letter that leaves as a message: it names what it brings, links what it does not, and shows one chart."""

from __future__ import annotations

import io
import re

import pytest
from msgspec.structs import replace
from PIL import Image

from briefing import letter
from briefing.errors import LayoutError
from briefing.letter.headline_chart import drawn, headline
from briefing.model.chart import Chart, Series
from briefing.model.document import Document, Mailing, Part, Section
from briefing.model.ledger import Trace, Written
from briefing.model.period import Period
from briefing.model.text import Run, plain, text
from tests.letter.samples import THEME, VALUE, document, fact
from tests.letter.test_letter import Reader, words

LINK = "https://files.example.org/t/0a1b/example.en.pptx"
PALETTE = replace(THEME, fonts=replace(THEME.fonts, text="Source Sans Pro"))


def chart(**more: object) -> Chart:
    points = tuple(
        replace(VALUE, name=f"visits.at({year})", value=value, period=Period.year(year))
        for year, value in YEARS.items()
    )
    made = Chart(
        "columns",
        "en",
        tuple(map(str, YEARS)),
        (Series("visits", text("Visits"), points),),
        highlight="2023",
        alt=(*text("Column chart: visits rose. Visits: "), *fact("100", VALUE.name), *text(" in the last year.")),
    )
    return replace(made, **more)


YEARS = {2021: 40.0, 2022: 70.0, 2023: 100.0}


def mailed(mailing: Mailing | None, of: Document | None = None) -> Written:
    return letter.write(replace(of or document(), mailing=mailing), PALETTE)


def html(made: Written) -> str:
    return made.files[".html"].decode()


def charted(**more: object) -> Document:
    """The document with a chart in a second section."""
    of = document()
    section = Section(
        "chart",
        (*text("Visits reached "), *fact("100", VALUE.name)),
        subtitle=text("Visits, thousand a year"),
        blocks=(chart(),),
        source_line=(Run("Source: "), Run("Office of Examples 2024", term="source OFFICE")),
        note_line=text("Note: every value is invented."),
    )
    parts = (replace(of.parts[0], sections=(*of.parts[0].sections, replace(section, **more))),)
    return replace(of, parts=parts)


def test_without_a_mailing_it_names_deck_and_brief_and_shows_no_picture() -> None:
    made = mailed(None, charted())
    assert set(made.files) == {".html", ".txt"}
    assert "example.en.pptx" in html(made)
    assert "example.en.pdf" in html(made)
    assert "<img" not in html(made)
    assert {str(term.place) for term in made.trace.terms if term.why == "name of a file"} == {"letter, attached"}


@pytest.mark.parametrize("attached", [(), ("brief",), ("deck",), ("brief", "deck")])
def test_it_names_what_is_attached_and_nothing_else(attached: tuple[str, ...]) -> None:
    made = mailed(Mailing(attached))
    for output, name in (("deck", "example.en.pptx"), ("brief", "example.en.pdf")):
        for form in made.files.values():
            assert (name in form.decode()) == (output in attached)
    assert ("Attached" in html(made)) == bool(attached)
    assert "To download" not in html(made)


def test_what_is_linked_stands_under_a_heading_of_its_own_with_its_address() -> None:
    made = mailed(Mailing(("brief",), {"deck": LINK}))
    assert f'<a class="label" href="{LINK}"' in html(made)
    told = made.files[".txt"].decode()
    assert "Attached:\n- Brief (PDF): example.en.pdf\n  The findings in full, to read" in told
    assert "\n\nTo download:\n" in told
    assert f"- Slide deck (PowerPoint): example.en.pptx\n  {LINK}\n" in told
    assert ("letter, address", LINK) in {(str(term.place), term.text) for term in made.trace.terms}


def test_chinese_has_its_own_words_for_both() -> None:
    told = mailed(Mailing(("brief",), {"deck": LINK}), document(lang="zh")).files[".txt"].decode()
    assert "附件：\n" in told
    assert "下载：\n" in told


@pytest.mark.parametrize(
    "link", ["http://example.org/a", "javascript:alert(1)", "/srv/deck.pptx", " https://a.example"]
)
def test_an_address_that_is_not_https_is_refused(link: str) -> None:
    with pytest.raises(LayoutError, match="give an address of https"):
        mailed(Mailing((), {"deck": link}))


def test_an_address_with_quotes_stays_inside_its_attribute() -> None:
    evil = 'https://a.example/"><script>alert(1)</script>'
    assert "<script" not in html(mailed(Mailing((), {"deck": evil})))


def test_the_picture_stands_between_figures_and_points_under_its_finding_with_note_and_source() -> None:
    page = html(mailed(Mailing(picture=True), charted()))
    places = [page.index(piece) for piece in (
        "Library visits", "Visits reached 100</h2>", "Visits, thousand a year</p>", '<img src="cid:headline"',
        "Note: every value is invented.", "Office of Examples 2024", "<strong>Busy",
    )]  # fmt: skip
    assert places == sorted(places)


def test_the_picture_has_words_a_width_and_no_address_outside_the_message() -> None:
    reader = Reader()
    reader.feed(html(mailed(Mailing(picture=True), charted())).replace("<img ", "<meta ", 1))  # which has no end either
    (image,) = [told for tag, told in reader.tags if tag == "meta" and "src" in told]
    assert image["src"] == "cid:headline"
    assert image["alt"] == "Column chart: visits rose. Visits: 100 in the last year."
    assert image["width"] == "424"
    assert "width:100%;max-width:424px;height:auto" in (image["style"] or "")
    assert "Visits reached 100" in words(reader)


def test_the_plain_letter_says_what_the_chart_rests_on_and_shows_none() -> None:
    told = mailed(Mailing(picture=True), charted()).files[".txt"].decode()
    assert "Visits, thousand a year\n\nNote: every value is invented.\n\nSource: Office of Examples 2024\n" in told
    assert "Column chart" not in told


def test_the_picture_is_a_png_twice_as_wide_as_it_is_shown() -> None:
    made = mailed(Mailing(picture=True), charted())
    image = Image.open(io.BytesIO(made.files[".png"]))
    assert (image.format, image.width) == ("PNG", 848)
    assert made.findings == ()
    assert made == mailed(Mailing(picture=True), charted())


def test_every_number_around_and_in_the_picture_is_traced() -> None:
    uses = {(str(use.place), use.text) for use in mailed(Mailing(picture=True), charted()).trace.uses}
    assert {
        ("letter, picture title", "100"),
        ("letter, picture, alt text", "100"),
        ("letter, drawn in the picture", "100"),
    } <= uses


def test_without_a_chart_the_letter_has_no_picture() -> None:
    made = mailed(Mailing(picture=True))
    assert set(made.files) == {".html", ".txt"}
    assert "<img" not in html(made)


def test_the_cover_has_the_headline_chart_else_the_first_section_that_has_one() -> None:
    of = charted()
    first = headline(of)
    assert first
    assert plain(first.title) == "Visits reached 100"
    covered = headline(replace(of, cover=chart(alt=text("Of the cover")), cover_source_line=text("Source: cover.")))
    assert covered
    assert (plain(covered.chart.alt), plain(covered.source)) == ("Of the cover", "Source: cover.")
    assert covered.title == ()  # the subtitle stands above


def test_a_chart_of_multiples_on_the_cover_says_what_they_are_multiples_of() -> None:
    slope = chart(
        kind="slope",
        categories=("2014", "2023"),
        periods=(Period.year(2014), Period.year(2023)),
        baseline=text("2014 = 1×", term="base"),
    )
    shown = headline(replace(document(), cover=slope))
    assert shown
    assert plain(shown.subtitle) == "2023 value as a multiple of the 2014 value"
    assert [run.text for run in shown.subtitle if run.term] == ["2023", "2014"]
    rows = headline(replace(document(), cover=chart(baseline=text("2014 = 1×"), categories=("A", "B", "C"))))
    assert rows
    assert rows.subtitle == ()


def test_a_section_on_what_changed_or_of_another_output_has_no_headline_chart() -> None:
    assert headline(charted(changed=True)) is None
    assert headline(charted(outputs=("deck", "brief"))) is None
    assert headline(charted(outputs=("letter",))) is not None


def test_a_panel_keeps_its_own_title() -> None:
    shown = headline(charted(blocks=(chart(title=text("Its own finding"), subtitle=text("its own measure")),)))
    assert shown
    assert (plain(shown.title), plain(shown.subtitle)) == ("Its own finding", "its own measure")


def test_a_large_picture_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = headline(charted())
    assert shown
    assert drawn(shown, PALETTE, Trace("letter"))[1] == ()
    monkeypatch.setattr("briefing.letter.headline_chart._LARGE_BYTES", 100)
    (finding,) = drawn(shown, PALETTE, Trace("letter"))[1]
    assert finding.severity == "warning"
    assert re.fullmatch(r"the picture of the letter has \d+ kB, and each recipient gets it", finding.what)


def test_a_letter_without_a_picture_loads_no_matplotlib() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from tests.letter.samples import THEME, document; from briefing import letter; "
        "letter.write(document(), THEME); print('matplotlib' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "False\n"


def test_names_of_files_follow_the_stem_of_the_edition() -> None:
    of = document()
    own = replace(of, edition=replace(of.edition, given=("period",)), mailing=Mailing(("brief",)))
    assert "example-2020-2023.en.pdf" in html(letter.write(own, THEME))


def test_parts_without_sections_have_no_headline() -> None:
    assert headline(replace(document(), parts=(Part("all", (), (), (), ()),))) is None
