"""Pages are visited without a build of the static files: their names stay as they are."""

from typing import Any

import pytest

from tests.meta.crowd import Crowd, make_crowd


@pytest.fixture
def crowd(db: None, gateways: Any, settings: Any) -> Crowd:
    """The world with one row of everything, ready to grow."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    return make_crowd(gateways)
