"""The Django app of this noun."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.supervision"
    label = "supervision"
