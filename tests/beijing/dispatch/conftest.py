"""The mail server of the tests of dispatch."""

from tests.dispatch.conftest import mail_server

__all__ = ["mail_server"]
