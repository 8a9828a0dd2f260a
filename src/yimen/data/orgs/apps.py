"""The Django app of this noun."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.orgs"
    label = "orgs"
