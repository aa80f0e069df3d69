"""The whole way: the Beijing edition as messages that mail readers open, over a real server into real mailboxes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec import Struct, field

import briefing
from briefing import cli
from briefing.dispatch import machine, mail_queue, manual, planner
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import deliveries, stored_editions
from briefing.dispatch.models import Envelope, HandoverMarks, Reply, Session, Transport
from tests.beijing.conftest import BEIJING
from tests.dispatch import mailreader
from tests.dispatch.projects import DAILY, HEAD, attached, body, opened, server, settings, states
from tests.dispatch.projects import sending as sending_project
from tests.dispatch.servers.ports import wait_for
from tests.dispatch.servers.postfix import DOMAIN, UNKNOWN, USER, MailServer
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


@pytest.fixture(scope="module")
def mails(beijing_once: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The messages of a dry run on the Beijing project."""
    out = tmp_path_factory.mktemp("mail")
    assert cli.main(["send", str(beijing_once), "--dry-run", "--out", str(out), "--quiet"]) == 0
    return sorted(out.glob("*.eml"))


@pytest.fixture(scope="module")
def beijing_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the Beijing project, made once."""
    return Path(shutil.copytree(BEIJING, tmp_path_factory.mktemp("project") / "beijing"))


def test_a_dry_run_leaves_the_project_as_it_was(beijing_once: Path, mails: list[Path]) -> None:
    assert mails
    assert sorted(path.name for path in beijing_once.iterdir()) == sorted(path.name for path in BEIJING.iterdir())


def test_python_opens_each_message_and_what_is_attached_is_what_a_build_writes(
    mails: list[Path], edition: briefing.Build
) -> None:
    ledger = json.loads(edition.ledger.read_bytes())
    for path in mails:
        message = opened(path)
        assert message["Subject"] == "Beijing: patent density up 5.5-fold from 2014 to 2023"
        assert "262.9" in body(message)
        assert "262.9" in body(message, "html")
        files = attached(message)
        assert "beijing-innovation.en.pdf" in files
        assert {name: ledger["edition"]["outputs"][name] for name in files} == files


def test_another_mail_reader_opens_each_message(mails: list[Path], edition: briefing.Build, tmp_path: Path) -> None:
    ledger = json.loads(edition.ledger.read_bytes())
    for number, path in enumerate(mails):
        folder = tmp_path / str(number)
        folder.mkdir()
        read = mailreader.opened(path.read_bytes(), folder)
        assert read.subject == "Beijing: patent density up 5.5-fold from 2014 to 2023"
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in read.files.items()}
        ours = {name: digest for name, digest in digests.items() if name in ledger["edition"]["outputs"]}
        assert ours == {name: ledger["edition"]["outputs"][name] for name in ours}
        assert "beijing-innovation.en.pdf" in ours


def mailed(folder: Path, mail_server: MailServer, recipients: str, mail: str = "", rest: str = DAILY) -> Path:
    """The starter, which sends over a real server."""
    smtp = mail_server.smtp()
    project = sending_project(folder, recipients=recipients, mail=mail, rest=rest)
    assert smtp.secret
    login = f'user = "{USER}"\npassword_file = "{smtp.secret.place[0]}"\n'
    text = (project / "dispatch.toml").read_text(encoding="utf-8")
    text = text.replace("desk@example.org", USER).replace("owner@example.org", f"owner@{DOMAIN}")
    settings(project, text.replace("[recipients]\n", f"{server(smtp)}{login}[recipients]\n"))
    return project


def test_what_a_recipient_has_is_what_was_built(mail_server: MailServer, tmp_path: Path) -> None:
    mail_server.empty()
    rows = f"{HEAD}\nada@{DOMAIN},Ada,,en,brief;deck,,\n{UNKNOWN},,,en,,,\nbo@{DOMAIN},Bo,,en,brief,,\n"
    project = mailed(tmp_path / "p", mail_server, rows, mail=f'audit = "audit@{DOMAIN}"')
    assert manual.send(project).exit_code == 3
    assert states(project) == {f"ada@{DOMAIN}": ["ACCEPTED"], UNKNOWN: ["REFUSED"], f"bo@{DOMAIN}": ["ACCEPTED"]}
    with open_context(project) as at, at.log.begin() as db:
        accepted = [one for one in deliveries.read(db) if one.state == "ACCEPTED"]
        stored = {one.recipient.address: stored_editions.get(db, one.edition) for one in accepted}
    for address in (f"ada@{DOMAIN}", f"bo@{DOMAIN}"):
        (raw,) = mail_server.inbox(address, 1)
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        edition = stored[address]
        assert edition
        assert attached(message) == {name: edition.files[name] for name in edition.attached}
        assert f"audit@{DOMAIN}".encode() not in raw.partition(b"\r\n\r\n")[0]
    assert len(mail_server.inbox(f"audit@{DOMAIN}", 2)) == 2
    (notice,) = mail_server.inbox(f"owner@{DOMAIN}", 1)
    assert UNKNOWN.encode() in notice


@ONLY_IN_A_THOROUGH_RUN  # tests/dispatch sends to a few
def test_a_thousand_recipients_get_one_message_each_though_one_more_has_no_edition(
    mail_server: MailServer, tmp_path: Path
) -> None:
    mail_server.empty()
    addresses = [f"reader{number:04d}@{DOMAIN}" for number in range(1000)]
    rows = HEAD + "".join(f"\n{address},,,en,brief,," for address in addresses) + f"\nother@{DOMAIN},,,en,,Nowhere,\n"
    project = mailed(tmp_path / "p", mail_server, rows)
    with open_context(project) as at:
        definition = at.definition("daily")
        found = planner.resolve_recipients(at.project, at.settings, definition, confirmed=True, last_count=None)
        made = planner.add_occurrence(at, definition, machine.now(), found)
        assert made is not None
        planner.build_planned(at, made)
        memory = Memory(at.transport)
        sent = mail_queue.drain(at.log, at.settings.mail, memory)
        with at.log.reading() as db:
            assert deliveries.count_states(db, made) == {"ACCEPTED": 1000, "FAILED_BUILD": 1}
    assert sent.counts == {"ACCEPTED": 1000}
    wait_for(lambda: mail_server.waiting() == 0, "an empty queue", 60.0)
    assert mail_server.copies() == dict.fromkeys(addresses, 1)
    assert memory.at[-1] - memory.at[200] < 10.0, (memory.at[200], memory.at[-1])


class Memory(Struct):
    """A transport that notes, at each message, the memory of this process in MB."""

    transport: Transport
    at: list[float] = field(default_factory=list)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """→ the session, watched."""
        with self.transport.session() as session:
            yield Watched(session, self.at)


class Watched(Struct):
    """A session that notes the memory before each message."""

    session: Session
    at: list[float]

    def send(self, envelope: Envelope, message: bytes, marks: HandoverMarks) -> Reply:
        """One message, as the session sends it."""
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        self.at.append(pages * 4096 / 1e6)
        return self.session.send(envelope, message, marks)
