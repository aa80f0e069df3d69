"""Which worker takes which task: each once, those that are alike one after the other, and no worker idle at the end."""

from __future__ import annotations

import datetime as dt
import random
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from briefing.batch.task import Task
from briefing.batch.task_queue import TaskQueue
from briefing.model.period import Period
from briefing.model.period_choice import PeriodChoice

PLACES = ("Ash", "Birch", "Cedar", "Dock")


def editions(count: int, seed: int = 1) -> list[Task]:
    """Editions of four places in two languages, shuffled."""
    tasks = [
        Task(line, "mine", "out", entity=PLACES[line % 4], languages=(("en", "zh")[line // 4 % 2],))
        for line in range(count)
    ]
    random.Random(seed).shuffle(tasks)
    return tasks


def changes(tasks: list[Task]) -> int:
    """How often a task is followed by one of another place or language."""
    keys = [(task.languages, task.entity) for task in tasks]
    return sum(before != after for before, after in pairwise(keys))


def taken_in_turn(queue: TaskQueue, workers: int) -> list[list[Task]]:
    """All tasks, by worker, which take one each in turn."""
    found: list[list[Task]] = [[] for _ in range(workers)]
    while queue:
        for number, one in enumerate(found):
            task = queue.take(str(number))
            one += [task] if task else []
    return found


@given(st.integers(0, 60), st.lists(st.sampled_from("abcde"), max_size=200))
def test_each_task_is_taken_once_whichever_worker_asks(count: int, asking: list[str]) -> None:
    queue = TaskQueue(editions(count))
    taken = [task for worker in asking if (task := queue.take(worker))]
    assert len(queue) == count - len(taken)
    taken += [task for _ in range(len(queue)) if (task := queue.take("last"))]
    assert sorted(task.line for task in taken) == list(range(count))
    assert queue.take("last") is None


def test_a_worker_takes_editions_of_one_language_and_place_one_after_the_other() -> None:
    shuffled = editions(80)
    alone = taken_in_turn(TaskQueue(shuffled), 1)[0]
    assert changes(alone) == 7 < changes(shuffled)
    assert [task.line for task in alone if task.entity == "Ash" and task.languages == ("en",)] == [
        task.line for task in shuffled if task.entity == "Ash" and task.languages == ("en",)
    ]
    two = taken_in_turn(TaskQueue(shuffled), 2)
    assert [len(one) for one in two] == [40, 40]
    assert [{task.languages for task in one} for one in two] in ([{("en",)}, {("zh",)}], [{("zh",)}, {("en",)}])


def test_editions_of_one_place_and_period_that_differ_in_their_day_follow_each_other() -> None:
    periods = [PeriodChoice(Period.year(first), Period.year(2023)) for first in (2010, 2012, 2014)]
    days = [dt.date(2024, 12, day) for day in (31, 30)]
    tasks = [
        Task(line, "mine", "out", entity="Ash", period=period, as_of=day)
        for line, (day, period) in enumerate(product(days, periods))
    ]
    alone = taken_in_turn(TaskQueue(tasks), 1)[0]
    assert [task.line for task in alone] == [0, 3, 1, 4, 2, 5]


def test_a_worker_that_has_no_task_left_takes_half_of_the_longest_run() -> None:
    queue = TaskQueue(editions(64))
    assert queue.take("slow")
    quick = 0
    while queue.take("quick"):
        quick += 1
    assert quick == 63  # the slow one is in its first task still
