"""The validator of the tests of the brief."""

from tests.brief.conftest import verapdf

__all__ = ["verapdf"]
