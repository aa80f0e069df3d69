"""What the tests of the brief share: the sample, written once, and the validator."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from briefing.brief import write
from briefing.model.ledger import Written
from tests.brief import sample
from tests.brief.verapdf import VeraPdf


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VeraPdf]:
    """The engine; without a JDK its tests are skipped, but not where CI is set."""
    reason = VeraPdf.missing()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with VeraPdf(tmp_path_factory.mktemp("verapdf")) as engine:
        yield engine


@pytest.fixture(scope="session")
def written() -> Written:
    """The sample as the brief writes it."""
    return write(sample.document(), sample.theme())


@pytest.fixture(scope="session")
def pdf(written: Written) -> bytes:
    """Its bytes."""
    return written.files[".pdf"]
