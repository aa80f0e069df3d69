"""The facts of a dataset and a place that were worked out before, whatever period an edition is of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from briefing.facts.ranking import Ranking
from briefing.facts.series_index import index_series
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Dataset
from briefing.model.fact import Fact
from briefing.model.period import Period

Ends = tuple[Period, ...]
# Among the names of what is looked at, which are of indicators else: no indicator has spaces.
DAY: Final = "the day of the edition"
FIRST: Final = "the first period of the edition"


class KnownFacts:
    """Series by short name, rankings of all places, and facts by their name and the periods that decided on them.

    Registries of one dataset whose editions differ in nothing but period and day may share it: it is filled as they
    look up what they need.
    """

    def __init__(self, dataset: Dataset, totals: Collection[str]) -> None:
        self.index = index_series(dataset, totals)
        self.series: dict[str, TimeSeries] = {}
        self.rankings: dict[tuple[str | Period, ...], Ranking] = {}
        self.facts: dict[tuple[str, Ends], Fact] = {}
