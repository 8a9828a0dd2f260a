"""The Django app of this noun."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.cases"
    label = "cases"
