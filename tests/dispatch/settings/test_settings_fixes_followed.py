"""What a message about dispatch.toml proposes makes the file readable when it is followed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec import Struct

from briefing.dispatch import settings
from briefing.errors import Finding, InputError
from tests.dispatch.settings.test_settings_file import WHOLE
from tests.following import followed

LOGIN = 'user = "briefing"\npassword_env = "BRIEFING_PASSWORD"'
PLACE = 'folder = "public"\nurl = "https://example.org/files/"\n'
PUBLISH = f"[mail.publish]\n{PLACE}"
PASSWORD = 'password_env = "BRIEFING_PASSWORD"'
TABLE = 'table = "people.xlsx"\nsheet = "Board"\n'
CRON = 'cron = "0 7 1 * *"'
ADDRESS = "write one address, as <>"
FOLDER = "write it as <> or <>"
WEEKEND = 'weekend = ["Sunday", "Saturday"]'
ONE_TO = 'to = ["board"]'
COMMAND = "write the program and its arguments as a list, <>"
YEARS = [dt.date(2026, 1, 1) + dt.timedelta(days=day) for day in range(800)]
VARIABLE = "put it into an environment variable, "


class Setting(Struct, frozen=True):
    """What stands in a right dispatch.toml, what is wrong in its place, the message, and what follows its fix."""

    right: str
    wrong: str
    what: str
    fix: str
    ways: tuple[str, ...]


def setting(right: str, wrong: str, what: str, fix: str, *ways: str) -> Setting:
    """The same with its ways one after the other."""
    return Setting(right, wrong, what, fix, ways)


def cron(wrong: str, what: str, fix: str, *ways: str) -> Setting:
    """A wrong cron expression."""
    return Setting(CRON, f'cron = "{wrong}"', what, fix, ways)


def zone(wrong: str, what: str, fix: str, *ways: str) -> Setting:
    """A wrong time zone."""
    return Setting('zone = "Asia/Shanghai"', f'zone = "{wrong}"', what, fix, ways)


CASES = {
    "unknown key": setting("reply_to", "reply_too", "unknown", "did you mean '<>'?", "<0>"),
    "unknown table": setting("[ledger]", "[leger]", "unknown", "did you mean '<>'?", "[<0>]"),
    "key of Python": setting("from =", "fro =", "'fro' is unknown", "did you mean '<>'?", "<0> ="),
    "no sender": setting(
        'from = "The Büro, Berlin <briefing@bücher.example>"\n', "", "needs a sender", "add <>", "<0>\n"
    ),
    "sender": setting("<briefing@bücher.example>", "<briefing>", "not an address", ADDRESS, "<<0>>"),
    "name of a sender": setting("The Büro, Berlin", "ü" * 201, "more than 200", "shorten it to <>", "ü" * 200),
    "encoded name": setting("The Büro", "=?Büro", "=?", "delete it or write the sign that is meant", "Büro"),
    "owner": setting('"operator@example.org"', '"operator"', "not an address", ADDRESS, '"<0>"'),
    "two owners": setting('"operator@example.org"', '"a@x.test, b@x.test"', "several addresses", ADDRESS, '"<0>"'),
    "line break": setting(
        '"operator@example.org"', '"operator@example.org\\n"', "a line break", "write it on one line",
        '"operator@example.org"',
    ),
    "direction": setting(
        "The Büro", "The \\u202eoruB", "direction override", "delete it or write the sign that is meant", "The oruB"
    ),
    "unsubscribe without TLS": setting(
        "https://example.org/out/", "http://example.org/out", "recipients cannot", FOLDER, "<0>", "<1>"
    ),
    "unsubscribe with a query": setting("org/out/", "org/out?x=1", "folder on the web", "write https://<>", "<0>"),
    "unsubscribe by mail": setting(
        "https://example.org/out/", "mailto:bücher@example.org", "recipients cannot", FOLDER, "<0>", "<1>"
    ),
    "attach": setting(
        'attach = ["deck", "brief"]', 'attach = ["letter"]', "'letter' may not", "one of: <>, <>, <>",
        'attach = ["<0>"]', 'attach = ["<0>", "<1>", "<2>"]',
    ),
    "one to attach": setting(
        'attach = ["deck", "brief"]', 'attach = "deck"', "not a list", "write it in brackets: <>", "attach = <0>"
    ),
    "too small": setting("5_000_000", "5", "5 is too small", "write <> or more", "<0>"),
    "too large a number": setting("timeout = 30", "port = 99999", "is too large", "write <> or less", "port = <0>"),
    "no time": setting("timeout = 30", "timeout = 0", "0 is too small", "write more than <>", "timeout = <0>.1"),
    "no pace": setting("per_minute = 20", "per_minute = -1", "is too small", "write <> or more", "per_minute = <0>"),
    "no number": setting(
        "per_minute = 20", 'per_minute = "few"', "is not a number", "write digits with a decimal point",
        "per_minute = 20.5",
    ),
    "no whole number": setting("most = 50", "most = 1.5", "not a whole number", "write digits, as <>", "most = <0>"),
    "too large": setting('too_large = "link"', 'too_large = "lnk"', "may not", "did you mean <>?", "too_large = <0>"),
    "link to nothing": setting(
        f'too_large = "link"\n{PUBLISH}', 'too_large = "link"\n', "needs a place to link to", "write <>, or add <>",
        "too_large = <0>\n", f'too_large = "link"\n<1>\n{PLACE}',
    ),
    "published without a folder": setting('folder = "public"\n', "", "'folder' is missing", "add <>", "<0>\n"),
    "published nowhere": setting('url = "https://example.org/files/"\n', "", "'url' is missing", "add <>", "<0>\n"),
    "address of a folder": setting(
        '"https://example.org/files/"', '"example.org"', "not the address of a folder", "write <>", '"<0>"'
    ),
    "empty": setting(
        'folder = "state"', 'folder = ""', "the text of folder is too short", "write a text of <> or more characters",
        'folder = "s"',
    ),
    "long": setting(ONE_TO, f'to = ["{"x" * 301}"]', "the text of to has more", "shorten it to <>", 'to = ["x"]'),
    "one group": setting(ONE_TO, 'to = "board"', "is not a list", "write it in brackets: <>", "to = <0>"),
    "no list": setting(
        ONE_TO, "to = 5", "5 is not a list", "write the items in brackets, separated by commas", 'to = ["board"]'
    ),
    "no text": setting(ONE_TO, "to = [5]", "5 is not text", "put it in quotation marks", 'to = ["5"]'),
    "no table": setting(
        '[ledger]\nfolder = "state"\nurl_env = "BRIEFING_LEDGER_URL"\n', "[schedules]\nmonth = 5\n",
        "5 is not a set of names", "write <> on a line of its own, and below it name = value",
        '<0>\npreset = "monthly"\nzone = "UTC"\n',
    ),
    "neither true nor false": setting(
        "approval = true", 'approval = "perhaps"', "neither true nor false", "write <> or <>", "approval = <0>",
        "approval = <1>",
    ),
    "host": setting("smtp.example.org", "smtp example", "not a host name", "write it as <>", "<0>"),
    "no host": setting('host = "smtp.example.org"\n', "", "'host' is missing", "add <>", "<0>\n"),
    "SSL": setting("timeout = 30", 'security = "SSL"', "may not stand here", "write '<>'", 'security = "<0>"'),
    "no encryption": setting(
        "timeout = 30", 'security = "none"', "for localhost alone", "write <> or <>", "security = <0>", "security = <1>"
    ),
    "user alone": setting(
        LOGIN, 'user = "briefing"', "a login needs a user and a secret", "add <>, <> or <>, or leave both out",
        'user = "briefing"\n<0> = "BRIEFING_PASSWORD"', 'user = "briefing"\n<1> = "secret.txt"',
        'user = "briefing"\n<2> = ["token"]', "",
    ),
    "secret alone": setting(
        LOGIN, PASSWORD, "a login needs a user and a secret", "add <>, or leave both out", f'<0> = "b"\n{PASSWORD}', ""
    ),
    "two secrets": setting(
        PASSWORD, f'{PASSWORD}\npassword_file = "p"', "are both given", "keep one", PASSWORD, 'password_file = "p"'
    ),
    "command": setting(PASSWORD, 'token_command = "token"', "not a command", COMMAND, "token_command = <0>"),
    "empty command": setting(PASSWORD, "token_command = []", "not a command", COMMAND, "token_command = <0>"),
    "file of a secret": setting(
        PASSWORD, 'password_file = " "', "not the path", "write the path of the file that holds the secret",
        'password_file = "secret.txt"',
    ),
    "variable": setting(
        '"BRIEFING_PASSWORD"', '"my password"', "not the name of an environment variable",
        "write one, as <>, never the secret", '"<0>"',
    ),
    "password": setting(
        PASSWORD, 'password = "x"', "must not contain a secret",
        f"{VARIABLE}delete this line, and write <> in [mail.smtp]", "<0>",
    ),
    "URL with a password": setting(
        '"BRIEFING_LEDGER_URL"', '"postgresql://u:p@db/x"', "the text contains a secret",
        f"{VARIABLE}and write the name of that here, as url_env = <>", "<0>",
    ),
    "URL in place of its variable": setting(
        'url_env = "BRIEFING_LEDGER_URL"', 'url = "postgresql://u:p@db/x"', "the text contains a secret",
        f"{VARIABLE}and write in place of this line <>", "<0>",
    ),
    "key": setting(
        'key_file = "dkim.pem"', 'key_file = "-----BEGIN PRIVATE KEY-----"', "the text contains a secret",
        "write it into a file, and the path of that here, as <>", "<0>",
    ),
    "argument": setting(
        PASSWORD, 'token_command = ["token", "--password=x"]', "the text contains a secret",
        "let the program read it from an environment variable, and leave it out here", 'token_command = ["token"]',
    ),
    "secret of an address": setting(
        "org/out/", "org/out?token=x", "the text contains a secret", f"{VARIABLE}and leave it out here", "org/out"
    ),
    "selector": setting('"s1"', '"s 1"', "has not the right form", "write '<>'", '"<0>"'),
    "no selector": setting('selector = "s1"\n', "", "'selector' is missing", "add <>", "<0>\n"),
    "no key": setting('key_file = "dkim.pem"\n', "", "'key_file' is missing", "add <>", "<0>\n"),
    "no domain": setting('domain = "example.org"\n', "", "'domain' is missing", "add <>", "<0>\n"),
    "domain": setting('"Example.org"', '"@example.org"', "is not a domain", "write it as <>", '"<0>"'),
    "query and table": setting(
        TABLE, f'{TABLE}query = "select 1"\nurl_env = "X"\n', "are both given", "keep one of the two", TABLE,
        'query = "select 1"\nurl_env = "X"\n',
    ),
    "query without a database": setting(
        TABLE, 'query = "select 1"\n', "belong together", "give both, or neither",
        'query = "select 1"\nurl_env = "X"\n', "",
    ),
    "moment": setting("07:00:00+08:00", "07:00:00", "an offset from UTC", "write it as 2026-12-01T<>", "<0>"),
    "condition": setting(
        "patents.last > 2 and", "patents.last > and", "cannot be read", 'compare facts of [facts], as "<>"', "<0> and"
    ),
    "condition in braces": setting(
        "patents.last > 2 and rd.multiple > 1", "{{ patents.last > 2 }}", "without braces",
        'compare facts of [facts], as "<>"', "<0>",
    ),
    "what becomes of the unknown": setting('"resend"', '"retry"', "may not", "one of: <>, <>", '"<0>"', '"<1>"'),
    "catch up": setting('"all"', '"everything"', "may not", "one of: <>, <>, <>", '"<0>"', '"<1>"', '"<2>"'),
    "name of a schedule": setting(
        "[schedules.weekly]", '[schedules."A b"]', "cannot be a schedule's name",
        "use small letters, digits, - and _, as <>", "<0>",
    ),
    "empty name": setting(
        "[schedules.weekly]\npreset = \"weekly\"", '[schedules.""]\npreset = "weekly"', "cannot be a schedule's name",
        "use small letters, digits, - and _, as <>]", '<0>-2]\npreset = "weekly"',
    ),
    "name of what is sent by hand": setting(
        "[schedules.weekly]", "[schedules.to-me]", "sent by hand", "write another name, as <>]", "<0>-2]"
    ),
    "no zone": setting('zone = "UTC"', "", "'zone' is missing", "add <>", "<0>"),
    "preset": setting('"weekly"', '"weakly"', "no preset", "did you mean '<>'?", '"<0>"'),
    "unlike any preset": setting(
        '"weekly"', '"sometimes"', "no preset", "presets: <>, <>, …", '"<0>"', '"<1>"'
    ),
    "cron and preset": setting(
        'preset = "weekly"', 'preset = "weekly"\ncron = "* * * * *"', "and a preset", "keep one of the two",
        'preset = "weekly"', 'cron = "* * * * *"',
    ),
    "neither cron nor preset": setting('preset = "weekly"', "", "neither a cron", "add <>", "<0>"),
    "date": setting(
        "2027-12-31", '"2027-12-31"', "this is not a date", "write it as <>, without quotation marks", "<0>"
    ),
    "date in a list": setting(
        "2026-12-24", "5", "this is not a date", "write it as <>, without quotation marks", "<0>"
    ),
    "country": setting('"DE"', '"XX"', "unknown", "write its code of two letters by ISO 3166-1, as <> or <>", '"<1>"'),
    "name of a country": setting('"DE"', '"Germany"', "unknown", "did you mean '<>'?", '"<0>"'),
    "country misspelt": setting('"DE"', '"Germny"', "unknown", "did you mean '<>'?", '"<0>"'),
    "small letters": setting('"DE"', '"de"', "unknown", "did you mean '<>'?", '"<0>"'),
    "part of no country": setting(
        'country = "DE"\n', "", "part of no country", "give the country too, as <>", 'country = "<0>"\n'
    ),
    "part of a country": setting('"BE"', '"Berln"', "unknown in DE", "did you mean '<>'?", '"<0>"'),
    "unlike any part": setting('"BE"', '"XX"', "unknown in DE", "one of: <>, <>, …", '"<0>"', '"<1>"'),
    "country without parts": setting(
        'country = "DE"\nsubdivision = "BE"\n', 'country = "CN"\nsubdivision = "BE"\n', "unknown in CN",
        "leave it out: no part of this country has holidays of its own here", 'country = "CN"\n',
    ),
    "day of the weekend": setting('"Sunday"', '"Sun"', "may not stand here", "did you mean '<>'?", '"<0>"'),
    "all days": setting(
        WEEKEND, 'weekend = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]',
        "every day belongs to the weekend", "leave one out",
        'weekend = ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]',
    ),
    "no working day": setting(
        "days = [2026-12-24, 2026-01-02]", f"days = [{', '.join(map(str, YEARS))}]", "no working day within a year",
        "leave some of its days out", f"days = [{', '.join(map(str, YEARS[:300]))}]",
    ),
    "no TOML": setting("[ledger]", "[ledger", "this is no TOML", "close the bracket, …", "[ledger]"),
    "six fields": cron("0 0 7 1 * *", "has six fields", "write '<>'", 'cron = "<0>"'),
    "three fields": cron(
        "0 7 1", "3 fields, not five", "write five fields: minute, hour, day-of-month, month, day-of-week",
        'cron = "0 7 1 * *"',
    ),
    "word": cron(
        "sometimes", "not a cron expression", "write five fields: minute, hour, day-of-month, month, day-of-week", CRON
    ),
    "preset as cron": cron(
        "mothly", "not a cron expression", "write '<>', which is <>", 'cron = "<0>"', 'preset = "<1>"'
    ),
    "at sign": cron("@monthly", "not understood here", "write '<>'", 'cron = "<0>"'),
    "full width": cron("0 7 1 * ＊", "belongs in no cron expression", "write '<>'", 'cron = "<0>"'),
    "other signs": cron(
        "0 7 1 * ½", "belongs in no cron expression", "use digits, *, comma, hyphen, / and spaces, on one line", CRON
    ),
    "long cron": cron(
        "0 7 1 * " + "1," * 100 + "1", "characters long", "write a list as a range, as <>, or as steps, as <>",
        'cron = "0 7 1 * <0>"', 'cron = "0 7 1 * <1>"',
    ),
    "minute": cron("60 7 1 * *", "'60' is no minute", "write <> to <>; <> for every one",
                   'cron = "<0> 7 1 * *"', 'cron = "<1> 7 1 * *"', 'cron = "<2> 7 1 * *"'),
    "month": cron("0 7 1 13 *", "'13' is no month", "write <> to <>, or <> to <>; <> for every one",
                  'cron = "0 7 1 <0> *"', 'cron = "0 7 1 <1> *"', 'cron = "0 7 1 <2> *"', 'cron = "0 7 1 <3> *"'),
    "day of the month": cron(
        "0 7 32 * *", "'32' is no day-of-month", "write <> to <>, <> for the last day of the month, or <> for its …",
        *(f'cron = "0 7 <{number}> * *"' for number in range(4)),
    ),
    "day of the week": cron(
        "0 7 * * 8", "'8' is no day-of-week",
        "write <> to <> (…), <> to <>, <> for the last Friday, or <> for the first Monday; * for every one",
        *(f'cron = "0 7 * * <{number}>"' for number in range(6)),
    ),
    "day that never comes": cron(
        "0 7 30 2 *", "never comes in month 2", "write <>, the last …", 'cron = "0 7 <0> 2 *"'
    ),
    "days that never meet": cron(
        "0 7 */31 * 1#2", "never comes", "write <> for day-of-month or day-of-week", 'cron = "0 7 <0> * 1#2"',
        'cron = "0 7 */31 * <0>"',
    ),
    "zone misspelt": zone("Asia/Shangai", "unknown", "did you mean '<>'?", 'zone = "<0>"'),
    "city": zone("Munich", "unknown", "did you mean '<>'?", 'zone = "<0>"'),
    "no zone at all": zone(
        "Nowhere", "unknown", "write the name of a zone as <> or <>", 'zone = "<0>"', 'zone = "<1>"'
    ),
    "offset": zone(
        "+08:00", "is an offset", "write the name of a zone as <> or <>", 'zone = "<0>"', 'zone = "<1>"'
    ),
}  # fmt: skip


def findings(text: str, folder: Path) -> tuple[Finding, ...]:
    """The text of dispatch.toml → what reading says of it."""
    (folder / settings.FILE).write_text(text, encoding="utf-8")
    try:
        settings.read_settings(folder)
    except InputError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("name", CASES)
def test_what_a_message_proposes_is_a_right_setting(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert WHOLE.count(case.right) >= 1
    found = findings(WHOLE.replace(case.right, case.wrong, 1), tmp_path)
    (finding,) = [one for one in found if case.what in one.what]
    assert "dispatch.toml, line " in finding.where
    for way in followed(case.fix, finding.fix, case.ways):
        assert way != case.wrong
        assert findings(WHOLE.replace(case.right, way, 1), tmp_path) == (), way


def test_a_right_file_has_no_finding(tmp_path: Path) -> None:
    assert findings(WHOLE, tmp_path) == ()
