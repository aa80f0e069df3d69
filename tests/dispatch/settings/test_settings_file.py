"""dispatch.toml: what it means, its defaults, and each mismatch with line, key and fix."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.dispatch import settings
from briefing.dispatch.models import Calendar, Credential, Definition, Dkim, Mail, RecipientTable, Smtp, Timing
from briefing.errors import InputError

WHOLE = """\
[mail]
from = "The Büro, Berlin <briefing@bücher.example>"
reply_to = "editors@example.org"
owner = "operator@example.org"
audit = "audit@example.org"
unsubscribe = "https://example.org/out/"
attach = ["deck", "brief"]
largest = 5_000_000
too_large = "link"
[mail.publish]
folder = "public"
url = "https://example.org/files/"
[mail.smtp]
host = "smtp.example.org"
user = "briefing"
password_env = "BRIEFING_PASSWORD"
ca = "ca.pem"
timeout = 30
per_minute = 20
[mail.dkim]
domain = "example.org"
selector = "s1"
key_file = "dkim.pem"
[recipients]
table = "people.xlsx"
sheet = "Board"
domains = ["Example.org", "bücher.example"]
external = 3
most = 50
[send]
to = ["board"]
approval = true
not_before = 2026-12-01T07:00:00+08:00
when = "patents.last > 2 and rd.multiple > 1"
unknown = "resend"
attempts = 4
[schedules.monthly]
cron = "0 7 1 * *"
zone = "Asia/Shanghai"
to = ["press", "x@example.org"]
catch_up = "all"
grace = 90
until = 2027-12-31
approval = false
only_if_changed = true
pause_after = 5
[schedules.monthly.calendar]
country = "DE"
subdivision = "BE"
weekend = ["Sunday", "Saturday"]
days = [2026-12-24, 2026-01-02]
policy = "previous"
[schedules.weekly]
preset = "weekly"
zone = "UTC"
[ledger]
folder = "state"
url_env = "BRIEFING_LEDGER_URL"
"""


def read(text: str, folder: Path) -> settings.DispatchSettings:
    (folder / settings.FILE).write_text(text, encoding="utf-8")
    return settings.read_settings(folder)


def mismatches(text: str, folder: Path) -> list[str]:
    """What reading says, one text for each finding, without the folder."""
    with pytest.raises(InputError) as caught:
        read(text, folder)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding).replace(f"{folder.as_posix()}/", "") for finding in caught.value.findings]


def test_a_project_without_the_file_writes_into_its_outbox(tmp_path: Path) -> None:
    found = settings.read_settings(tmp_path)
    where = (tmp_path / "dispatch.toml").as_posix()
    assert found == settings.DispatchSettings(
        mail=Mail(sender="briefing@localhost"),
        definitions={},
        send=Definition(name="send", where=f"{where}, send"),
        table=RecipientTable(where=f"{where}, recipients"),
        attach=("brief",),
        domains=(),
        external=20,
        folder=tmp_path / "dispatch",
        log_env="",
        digest="",
    )


def test_an_empty_file_means_the_defaults_too(tmp_path: Path) -> None:
    before = settings.read_settings(tmp_path)
    found = read("", tmp_path)
    assert len(found.digest) == 64
    assert (found.mail, found.definitions, found.folder) == (before.mail, before.definitions, before.folder)


def test_mail_is_reported_with_its_server_its_place_to_publish_and_its_key(tmp_path: Path) -> None:
    assert read(WHOLE, tmp_path).mail == Mail(
        sender="briefing@xn--bcher-kva.example",
        sender_name="The Büro, Berlin",
        reply_to="editors@example.org",
        owner="operator@example.org",
        audit="audit@example.org",
        unsubscribe="https://example.org/out",
        largest=5_000_000,
        too_large="link",
        publish=str(tmp_path / "public"),
        publish_url="https://example.org/files",
        smtp=Smtp(
            host="smtp.example.org",
            port=587,
            user="briefing",
            secret=Credential("env", ("BRIEFING_PASSWORD",)),
            ca=str(tmp_path / "ca.pem"),
            timeout=30.0,
            per_minute=20.0,
        ),
        dkim=Dkim("example.org", "s1", str(tmp_path / "dkim.pem")),
    )


def test_recipients_and_log_have_their_places(tmp_path: Path) -> None:
    found = read(WHOLE, tmp_path)
    where = f"{(tmp_path / 'dispatch.toml').as_posix()}, line 24, recipients"
    assert found.table == RecipientTable(file="people.xlsx", sheet="Board", where=where)
    assert (found.domains, found.external) == (("example.org", "xn--bcher-kva.example"), 3)
    assert (found.attach, found.folder) == (("brief", "deck"), tmp_path / "state")
    assert found.log_env == "BRIEFING_LEDGER_URL"


def test_a_schedule_takes_from_send_what_it_does_not_say_itself(tmp_path: Path) -> None:
    found = read(WHOLE, tmp_path)
    where = f"{(tmp_path / 'dispatch.toml').as_posix()}, line "
    at = dt.datetime(2026, 11, 30, 23, tzinfo=dt.UTC)
    when = "patents.last > 2 and rd.multiple > 1"
    assert found.send == Definition(
        name="send", to=("board",), approval=True, not_before=at, when=when, unknown="resend", attempts=4, most=50,
        where=f"{where}30, send",
    )  # fmt: skip
    calendar = Calendar(
        country="DE",
        subdivision="BE",
        weekend=(5, 6),
        days=(dt.date(2026, 1, 2), dt.date(2026, 12, 24)),
        policy="previous",
    )
    assert found.definitions["monthly"] == Definition(
        name="monthly",
        timing=Timing(
            cron="0 7 1 * *",
            zone="Asia/Shanghai",
            catch_up="all",
            grace=90,
            calendar=calendar,
            until=dt.date(2027, 12, 31),
        ),
        to=("press", "x@example.org"),
        approval=False,
        not_before=at,
        only_if_changed=True,
        when=when,
        unknown="resend",
        pause_after=5,
        attempts=4,
        most=50,
        where=f"{where}37, schedules.monthly",
    )
    weekly = found.definitions["weekly"]
    assert weekly.timing == Timing(cron="0 7 * * 1", zone="UTC")
    assert (weekly.to, weekly.approval, weekly.pause_after) == (("board",), True, 3)


@pytest.mark.parametrize(
    ("lines", "kind", "token"),
    [
        ('password_file = "secret.txt"', "file", False),
        ('password_file = "/run/secrets/smtp"', "file", False),
        ('token_command = ["token", "--fresh"]', "command", True),
    ],
)
def test_a_secret_is_named_by_its_place(lines: str, kind: str, token: bool, tmp_path: Path) -> None:
    smtp = read(WHOLE.replace('password_env = "BRIEFING_PASSWORD"', lines), tmp_path).mail.smtp
    assert smtp is not None
    assert smtp.secret is not None
    assert (smtp.secret.kind, smtp.token) == (kind, token)
    if kind == "command":
        assert smtp.secret.place == ("token", "--fresh")
    else:
        assert smtp.secret.place in ((str(tmp_path / "secret.txt"),), ("/run/secrets/smtp",))


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_port_follows_the_security(security: str, port: int, tmp_path: Path) -> None:
    text = f'[mail]\nfrom = "a@example.org"\n[mail.smtp]\nhost = "localhost"\nsecurity = "{security}"\n'
    smtp = read(text, tmp_path).mail.smtp
    assert smtp is not None
    assert smtp.port == port


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_no_encryption_is_for_this_machine(host: str, tmp_path: Path) -> None:
    text = f'[mail]\nfrom = "a@example.org"\n[mail.smtp]\nhost = "{host}"\nsecurity = "none"\n'
    smtp = read(text, tmp_path).mail.smtp
    assert smtp is not None
    assert smtp.host == host.strip("[]")


@pytest.mark.parametrize("host", ["smtp.example.org", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org"])
def test_no_encryption_to_another_machine_is_refused(host: str, tmp_path: Path) -> None:
    text = f'[mail]\nfrom = "a@example.org"\n[mail.smtp]\nhost = "{host}"\nsecurity = "none"\n'
    assert mismatches(text, tmp_path) == [
        'dispatch.toml, line 3, mail.smtp: security = "none" is for localhost alone\n  fix: write "starttls" or "tls"'
    ]


WRONG = {
    "unknown key": ("reply_to", "reply_too", "line 3, mail.reply_too: the key 'reply_too' is unknown"),
    "unknown table": ("[ledger]", "[leger]", "leger: the key 'leger' is unknown\n  fix: did you mean 'ledger'?"),
    "near from": ("from =", "fro =", "line 2, mail.fro: the key 'fro' is unknown\n  fix: did you mean 'from'?"),
    "no sender": (
        'from = "The Büro, Berlin <briefing@bücher.example>"\n', "",
        "line 1, mail: a mail server needs a sender\n  fix: add from = ",
    ),
    "sender": ("<briefing@bücher.example>", "<briefing>", "line 2, mail.from: 'briefing' is not an address"),
    "sender with encoded word": ("The Büro, Berlin", "=?utf-8?q?=0A?= B", "line 2, mail.from: the beginning of an enc"),
    "sender with a new line": ("The Büro, Berlin", "B\\nBcc: x", "line 2, mail.from: the text contains a line break"),
    "owner": ('"operator@example.org"', '"operator"', "line 4, mail.owner: 'operator' is not an address"),
    "two owners": ('"operator@example.org"', '"a@x.test, b@x.test"', "mail.owner: there are several addresses where"),
    "new line at the end": ('"operator@example.org"', '"a@x.test\\n"', "mail.owner: the text contains a line"),
    "unsubscribe": ("https://example.org/out/", "http://example.org/out", "mail.unsubscribe: recipients cannot"),
    "unsubscribe with a query": ("org/out/", "org/out?x=1", "line 6, mail.unsubscribe: 'https://example.org/out?x=1'"),
    "unsubscribe by mail": ("https://example.org/out/", "mailto:out", "mail.unsubscribe: recipients cannot unsub"),
    "attach": ('"deck", "brief"', '"deck", "letter"', "line 7, mail.attach: 'letter' may not stand here"),
    "largest": ("5_000_000", "5", "line 8, mail.largest: 5 is too small\n  fix: write 10000 or more"),
    "too large": ('"link"', '"links"', "line 9, mail.too_large: 'links' may not stand here\n  fix: did you mean"),
    "link to nothing": (
        '[mail.publish]\nfolder = "public"\nurl = "https://example.org/files/"\n', "",
        'line 1, mail: too_large = "link" needs a place to link to',
    ),
    "web": ("https://example.org/files/", "example.org", "line 12, mail.publish.url: 'example.org' is not the address"),
    "host": ("smtp.example.org", "smtp example", "line 14, mail.smtp.host: 'smtp example' is not a host name"),
    "port": ("timeout = 30", "port = 99999", "line 18, mail.smtp.port: 99999 is too large"),
    "timeout": ("timeout = 30", "timeout = 0", "line 18, mail.smtp.timeout: 0 is too small\n  fix: write more than 0"),
    "security": ("timeout = 30", 'security = "ssl"', "line 18, mail.smtp.security: 'ssl' may not stand here"),
    "user alone": ('password_env = "BRIEFING_PASSWORD"', "", "line 13, mail.smtp: a login needs a user and a secret"),
    "secret alone": ('user = "briefing"', "", "a login needs a user and a secret\n  fix: add user, or leave both out"),
    "two secrets": ("timeout = 30", 'password_file = "p"', "line 13, mail.smtp: password_env and password_file are"),
    "command as text": (
        'password_env = "BRIEFING_PASSWORD"', 'token_command = "token --fresh"',
        "line 16, mail.smtp.token_command: this is not a command\n  fix: write the program and its arguments as a list",
    ),
    "selector": ('"s1"', '"s 1"', "line 22, mail.dkim.selector: 's 1' has not the right form"),
    "no key": ('key_file = "dkim.pem"\n', "", "line 20, mail.dkim.key_file: 'key_file' is missing"),
    "domains": ('"Example.org"', '"@example.org"', "line 27, recipients.domains: '@example.org' is not a domain"),
    "query and table": ("external = 3", 'query = "select 1"\nurl_env = "X"', "line 24, recipients: a query and"),
    "query without URL": (
        'table = "people.xlsx"\nsheet = "Board"', 'query = "select 1"', "recipients: a query and url_env belong"
    ),
    "most": ("most = 50", "most = 0", "line 29, recipients.most: 0 is too small"),
    "to": ('to = ["board"]', 'to = "board"', "line 31, send.to: 'board' is not a list"),
    "no offset": ("07:00:00+08:00", "07:00:00", "line 33, send.not_before: a time needs an offset from UTC"),
    "day as moment": ("T07:00:00+08:00", "", "line 33, send.not_before: a time needs an offset from UTC"),
    "when": ("patents.last > 2 and", "patents.last > and", "line 34, send.when: "),
    "unknown state": ('"resend"', '"retry"', "line 35, send.unknown: 'retry' may not stand here"),
    "attempts": ("attempts = 4", "attempts = 0", "line 36, send.attempts: 0 is too small"),
    "schedule's name": ("[schedules.weekly]", '[schedules."A b"]', "schedules.A b"),
    "schedule called send": ("[schedules.weekly]", "[schedules.send]", "'send' is the name of what is sent by hand"),
    "cron": ("0 7 1 * *", "0 7 30 2 *", "line 38, schedules.monthly.cron: day 30 never comes in month 2"),
    "six fields": ("0 7 1 * *", "0 0 7 1 * *", "schedules.monthly.cron: '0 0 7 1 * *' has six fields, seconds cannot"),
    "zone": ("Asia/Shanghai", "Asia/Belling", "line 39, schedules.monthly.zone: the time zone 'Asia/Belling' is unk"),
    "no zone": ('zone = "UTC"', "", "line 53, schedules.weekly.zone: 'zone' is missing"),
    "preset": ('"weekly"', '"weakly"', "there is no preset 'weakly'\n  fix: did you mean 'weekly'?"),
    "cron and preset": ('preset = "weekly"', 'preset = "weekly"\ncron = "* * * * *"', "line 53, schedules.weekly: a"),
    "neither": ('preset = "weekly"', "", "line 53, schedules.weekly: a schedule has neither a cron expression nor a"),
    "catch up": ('"all"', '"everything"', "line 41, schedules.monthly.catch_up: 'everything' may not stand here"),
    "until": ("2027-12-31", '"2027-12-31"', "line 43, schedules.monthly.until: this is not a date"),
    "country": ('"DE"', '"XX"', "line 47, schedules.monthly.calendar: the country 'XX' is unknown"),
    "weekend": ('"Sunday"', '"Sun"', "line 50, schedules.monthly.calendar.weekend: 'Sun' may not stand here"),
    "day": ("2026-12-24", "5", "line 51, schedules.monthly.calendar.days: this is not a date"),
    "variable": ("BRIEFING_LEDGER_URL", "my ledger", "ledger.url_env: this is not the name of an environment"),
    "no TOML": ("[ledger]", "[ledger", "this is no TOML: "),
    "direction": ("The Büro", "The \\u202eoruB", "line 2, mail.from: the direction override U+202E stands in the text"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_reported_with_line_and_key(case: str, tmp_path: Path) -> None:
    old, new, finding = WRONG[case]
    assert WHOLE.count(old) >= 1
    found = mismatches(WHOLE.replace(old, new, 1), tmp_path)
    assert any(finding in text for text in found), found
    assert all(text.startswith("dispatch.toml, line ") for text in found)


def test_all_mismatches_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = WHOLE
    for case in ("zone", "owner", "cron", "most", "country", "no offset"):
        old, new, _ = WRONG[case]
        text = text.replace(old, new, 1)
    found = [line.partition(":")[0] for line in mismatches(text, tmp_path)]
    assert found == [
        "dispatch.toml, line 4, mail.owner",
        "dispatch.toml, line 29, recipients.most",
        "dispatch.toml, line 33, send.not_before",
        "dispatch.toml, line 38, schedules.monthly.cron",
        "dispatch.toml, line 39, schedules.monthly.zone",
        "dispatch.toml, line 47, schedules.monthly.calendar",
    ]


def test_several_lines_may_stand_in_a_query(tmp_path: Path) -> None:
    text = '[recipients]\nquery = """\nselect address\nfrom people\n"""\nurl_env = "PEOPLE_URL"\n'
    table = read(text, tmp_path).table
    assert (table.query, table.url_env, table.file) == ("select address\nfrom people\n", "PEOPLE_URL", "")
