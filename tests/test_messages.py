"""Every message, fix and help text of the package is in `tests/messages.txt`, so that a change of words is seen."""

from __future__ import annotations

from pathlib import Path

from tests.messages import LIST, messages

HOW = "read what changed, then write the list again: uv run --group test python -m tests.messages"


def test_every_message_is_in_the_list() -> None:
    known = LIST.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    found = messages()
    assert [f"new: {text}" for text in found if text not in known] == [], HOW
    assert [f"gone: {text}" for text in known if text not in found] == [], HOW
    assert found == known, HOW


def test_a_sentence_is_found_whole_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        '"""A docstring is no message."""\n'
        "def check(name, more):\n"
        '    """Nor is this one."""\n'
        '    fix = f"write {name!r} in "  f"{more} lines"\n'
        '    raise ValueError("it is wrong" + ("" if more else f", as {name} says"), fix, "SELECT a")\n',
        encoding="utf-8",
    )
    assert messages(tmp_path) == [", as {} says", "it is wrong{}", "write {} in {} lines"]
