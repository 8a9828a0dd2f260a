"""The Django app of this noun."""

from django.apps import AppConfig


class SealsConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.seals"
    label = "seals"
