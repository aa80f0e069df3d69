"""A published rate of change, as of growth, is printed with the verb that its own sign asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.invented import Invented, project


def made(last: float, name: str = "Output growth", lang: str = "en", unit: str = "%") -> Invented:
    return Invented(values=(2.4, 1.1, -0.3, 0.8, last), other=(1, 2, -3, 4, 5), unit=unit, name=name, lang=lang)


def story(text: str) -> str:
    return f'sections:\n  - id: one\n    title: "{text}"\n    subtitle: "%"\n    points: ["{text}."]\n'


@pytest.mark.parametrize(
    ("last", "filtered", "said"),
    [
        (-2.1, "moved('grew')", "shrank 2.1%"),
        (2.1, "moved('grew')", "grew 2.1%"),
        (-2.1, "moved", "fell 2.1%"),
        (-2.1, "moves", "falls 2.1%"),
        (-2.1, "up", "down 2.1%"),
        (-2.1, "movement", "a fall of 2.1%"),
        (-2.1, "compared('less')", "2.1% less"),
        (-2.1, "moved(0)", "fell 2%"),
        (0, "moved", "was unchanged"),
    ],
)
def test_a_rate_is_printed_with_its_own_direction_and_passes_the_proof(
    last: float, filtered: str, said: str, tmp_path: Path
) -> None:
    folder = project(tmp_path / "mine", made(last), story(f"Output: {{{{ visits.last | {filtered} }}}}"))
    built = briefing.build(folder, tmp_path / "out")
    assert built.letter is not None
    assert f"Output: {said}" in re.sub("<[^>]+>", "", built.letter.read_text("utf-8"))


@pytest.mark.parametrize(
    ("last", "filtered", "said"),
    [(-2.1, "moved('下降')", ""), (-2.1, "moved", "下降2.1%"), (2.1, "moved", "上升2.1%"), (-2.1, "up", "降2.1%")],
)
def test_a_rate_in_chinese_has_its_direction(last: float, filtered: str, said: str, tmp_path: Path) -> None:
    given = made(last, "产出增速", "zh")
    folder = project(tmp_path / "mine", given, story(f"产出{{{{ visits.last | {filtered} }}}}"))
    if not said:
        with pytest.raises(BriefingError, match="has no option"):
            editions(folder)
        return
    (whole,) = editions(folder)
    assert plain(whole.document.sections[0].title) == f"产出{said}"
    briefing.build(folder, tmp_path / "out", only=["deck", "letter"])


@pytest.mark.parametrize(
    ("name", "unit"),
    [("Unemployment", "%"), ("Growth of the deficit", "% of output"), ("Growth", "visits")],
)
def test_a_part_or_a_level_has_no_direction_and_the_message_says_how_a_rate_is_told(
    name: str, unit: str, tmp_path: Path
) -> None:
    folder = project(tmp_path / "mine", made(-2.1, name, unit=unit), story("Output {{ visits.last | moved }}"))
    with pytest.raises(BriefingError, match=r"moved does not fit visits\.last") as raised:
        editions(folder)
    assert ("a rate of change is called so in its name" in str(raised.value)) == unit.startswith("%")


@pytest.mark.parametrize("word", ["fell", "rose"])
def test_a_verb_before_a_rate_that_has_one_is_refused_and_the_fix_works(word: str, tmp_path: Path) -> None:
    text = f"Output {word} {{{{ visits.last | moved }}}}"
    with pytest.raises(BriefingError) as raised:
        editions(project(tmp_path / "mine", made(-2.1), story(text)))
    (fix, *_) = (one.fix for one in raised.value.findings)
    assert fix == f"leave '{word}' out, and write {{{{ visits.last | moved }}}}"
    assert editions(project(tmp_path / "mended", made(-2.1), story(text.replace(f"{word} ", ""))))
