"""What the message on a letter proposes is done, and the letter is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import briefing
from briefing.errors import Finding, LayoutError
from briefing.letter import headline_chart
from briefing.model.chart import Chart, Series
from briefing.model.document import Mailing
from briefing.model.ledger import Trace
from briefing.model.text import text
from tests.following import followed, towns
from tests.letter.samples import VALUE
from tests.letter.test_letter_mailed import PALETTE, chart, mailed

POINT = "    - '{}'\n"


def checked(folder: Path, words: str) -> tuple[Finding, ...]:
    """Words of each of ten points of the letter → what is found."""
    points = "".join(POINT.format(words) for _ in range(10))
    story = f"letter:\n  points:\n{points}sections:\n- {{id: a, title: Towns, points: [Hello]}}\n"
    (folder / "story.en.yaml").write_text(story, encoding="utf-8")
    return briefing.check(folder, only=("letter",))


def test_a_letter_that_services_would_cut_is_whole_when_its_points_are_shortened(tmp_path: Path) -> None:
    towns(tmp_path)
    (finding,) = checked(tmp_path, "There is much to be told. " * 400)
    assert "more than 100000" in finding.what
    assert finding.where.startswith("story.en.yaml, line ")
    followed("shorten the letter's points and the cards' labels", finding.fix, [])
    assert checked(tmp_path, "There is much to be told. ") == ()


def test_an_address_that_begins_as_the_fix_says_is_linked() -> None:
    with pytest.raises(LayoutError) as caught:
        mailed(Mailing((), {"deck": "http://example.org/a"}))
    (scheme,) = followed("give an address of <>", caught.value.findings[0].fix, ["<0>"])
    assert (
        f"{scheme}://example.org/a".encode()
        in mailed(Mailing((), {"deck": f"{scheme}://example.org/a"})).files[".html"]
    )


def test_a_picture_that_is_large_is_small_with_a_simpler_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    years = [str(year) for year in range(1980, 2024)]
    points = tuple(replace(VALUE, value=float(int(year) % 7)) for year in years)
    full = Chart("columns", "en", tuple(years), (Series("visits", text("Visits"), points),))

    def made(of: Chart) -> tuple[bytes, tuple[Finding, ...]]:
        return headline_chart.drawn(headline_chart.Figure(of, (), (), (), ()), PALETTE, Trace("letter"))

    size = len(made(full)[0])
    monkeypatch.setattr(headline_chart, "_LARGE_BYTES", size - 1)
    (finding,) = made(full)[1]
    assert finding.severity == "warning"
    followed("choose a simpler chart for the cover", finding.fix, [])
    assert made(chart())[1] == ()
