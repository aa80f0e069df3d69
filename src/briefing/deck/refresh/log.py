"""What a refresh did: numbers that changed, and what it left because it had been rewritten or removed by hand."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field


class TextChange(Struct, frozen=True):
    """A text as it stood and as it stands now, at its place."""

    where: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.where}: {_flat(self.old) or '(nothing)'} → {_flat(self.new) or '(nothing)'}"

    def as_json(self) -> dict[str, str]:
        """Return the form of `--json`."""
        return {"where": self.where, "old": _flat(self.old), "new": _flat(self.new)}


class Skipped(Struct, frozen=True):
    """What was not touched, and why; `now` is what the data say there."""

    where: str
    what: str
    now: str = ""

    def __str__(self) -> str:
        return f"left: {self.where}: {_flat(self.what)}" + (f"; the data say {_flat(self.now)}" if self.now else "")

    def as_json(self) -> dict[str, str]:
        """Return the form of `--json`."""
        return {"where": self.where, "what": _flat(self.what), "now": _flat(self.now)}


def _flat(words: str) -> str:
    return " ".join(words.split())


class RefreshLog(Struct):
    """Collects changes and what was left; `where` is the place that is being refreshed."""

    where: str = ""
    changes: list[TextChange] = field(default_factory=list)
    left: list[Skipped] = field(default_factory=list)

    def at(self, *places: str) -> RefreshLog:
        """Return the same log at a place."""
        return RefreshLog(
            ", ".join((self.where, *places)) if self.where else ", ".join(places), self.changes, self.left
        )

    def change(self, old: str, new: str) -> None:
        """A text became another."""
        if _flat(old) != _flat(new):
            self.changes.append(TextChange(self.where, old, new))

    def leave(self, what: str, now: str = "") -> None:
        """Note that something stays as it was edited."""
        self.left.append(Skipped(self.where, what, now))

    def leave_all(self, entries: Iterable[tuple[str, str]]) -> None:
        """Several things at one place."""
        for what, now in entries:
            self.leave(what, now)
