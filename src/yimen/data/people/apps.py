"""The Django app of this noun."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.people"
    label = "people"
