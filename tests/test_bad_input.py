"""Bad input through the command line: an error in the house's form or a right rendering, and never half a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import briefing
from briefing import cli
from tests.reading import texts

Change = Callable[[Path], None]


def edit(name: str, old: str, new: str) -> Change:
    """A change that replaces a text in a file of the project."""

    def change(project: Path) -> None:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def write(name: str, content: bytes) -> Change:
    """A change that writes a whole file."""

    def change(project: Path) -> None:
        (project / name).write_bytes(content)

    return change


def remove(name: str) -> Change:
    """A change that removes a file."""
    return lambda project: (project / name).unlink()


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (new, new, b", ".join([b"*" + bytes([new - 1])] * 9)) for new in b"bcdefghi"
)

BAD: dict[str, tuple[Change, str]] = {
    "missing table": (remove("observations.csv"), "observations.csv"),
    "missing settings": (remove("briefing.toml"), "briefing.toml"),
    "missing story": (remove("story.en.yaml"), "story"),
    "wrong column": (edit("observations.csv", "value,qualifier", "valeu,qualifier"), "'value' is missing"),
    "no number": (edit("observations.csv", "2021,330", "2021,many"), "'many' is not a number"),
    "not a number": (edit("observations.csv", "2021,330", "2021,nan"), "line 4"),
    "endless number": (edit("observations.csv", "2021,330", "2021,1e999"), "line 4"),
    "unknown indicator": (edit("observations.csv", "library_visits", "library_visit"), "library_visit"),
    "unknown source": (edit("observations.csv", "A,EXAMPLE", "A,EXAMPEL"), "EXAMPEL"),
    "duplicate": (edit("observations.csv", "2020,250", "2021,251"), "line"),
    "impossible year": (edit("observations.csv", "2020,250", "20200,250"), "20200"),
    "unknown subject": (edit("briefing.toml", '"library_visits"', '"library_visit"'), "library_visit"),
    "broken settings": (edit("briefing.toml", "[facts]", "[facts"), "briefing.toml"),
    "unknown theme": (edit("briefing.toml", 'theme = "ink"', 'theme = "inc"'), "inc"),
    "unknown expression": (edit("story.en.yaml", "visits.percent", "visits.percents"), "percents"),
    "unknown filter": (edit("story.en.yaml", "| percent", "| percentage"), "percentage"),
    "broken template": (edit("story.en.yaml", "{{ visits.percent | moved }}", "{{ visits.percent | "), "line"),
    "statement": (edit("story.en.yaml", "{{ edition }}: library", "{% for x in (1, 2) %}"), "line"),
    "broken yaml": (edit("story.en.yaml", "sections:", "sections: ["), "story.en.yaml, line"),
    "tab": (edit("story.en.yaml", "  - id: glance", "\t- id: glance"), "tab"),
    "exploding anchors": (write("story.en.yaml", BOMB), "story.en.yaml"),
    "large story": (write("story.en.yaml", b"# " + b"x" * 50_000_000), "MB"),
    "large table": (write("observations.csv", b"x," * 25_000_000), "MB"),
    "control character": (edit("story.en.yaml", "Both example", "Both\u0007 example"), "story.en.yaml, line"),
    "control character in data": (edit("sources.csv", "Example data,", "Example\u0001data,"), "sources.csv, line 2"),
    "not utf-8": (write("story.en.yaml", b"title: \xff\xfe\xfa"), "UTF-8"),
    "empty table": (write("observations.csv", b""), "observations.csv"),
    "no rows": (write("observations.csv", b"indicator_id,entity,year,value,source_id\n"), ""),
    "empty story": (write("story.en.yaml", b""), "story.en.yaml"),
    "false claim": (edit("story.en.yaml", "paths.multiple > 2", "paths.multiple > 3"), "paths.multiple > 3"),
    "typed number": (edit("story.en.yaml", "Which libraries", "Which of 560 libraries"), "visits.last"),
}


@pytest.mark.parametrize("case", list(BAD))
def test_bad_input_is_told_with_place_and_fix_and_replaces_nothing(
    case: str, starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, told = BAD[case]
    change(starter)
    out = tmp_path / "out"
    out.mkdir()
    (out / "example-city.en.pdf").write_bytes(b"former")
    assert cli.main(["build", str(starter), "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert told in printed.err
    assert "internal error" not in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("example-city.en.pdf", b"former")]


@pytest.mark.parametrize("case", list(BAD))
def test_check_finds_what_build_finds(case: str, starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change, told = BAD[case]
    change(starter)
    assert cli.main(["check", str(starter), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert any(told in str(finding) or told in finding["what"] for finding in findings)
    assert all(finding["what"] and finding["where"] and finding["fix"] for finding in findings)


def test_a_project_that_is_no_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err


STRANGE = {
    "money and markup": "Costs $x^2$ & <b>more</b> <script>alert(1)</script>",
    "spreadsheet formula": "=SUM(A1:A9) and @more +so -on",
    "braces": "{curly} %(percent)s ${dollar} \\alpha \\n",
    "right to left": "مكتبة המדינה reads from the right",
    "chinese": "图书馆访问量持续上升",
    "quotes": "\"straight\" 'single' “curly” — dash…",
}


@pytest.mark.parametrize("case", ["money and markup", "spreadsheet formula", "braces", "quotes"])
def test_strange_text_stands_as_it_was_written(case: str, starter: Path, tmp_path: Path) -> None:
    """Digits in a text are numerals to be explained, so the texts declare theirs as a term."""
    story = starter / "story.en.yaml"
    text = STRANGE[case]
    lines = story.read_text(encoding="utf-8").replace("ask: Which libraries grew most?", f"ask: {json.dumps(text)}")
    story.write_text(lines, encoding="utf-8")
    terms = "\n".join(f'{json.dumps(found)} = "part of a test\'s text"' for found in set(re.findall(r"\S*\d\S*", text)))
    (starter / "briefing.toml").write_text(
        (starter / "briefing.toml").read_text(encoding="utf-8") + terms + "\n", encoding="utf-8"
    )
    told = texts(briefing.build(starter, tmp_path / "out", only=("deck",)))
    assert any(squeezed(text) in squeezed(part) for part in told.values())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", ["right to left", "chinese"])
def test_signs_of_other_scripts_are_printed_or_refused_with_the_place(
    case: str, starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("story.en.yaml", "ask: Which libraries grew most?", f"ask: {STRANGE[case]}")(starter)
    code = cli.main(["build", str(starter), "--out", str(tmp_path / "out")])
    told = capsys.readouterr().err
    assert "internal error" not in told
    assert code == 0 or ("fix: " in told and not (tmp_path / "out").exists())


def test_a_title_of_300_characters_is_set_or_refused_with_the_place(
    starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("story.en.yaml", "Both example indicators", "Both example indicators and so on" + " and on" * 40)(starter)
    code = cli.main(["build", str(starter), "--out", str(tmp_path / "out")])
    told = capsys.readouterr().err
    assert "internal error" not in told
    assert code == 0 or ("fix: " in told and not (tmp_path / "out").exists())


def test_an_interrupted_build_leaves_the_last_edition(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefing import brief

    out = tmp_path / "out"
    assert cli.main(["build", str(starter), "--out", str(out)]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def interrupt(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(brief, "write", interrupt)
    edit("observations.csv", "2023,560", "2023,570")(starter)
    assert cli.main(["build", str(starter), "--out", str(out)]) == 130
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
