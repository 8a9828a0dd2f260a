"""The Django app of this noun."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Names the app; nothing happens at start."""

    name = "yimen.data.places"
    label = "places"
