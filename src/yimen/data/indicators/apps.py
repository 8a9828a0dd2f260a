"""The Django app of this noun."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.indicators"
    label = "indicators"
