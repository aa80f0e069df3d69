"""What a reply of a mail server means, at each stage of the dialogue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dispatch.transport.smtp_replies import (
    LATER,
    MUCH_LATER,
    Stage,
    Step,
    Verdict,
    classify,
    enhanced_code,
    reply_text,
)

STAGES: list[Stage] = ["hello", "login", "sender", "recipient", "data", "end"]


@pytest.mark.parametrize(
    ("stage", "code", "text", "step"),
    [
        ("sender", 250, "2.1.0 Ok", "go on"),
        ("recipient", 251, "will forward", "go on"),
        ("data", 354, "go on", "go on"),
        ("end", 250, "2.0.0 queued", "go on"),
        ("end", 354, "what?", "unknown"),
        ("end", -1, "", "unknown"),
        ("end", 25, "", "unknown"),
        ("data", 250, "not yet", "later"),
        ("recipient", 451, "4.7.1 Greylisting in action", "later"),
        ("recipient", 450, "4.2.0 mailbox busy", "later"),
        ("end", 451, "4.3.0 no space", "later"),
        ("end", 421, "4.3.2 going down", "later"),
        ("recipient", 550, "5.1.1 unknown user", "refuse"),
        ("recipient", 550, "unknown user", "refuse"),
        ("end", 552, "5.3.4 too large", "refuse"),
        ("end", 554, "5.7.1 spam", "refuse"),
        ("sender", 552, "5.3.4 too large", "refuse"),
        ("sender", 554, "5.3.4 too large", "refuse"),
        ("sender", 550, "5.6.7 no SMTPUTF8", "refuse"),
        ("sender", 555, "unknown parameter", "refuse"),
        ("sender", 553, "5.7.1 not your address", "stop"),
        ("sender", 550, "5.1.8 sender's domain unknown", "stop"),
        ("sender", 530, "5.7.0 login needed", "stop"),
        ("recipient", 530, "5.7.0 login needed", "stop"),
        ("login", 535, "5.7.8 wrong", "stop"),
        ("login", 454, "4.7.0 later", "later"),
        ("hello", 554, "5.7.1 blocked", "stop"),
        ("hello", 421, "4.7.0 busy", "later"),
        ("recipient", 503, "5.5.1 MAIL first", "later"),
    ],
)
def test_a_reply_means_one_step(stage: Stage, code: int, text: str, step: Step) -> None:
    assert classify(stage, code, text).step == step


@pytest.mark.parametrize(
    ("code", "text", "slow", "wait"),
    [
        (450, "4.7.1 too many messages", True, MUCH_LATER),
        (452, "4.7.1 quota an hour", True, MUCH_LATER),
        (421, "4.7.0 too many messages on this line", True, MUCH_LATER),
        (421, "", True, MUCH_LATER),
        (450, "4.2.1 mailbox busy", False, LATER),
        (451, "4.7.1 Greylisted", False, LATER),
        (450, "4.7.1 you are greylisted, come back in 5 minutes", False, LATER),
    ],
)
def test_a_limit_slows_down_and_a_greylist_does_not(code: int, text: str, slow: bool, wait: float) -> None:
    verdict = classify("recipient", code, text)
    assert (verdict.slow, verdict.wait) == (slow, wait)


@given(st.sampled_from(STAGES), st.integers(-1, 999), st.text(max_size=60))
def test_no_reply_is_without_a_meaning_and_none_stops_after_data(stage: Stage, code: int, text: str) -> None:
    verdict = classify(stage, code, text)
    assert isinstance(verdict, Verdict)
    if stage == "end":
        expected = {2: "go on", 4: "later", 5: "refuse"}.get(code // 100, "unknown") if code != 503 else "later"
        assert verdict.step == expected
    if stage in ("data", "end"):
        assert verdict.step != "stop"
    if verdict.step == "later":
        assert verdict.wait > 0


@given(st.binary(max_size=2000))
def test_a_reply_is_shown_on_one_line_without_controls(reply: bytes) -> None:
    text = reply_text(reply)
    assert len(text) <= 500
    assert text.isprintable()
    assert reply_text(b"2.0.0 Ok:\n queued as \x1b[31m7F") == "2.0.0 Ok: queued as [31m7F"


def test_an_enhanced_code_stands_at_the_beginning_only() -> None:
    assert enhanced_code("5.1.1 unknown") == "5.1.1"
    assert enhanced_code("client 5.1.1 unknown") == ""
    assert enhanced_code("") == ""
