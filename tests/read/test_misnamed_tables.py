"""A file that is called almost as a table is noted, as nothing reads it; others are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.pipeline.build import check_and_suggest
from briefing.read.misnamed_tables import misnamed_tables
from tests.editions import project


@pytest.mark.parametrize(
    ("name", "table"), [("target.csv", "targets"), ("Break.csv", "breaks"), ("milestone.xlsx", "milestones")]
)
def test_a_file_that_is_called_almost_as_a_table_is_noted(name: str, table: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a,b\n", encoding="utf-8")
    (found,) = misnamed_tables(tmp_path)
    assert found.where.endswith(name)
    assert found.severity == "notice"
    assert found.fix.startswith(f"rename it {table}.csv")


@pytest.mark.parametrize("name", ["targets.csv", "recipients.csv", "evidence.csv", "council-plan.csv", "target.txt"])
def test_tables_and_files_of_other_names_are_not_noted(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a,b\n", encoding="utf-8")
    assert [*misnamed_tables(tmp_path)] == []


def test_a_file_that_is_named_or_lies_beside_its_table_is_not_noted(tmp_path: Path) -> None:
    for name in ("target.csv", "source.csv", "sources.csv"):
        (tmp_path / name).write_text("a,b\n", encoding="utf-8")
    (tmp_path / "briefing.toml").write_text('[tables.targets]\nfile = "target.csv"\n', encoding="utf-8")
    assert [*misnamed_tables(tmp_path)] == []
    assert [*misnamed_tables(tmp_path / "nowhere")] == []


def test_check_says_so_with_what_else_it_finds(tmp_path: Path) -> None:
    made = project(tmp_path / "mine")
    (made / "target.csv").write_text((made / "targets.csv").read_text(encoding="utf-8"), encoding="utf-8")
    (made / "targets.csv").unlink()
    assert "target.csv" in " ".join(found.where for found in check_and_suggest(made, only=("letter",)))
