"""One delivery in full: whom, what, in which state, what happened, and what can be done."""

from __future__ import annotations

import json

import pytest

from briefing.dispatch.delivery_log import deliveries, people
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Recipient
from briefing.dispatch.view import DeliveryDetail, show_delivery
from briefing.errors import UsageError
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, NOW
from tests.dispatch.view.test_view_delivery_list import hidden


def shown(log: DeliveryLog, key: str) -> DeliveryDetail:
    with log.begin() as db:
        return show_delivery(db, key)


def test_a_delivery_tells_its_recipient_edition_files_and_events(log: DeliveryLog) -> None:
    sample.calm(log)
    with log.begin() as db:
        key = deliveries.read(db)[0].key
    text = str(shown(log, key[:12]))
    for line in (
        key,
        "  recipient: Office 1 <office1@example.org>; groups board; language en; entity Belling; gets brief",
        "  schedule: weekly, due 2025-11-17 07:00+08:00 Asia/Shanghai",
        "  edition: belling.en, Belling, 2014–2025, as of 2025-11-24",
        f"  content: {'ab12cd34' * 8}",
        f"  file: {'3' * 64}  belling.en.pdf (attached)",
        f"  file: {'4' * 64}  belling.en.pptx",
    ):
        assert line in text.splitlines()
    happened = [line.split()[3] for line in text.splitlines() if line.startswith("  event: ")]
    assert happened == ["PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "ACCEPTED"]
    assert f"2025-11-17 07:01:00+08:00  ACCEPTED by {sample.process()}: 250 2.0.0 Ok: queued as 4F2A" in text


def test_accepted_says_since_when_and_what_it_does_not_say(log: DeliveryLog) -> None:
    sample.calm(log)
    with log.begin() as db:
        key = deliveries.read(db)[0].key
    result = shown(log, key).sentence
    assert "took responsibility" in result
    assert "does not say that it reached anybody or that it was read" in result
    assert result.endswith("Since 2025-11-17 07:01+08:00.")


def test_unknown_says_what_can_be_done(log: DeliveryLog) -> None:
    key = sample.busy(log)["unknown"]
    text = str(shown(log, key))
    assert f"  you can: briefing deliveries resolve {key[:12]} --confirm  (if the recipient has it)" in text
    assert f"  you can: briefing deliveries resolve {key[:12]} --resend  (if not; it may then come twice)" in text
    assert "It is not sent again automatically." in text


def test_deferred_says_when_it_is_tried_again(log: DeliveryLog) -> None:
    assert "Not before 2025-11-28 06:33+08:00." in str(shown(log, sample.busy(log)["deferred"]))


def test_held_tells_the_command_that_approves_and_afterwards_who_did(log: DeliveryLog) -> None:
    key = sample.busy(log)["held"]
    text = str(shown(log, key))
    assert "state: waiting for approval" in text
    assert f"briefing approve {'c' * 12} --by NAME" in text
    with log.begin() as db:
        people.approve(db, NOW, "c" * 64, "belling.en", "The editor")
        deliveries.release(db, NOW, "c" * 64, "The editor")
    text = str(shown(log, key))
    assert "state: ready" in text
    assert "approved: by The editor, 2025-11-28 02:30+01:00" in text
    assert "briefing approve" not in text


def test_the_same_for_machines(log: DeliveryLog) -> None:
    result = json.loads(json.dumps(shown(log, sample.busy(log)["held"]).as_json()))
    assert result["edition"]["files"]["belling.en.pdf"] == "3" * 64
    assert result["edition"]["approved"] is None
    assert [one["what"] for one in result["events"]] == ["PLANNED", "BUILT"]
    assert result["commands"][0]["command"].startswith("briefing approve")
    assert "token" not in result


def test_hostile_text_reaches_no_terminal(log: DeliveryLog) -> None:
    bad = "\x1b[2J\u202ex\x00"
    to = Recipient(address=f"a{bad}@example.org", name=bad, groups=(bad,), entity=bad)
    (key,) = sample.due(log, DEFINITIONS["weekly"], NOW, [to], edition=sample.stored_edition("d", bad))
    sample.answer(log, NOW, {key: sample.reply("REFUSED", bad)})
    assert hidden(str(shown(log, key))) == []


@pytest.mark.parametrize("key", ["", " ", "zz", "%", "_", "\x1b[2J"])
def test_a_key_of_no_delivery_or_of_several_is_refused(log: DeliveryLog, key: str) -> None:
    sample.calm(log)
    with pytest.raises(UsageError) as error:
        shown(log, key)
    assert "briefing deliveries list" in str(error.value)
    assert hidden(str(error.value)) == []
