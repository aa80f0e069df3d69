"""Arguments → one call → exit code: results on stdout, errors on stderr, never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import briefing
from briefing import cli
from briefing.errors import BriefingError, Finding
from briefing.pipeline.outputs import DEFAULT, OUTPUTS
from tests import shires
from tests.conftest import ROOT

COMMANDS = ("build", "check", "explain", "gallery", "new", "refresh")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_build_prints_the_files_it_wrote(starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(starter), "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    suffixes = [suffix for name in DEFAULT for suffix in OUTPUTS[name].suffixes]
    assert printed.out.splitlines() == [
        str(tmp_path / "out" / f"example-city.en{end}") for end in (*suffixes, ".ledger.json")
    ]
    assert printed.err == ""
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        Path(line).name for line in printed.out.splitlines()
    }


def test_build_takes_the_current_folder(
    starter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(starter)
    assert cli.main(["build", "--only", "letter"]) == 0
    assert (starter / "output" / "example-city.en.txt").is_file()
    assert not (starter / "output" / "example-city.en.pptx").exists()


def test_build_gives_json_for_machines(starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(starter), "--out", str(tmp_path / "out"), "--only", "letter", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [Path(name).suffix for name in result["files"]] == [".html", ".txt", ".json"]
    assert result["findings"] == []


def test_quiet_says_nothing_when_all_is_well(starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(starter), "--out", str(tmp_path / "out"), "--only", "letter", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_quiet_check_prints_errors_only(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(starter)]) == 0
    assert "notice: story.en.yaml" in capsys.readouterr().err
    assert cli.main(["check", str(starter), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    (starter / "story.en.yaml").write_text("sections: []\nwrong: 1\n", "utf-8")
    assert cli.main(["check", str(starter), "--quiet"]) == 1
    assert "story.en.yaml, line 2" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "--help"]) == 0
    result = capsys.readouterr().out
    assert f"Example: briefing {command}" in result
    assert all(option in result for option in ("--json", "--quiet", "--debug"))


def test_the_help_lists_every_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--help"]) == 0
    assert ",".join(OUTPUTS) in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "{starter}", "--as-of", "tomorrow"],
        ["build", "{starter}", "--only", "poster"],
        ["build", "{starter}", "--only", ""],
        ["build", "{starter}", "--lang", "xx"],
        ["build", "one", "two"],
        ["explain"],
        ["explain", "{starter}", "visits.last", "more"],
        ["explain", "{starter}", "42424242"],
        ["explain", "{starter}", "visits.nonsense"],
        ["gallery", "--theme", "nonsense"],
        ["new"],
        ["new", "{starter}"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [argument.replace("{starter}", str(starter)) for argument in arguments]
    assert cli.main(given) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("command", ["build", "check"])
def test_without_a_project_the_way_to_one_is_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([command]) == 2
    assert "briefing new" in capsys.readouterr().err


def test_errors_are_told_with_place_and_fix(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(starter / "observations.csv", "2021,330", "2021,n/a")
    replace(starter / "indicators.csv", "cycle_paths,", "cycle_ways,")
    assert cli.main(["build", str(starter)]) == 1
    printed = capsys.readouterr()
    assert "observations.csv, line 4, column value: 'n/a' is not a number\n  fix: " in printed.err
    assert "cycle_paths" in printed.err
    assert printed.out == ""


def test_errors_come_as_a_list_for_machines(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(starter / "observations.csv", "2021,330", "2021,n/a")
    assert cli.main(["check", str(starter), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert set(findings[0]) == {"severity", "what", "where", "fix"}
    assert findings[0]["severity"] == "error"
    assert cli.main(["build", str(starter), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == findings


def test_wrong_usage_comes_as_a_list_for_machines_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--nonsense", "--json"]) == 2
    assert "--nonsense" in json.loads(capsys.readouterr().out)[0]["what"]


def test_check_writes_nothing(
    starter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(starter)
    before = sorted(starter.iterdir())
    assert cli.main(["check"]) == 0
    assert sorted(starter.iterdir()) == before
    assert capsys.readouterr().out == "no errors and no warnings: a build will pass\n"


def test_check_tells_faults_of_data_and_story_together(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(starter / "observations.csv", "2021,330", "2021,n/a")
    replace(starter / "story.en.yaml", "sections:", "sectoins:")
    assert cli.main(["check", str(starter)]) == 1
    result = capsys.readouterr().err
    assert "observations.csv, line 4" in result
    assert "sectoins" in result
    assert cli.main(["build", str(starter)]) == 1
    assert capsys.readouterr().err == result


@pytest.mark.parametrize("command", ["check", "build"])
def test_faults_of_every_language_are_told_at_once(
    command: str, starter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(starter / "story.en.yaml", "paths.multiple > 2", "paths.multiple > 20")
    shutil.copy(starter / "story.en.yaml", starter / "story.zh.yaml")
    assert cli.main([command, str(starter), "--lang", "en,zh"]) == 1
    result = capsys.readouterr().err
    assert "story.en.yaml, line" in result
    assert "story.zh.yaml, line" in result


def test_explain_tells_formula_observations_sources_and_places(
    starter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", str(starter), "paths.multiple"]) == 0
    result = capsys.readouterr().out
    assert "paths.multiple = 2.49876543" in result
    assert "formula: 101.2 / 40.5" in result
    assert "observation: cycle_paths, Example City, 2023: 101.2" in result
    assert "source EXAMPLE: Example data, invented for this template" in result
    assert "stands at: " in result


def test_explain_finds_a_number_as_printed(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", str(starter), "2.5×", "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["fact"] == "paths.multiple"
    assert {"output": "letter", "page": 0, "element": "figure 2", "channel": "text", "text": "2.5×"} in result["uses"]


def test_an_output_without_a_section_is_warned_of(
    starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (starter / "story.en.yaml").write_text(
        "sections:\n  - {id: one, title: A title, only: [brief], points: [A point]}\n", encoding="utf-8"
    )
    arguments = ["build", str(starter), "--out", str(tmp_path / "out")]
    assert cli.main(arguments) == 0
    assert "warning: story.en.yaml: no section stands in the deck" in capsys.readouterr().err
    assert cli.main([*arguments, "--strict"]) == 1
    assert cli.main([*arguments, "--strict", "--only", "brief,letter"]) == 0
    assert cli.main(["check", str(starter)]) == 0
    assert cli.main(["check", str(starter), "--strict"]) == 1
    assert cli.main(["check", str(starter), "--strict", "--only", "brief"]) == 0


def test_explain_finds_a_number_without_its_separators(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    observations = starter / "observations.csv"
    text = observations.read_text(encoding="utf-8").replace("2023,560", "2023,5600")
    observations.write_text(text, encoding="utf-8")
    assert cli.main(["explain", str(starter), "5600"]) == 0
    assert "visits.last = 5600" in capsys.readouterr().out


def test_explain_works_out_a_fact_that_the_story_does_not_print(
    starter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", str(starter), "visits.between(2020, 2022).multiple"]) == 0
    result = capsys.readouterr().out
    assert "480 / 250" in result
    assert "stands nowhere" in result


def test_explain_says_why_a_fact_is_refused(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", str(starter), "paths.at(2020)"]) == 2
    assert "2020" in capsys.readouterr().err


def test_new_makes_a_project_that_builds_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "mine"]) == 0
    assert "next: briefing build mine" in capsys.readouterr().out
    assert cli.main(["build", "mine", "--strict"]) == 0
    assert (tmp_path / "output" / "example-city.en.pdf").is_file()


def test_new_refuses_a_folder_that_holds_files(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in starter.iterdir()}
    assert cli.main(["new", str(starter)]) == 2
    assert {path.name: path.read_bytes() for path in starter.iterdir()} == before


def test_strict_makes_warnings_errors(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefing import letter
    from briefing.model.ledger import Written

    write = letter.write

    def warn(*given: object) -> Written:
        written = write(*given)  # type: ignore[arg-type]
        return Written(written.files, written.trace, (Finding("letter", "is long", "cut it", "warning"),))

    monkeypatch.setattr(letter, "write", warn)
    arguments = ["build", str(starter), "--out", str(tmp_path / "out"), "--only", "letter"]
    assert cli.main([*arguments, "--strict"]) == 1
    assert "letter: is long\n  fix: cut it" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert cli.main(arguments) == 0
    assert "warning: letter: is long" in capsys.readouterr().err


def failing(error: BaseException) -> Callable[..., object]:
    def fail(*given: object, **options: object) -> object:
        raise error

    return fail


def test_a_bug_is_one_line_without_a_traceback(
    starter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(briefing, "build", failing(RuntimeError("two\nlines")))
    assert cli.main(["build", str(starter)]) == 1
    result = capsys.readouterr().err
    assert result == "internal error: RuntimeError: two lines\n  fix: run again with --debug, and report it\n"
    with pytest.raises(RuntimeError):
        cli.main(["build", str(starter), "--debug"])


def test_debug_shows_where_an_error_comes_from(starter: Path) -> None:
    (starter / "sources.csv").unlink()
    with pytest.raises(BriefingError):
        cli.main(["build", str(starter), "--debug"])


def test_an_interruption_ends_with_130(
    starter: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(briefing, "build", failing(KeyboardInterrupt()))
    assert cli.main(["build", str(starter)]) == 130
    assert capsys.readouterr().err == "interrupted; nothing was replaced\n"


def test_a_reader_who_leaves_a_pipe_is_no_error() -> None:
    code = "import sys; from briefing.cli import main; sys.exit(main(['build', '--help']))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == ""
    assert process.wait() == 0


def test_a_terminal_sees_the_steps_by_name(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert cli.main(["build", str(starter), "--out", str(tmp_path / "out"), "--only", "letter"]) == 0
    seen = capsys.readouterr()
    assert "letter" in seen.err or "ledger" in seen.err
    assert "\x1b[3" not in seen.err
    assert "ledger.json" in seen.out


_PROCESS = """
import atexit, sys, threading
from briefing import cli
atexit.register(print, "cleaned up")
if "--thread" in sys.argv:
    sys.argv.remove("--thread")
    threading.Timer(0.2, print, ["the thread ended"]).start()
sys.exit(cli.main())
"""


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["check", "nowhere"], 1), (["chekc"], 2)])
def test_a_process_ends_with_the_exit_code_all_said_and_cleaned_up(arguments: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, "-c", _PROCESS, *arguments], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == code
    assert done.stdout.endswith("cleaned up\n")
    assert "Traceback" not in done.stderr


def test_a_process_waits_for_its_threads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROCESS, "--help", "--thread"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.endswith("the thread ended\ncleaned up\n")
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_a_full_disk_at_the_end_shows_no_traceback() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "briefing.cli", "--help"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_build_check_and_explain_take_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(shires.project(tmp_path / "shires"))
    assert cli.main(["check", project, "--entity", "Torshire"]) == 0
    assert cli.main(["build", project, "--entity", "Torshire", "--out", str(tmp_path / "out"), "--only", "letter"]) == 0
    assert (tmp_path / "out" / "shires-torshire.en.txt").is_file()
    capsys.readouterr()
    assert cli.main(["explain", project, "visits.last", "--entity", "Torshire"]) == 0
    assert "visits, Torshire, 2023" in capsys.readouterr().out


def test_a_place_that_there_is_not_is_told_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(shires.project(tmp_path / "shires"))
    assert cli.main(["check", project, "--entity", "Torshir"]) == 1
    result = capsys.readouterr()
    assert "the entity 'Torshir' has no observations" in result.out + result.err
    assert "did you mean 'Torshire'?" in result.out + result.err
