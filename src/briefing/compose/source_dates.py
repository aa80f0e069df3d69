"""The dates of the sources that an edition uses: those that are missing, and those that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.compose.composer import Composer
from briefing.errors import Finding
from briefing.read.publication import published_early


def source_dates(composer: Composer) -> tuple[Finding, ...]:
    """Return a warning for each source without a date, or with one that is too early for its values."""
    return (*_undated(composer), *_early(composer))


def _undated(composer: Composer) -> Iterator[Finding]:
    """Yield warnings of sources that no as-of date can leave out, as nobody says when they were published or read."""
    known = (composer.dataset.sources[key] for key in composer.sources if key in composer.dataset.sources)
    dated = {item.source for item in composer.dataset.observations if item.published}
    fix = "give `published`, or `read_on`, the day on which it was read"
    for source in known:
        if not source.published and not source.read_on and source.id not in dated:
            what = "has no date, so it counts whatever the as-of date"
            yield Finding(f"sources.csv, {source.id}", what, fix, "warning")


def _early(composer: Composer) -> Iterator[Finding]:
    """Yield warnings of sources that have a value of a period which was not over when they were published."""
    for key, (item, date) in published_early(composer.dataset).items():
        if key in composer.sources:
            what = f"is of {date}, and has a value of {item.period}, which ended on {item.period.end}"
            fix = "correct `published` of its rows" if item.published else "give it the date of its newest values"
            fix += ", or give a value that was published ahead status E"
            yield Finding(f"sources.csv, {key}", what, fix, "warning")
