"""The Django app of this noun."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.exchange"
    label = "exchange"
