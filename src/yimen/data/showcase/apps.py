"""The Django app of this noun."""

from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.showcase"
    label = "showcase"
