"""The Django app of this noun."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.programme"
    label = "programme"
