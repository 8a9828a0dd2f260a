"""Migrates once and builds the world once, into template databases that workers and races clone."""

from django.core.management import call_command
from django.db import connections

from tests.databases import EMPTY, WORLD, at, clone, point_django_at
from yimen.gateways.postgres import Cluster


def build_templates(cluster: Cluster) -> None:
    """Make `yimen_empty` (migrated) and `yimen_world` (with the world) in the cluster."""
    from tests import world
    from yimen.gateways.installed import fakes, install

    admin = cluster.address("postgres").url()
    cluster.create_database(EMPTY)
    before = dict(connections["default"].settings_dict)
    point_django_at(at(admin, EMPTY))
    call_command("migrate", verbosity=0)
    connections.close_all()
    clone(admin, template=EMPTY, name=WORLD)
    point_django_at(at(admin, WORLD))
    install(fakes())
    world.build()
    connections.close_all()
    point_django_at(before)
