"""Installs the real gateways when Django is ready."""

from django.apps import AppConfig
from django.conf import settings


class HouseConfig(AppConfig):
    """The roof's app: no models, only the choice of gateways."""

    name = "yimen.config"
    label = "house"

    def ready(self) -> None:
        """Choose the gateways of this process; builds values only, touches nothing yet."""
        from yimen.config.wiring import real_gateways
        from yimen.gateways.installed import install

        install(real_gateways(settings.ENV))
