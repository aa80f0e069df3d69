"""Postfix and Dovecot of Debian in a private folder: STARTTLS or TLS, a login, mailboxes read back over IMAP.

Everything listens on free ports of the loopback interface, and there is no way out: no smtp client is configured.
Both masters stay in the foreground as children that the kernel ends with the test, however the test ends.
"""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme
from msgspec import Struct

from briefing.dispatch.models import Credential, Security, Smtp
from tests.dispatch.servers.ports import HOST, free_ports, greets, wait_for
from tests.programs import missing

DOMAIN = "example.test"
USER = "briefing@example.test"
PASSWORD = "a right password"
LARGEST = 10_000_000
NAMES = ("briefing", "owner", "audit", "ada", "bo", "chen", "zoe", *(f"reader{number:04d}" for number in range(2000)))
UNKNOWN = f"nobody@{DOMAIN}"  # refused with 550 at RCPT
GONE = f"gone@{DOMAIN}"  # accepted, then bounced to the sender
INTERNATIONAL = f"zoë@{DOMAIN}"  # needs SMTPUTF8; its mailbox is that of zoe
OWNER = "mail"  # Debian's account for mailboxes, which is not root
POSTFIX = "/usr/sbin/postfix"
MASTER = "/usr/lib/postfix/sbin/master"
DOVECOT = "/usr/sbin/dovecot"
WITH_US = ("setpriv", "--pdeathsig", "TERM")

MAIN = """\
compatibility_level = 3.9
config_directory = {etc}
queue_directory = {root}/queue
data_directory = {root}/data
meta_directory = /etc/postfix
maillog_file = /dev/stdout
myhostname = localhost
mydomain = {domain}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
mydestination =
local_transport = error:no local mail
relay_transport = error:no relay
default_transport = error:no way out
alias_maps =
local_recipient_maps =
message_size_limit = {largest}
virtual_mailbox_limit = 0
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {root}/mail
virtual_mailbox_maps = texthash:{etc}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_tls_cert_file = {etc}/cert.pem
smtpd_tls_key_file = {etc}/key.pem
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{sasl}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
in_flow_delay = 0
"""
# smtpd also knows the mailboxes that virtual(8) will not find.
SERVICES = """\
127.0.0.1:{smtp} inet n - n - - smtpd -o virtual_mailbox_maps={known}
127.0.0.1:{smtps} inet n - n - - smtpd -o virtual_mailbox_maps={known} -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
MAILBOXES = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {root}/dovecot
state_dir = {root}/dovecot
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
auth_mechanisms = plain login
auth_allow_cleartext = yes
auth_failure_delay = 0 secs
auth_verbose = no
first_valid_uid = 1
first_valid_gid = 1
mail_driver = maildir
mail_uid = {uid}
mail_gid = {gid}
mail_home = {root}/mail/%{{user | username}}
mail_path = {root}/mail/%{{user | username}}/Maildir
passdb static {{
  password = {password}
}}
userdb static {{
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  inet_listener sasl {{
    port = {sasl}
  }}
}}
"""


class MailServer(Struct, frozen=True):
    """A running mail server: ports of STARTTLS, TLS and IMAP, the certificate to trust, and where its files are."""

    port: int
    tls_port: int
    imap_port: int
    root: Path

    @property
    def ca(self) -> Path:
        """The certificate of the authority that signed the server's."""
        return self.root / "ca.pem"

    @property
    def secret(self) -> Path:
        """A file, readable by its owner alone, that holds the password."""
        return self.root / "password"

    def smtp(self, security: Security = "starttls", timeout: float = 20.0) -> Smtp:
        """→ settings with which a sender logs in."""
        return Smtp(
            host="localhost",
            port=self.tls_port if security == "tls" else self.port,
            security=security,
            user=USER,
            secret=Credential("file", (str(self.secret),)),
            ca=str(self.ca),
            timeout=timeout,
        )

    def inbox(self, address: str, count: int = 0, seconds: float = 30.0) -> list[bytes]:
        """Address → its messages as IMAP gives them, oldest first, once there are at least `count`."""
        found: list[bytes] = []

        def arrived() -> bool:
            found[:] = self._read(address)
            return len(found) >= count

        wait_for(arrived, f"message {count} to {address}", seconds)
        return found

    def _read(self, address: str) -> list[bytes]:
        with imaplib.IMAP4(HOST, self.imap_port, 20.0) as box:
            box.login(address, PASSWORD)
            box.select(readonly=True)
            _, (numbers,) = box.search(None, "ALL")
            if not numbers:
                return []
            _, parts = box.fetch(",".join(numbers.decode().split()), "(BODY.PEEK[])")
            return [part[1] for part in parts if isinstance(part, tuple)]

    def copies(self) -> Counter[str]:
        """→ how many messages stand in each mailbox, by address; messages on their way are not counted."""
        boxes = (self.root / "mail").glob("*/Maildir")
        return Counter(
            f"{box.parent.name}@{DOMAIN}" for box in boxes for place in ("new", "cur") for _ in (box / place).glob("*")
        )

    def waiting(self) -> int:
        """→ how many messages the server has taken and not yet put into a mailbox or bounced."""
        queue = self.root / "queue"
        places = ("incoming", "active", "maildrop", "deferred")
        return sum(path.is_file() for place in places for path in (queue / place).rglob("*"))

    def empty(self) -> None:
        """Waits until nothing is on its way, then deletes every message."""
        wait_for(lambda: self.waiting() == 0, "an empty queue")
        for box in (self.root / "mail").glob("*"):
            shutil.rmtree(box)


def why_not() -> str:
    """→ why no mail server can be started here; empty if one can."""
    absent = [path for path in (POSTFIX, DOVECOT) if not Path(path).exists()]
    if absent:
        return f"{' and '.join(absent)} not installed (Debian: postfix dovecot-core dovecot-imapd)"
    return "" if os.geteuid() == 0 else "Postfix starts as root only"


@contextmanager
def running() -> Iterator[MailServer]:
    """A mail server that runs until the end of the block; skips where it cannot, but not in CI."""
    if reason := why_not():
        missing(reason, "send through a mail server")
    root = Path(tempfile.mkdtemp(prefix="briefing-mail-"))  # pytest's folders are closed to the servers' accounts
    started: list[subprocess.Popen[bytes]] = []
    try:
        server = _configured(root)
        made = subprocess.run([POSTFIX, "-c", root / "etc", "check"], capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
        with (root / "log").open("wb") as log:  # what they print must not hold the pipe of whoever runs the tests
            for command in ([DOVECOT, "-F", "-c", root / "etc/dovecot.conf"], [MASTER, "-c", root / "etc", "-s"]):
                line = [*WITH_US, *map(str, command)]
                started.append(subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=root))
        _await(server, started)
        yield server
    finally:
        for process in started:
            _stop(process)
        shutil.rmtree(root)


def _configured(root: Path) -> MailServer:
    """Empty folder → a server's files in it."""
    root.chmod(0o755)
    etc = root / "etc"
    for folder in (etc, root / "queue", root / "data", root / "mail"):
        folder.mkdir()
    account = pwd.getpwnam(OWNER)
    shutil.chown(root / "mail", OWNER, account.pw_gid)
    shutil.chown(root / "data", "postfix")
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(root / "ca.pem")
    for part in certificate.cert_chain_pems:
        part.write_to_path(etc / "cert.pem", append=True)
    certificate.private_key_pem.write_to_path(etc / "key.pem")
    smtp, smtps, imap, sasl = free_ports(4)
    known = f"texthash:{etc}/accepted"
    values = {
        "root": root, "etc": etc, "domain": DOMAIN, "largest": LARGEST, "uid": account.pw_uid, "gid": account.pw_gid,
        "smtp": smtp, "smtps": smtps, "imap": imap, "sasl": sasl, "known": known, "password": PASSWORD,
    }  # fmt: skip
    for name, text in {"main.cf": MAIN, "master.cf": SERVICES, "dovecot.conf": MAILBOXES}.items():
        (etc / name).write_text(text.format(**values), encoding="utf-8")
    boxes = "".join(f"{name}@{DOMAIN} {name}/Maildir/\n" for name in NAMES) + f"{INTERNATIONAL} zoe/Maildir/\n"
    (etc / "mailboxes").write_text(boxes, encoding="utf-8")
    (etc / "accepted").write_text(f"{boxes}{GONE} gone/Maildir/\n", encoding="utf-8")
    server = MailServer(smtp, smtps, imap, root)
    server.secret.touch(0o600)
    server.secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return server


def _await(server: MailServer, started: list[subprocess.Popen[bytes]]) -> None:
    def answers() -> bool:
        log = (server.root / "log").read_text(errors="replace")
        assert all(process.poll() is None for process in started), log
        return greets(server.port, b"220 ") and greets(server.imap_port, b"* OK")

    wait_for(answers, "an answer of the mail server", 60.0)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a master, which ends what it started."""
    process.terminate()
    try:
        process.wait(10.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
