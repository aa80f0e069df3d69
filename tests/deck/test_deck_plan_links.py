"""Links at the ends of lines: LibreOffice sets each as a field, of which it would break the first number in two."""

from __future__ import annotations

import pytest

from briefing.deck.plan.text import fit
from briefing.deck.slides import Box, TextStyle
from briefing.model.text import Run, Text, plain
from briefing.wording import of
from tests.deck.sample import document, sections

PAGE = fit.Page(document(), sections()[0], 2, of("en"))
STYLE = TextStyle(14, 18)
LINK = (Run("26.5", fact="visits.last", link="#visits"), Run(" million visits", link="#visits"))


def written(said: Text, wide: float) -> list[str]:
    return plain(fit.set_text(PAGE, "Point", Box(0, 0, wide, 90), fit.single(said, STYLE)).paragraphs[0].text).split(
        "\n"
    )


@pytest.mark.parametrize("link", [LINK, (Run("26.5", fact="visits.last", link="#visits"),)])
def test_a_line_that_would_begin_with_a_link_is_broken_before_it(link: Text) -> None:
    wide = fit.width((Run("In the end there came 26"),), STYLE)
    first, second, *_ = written((Run("In the end there came "), *link, Run(", and more of it in the year after")), wide)
    assert (first, second[:4]) == ("In the end there came", "26.5")


def test_a_link_within_a_line_leaves_the_breaks_to_the_program() -> None:
    wide = fit.width((Run("In the end there came 26.5 million visits, and"),), STYLE)
    assert len(written((Run("In the end there came "), *LINK, Run(", and more of it in the year after")), wide)) == 1
