"""A session against a server whose faults the test chooses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dispatch.exceptions import ClaimLost, SendingStopped
from briefing.dispatch.models import HandoverState, Mail
from briefing.dispatch.transport import transport
from briefing.dispatch.transport.connection import _literal
from briefing.dispatch.transport.smtp import SmtpTransport
from briefing.dispatch.transport.smtp_replies import LATER, MUCH_LATER, SOON
from tests.dispatch.servers.faulty import DROP, HANG, FaultyServer, Place, faulty
from tests.dispatch.servers.ports import free_ports
from tests.dispatch.transport.letters import MESSAGE, Marked, envelope, sent
from tests.dispatch.transport.test_rate_limiter import Clock

ADA, BO, CHEN = (envelope(f"{name}@example.test") for name in ("ada", "bo", "chen"))


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with faulty() as one:
        yield one


def one(
    server: FaultyServer, message: bytes = MESSAGE, timeout: float = 5.0
) -> tuple[HandoverState, str, float, list[str]]:
    """→ state, text and wait of one message, and the marks that were set."""
    marks = Marked()
    with SmtpTransport(server.smtp(timeout=timeout), sleep=lambda _: None).session() as session:
        reply = session.send(ADA, message, marks)
    return reply.state, reply.text, reply.wait, marks.seen


def test_a_message_is_accepted_with_the_words_of_the_server(server: FaultyServer) -> None:
    assert one(server) == ("ACCEPTED", "250 2.0.0 stored", 0.0, ["data", "dot"])
    (stored,) = server.accepted
    assert (stored.sender, stored.recipients) == ("briefing@example.test", ("ada@example.test",))
    assert stored.content == MESSAGE


def test_the_settings_choose_the_server(server: FaultyServer, tmp_path: Path) -> None:
    mail = Mail(sender="briefing@example.test", smtp=server.smtp())
    with transport(mail, tmp_path).session() as session:
        assert session.send(ADA, MESSAGE, Marked()).state == "ACCEPTED"
    assert list(tmp_path.iterdir()) == []


def test_a_session_in_which_nothing_is_sent_does_not_connect(server: FaultyServer) -> None:
    with SmtpTransport(server.smtp()).session():
        pass
    assert server.connections == 0


def test_hello_tells_the_address_and_not_the_name_of_this_machine(server: FaultyServer) -> None:
    one(server)
    assert server.said("EHLO") == ["EHLO [127.0.0.1]"]
    assert _literal("fe80::1%eth0") == "[IPv6:fe80::1]"


# Case 1


@pytest.mark.parametrize("how", [DROP, HANG])
def test_a_lost_reply_is_unknown_and_nothing_is_sent_again(server: FaultyServer, how: str) -> None:
    server.fault("STORED", how)
    state, text, _, marks = one(server, timeout=0.1)
    assert state == "UNKNOWN"
    assert "no reply to the message's end" in text
    assert marks == ["data", "dot"]
    assert (len(server.accepted), len(server.said("DATA"))) == (1, 1)


def test_after_a_lost_reply_the_next_message_gets_a_new_connection(server: FaultyServer) -> None:
    server.fault("STORED", DROP)
    replies = sent(server.smtp(), ADA, BO)
    assert [reply.state for reply in replies] == ["UNKNOWN", "ACCEPTED"]
    assert server.connections == 2


@pytest.mark.parametrize("reply", ["garbage", "354 more, please", "25"])
def test_a_reply_that_is_none_is_unknown(server: FaultyServer, reply: str) -> None:
    server.fault("STORED", reply)
    assert one(server)[0] == "UNKNOWN"


# Case 3


def test_a_server_that_is_busy_is_asked_again(server: FaultyServer) -> None:
    server.fault("CONNECT", "421 4.7.0 too many connections", times=2)
    assert one(server)[0] == "ACCEPTED"
    assert server.connections == 3


def test_a_server_that_stays_busy_stops_the_sending_for_a_while(server: FaultyServer) -> None:
    server.fault("CONNECT", "421 4.7.0 too many connections", times=99)
    marks = Marked()
    with (
        SmtpTransport(server.smtp()).session() as session,
        pytest.raises(SendingStopped, match="too many connections") as caught,
    ):
        session.send(ADA, MESSAGE, marks)
    assert caught.value.wait > 0
    assert server.connections == 4
    assert marks.seen == []


def test_a_server_that_does_not_listen_stops_the_sending_for_a_while(server: FaultyServer) -> None:
    server.port = free_ports(1)[0]
    with pytest.raises(SendingStopped, match="Connection refused") as caught:
        one(server)
    assert caught.value.wait > 0
    assert caught.value.findings[0].where == f"localhost:{server.port}"


def test_a_server_that_wants_nothing_from_here_stops_for_an_operator(server: FaultyServer) -> None:
    server.fault("CONNECT", "554 5.7.1 your address is blocked")
    with pytest.raises(SendingStopped, match="your address is blocked") as caught:
        one(server)
    assert caught.value.wait == 0
    assert server.connections == 1


# Cases 4 and 5


@pytest.mark.parametrize("place", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_passing_refusal_is_deferred_at_each_stage(server: FaultyServer, place: Place) -> None:
    server.fault(place, "451 4.3.0 not now")
    state, text, wait, marks = one(server)
    assert (state, text, wait) == ("DEFERRED", "451 4.3.0 not now", LATER)
    assert marks == {"DATA": ["data"], "DOT": ["data", "dot"]}.get(place, [])
    assert server.accepted == []
    assert one(server)[0] == "ACCEPTED"


@pytest.mark.parametrize("place", ["RCPT", "DATA", "DOT"])
def test_a_lasting_refusal_is_refused_at_each_stage(server: FaultyServer, place: Place) -> None:
    server.fault(place, "550 5.1.1 no such user")
    assert one(server)[:2] == ("REFUSED", "550 5.1.1 no such user")
    assert server.accepted == []


def test_the_second_of_three_is_refused_and_the_others_get_theirs(server: FaultyServer) -> None:
    server.fault("RCPT", "550 5.1.1 no such user", about="bo@")
    replies = sent(server.smtp(), ADA, BO, CHEN)
    assert [reply.state for reply in replies] == ["ACCEPTED", "REFUSED", "ACCEPTED"]
    assert [stored.recipients for stored in server.accepted] == [("ada@example.test",), ("chen@example.test",)]
    assert server.connections == 1
    assert server.said("RSET") == ["RSET"]  # only where a transaction was left open


def test_a_refused_sender_stops_everything(server: FaultyServer) -> None:
    server.fault("MAIL", "553 5.7.1 not your address")
    with pytest.raises(SendingStopped, match="not your address") as caught:
        one(server)
    assert caught.value.wait == 0


# Case 7


def test_a_server_that_hangs_after_ehlo_is_tried_again(server: FaultyServer) -> None:
    server.fault("EHLO", HANG)
    assert one(server, timeout=0.2)[0] == "ACCEPTED"
    assert server.connections == 2


def test_a_server_that_always_hangs_stops_the_sending(server: FaultyServer) -> None:
    server.fault("EHLO", HANG, times=99)
    with pytest.raises(SendingStopped, match="timed out"):
        one(server, timeout=0.1)


@pytest.mark.parametrize("how", [DROP, HANG])
def test_a_message_whose_end_was_not_sent_may_be_sent_again(server: FaultyServer, how: str) -> None:
    server.fault("BODY", how)
    large = MESSAGE + b"x" * 70 + b"\r\n"
    state, text, wait, marks = one(server, large * 200_000, timeout=0.3)  # more than any buffer on the way holds
    assert (state, wait, marks) == ("DEFERRED", SOON, ["data"])
    assert "before the message's end" in text
    assert server.accepted == []


@pytest.mark.parametrize("place", ["MAIL", "RCPT"])
@pytest.mark.parametrize("how", [DROP, HANG])
def test_a_connection_lost_before_data_is_made_again(server: FaultyServer, place: Place, how: str) -> None:
    server.fault(place, how)
    assert one(server, timeout=1.0)[0] == "ACCEPTED"  # on a busy machine an answer may take longer than 0.2 seconds
    assert (server.connections, len(server.accepted)) == (2, 1)


@pytest.mark.parametrize("what", [DROP, "421 4.4.2 idle for too long"])
def test_a_connection_that_ended_between_messages_is_made_again(server: FaultyServer, what: str) -> None:
    with SmtpTransport(server.smtp(), sleep=lambda _: None).session() as session:
        assert session.send(ADA, MESSAGE, Marked()).state == "ACCEPTED"
        server.fault("MAIL", what)
        assert session.send(BO, MESSAGE, Marked()).state == "ACCEPTED"
    assert len(server.accepted) == 2


def test_a_connection_that_is_lost_each_time_is_deferred(server: FaultyServer) -> None:
    server.fault("RCPT", DROP, times=99)
    assert one(server)[0] == "DEFERRED"
    assert server.connections == 3


# Cases 12 and 13


def test_a_message_larger_than_the_server_takes_is_not_begun() -> None:
    with faulty(size=10_000) as server:
        fits, larger = (b"Subject: x\r\n\r\n".ljust(size - 2, b"x") + b"\r\n" for size in (1000, 10_001))
        assert sent(server.smtp(), ADA, message=fits)[0].state == "ACCEPTED"
        (reply,) = sent(server.smtp(), ADA, message=larger)
        assert reply.state == "REFUSED"
        assert "10,001 bytes, the server takes 10,000" in reply.text
        assert len(server.said("MAIL")) == 1
        assert server.said("MAIL")[0].endswith("SIZE=1000")


def test_a_server_that_finds_it_too_large_afterwards_has_refused_it() -> None:
    with faulty(size=None) as server:
        server.fault("DOT", "554 5.3.4 message too big")
        assert one(server)[:2] == ("REFUSED", "554 5.3.4 message too big")
        assert "SIZE" not in server.said("MAIL")[0]


# Case 14


def test_a_limit_slows_down_and_keeps_the_order(server: FaultyServer) -> None:
    server.fault("RCPT", "450 4.7.1 too many messages", times=2, about="bo@")
    clock = Clock()
    with SmtpTransport(server.smtp(), clock.sleep, clock).session() as session:
        replies = [session.send(to, MESSAGE, Marked()) for to in (ADA, BO, CHEN)]
    assert [reply.state for reply in replies] == ["ACCEPTED"] * 3
    assert [stored.recipients[0][:2] for stored in server.accepted] == ["ad", "bo", "ch"]
    assert clock.slept == [1.0, 2.0, 2.0]  # and it stays slow


def test_a_limit_that_holds_is_deferred_for_longer(server: FaultyServer) -> None:
    server.fault("RCPT", "450 4.7.1 too many messages", times=99)
    assert one(server)[:3] == ("DEFERRED", "450 4.7.1 too many messages", MUCH_LATER)
    assert len(server.said("RCPT")) == 3


def test_the_settings_bound_how_many_leave_in_a_minute(server: FaultyServer) -> None:
    clock = Clock()
    with SmtpTransport(server.smtp(per_minute=20), clock.sleep, clock).session() as session:
        for to in (ADA, BO, CHEN):
            session.send(to, MESSAGE, Marked())
    assert clock.slept == [3.0, 3.0]


# Case 17


@pytest.mark.parametrize("flag", [True, False])
def test_an_international_address_needs_a_server_that_takes_it(flag: bool) -> None:
    zoe = envelope("zoë@example.test", utf8=flag)
    with faulty(utf8=False) as server:
        (reply,) = sent(server.smtp(), zoe)
        assert reply.state == "REFUSED"
        assert "does not offer SMTPUTF8" in reply.text
        assert server.said("MAIL") == []
    with faulty(utf8=True) as server:
        assert sent(server.smtp(), zoe)[0].state == "ACCEPTED"
        assert server.accepted[0].recipients == ("zoë@example.test",)
        assert "SMTPUTF8" in server.accepted[0].options


def test_a_message_in_eight_bits_needs_a_server_that_takes_it() -> None:
    message = "Subject: Grüße\r\n\r\nLuft\r\n".encode()
    with faulty(eight_bit=False, utf8=False) as server:
        assert "does not offer 8BITMIME" in sent(server.smtp(), ADA, message=message)[0].text
    with faulty() as server:
        assert sent(server.smtp(), ADA, message=message)[0].state == "ACCEPTED"
        assert server.accepted[0].options == ("BODY=8BITMIME",)


# Case 19


def test_the_audit_address_is_in_the_envelope_only(server: FaultyServer) -> None:
    assert sent(server.smtp(), envelope(audit="audit@example.test"))[0].text == "250 2.0.0 stored"
    (stored,) = server.accepted
    assert stored.recipients == ("ada@example.test", "audit@example.test")
    assert stored.content == MESSAGE
    assert b"audit" not in MESSAGE


def test_a_refused_audit_address_does_not_stop_the_recipient(server: FaultyServer) -> None:
    server.fault("RCPT", "550 5.1.1 no such user", about="audit@")
    (reply,) = sent(server.smtp(), envelope(audit="audit@example.test"))
    assert reply.state == "ACCEPTED"
    assert reply.text == "250 2.0.0 stored; the audit copy was refused: 550 5.1.1 no such user"


def test_a_refused_recipient_sends_no_audit_copy(server: FaultyServer) -> None:
    server.fault("RCPT", "550 5.1.1 no such user", about="ada@")
    assert sent(server.smtp(), envelope(audit="audit@example.test"))[0].state == "REFUSED"
    assert server.accepted == []
    assert len(server.said("RCPT")) == 1


# What another has taken, and what the wire does to a message


@pytest.mark.parametrize(
    "marks", [Marked(at_data=ClaimLost()), Marked(at_dot=ClaimLost()), Marked(at_dot=OSError("full"))]
)
def test_a_mark_that_fails_sends_no_end_and_drops_the_connection(server: FaultyServer, marks: Marked) -> None:
    with SmtpTransport(server.smtp()).session() as session:
        with pytest.raises((ClaimLost, OSError)):
            session.send(ADA, MESSAGE, marks)
        assert session.send(BO, MESSAGE, Marked()).state == "ACCEPTED"
    assert [stored.recipients for stored in server.accepted] == [("bo@example.test",)]
    assert server.connections == 2


LINES = st.lists(st.one_of(st.sampled_from([b".", b"..", b"", b".x"]), st.binary(max_size=40)), max_size=12)


@pytest.fixture(scope="module")
def lasting() -> Iterator[FaultyServer]:
    with faulty() as server:
        yield server


@given(lines=LINES)
def test_what_arrives_is_what_was_sent(lasting: FaultyServer, lines: list[bytes]) -> None:
    message = b"Subject: x\r\n\r\n" + b"".join(line.translate(None, b"\r\n") + b"\r\n" for line in lines)
    (reply,) = sent(lasting.smtp(), ADA, message=message)
    assert reply.state == "ACCEPTED"
    assert lasting.accepted.pop().content == message


@pytest.mark.parametrize("message", [b"a\nb\r\n", b"a\rb\r\n", b"a\r\n.\r", b"a\r\n.\n", b"a"])
def test_a_message_that_could_smuggle_another_is_not_sent(server: FaultyServer, message: bytes) -> None:
    assert one(server, message)[0] == "REFUSED"
    assert server.commands == []


@pytest.mark.parametrize(
    "address", ["a@b.test\r\nRCPT TO:<evil@x.test>", "a@b.test> SIZE=1", "a b@c.test", "a\0@b.test"]
)
def test_an_address_that_could_smuggle_a_command_is_not_sent(server: FaultyServer, address: str) -> None:
    for unsafe in (envelope(address), envelope(audit=address)):
        assert sent(server.smtp(), unsafe)[0].state == "REFUSED"
    assert server.commands == []
