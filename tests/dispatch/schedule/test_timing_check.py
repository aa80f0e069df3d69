"""What is wrong with an expression, a zone or a calendar is told at once, with the fix (cases 27 and 30)."""

from __future__ import annotations

import itertools
import time
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.dispatch.models import Calendar, Timing
from briefing.dispatch.schedule import PRESETS, check_calendar, check_timing, due_times, explain, next_runs
from briefing.errors import Finding, InputError
from tests.dispatch.schedule.times import utc
from tests.thorough import examples

BERLIN = "Europe/Berlin"


def refused(cron: str, zone: str = BERLIN) -> Finding:
    with pytest.raises(InputError) as caught:
        check_timing(cron, zone)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("name", PRESETS)
def test_each_preset_passes_and_runs_at_seven(name: str) -> None:
    check_timing(PRESETS[name], BERLIN)
    timing = Timing(cron=PRESETS[name], zone="UTC")
    found = next_runs(timing, utc("2026-01-15 00:00"))
    assert [(moment.at.hour, moment.at.minute) for moment in found] == [(7, 0)] * 5
    assert explain(timing).startswith("At 07:00 ")


@pytest.mark.parametrize("cron", ["0 7 * * 1-5", "*/5 * * * *", "0 7 L * *", "0 7 29 2 *", "0 7 * JAN,jul MON#2"])
def test_what_cron_understands_passes(cron: str) -> None:
    check_timing(cron, BERLIN)


def test_a_day_that_never_comes_is_refused() -> None:
    found = refused("30 2 30 2 *")
    assert found == Finding("cron", "day 30 never comes in month 2", "write L, the last day of the month")
    assert refused("0 7 31 4,6,9 *").what == "day 31 never comes in month 4,6,9"
    # The first day of a month that is its fifth Monday too.
    assert refused("0 7 */31 * 1#5").what == "'0 7 */31 * 1#5' never comes: no such day is in the calendar"


@pytest.mark.parametrize("cron", ["* " * 5_000, ("1," * 100_000) + "1 * * * *", "0" * 10_000_000])
def test_a_giant_expression_is_refused_at_once_and_not_repeated(cron: str) -> None:
    start = time.perf_counter()
    found = refused(cron)
    assert time.perf_counter() - start < 0.5
    assert found.what == f"the expression is {len(cron)} characters long, at most 200 are allowed"
    assert len(str(found)) < 300


@pytest.mark.parametrize(
    ("cron", "what", "fix"),
    [
        ("0 0 7 * * *", "six fields", "write '0 7 * * *'"),
        ("@daily", "'@daily' is not understood", "write '0 0 * * *'"),
        ("@reboot", "not a cron expression", "five fields"),
        ("weekday", "not a cron expression", "write '0 7 * * 1-5', which is weekdays"),
        ("", "has 0 fields", "five fields: minute, hour, day-of-month, month, day-of-week"),
        ("0 7 * *", "has 4 fields", "five fields"),
        ("60 7 * * *", "'60' is no minute", "0 to 59"),
        ("0 24 * * *", "'24' is no hour", "0 to 23"),
        ("0 7 32 * *", "'32' is no day-of-month", "1 to 31, L for the last day"),
        ("0 7 0 * *", "'0' is no day-of-month", "1 to 31"),
        ("0 7 1 13 *", "'13' is no month", "JAN to DEC"),
        ("0 7 * * 8", "'8' is no day-of-week", "0 and 7 are Sunday"),
        ("0 7 ? * 1", "'?' is no day-of-month", "* for every one"),
        ("0 7 * * 5-1", "'5-1' is no day-of-week", "0 to 7"),
        ("*/0 7 * * *", "'*/0' is no minute", "0 to 59"),
        ("0\t7 * * *", "holds a character", "write '0 7 * * *'"),
        ("0 ٧ * * *", "holds a character", "on one line"),
        ("0 7 * * *\n0 8 * * *", "holds a character", "on one line"),
    ],
)
def test_a_wrong_expression_is_reported_with_its_field_and_fix(cron: str, what: str, fix: str) -> None:
    found = refused(cron)
    assert found.where == "cron"
    assert what in found.what
    assert fix in found.fix


@pytest.mark.parametrize(
    ("zone", "fix"),
    [
        ("Europe/Berln", "did you mean 'Europe/Berlin'?"),
        ("europe/berlin", "did you mean 'Europe/Berlin'?"),
        ("Berlin", "did you mean 'Europe/Berlin'?"),
        ("New York", "did you mean 'America/New_York'?"),
        ("Geneva", "did you mean 'Europe/Zurich'?"),
        ("Shanghia", "did you mean 'Asia/Shanghai'?"),
        ("", "write the name of a zone as Europe/Berlin or UTC"),
        ("qqqqqqqqqqqq", "write the name of a zone as Europe/Berlin or UTC"),
        ("UTC+8", "write the name of a zone as Europe/Berlin or UTC"),
        ("+08:00", "write the name of a zone as Europe/Berlin or UTC"),
        ("localtime", "write the name of a zone as Europe/Berlin or UTC"),
        ("../../etc/passwd", "write the name of a zone as Europe/Berlin or UTC"),
        ("Europe", "write the name of a zone as Europe/Berlin or UTC"),
    ],
)
def test_an_unknown_zone_is_reported_with_the_one_meant(zone: str, fix: str) -> None:
    found = refused("0 7 * * *", zone)
    assert (found.where, found.fix) == ("zone", fix)


def test_expression_and_zone_are_reported_together() -> None:
    with pytest.raises(InputError) as caught:
        check_timing("61 7 * * *", "Mars/Base" * 100)
    assert [finding.where for finding in caught.value.findings] == ["cron", "zone"]
    assert len(str(caught.value)) < 400


FIELD = st.one_of(
    st.text(alphabet="0123456789*/,-#LW ", max_size=12), st.sampled_from(["*", "0", "1", "30", "L", "LW", "5L", "1#5"])
)


@settings(max_examples=examples(300), deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(FIELD, min_size=5, max_size=5).map(" ".join)))
@example("* * ²L * *")
@example("* * * * ²L")
@example("0 0 L/2 * L/2")
@example("0 0 31 2 1#5/3")
@example("9" * 199)
def test_any_text_is_refused_with_a_fix_or_has_moments(cron: str) -> None:
    found: tuple[Finding, ...] = ()
    try:
        check_timing(cron, BERLIN)
    except InputError as error:
        found = error.findings
    assert all(finding.fix for finding in found)
    if found:
        return
    now = utc("2026-01-01 00:00")
    assert list(itertools.islice(due_times(Timing(cron=cron, zone=BERLIN), now, utc("2076-01-01 00:00")), 3))
    assert explain(Timing(cron=cron, zone=BERLIN))


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=40))
def test_any_name_of_a_zone_is_refused_with_a_fix(zone: str) -> None:
    assert zone in available_timezones() or refused("0 7 * * *", zone).fix


def flaws(calendar: Calendar) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        check_calendar(calendar)
    return [(finding.where, finding.what, finding.fix) for finding in caught.value.findings]


def test_known_calendars_pass() -> None:
    for calendar in (
        Calendar(),
        Calendar(country="CN", weekend=(5, 6)),
        Calendar(country="DE", subdivision="BY"),
        Calendar(country="GB", subdivision="Scotland"),
        Calendar(country="USA", subdivision="NY"),
    ):
        check_calendar(calendar)


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("de", "did you mean 'DE'?"),
        ("Germany", "did you mean 'DE'?"),
        ("Grmany", "did you mean 'DE'?"),
        ("China", "did you mean 'CN'?"),
        ("XX", "write its code of two letters by ISO 3166-1, as CN or DE"),
        ("Q" * 1000, "write its code of two letters by ISO 3166-1, as CN or DE"),
    ],
)
def test_an_unknown_country_is_reported_with_the_code_meant(code: str, fix: str) -> None:
    ((where, what, found),) = flaws(Calendar(country=code))
    assert (where, found) == ("country", fix)
    assert len(what) < 100


def test_a_subdivision_is_one_of_its_country() -> None:
    ((where, what, fix),) = flaws(Calendar(country="DE", subdivision="Bayren"))
    assert (where, what, fix) == ("subdivision", "'Bayren' is unknown in DE", "did you mean 'Bayern'?")
    assert flaws(Calendar(country="CN", subdivision="BJ"))[0][2].startswith("leave it out")
    assert flaws(Calendar(subdivision="BY"))[0][0] == "subdivision"


def test_a_weekend_leaves_a_day_of_the_week() -> None:
    assert flaws(Calendar(weekend=(0, 1, 2, 3, 4, 5, 6)))[0][0] == "weekend"
    assert flaws(Calendar(weekend=(7,)))[0][2] == "0 is Monday, 6 is Sunday"


def test_country_and_weekend_are_reported_together() -> None:
    assert [where for where, _, _ in flaws(Calendar(country="XX", weekend=(9,)))] == ["country", "weekend"]
