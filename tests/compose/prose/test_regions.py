"""Sentences about the regions of a country: what is refused in them, and fixes that make them true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.regions import fixes, refused

GAP = "jobless.of('Northmark').minus(jobless)"


@pytest.mark.parametrize(("lang", "before", "pair"), [("en", "Northmark is ", "above"), ("zh", "北境", "高")])
def test_how_far_two_places_are_apart_is_offered_as_a_comparison_and_not_as_a_movement(
    tmp_path: Path, lang: str, before: str, pair: str
) -> None:
    (fix,) = fixes(f"{before}{{{{ {GAP} | unit }}}}", tmp_path, lang)
    assert fix.startswith(f"write {{{{ {GAP} | compared('{pair}') }}}} in place of words and number, or ")
    assert "moved" not in fix
    assert refused([(f"{before}{{{{ {GAP} | compared('{pair}') }}}}", "")], tmp_path, lang) == [[]]


@pytest.mark.parametrize("filter_", ["moved", "moves", "up", "movement"])
def test_no_filter_of_movement_prints_how_far_two_places_are_apart(tmp_path: Path, filter_: str) -> None:
    ((finding,),) = refused([(f"Northmark {{{{ {GAP} | {filter_} }}}}", "")], tmp_path)
    assert f"{filter_} does not fit {GAP}" in finding.what
    assert finding.fix.endswith("compared")
