"""Pages are visited without a build of the static files: their names stay as they are."""

from typing import Any

import pytest

from tests.meta.crowd import Crowd, make_crowd


@pytest.fixture
def pages(db: None, settings: Any) -> None:
    """The world as it is, and pages that can be drawn."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
def crowd(pages: None, gateways: Any) -> Crowd:
    """The world with one row of everything, ready to grow."""
    return make_crowd(gateways)
