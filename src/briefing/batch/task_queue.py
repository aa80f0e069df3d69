"""The tasks of a batch in the order in which its workers take them.

Editions of one story, theme and language share much of what they are made from, those of one place and period nearly
all of it. A worker finds that again in its memory, so each takes a run of tasks that are alike, one after the other. A
worker without tasks takes half of the longest run that is left, so that all of them end at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.batch.task import Task

Likeness = tuple[str, ...]


class TaskQueue:
    """Tasks by worker; each is taken once."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        keyed = [(_likeness(task), task) for task in tasks]
        first: dict[Likeness, int] = {}  # of the tasks that are alike so far
        for key, _ in keyed:
            for level in range(len(key)):
                first.setdefault(key[: level + 1], len(first))
        keyed.sort(key=lambda one: [first[one[0][: level + 1]] for level in range(len(one[0]))])
        # By worker, the next task last; those that no worker has begun by no name.
        self._runs: dict[str, list[tuple[Likeness, Task]]] = {"": keyed[::-1]}
        self._left = len(keyed)

    def __len__(self) -> int:
        return self._left

    def take(self, worker: str) -> Task | None:
        """Return the next task of a worker; None if all are taken."""
        if not self._left:
            return None
        if not self._runs.get(worker):
            self._runs[worker] = self._part()
        self._left -= 1
        return self._runs[worker].pop()[1]

    def _part(self) -> list[tuple[Likeness, Task]]:
        """Take the later half of the longest run, or all of one that no worker has begun."""
        if "" in self._runs:
            return self._runs.pop("")
        holder = max(self._runs, key=lambda name: len(self._runs[name]))
        run = self._runs[holder]
        at = _cut([key for key, _ in run])
        self._runs[holder] = run[at:]
        return run[:at]


def _cut(keys: list[Likeness]) -> int:
    """Return where to split a run: near its middle, and between tasks that have little in common."""
    if len(keys) == 1:
        return 1
    middle, quarter = (len(keys) + 1) // 2, len(keys) // 4
    return min(
        range(quarter + 1, len(keys) - quarter), key=lambda at: (_common(keys[at - 1], keys[at]), abs(at - middle))
    )


def _common(one: Likeness, other: Likeness) -> int:
    return next((level for level, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]), len(one))


def _likeness(task: Task) -> Likeness:
    """Return what tasks have in common, what matters most first."""
    period = str(task.period) if task.period is not None else ""
    return task.project, task.theme, ",".join(task.languages), task.entity, period
