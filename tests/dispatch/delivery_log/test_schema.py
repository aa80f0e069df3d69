"""The tables of a delivery log: one that an earlier version has begun must still open."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from briefing.dispatch.delivery_log.database_schema import VERSION, metadata

WRITTEN = Path(__file__).with_name("schema_version_1.sql")


def test_tables_and_columns_are_those_of_the_version_that_the_log_names() -> None:
    lines: list[str] = []
    for table in metadata.sorted_tables:
        lines.append(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        lines += sorted(str(CreateIndex(index).compile(dialect=sqlite.dialect())) for index in table.indexes)
    text = "\n".join(" ".join(line.split()) for line in lines) + "\n"
    assert (VERSION, text) == ("1", WRITTEN.read_text(encoding="utf-8"))
