"""A session against Postfix and Dovecot: what arrives in a mailbox, and what the ledger will be told."""

from __future__ import annotations

import hashlib
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Credential, Security
from tests.dispatch.servers.postfix import DOMAIN, GONE, INTERNATIONAL, LARGEST, UNKNOWN, USER, MailServer
from tests.dispatch.transport.letters import MESSAGE, envelope, sent

ADA = envelope(f"ada@{DOMAIN}")
BO = envelope(f"bo@{DOMAIN}")


@pytest.fixture(autouse=True)
def _empty(mail_server: MailServer) -> None:
    mail_server.empty()


def with_pdf(data: bytes) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = USER, ADA.recipient, "Air"
    message["Date"] = "Fri, 05 Jan 2024 07:00:00 +0000"
    message["Message-ID"] = "<0123456789abcdef@example.test>"
    message.set_content("See the brief.\n.\n..\n")
    message.add_attachment(data, maintype="application", subtype="pdf", filename="北京 2024.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_attachment_read_back_is_the_file_that_was_sent(mail_server: MailServer, security: Security) -> None:
    data = hashlib.shake_256(b"brief").digest(2_000_000)
    message = with_pdf(data)
    (reply,) = sent(mail_server.smtp(security), ADA, message=message)
    assert (reply.state, reply.code) == ("ACCEPTED", 250)
    assert "queued as" in reply.text
    (arrived,) = mail_server.inbox(ADA.recipient, 1)
    assert arrived.endswith(message)  # below the lines that the servers put above it
    part = next(message_from_bytes(arrived, policy=policy.default).iter_attachments())
    content = part.get_content()
    assert part.get_filename() == "北京 2024.pdf"
    assert hashlib.sha256(content).hexdigest() == hashlib.sha256(data).hexdigest()


def test_the_second_of_three_is_unknown_and_the_others_get_theirs(mail_server: MailServer) -> None:
    replies = sent(mail_server.smtp(), ADA, envelope(UNKNOWN), BO)
    assert [reply.state for reply in replies] == ["ACCEPTED", "REFUSED", "ACCEPTED"]
    assert replies[1].code == 550
    assert [len(mail_server.inbox(one.recipient, 1)) for one in (ADA, BO)] == [1, 1]
    assert mail_server.copies().total() == 2


def test_accepted_does_not_say_that_it_arrived(mail_server: MailServer) -> None:
    (reply,) = sent(mail_server.smtp(), envelope(GONE))
    assert reply.state == "ACCEPTED"
    (bounce,) = mail_server.inbox(USER, 1)
    report = message_from_bytes(bounce, policy=policy.default)
    assert report.get_content_type() == "multipart/report"
    assert mail_server.copies() == {USER: 1}


def test_the_audit_copy_is_in_the_envelope_only(mail_server: MailServer) -> None:
    audit = f"audit@{DOMAIN}"
    sent(mail_server.smtp(), replace(ADA, audit=audit))
    for address in (ADA.recipient, audit):
        (arrived,) = mail_server.inbox(address, 1)
        assert arrived.endswith(MESSAGE)
    (own,) = mail_server.inbox(ADA.recipient, 1)
    assert b"audit" not in own


def test_a_refused_audit_address_is_noted(mail_server: MailServer) -> None:
    (reply,) = sent(mail_server.smtp(), replace(ADA, audit=UNKNOWN))
    assert reply.state == "ACCEPTED"
    assert "the audit copy was refused: 550" in reply.text
    assert len(mail_server.inbox(ADA.recipient, 1)) == 1


def test_a_brief_of_7_mb_passes_and_one_of_7_8_mb_does_not(mail_server: MailServer) -> None:
    smaller, larger = (with_pdf(bytes(size)) for size in (7_000_000, 7_800_000))
    assert len(smaller) <= LARGEST < len(larger)
    assert sent(mail_server.smtp(), ADA, message=smaller)[0].state == "ACCEPTED"
    (reply,) = sent(mail_server.smtp(), ADA, message=larger)
    assert reply.state == "REFUSED"
    assert f"{len(larger):,} bytes, the server takes {LARGEST:,}" in reply.text
    mail_server.inbox(ADA.recipient, 1)
    assert mail_server.copies() == {ADA.recipient: 1}


def test_an_international_address_arrives(mail_server: MailServer) -> None:
    (reply,) = sent(mail_server.smtp(), envelope(INTERNATIONAL, utf8=True))
    assert reply.state == "ACCEPTED"
    assert len(mail_server.inbox(f"zoe@{DOMAIN}", 1)) == 1


def test_nothing_leaves_this_machine(mail_server: MailServer) -> None:
    (reply,) = sent(mail_server.smtp(), envelope("somebody@elsewhere.test"))
    assert reply.state == "REFUSED"


def test_a_wrong_password_stops_the_sending(mail_server: MailServer, tmp_path: Path) -> None:
    (tmp_path / "password").touch(0o600)
    (tmp_path / "password").write_text("wrong")
    smtp = replace(mail_server.smtp(), secret=Credential("file", (str(tmp_path / "password"),)))
    with pytest.raises(SendingStopped, match="refuses the login: 535"):
        sent(smtp, ADA)


def test_a_certificate_that_is_not_trusted_stops_the_sending(mail_server: MailServer) -> None:
    with pytest.raises(SendingStopped, match="certificate is not trusted"):
        sent(replace(mail_server.smtp(), ca=""), ADA)


def test_without_a_login_nothing_is_taken(mail_server: MailServer) -> None:
    (reply,) = sent(replace(mail_server.smtp(), secret=None, user=""), ADA)
    assert reply.state == "REFUSED"
    assert "denied" in reply.text.lower()
