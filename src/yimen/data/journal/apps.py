"""The Django app of this noun."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.journal"
    label = "journal"
