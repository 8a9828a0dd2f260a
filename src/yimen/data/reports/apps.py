"""The Django app of this noun."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.reports"
    label = "reports"
