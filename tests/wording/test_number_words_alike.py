"""What the writers take for an idiom the proof takes for one too, or a text that composes would never pass."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from briefing.wording import number_words_en, number_words_zh

LANGUAGES: Final = Path(__file__).parents[2] / "assets" / "proof" / "languages"


@pytest.mark.parametrize(("lang", "idioms"), [("en", number_words_en.idioms()), ("zh", number_words_zh.idioms())])
def test_the_idioms_of_the_proof_are_those_of_the_writers(lang: str, idioms: re.Pattern[str]) -> None:
    told = tomllib.loads((LANGUAGES / f"{lang}.toml").read_text(encoding="utf-8"))["numbers"]["idioms"]
    assert told == idioms.pattern.replace("\n", "\\n")
