"""Findings are collected, never raised one by one, so that an author can correct a whole input at once."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from briefing.errors import Finding, InputError

MOST = 200
ALIKE = 5  # of one mismatch in a column are listed; a source that is missing is missing in each row


class Report:
    """Findings in the order in which they were found; the first 200 are listed, the rest are counted."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._alike: Counter[Finding] = Counter()
        self._more = 0

    def add(self, where: str, what: str, fix: str = "") -> None:
        """Note one mismatch."""
        file, line, rest = where.partition(", line ")
        if line:
            alike = Finding(f"{file},{rest.partition(',')[2]}".rstrip(","), what, fix)
            self._alike[alike] += 1
            if self._alike[alike] > ALIKE:
                return
        if len(self._findings) < MOST:
            self._findings.append(Finding(where, what, fix))
        else:
            self._more += 1

    def extend(self, findings: Iterable[Finding]) -> None:
        """Note mismatches that others found."""
        for finding in findings:
            self.add(finding.where, finding.what, finding.fix)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Take over the findings of an InputError raised inside and go on."""
        try:
            yield
        except InputError as error:
            self.extend(error.findings)

    def __len__(self) -> int:
        return len(self._findings) + self._more + sum(max(0, count - ALIKE) for count in self._alike.values())

    def stop_if_any(self) -> None:
        """Raise all findings as one InputError, if there are any."""
        if not self._findings:
            return
        rest = [
            Finding(one.where, f"{one.what}, in {count - ALIKE} more lines too", one.fix)
            for one, count in self._alike.items()
            if count > ALIKE
        ]
        if self._more:
            file = self._findings[-1].where.partition(",")[0]
            rest += [Finding(file, f"and {self._more} more mismatches", "correct those above first")]
        raise InputError([*self._findings, *rest])


def suggest(name: str, names: Iterable[str], what: str = "one of") -> str:
    """Return the fix for an unknown name: the nearest of those that exist, else their list."""
    known = sorted(set(names))
    near = nearest_name(name, known)
    if near:
        return f"did you mean {near!r}?"
    shown = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"{what}: {shown}" if known else "check the spelling"


def nearest_name(name: str, names: Iterable[str]) -> str:
    """Return the name most like another, or an empty string."""
    near = difflib.get_close_matches(name[:80], sorted(set(names)), n=1, cutoff=0.6)
    return near[0] if near else ""
