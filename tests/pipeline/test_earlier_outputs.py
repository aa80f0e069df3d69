"""Outputs of an earlier build next to those of a new one: what is said of them keeps them all when it is followed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing import cli


def test_the_fix_of_outputs_of_an_earlier_build_keeps_all_of_them(
    starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(starter), "--out", str(tmp_path / "out"), "--only"]
    assert cli.main([*arguments, "letter,json,web"]) == 0
    capsys.readouterr()
    assert cli.main([*arguments, "letter"]) == 0
    fixes = set(re.findall(r"with --only (\S+), or", capsys.readouterr().err))
    assert len(fixes) == 1
    assert cli.main([*arguments, *fixes]) == 0
    assert "of an earlier build" not in capsys.readouterr().err
