"""Who writes the time zone as Beijing's is told its name in the database of zones."""

from __future__ import annotations

import pytest

from briefing.dispatch.schedule.timing_check import check_timing
from briefing.errors import InputError


@pytest.mark.parametrize("zone", ["Asia/Beijing", "Beijing", "beijing"])
def test_the_zone_of_the_city_is_named(zone: str) -> None:
    with pytest.raises(InputError) as caught:
        check_timing("0 7 * * *", zone)
    (found,) = caught.value.findings
    assert (found.where, found.fix) == ("zone", "did you mean 'Asia/Shanghai'?")
