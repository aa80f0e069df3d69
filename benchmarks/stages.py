"""Editions of a project with a watch on each step of the path: stages.py BEGUN PROJECT OUT EDITIONS [PROFILES].

BEGUN is the parent's `time.perf_counter()` when it started this process. Prints a line of JSON: for each edition its
stages with their seconds, in order, and when the last was done. With PROFILES, a folder, the last edition is
profiled, and each of its stages leaves a file there.

Nothing is imported here before the package but what Python has loaded anyway: it would be missing from the start.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cProfile import Profile
    from types import ModuleType
    from typing import Any


class Watch:
    """Knows the stage that runs now; a switch ends it and begins another."""

    def __init__(self, begun: float) -> None:
        self.seconds: dict[str, float] = {}
        self.profiles: dict[str, Profile] | None = None
        self.stage, self.begun = "start", begun

    def switch(self, stage: str) -> str:
        """A stage begins → the one that has ended."""
        if self.profiles is not None and self.stage in self.profiles:
            self.profiles[self.stage].disable()
        before, now = self.stage, time.perf_counter()
        self.seconds[before] = self.seconds.get(before, 0.0) + now - self.begun
        self.stage, self.begun = stage, now
        if self.profiles is not None:
            from cProfile import Profile

            self.profiles.setdefault(stage, Profile()).enable()
        return before

    def inside(self, module: ModuleType, name: str, stage: str) -> None:
        """From now on a function of a module is a stage of its own within any other."""
        plain = getattr(module, name)

        def watched(*given: Any, **more: Any) -> Any:
            before = self.switch(stage)
            try:
                return plain(*given, **more)
            finally:
                self.switch(before)

        setattr(module, name, watched)


def main() -> None:
    """Arguments → editions, a line of JSON."""
    watch = Watch(float(sys.argv[1]))
    project, out, count, *profiles = sys.argv[2:]
    told: list[dict[str, float]] = []
    if profiles:
        import cProfile  # noqa: F401  loaded here, so that no stage is charged with it

        watch.profiles = {} if count == "1" else None
    watch.switch("import")
    import briefing

    def progress(word: str, _done: int, _total: int) -> None:
        watch.switch("place" if word == "ledger" else word)
        if word == "read" and not told:
            watch.inside(sys.modules["briefing.read"], "story", "read")
            watch.inside(sys.modules["briefing.pipeline.writing"], "read_back", "proof")
            watch.inside(sys.modules["briefing.pipeline.ledger_file"], "write", "ledger")

    for number in range(int(count)):
        if number:
            watch.switch("import")
            watch.seconds = {}
        if profiles and number == int(count) - 1 and number:
            watch.profiles = {}
        briefing.build(project, out, progress=progress)
        watch.switch("end")
        told.append(watch.seconds)
    watch.switch("done")
    import json

    for stage, profile in (watch.profiles or {}).items():
        if stage not in ("end", "done"):
            profile.dump_stats(f"{profiles[0]}/{stage}.prof")
    print(json.dumps({"editions": told, "ended": watch.begun}))


if __name__ == "__main__":
    main()
