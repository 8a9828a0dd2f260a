"""Turns the environment's database into Django's DATABASES entry."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from yimen.config.environment import Environment
from yimen.gateways.postgres import DATABASE_NAME, embedded_url


def database_settings(environment: Environment) -> dict[str, Any]:
    """The default database: the one of YIMEN_DATABASE_URL, else the embedded cluster's socket."""
    return settings_of(environment.database_url or embedded_url(environment.data_dir))


def settings_of(url: str) -> dict[str, Any]:
    """The entry of DATABASES for a `postgresql://` address, as libpq reads it."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", DATABASE_NAME),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        # Only statements of `gateways.postgres.prepared` are ever prepared; Django's own cursors never.
        "OPTIONS": {**parts, "prepare_threshold": 1},
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
