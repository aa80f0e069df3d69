"""Source lines give by number what they do not name; lists have name, title and date."""

from __future__ import annotations

from briefing.model.dataset import Source
from briefing.model.text import Run, plain, text
from briefing.wording import of as wording_for
from briefing.wording.source_numbers import listed_source, named_lines, numbered_lines, whole_line

SOURCES = {
    key: Source(key, f"Office {key}", "Yearbook", "2024-05-02", "https://example.org", titles={"zh": "年鉴"})
    for key in "ABCDEFG"
}


def test_sources_that_a_line_does_not_name_have_their_numbers() -> None:
    entries = [text("Office C 2024"), text("Office A 2024")]
    (line,) = numbered_lines(wording_for("en"), entries, SOURCES, ["C", "A", "E", "F", "G"])
    assert plain(line) == "Source: Office C 2024 (3); also 1, 5–7 in the list at the end."


def test_an_entry_has_the_numbers_of_the_years_that_it_names() -> None:
    years = {
        "OLD": Source("OLD", "Office", "Yearbook", "2020-06-02"),
        "NEW": Source("NEW", "Office", "Yearbook", "2024"),
    }
    named = (*text("Office "), Run("2020", term="source OLD"))
    assert plain(whole_line(wording_for("en"), [named], years, ["OLD", "NEW"])) == (
        "Source: Office 2020 (1); also 2 in the list at the end."
    )
    undated = text("Office")
    assert plain(whole_line(wording_for("en"), [undated], years, ["OLD", "NEW"])) == "Source: Office (1, 2)."


def test_lines_that_have_few_numbers_name_all_others() -> None:
    entries = [text(f"Office {key} 2024") for key in "GECA"]
    lines = list(named_lines(wording_for("en"), entries, SOURCES, list("ACEG")))
    assert [plain(line).count("Office") for line in lines] == [4, 3, 2, 1]
    longer = {key: Source(key, f"Office {key}", "Yearbook", "2024") for key in "ABCDEFGHI"}
    entries = [text(f"Office {key} 2024") for key in "IGECA"]
    lines = list(named_lines(wording_for("en"), entries, longer, list("ACEGI")))
    assert [plain(line).count("Office") for line in lines] == [5, 4, 3, 2]  # with one name four numbers were left
    lines = list(named_lines(wording_for("en"), entries, longer, list("ACEGI"), least=4))
    assert [plain(line).count("Office") for line in lines] == [5, 4]
    assert len(list(named_lines(wording_for("en"), entries[:2], longer, list("IG"), least=4))) == 1  # that of all
    assert list(named_lines(wording_for("en"), [], longer, list("IG"))) == []


def test_a_line_that_names_all_has_their_numbers_alone() -> None:
    entries = [text("Office C 2024"), text("Office A 2024")]
    line = whole_line(wording_for("zh"), entries, SOURCES, ["C", "A"])
    assert plain(line) == "资料来源：Office C 2024（3）；Office A 2024（1）。"


def test_sources_of_one_name_stand_together_with_all_their_numbers() -> None:
    twice = SOURCES | {"H": Source("H", "Office A", "Report", "2023")}
    line = whole_line(wording_for("en"), [text("Office A 2023, 2024")], twice, ["A", "H"])
    assert plain(line) == "Source: Office A 2023, 2024 (1, 8)."


def test_a_list_has_the_title_as_a_link_and_a_translated_one_in_brackets() -> None:
    words = listed_source(wording_for("en"), SOURCES["B"], "2 May 2024")
    assert plain(words).replace("\u00a0", " ") == "Office B, Yearbook, 2 May 2024"
    assert [run.text for run in words if run.link] == ["Yearbook"]
    assert plain(listed_source(wording_for("zh"), SOURCES["B"], "2024-05-02")) == "Office B，[年鉴]，2024-05-02"


def test_a_source_without_a_title_has_its_date_as_a_link() -> None:
    bare = Source("X", "Office X", "Office X", "2024", "https://example.org")
    assert [run.text for run in listed_source(wording_for("en"), bare, "2024") if run.link] == ["2024"]


def test_a_translated_title_is_a_link_with_its_brackets() -> None:
    words = listed_source(wording_for("zh"), SOURCES["B"], "2024-05-02")
    assert [run.text for run in words if run.link] == ["[年鉴]"]
    assert plain(words) == "Office B，[年鉴]，2024-05-02"


def test_a_title_that_the_name_has_is_not_listed_again() -> None:
    table = Source(
        "T", "not stated yet", "trips.csv", "", short="trips.csv, publisher not stated yet", url="https://t.example"
    )
    words = listed_source(wording_for("en"), table, "data to 2022")
    assert plain(words) == "trips.csv, publisher not stated yet, data\u00a0to 2022"
    assert [run.text for run in words if run.link] == ["data\u00a0to 2022"]


def test_a_title_that_is_a_word_of_the_name_is_listed() -> None:
    words = listed_source(wording_for("en"), Source("E", "Energy Agency", "Energy", "2024"), "2024")
    assert plain(words) == "Energy Agency, Energy, 2024"


def test_a_chinese_list_has_the_marks_of_titles_around_chinese_titles_alone() -> None:
    chinese = Source("A", "统计局", "读《年鉴》有感", "2024-05-02")
    assert "，《读〈年鉴〉有感》，" in plain(listed_source(wording_for("zh"), chinese, "2024-05-02"))
    assert "读《年鉴》有感" in plain(listed_source(wording_for("en"), chinese, "2 May 2024"))
    assert "《" not in plain(listed_source(wording_for("zh"), SOURCES["A"], "2024-05-02"))  # ours, in brackets
    other = Source("A", "Office", "Yearbook", "2024-05-02")
    assert "《" not in plain(listed_source(wording_for("zh"), other, "2024-05-02"))
