"""A Chinese brief: lines end where they may, marks and gaps have their measure, and the text comes out clean."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.brief import han_fonts, write
from briefing.brief.brief_context import BriefContext
from briefing.brief.fonts import FontSet
from briefing.brief.han_fonts import HanFonts
from briefing.brief.han_typesetting import HanTypesetter
from briefing.brief.page_surface import Metrics
from briefing.brief.structure import Element
from briefing.brief.styles import BODY, HEADLINES, QUOTE, ParagraphStyle
from briefing.brief.typography import TextLine
from briefing.errors import LayoutError, install
from briefing.model.document import Aside, Document, Part, Point
from briefing.model.ledger import Trace
from briefing.model.text import Run, text
from briefing.reuse import from_nothing
from briefing.typesetting.break_opportunities import NO_END, NO_START
from briefing.wording import of
from tests.brief import sample, sample_zh
from tests.brief.verapdf import VeraPdf

SIGNS = "贝林每万人专利亿元倍年，。；：！？、（）《》“”‘’…—%0123456789.abcKOTO"
CUT = HanFonts(lambda: SIGNS + sample_zh.BODY + "漢")
SETTER = HanTypesetter(FontSet("Source Sans Pro", "Source Serif Pro", CUT, whole=True), "zh")
LATIN = HanTypesetter(FontSet("Source Sans Pro", "Source Serif Pro", CUT), "en")
PLAIN = ParagraphStyle(10, 15, align="r")  # an edge that is never made flush


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write(sample_zh.document(), sample.theme()).files[".pdf"]


def shown(line: TextLine) -> str:
    return "".join(piece.text for piece in line.pieces)


def width(words: str) -> float:
    """The width of a line in squares of its size."""
    return sum(piece.width for piece in SETTER.strip(words, PLAIN)) / PLAIN.size


def context_of(document: Document) -> BriefContext:
    return BriefContext(document, sample.theme(), SETTER.faces, SETTER, of("zh"), Trace("brief"), Element("Document"))


def page_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")


@given(st.text(SIGNS, min_size=1, max_size=200), st.floats(90, 400), st.sampled_from([BODY, PLAIN, *HEADLINES]))
def test_no_line_begins_or_ends_with_a_forbidden_mark_and_none_is_too_wide(
    words: str, measure: float, style: ParagraphStyle
) -> None:
    made = SETTER.lines(text(words), style, measure)
    assert "".join(map(shown, made)).replace("\u00ad", "") == words
    assert all(line.width <= measure + 0.1 for line in made)
    if any(word.width > measure for word in SETTER.words(text(words), style)):
        return  # a cluster wider than its column has to be cut somewhere
    for before, line in pairwise(made):
        assert shown(line)[0] not in NO_START
        assert shown(before)[-1] not in NO_END


def test_a_mark_at_the_end_of_a_line_is_halved() -> None:
    line, _ = SETTER.lines(text("每万人专利，每万"), PLAIN, 60)
    assert shown(line) == "每万人专利，"
    assert line.width == pytest.approx(55)


def test_an_opening_mark_at_the_start_of_a_line_gives_up_its_blank() -> None:
    _, line = SETTER.lines(text("每万人专利（每万"), PLAIN, 50)
    assert (shown(line), line.hang) == ("（每万", 5)
    assert line.width == pytest.approx(25)


def test_lines_beside_the_main_text_are_full_and_leave_no_few_signs_alone() -> None:
    words = "每万人专利每万人专利每万人专利，每万人专利每万人专利多于"
    made = [*map(shown, SETTER.lines(text(words), PLAIN, 130))]
    assert made == ["每万人专利每万人专利每万人", "专利，每万人专利", "每万人专利多于"]


def test_two_marks_in_a_row_take_one_and_a_half_squares() -> None:
    assert width("人”，人") == pytest.approx(3.5)
    assert width("人”（人") == pytest.approx(3.5)
    assert width("人，人") == pytest.approx(3)


def test_han_and_figures_stand_an_eighth_apart() -> None:
    assert width("年2023年") == pytest.approx(width("年") * 2 + width("2023") + 0.25)


def test_a_doubled_dash_is_one_stroke_and_never_stretched() -> None:
    face = SETTER.faces.text()
    assert width("人——人") == pytest.approx(2 + 2 * face.width("—", 1) - face.blank("—"), abs=0.001)
    words = "每万人专利——每万人专利每万人专利每万人专利贝林贝林贝林贝林"
    line = next(line for line in SETTER.lines(text(words), BODY, 155) if "——" in shown(line))
    (piece,) = line.pieces
    assert not piece.text.endswith("——")
    kern = piece.shaped.kerns[piece.text.index("——")]
    assert kern == pytest.approx(-1000 * face.blank("—"), abs=0.1)


def test_a_line_that_would_gape_stays_ragged() -> None:
    number = "123456789012345678901234567890年"  # no line divides it, so that the first one is left short
    whole, short = (text("水" * count + number + "水" * 40) for count in (29, 27))
    assert SETTER.lines(whole, BODY, 330)[0].width == pytest.approx(330, abs=0.1)
    assert SETTER.lines(short, BODY, 330)[0].width < 300


def test_both_edges_of_body_text_are_flush_but_for_the_last_line() -> None:
    *lines, last = SETTER.lines(text(sample_zh.BODY), BODY, 330)
    assert len(lines) > 3
    assert [line.width for line in lines] == [pytest.approx(330, abs=0.1)] * len(lines)
    assert last.width < 330


def test_the_main_column_holds_33_signs_of_body_text() -> None:
    words = "贝林每万人专利亿元倍年" * 9
    assert [len(shown(line)) for line in SETTER.lines(text(words), SETTER.style(BODY), 330)] == [33, 33, 33]


def test_a_title_is_balanced_and_breaks_at_a_pause() -> None:
    words = "贝林每万人专利增至5.5倍；专利专利每万人贝林专利年"
    assert [shown(line)[-1] for line in SETTER.lines(text(words), HEADLINES[0], 450)] == ["；", "年"]


def test_words_of_a_latin_title_among_chinese_stay_whole() -> None:
    runs = (Run("资料题为"), Run("Abc bac cab bca", lang="en"), Run("，贝林"))
    for measure in range(60, 200, 7):
        lines = [shown(line).strip() for line in SETTER.lines(runs, PLAIN, measure)]
        assert {word for line in lines for word in re.findall("[a-zA-Z]+", line)} == {"Abc", "bac", "cab", "bca"}


def test_quotation_marks_are_full_width_in_chinese_and_narrow_in_a_run_of_english() -> None:
    chinese = SETTER.lines(text("“贝林”"), PLAIN, 300)[0]
    english = SETTER.lines((Run("北"), Run("“a’b”", lang="en")), PLAIN, 300)[0]
    assert {piece.face.family for piece in chinese.pieces} == {"Noto Sans SC"}
    assert [(piece.text, piece.face.family) for piece in english.pieces[1:]] == [
        ("“", "Source Sans Pro"),
        ("a", "Noto Sans SC"),
        ("’", "Source Sans Pro"),
        ("b", "Noto Sans SC"),
        ("”", "Source Sans Pro"),
    ]


def test_emphasis_is_semibold_and_nothing_is_italic() -> None:
    faces = [SETTER.face(style, run).name for style in (BODY, QUOTE) for run in (Run("", True), Run("", False, True))]
    assert [name.rsplit("-", 1)[0] for name in faces] == ["NotoSansSC-Semibold", "NotoSansSC-Regular"] * 2


def test_a_sign_that_the_latin_face_lacks_is_taken_from_the_chinese_one() -> None:
    line = LATIN.lines(text("Written 漢 here"), BODY, 300)[0]
    assert [(piece.text, piece.face.family) for piece in line.pieces if piece.text == "漢"] == [("漢", "Noto Sans SC")]
    assert {piece.face.family for piece in line.pieces if piece.text != "漢"} == {"Source Sans Pro"}
    assert LATIN.lacking("漢ሀ", BODY, Run("漢ሀ")) == ("ሀ",)


def test_a_sign_that_no_face_has_is_refused() -> None:
    document = sample_zh.document(header=text("简报ሀ"))
    with pytest.raises(LayoutError, match=r"Noto Sans SC has no glyph for 'ሀ' \(U\+1200\)"):
        write(document, sample.theme())


def test_without_the_package_a_chinese_brief_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(han_fonts, "_PACKAGE", "justmytype_missing")
    han_fonts.installed.cache_clear()
    han_fonts._face.cache_clear()
    try:
        with from_nothing(), pytest.raises(LayoutError, match=r"no Chinese font.*\n.*" + re.escape(install("zh"))):
            write(sample_zh.document(), sample.theme())
        part = Part("only", text("Only"), text("A finding"), (), (sample.section("odd", body="written 漢 here"),))
        with pytest.raises(LayoutError, match=r"no glyph for .漢.*\n.*" + re.escape(install("zh"))):
            write(sample.document(parts=(part,)), sample.theme())
    finally:
        han_fonts.installed.cache_clear()


def test_a_file_that_is_no_font_is_refused_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    for path in (broken, tmp_path / "absent.ttf"):
        with pytest.raises(LayoutError, match=rf"{path.name} cannot be read as a font"):
            han_fonts.cut(path, "贝林", 400)


def test_a_face_is_cut_to_the_signs_of_its_document_and_to_the_same_bytes() -> None:
    first, again = (han_fonts.cut(han_fonts._path(), "贝林", 600) for _ in range(2))
    assert first == again
    assert len(first) < 10_000
    assert first != han_fonts.cut(han_fonts._path(), "贝林", 400)


def test_the_file_holds_no_sign_that_it_does_not_show(pdf: bytes) -> None:
    held = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                assert "/FontFile2" in item.FontDescriptor
                for found in re.findall(rb"<[0-9A-F]{2}> <([0-9A-F]{4})>", item.ToUnicode.read_bytes()):
                    held.add(chr(int(found, 16)))
    assert {sign for sign in held if sign >= "\u4e00"} <= set(page_text(pdf)) | set("￾")


def test_the_text_comes_out_without_spaces_between_han_and_figures(pdf: bytes, tmp_path: Path) -> None:
    texts = [page_text(pdf)]
    if shutil.which("pdftotext"):
        (tmp_path / "zh.pdf").write_bytes(pdf)
        texts.append(subprocess.check_output(["pdftotext", "-raw", tmp_path / "zh.pdf", "-"], text=True))
    for told in texts:
        assert sample_zh.BODY in told.replace("\n", "")
        assert "2025年12月31日版" in told
        unbroken = re.sub(r"(?<=[a-z]) ?\n(?=[a-z])", " ", told)  # a line may end within the quote, or before it
        assert "其中称贝林为“the world’s research hub”。注意" in re.sub(r" ?\n", "", unbroken)


def test_no_space_is_read_where_a_fact_stands_in_a_loose_line() -> None:
    words = (
        Run("不是下降：", bold=True),
        Run("2024年的"),
        Run("6.58%", fact="patents.last"),
        Run("按修订后的总值计算，"),
    )
    point = Point((), (*words, Run("2023年的"), Run("6.73%", fact="patents.last"), Run("按最初公布数计算")))
    part = replace(sample_zh.document().parts[0], asides=(Aside(text("目标"), (point,)),))
    told = page_text(write(sample_zh.document(parts=(part,)), sample.theme()).files[".pdf"])
    joined = "".join(run.text for run in point.body)
    assert joined in told.replace("\n", "")


def test_it_is_tagged_and_archival(pdf: bytes, verapdf: VeraPdf) -> None:
    assert verapdf.failures(pdf, "ua1") == ()
    assert verapdf.failures(pdf, "3a") == ()


@pytest.mark.usefixtures("nothing_reused")
def test_it_is_written_to_the_same_bytes(pdf: bytes) -> None:
    assert write(sample_zh.document(), sample.theme()).files[".pdf"] == pdf


def test_the_words_of_a_chart_are_measured_as_they_are_painted() -> None:
    context = context_of(sample_zh.document())
    strip = SETTER.strip("2023年增至5.5倍", PLAIN)
    assert Metrics(context).width("2023年增至5.5倍", "text", 10) == pytest.approx(sum(piece.width for piece in strip))
    assert [piece.shaped.kerns[-1] for piece in strip if piece.text == "2023"] == [125]


def test_a_lead_runs_into_its_sentence_with_a_colon(pdf: bytes) -> None:
    assert "变化：每万人" in page_text(pdf)


def test_the_file_says_its_language_as_screen_readers_know_it(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "zh-CN"
        assert b"<rdf:li>zh-CN</rdf:li>" in document.Root.Metadata.read_bytes()
