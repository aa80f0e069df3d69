"""A secret in dispatch.toml is refused with the place for it, and stands in no message (case 43)."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dispatch import settings
from briefing.dispatch.settings import toml_schema
from briefing.errors import Finding, InputError
from tests.dispatch.settings.test_settings_file import WHOLE

CANARY = "canary7Xq"
SMTP = '[mail]\nfrom = "a@example.org"\n[mail.smtp]\nhost = "smtp.example.org"\nuser = "u"\n'

# What somebody may write, and where it is told.
SECRETS = {
    "password": (f'{SMTP}password = "{CANARY}"\n', "line 6, mail.smtp.password"),
    "number": (f"{SMTP}password = 424242\n", "line 6, mail.smtp.password"),
    "list": (f'{SMTP}smtp-passwords = ["{CANARY}"]\n', "line 6, mail.smtp.smtp-passwords"),
    "token": (f'[mail]\nToken = "{CANARY}"\n', "line 2, mail.Token"),
    "API key": (f'[mail]\napi_key = "{CANARY}"\n', "line 2, mail.api_key"),
    "client's secret": (f'[mail.oauth]\nclient_secret = "{CANARY}"\n', "line 2, mail.oauth.client_secret"),
    "in a line": (f'[mail]\nsmtp = {{ host = "localhost", pwd = "{CANARY}" }}\n', "line 2, mail.smtp.pwd"),
    "at the top": (f'password = "{CANARY}"\n', "line 1, password"),
    "URL of a server": (f'[mail]\nsmtp = "smtp://user:{CANARY}@smtp.example.org"\n', "line 2, mail.smtp"),
    "URLs in a list": (f'[mail]\nsmtp = ["smtp://user:{CANARY}@smtp.example.org"]\n', "line 2, mail.smtp"),
    "URL of a database": (f'[recipients]\nurl = "postgresql://u:{CANARY}@db/x"\n', "line 2, recipients.url"),
    "hard password": (f'[ledger]\nurl_env = "postgresql://u:a/b@{CANARY}@db/x"\n', "line 2, ledger.url_env"),
    "without a user": (f'[ledger]\nurl_env = "redis://:{CANARY}@db/x"\n', "line 2, ledger.url_env"),
    "in a query": (f'[mail]\nunsubscribe = "https://example.org/?token={CANARY}"\n', "line 2, mail.unsubscribe"),
    "as an option": (f'{SMTP}token_command = ["get", "--password={CANARY}"]\n', "line 6, mail.smtp.token_command"),
    "as words": (f'[ledger]\nurl_env = "host=db password={CANARY}"\n', "line 2, ledger.url_env"),
    "key": (f'[mail.dkim]\nkey_file = "-----BEGIN PRIVATE KEY----- {CANARY}"\n', "line 2, mail.dkim.key_file"),
}


def mismatches(text: str, folder: Path) -> tuple[list[str], str]:
    """The places of all findings, and everything that can be printed of the error."""
    (folder / settings.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        settings.read_settings(folder)
    error = caught.value
    printed = [
        str(error),
        repr(error),
        *traceback.format_exception(error),
        *(repr(one.as_json()) for one in error.findings),
    ]
    assert all(finding.fix for finding in error.findings)
    return [finding.where.replace(f"{folder.as_posix()}/", "") for finding in error.findings], "\n".join(printed)


@pytest.mark.parametrize("case", SECRETS)
def test_a_secret_is_refused_and_not_repeated(case: str, tmp_path: Path) -> None:
    text, place = SECRETS[case]
    places, printed = mismatches(text, tmp_path)
    assert f"dispatch.toml, {place}" in places
    assert "secret" in printed
    assert "environment variable" in printed or "write it into a file" in printed
    assert CANARY not in printed
    assert "424242" not in printed


@pytest.mark.parametrize(
    "line",
    [
        f'password_env = "{CANARY}!"',
        f'password_env = ["{CANARY}"]',
        f'password_file = ["{CANARY}"]',
        f'token_command = "{CANARY}"',
        f'token_command = [["{CANARY}"]]',
    ],
)
def test_what_stands_in_the_place_of_a_secret_is_not_repeated(line: str, tmp_path: Path) -> None:
    places, printed = mismatches(f"{SMTP}{line}\n", tmp_path)
    assert any(place.startswith("dispatch.toml, line 6, mail.smtp.") for place in places)
    assert CANARY not in printed


def test_secrets_are_reported_together_with_all_else(tmp_path: Path) -> None:
    text = f'{SMTP}password = "{CANARY}"\nport = 0\n[ledger]\nfolder = 7\nurl = "postgresql://u:{CANARY}@db/x"\n'
    places, printed = mismatches(text, tmp_path)
    for place in ("6, mail.smtp.password", "7, mail.smtp.port", "9, ledger.folder", "10, ledger.url"):
        assert f"dispatch.toml, line {place}" in places
    assert CANARY not in printed


def test_a_secret_without_quotation_marks_is_not_repeated(tmp_path: Path) -> None:
    places, printed = mismatches(f"{SMTP}password = {CANARY}\n", tmp_path)
    assert places == ["dispatch.toml, line 6"]
    assert CANARY not in printed


def test_settings_hold_the_place_of_a_secret_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_PASSWORD", CANARY)
    monkeypatch.setenv("BRIEFING_LEDGER_URL", f"postgresql://u:{CANARY}@db/x")
    (tmp_path / settings.FILE).write_text(WHOLE, encoding="utf-8")
    shown = repr(settings.read_settings(tmp_path))
    assert "BRIEFING_PASSWORD" in shown
    assert CANARY not in shown


TABLES = ["mail", "mail.smtp", "mail.dkim", "mail.publish", "recipients", "send", "schedules.a", "schedules.a.calendar"]
FORMS = (
    toml_schema.MailForm,
    toml_schema.SmtpForm,
    toml_schema.DkimForm,
    toml_schema.PublishForm,
    toml_schema.RecipientsForm,
    toml_schema.CalendarForm,
)
FIELDS = {
    name for each in (*FORMS, toml_schema.ScheduleForm, toml_schema.DeliveryLogForm) for name in each.model_fields
}
KEYS = sorted(FIELDS - {"from_"} | {"from", "password", "api-token", "nonsense"})
VALUES = [
    *(f'"{text}"' for text in (CANARY, f"smtp://u:{CANARY}@h", "", "a@x.test", "=?", "\\n", "0 0 * * *", "UTC")),
    *("1", "-1.5", "nan", "true", "[]", "{}", "2026-01-01", "2026-01-01T00:00:00", "07:00:00"),
    *(f'["{CANARY}"]', f'{{ password = "{CANARY}" }}', f'[{{ token = "{CANARY}" }}]', f'[["x:{CANARY}"]]'),
]
PLACES_OF_SECRETS = {"password", "password_env", "password_file", "token_command", "url_env", "api-token"}


@given(tables=st.dictionaries(st.sampled_from(TABLES), st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES))))
def test_whatever_stands_in_the_file_is_read_or_reported(
    tables: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = []
    for table, keys in tables.items():
        lines += [f"[{table}]", *(f"{key} = {value}" for key, value in keys.items())]
    folder = tmp_path_factory.mktemp("any")
    (folder / settings.FILE).write_text("\n".join(lines), encoding="utf-8")
    found: tuple[Finding, ...] = ()
    try:
        settings.read_settings(folder)
    except InputError as error:
        found = error.findings
    assert all(finding.where and finding.what and finding.fix for finding in found)
    for finding in found:
        assert f"u:{CANARY}" not in str(finding)
        if finding.where.rpartition(".")[2] in PLACES_OF_SECRETS or "secret" in finding.what:
            assert CANARY not in str(finding)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        '[mail]\nunsubscribe = "https://example.org:8443/a@b/out"\n',
        '[mail.publish]\nfolder = "tokens"\nurl = "https://example.org/passwords"\n',
        '[schedules.token-report]\ncron = "0 7 * * *"\nzone = "UTC"\n',
        '[recipients]\nquery = "select mail as address from people where secret = \'no\'"\nurl_env = "PEOPLE_URL"\n',
        '[send]\nto = ["Keepers of secrets", "password@example.org"]\n',
    ],
)
def test_what_is_no_secret_may_stand(text: str, tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text(text, encoding="utf-8")
    assert settings.read_settings(tmp_path).digest
