"""Lines as the bars of a letter: whose they are, and why some have none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.errors import LayoutError
from briefing.letter.headline_chart import in_bars
from briefing.model.text import plain, text
from tests.letter.gaps import gapped
from tests.letter.test_letter_mailed import charted


def test_of_lines_the_one_that_bars_draw_is_named_above_them() -> None:
    two = replace(gapped(), differences=(), subtitle=text("Visits, 2019–2022"))
    figure = in_bars(charted(blocks=(two,)))
    assert figure is not None
    assert plain(figure.subtitle) == "Own town: Visits, 2019–2022"
    alone = in_bars(charted(blocks=(replace(two, series=two.series[:1]),)))
    assert alone is not None
    assert plain(alone.subtitle) == "Visits, 2019–2022"


def test_a_line_of_too_many_values_for_bars_is_refused_with_their_number() -> None:
    many = charted(blocks=(gapped(more=70),))
    chosen = replace(many, letter=replace(many.letter, chart=many.parts[0].sections[-1].id))
    with pytest.raises(LayoutError) as caught:
        in_bars(chosen)
    (found,) = caught.value.findings
    assert found.what.endswith("it has 74 values, and bars show 3 to 60")
    assert found.fix.startswith("give its chart a `period` with as many, ")
