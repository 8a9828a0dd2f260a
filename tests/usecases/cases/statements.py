"""Counts the statements that a question sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    """The statements of the block, to be asked with len()."""
    with CaptureQueriesContext(connection) as context:
        yield context
