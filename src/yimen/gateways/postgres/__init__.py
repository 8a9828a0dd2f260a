"""PostgreSQL: an embedded cluster from the programs of a wheel, or any server by its address."""

from yimen.gateways.postgres.address import Address
from yimen.gateways.postgres.cluster import (
    DATABASE_NAME,
    CannotStartCluster,
    Cluster,
    ClusterIsOwned,
    embedded_url,
)
from yimen.gateways.postgres.outside import CannotReachDatabase, wait_for_outside_database
from yimen.gateways.postgres.postmaster import Progress
from yimen.gateways.postgres.throwaway import throwaway_cluster

__all__ = [
    "DATABASE_NAME",
    "Address",
    "CannotReachDatabase",
    "CannotStartCluster",
    "Cluster",
    "ClusterIsOwned",
    "Progress",
    "embedded_url",
    "throwaway_cluster",
    "wait_for_outside_database",
]
