"""The Django app of this noun."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.catalog"
    label = "catalog"
