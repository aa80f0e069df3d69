"""The words of states: one for each, true ones, and commands that a shell takes for what they are."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import get_args

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.assets import asset
from briefing.cli import commands
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Stage, State
from briefing.dispatch.view import list_deliveries, list_schedules, state_labels
from briefing.dispatch.view.alerts import find_alerts
from tests.dispatch.view import sample

ROOM = Path(state_labels.__file__).parent
# What can never be known from here.
UNTRUE = re.compile(r"\bdelivered\b|exactly once|guarantee", re.IGNORECASE)


def test_every_state_and_every_stage_has_its_word() -> None:
    assert set(state_labels.STATES) == set(get_args(State))
    assert set(state_labels.STAGES) == set(get_args(Stage))
    for one in (*state_labels.STATES.values(), *state_labels.STAGES.values(), state_labels.HELD):
        assert one.short == one.short.lower()
        assert one.sentence.endswith(".")


def test_accepted_says_that_the_server_took_responsibility_and_no_more() -> None:
    result = state_labels.STATES["ACCEPTED"].sentence
    assert "took responsibility" in result
    assert "does not say" in result


def test_no_word_claims_what_cannot_be_known() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in ROOM.glob("*.py")}
    texts["status.html"] = asset("dispatch/status.html").read_text(encoding="utf-8")
    assert len(texts) > 9
    assert {name: UNTRUE.findall(text) for name, text in texts.items() if UNTRUE.search(text)} == {}


@pytest.mark.parametrize("text", ["It was delivered.", "Exactly once", "guaranteed"])
def test_the_search_for_untrue_words_finds_one(text: str) -> None:
    assert UNTRUE.search(text)


def test_what_needs_attention_is_counted_first_and_what_waits_for_approval_separately() -> None:
    result = state_labels.label_counts({"ACCEPTED": 9, "BUILT": 5, "UNKNOWN": 1, "CLAIMED": 1, "DATA": 1}, held=2)
    assert state_labels.format_counts(result) == "1 unknown, 3 ready, 2 being sent, 2 waiting for approval, 9 accepted"
    assert state_labels.format_counts(state_labels.label_counts({})) == ""


def test_an_unknown_delivery_can_be_confirmed_or_sent_once_more(log: DeliveryLog) -> None:
    sample.busy(log)
    with log.begin() as db:
        (one,) = list_deliveries(db, state="UNKNOWN").shown
    lines = [command.line for command in state_labels.commands(one)]
    assert lines[0] == f"briefing deliveries resolve {one.key[:12]} --confirm"
    assert lines[1] == f"briefing deliveries resolve {one.key[:12]} --resend"
    assert [command.line for command in state_labels.commands(replace(one, state="ACCEPTED"))] == [lines[2]]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_name_in_a_command_is_one_word_for_a_shell(name: str) -> None:
    assert shlex.split(state_labels.resume_command(name).line) == ["briefing", "schedule", "resume", name]


def test_a_shell_does_not_run_what_a_name_says(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    line = state_labels.resume_command(f"x; touch {trap} $(touch {trap})").line.replace("briefing schedule", "echo")
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True)
    assert str(trap) in done.stdout
    assert not trap.exists()


def parsed(line: str) -> click.Context:
    """A command line → what the program makes of it, nothing run; click's error for what it does not know."""
    _, *waiting = shlex.split(line)
    context, one = click.Context(commands), commands.get_command(click.Context(commands), waiting[0])
    while isinstance(one, click.Group):
        _, *waiting = waiting
        context, one = click.Context(one, parent=context), one.get_command(context, waiting[0])
    assert one, line
    return one.make_context(waiting[0], waiting[1:], parent=context)


def test_the_program_knows_every_command_that_is_reported(log: DeliveryLog) -> None:
    sample.busy(log)
    with log.begin() as db:
        result = [
            one
            for matter in find_alerts(db, list_schedules(sample.DEFINITIONS, db, sample.NOW), sample.NOW)
            for one in matter.commands
        ]
        (board,) = list_deliveries(db, name="weekly", last=1).shown
    lines = {one.line for one in (*result, *state_labels.TICK_COMMANDS, *state_labels.commands(board))}
    assert len(lines) > 8
    for line in lines:
        parsed(line)


@pytest.mark.parametrize("line", ["briefing deliveries undo x", "briefing approve x", "briefing tick --now"])
def test_a_command_that_the_program_does_not_know_is_found(line: str) -> None:
    with pytest.raises((click.UsageError, AssertionError)):
        parsed(line)
