"""Fixtures that several rooms share: projects to change, and the editions built once for a whole run."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import briefing
from briefing import cache
from briefing.assets import asset
from briefing.reuse import from_nothing
from tests.fewer_messages import report_once
from tests.harbour import project as harbour_project
from tests.once import FOLDER, once, shared_folder
from tests.patched_code import keep_patches_out_of_the_store
from tests.processor_seconds import ProcessorSeconds
from tests.recorded_findings import look_at_quoted_findings, quoted_findings
from tests.thorough import THOROUGH

__all__ = ["quoted_findings"]

# How long an example takes tells of the machine, which may be busy, and not of the example.
MOST = 100 if THOROUGH else 40  # examples of a property that does not say how many
settings.register_profile("any machine", deadline=None, max_examples=MOST, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# Each test makes what it looks at; those of the cache choose a folder for it.
os.environ["BRIEFING_CACHE"] = "off"
ROOT = Path(__file__).parents[1]


# The modules that take longest, so that none of them begins when all others are done.
LONGEST = (
    "dispatch/test_crash.py",
    "test_house.py",
    "beijing/test_benchmarks.py",
    "read/test_reading_at_scale.py",
    "batch/test_batch_faults.py",
    "batch/test_batch_cluster.py",
    "batch/test_batch_command.py",
    "proof/test_proof_bad_input.py",
    "beijing/proof/mutations/test_proof_mutations.py",
    "docs/test_docs_commands.py",
    "zoo/test_made_up.py",
    "proof/layout/test_proof_layout_charts.py",
    "beijing/proof/layout/test_proof_layout_slides.py",
    "proof/mutations/test_strangers.py",
    "charts/test_grid.py",
    "beijing/proof/words/test_proof_words_silence.py",
    "proof/layout/test_chart_fixes_followed.py",
    "proof/others/test_proof_others_damage.py",
    "dispatch/delivery_log/test_any_order.py",
    "test_gallery.py",
    "deck/test_deck_refresh.py",
    "batch/test_batch_memory.py",
    "brief/test_brief_stress.py",
    "deck/test_deck_fit_office.py",
    "pipeline/test_build_state.py",
    "proof/planned/test_exchanges.py",
    "proof/rendering/test_proof_rendering.py",
    "beijing/brief/test_brief.py",
    "read/test_kinds_of_source.py",
    "test_refresh.py",
    "test_random_changes.py",
    "data/test_accessible_workbook.py",
    "zoo/test_mutations.py",
    "packaging/test_platforms.py",
    "zoo/test_foreign.py",
    "zoo/test_over_time.py",
    "web/test_web_browser.py",
    "docs/test_docs_site.py",
    "test_checking.py",
)


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that all processes of this run share, and let them write compiled modules.

    Where the environment forbids that, each of the hundreds of processes that tests start would compile the package.
    """
    keep_patches_out_of_the_store()
    config.pluginmanager.register(ProcessorSeconds(config))
    report_once(config)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if FOLDER not in os.environ:
        folder = tempfile.mkdtemp(prefix="briefing-tests-")
        os.environ[FOLDER] = folder

        def remove() -> None:
            del os.environ[FOLDER]
            shutil.rmtree(folder, ignore_errors=True)

        config.add_cleanup(remove)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half again as many processes as there are processors, as some tests wait for a server, and each process imports
    all tests; one for single files."""
    wanted = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS")
    if wanted and wanted.isdecimal():
        return int(wanted)
    if all(".py" in name for name in config.args):
        return 0  # to start more takes longer than to wait for one
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return available + available // 2 if available > 1 else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, the others as they come."""
    look_at_quoted_findings(items)
    paths = {item.path for item in items}
    ranks = {path: rank for rank, name in enumerate(LONGEST) for path in paths if path.as_posix().endswith(f"/{name}")}
    items.sort(key=lambda item: ranks.get(item.path, len(LONGEST)))


def pytest_collection(session: pytest.Session) -> None:
    """Import the modules of tests, beginning in each process with another one: so they share the work to compile them.

    What cannot be imported is left to pytest, which reports it.
    """
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if count == 1:
        return
    folders = [Path(name.partition("::")[0]).resolve() for name in session.config.args]
    paths = [path for folder in folders for path in sorted(folder.rglob("test_*.py"))]
    start = len(paths) * int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")) // count
    for path in (*paths[start:], *paths[:start]):
        with suppress(Exception, pytest.skip.Exception):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Collect garbage seldom: to look through all tests and libraries again and again took a fifth of a run, and a
    twentieth of it still where each 50,000 objects were looked through, of which an edition has many more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """A damaged cache of one test is no notice of the next build in the same process."""
    cache.problems()


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A copy of the small project of `briefing new`, to be changed."""
    return Path(shutil.copytree(asset("project"), tmp_path / "starter"))


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A copy of the harbour town's project, to be changed."""
    return harbour_project(tmp_path / "harbour")


@pytest.fixture(scope="session")
def harbour_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour town's project, not to be changed."""
    return harbour_project(tmp_path_factory.mktemp("harbour") / "project")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of a test's own."""
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def nothing_reused() -> Iterator[None]:
    """What a test makes is made from nothing, so that two makings can differ."""
    with from_nothing():
        yield


@once
def built(project: str) -> briefing.Build:
    """The small project ("starter") or the harbour town's, built once; not to be changed."""
    folder = shared_folder(project)
    root = asset("project") if project == "starter" else harbour_project(folder / "project")
    return briefing.build(root, folder / "out")


@pytest.fixture(scope="session")
def starter_edition() -> briefing.Build:
    """The small project, built once; not to be changed."""
    return built("starter")


@pytest.fixture(scope="session")
def edition() -> briefing.Build:
    """The harbour town's edition, built once; not to be changed."""
    return built("harbour")
