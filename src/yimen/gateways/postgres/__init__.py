"""PostgreSQL: an embedded cluster from the programs of a wheel, or any server by its address."""

from yimen.gateways.postgres.address import Address, CannotReadAddress, parse_url
from yimen.gateways.postgres.cluster import CannotStartCluster, Cluster, ClusterIsOwned
from yimen.gateways.postgres.postmaster import Progress
from yimen.gateways.postgres.throwaway import throwaway_cluster

DATABASE_NAME = "yimen"


__all__ = [
    "DATABASE_NAME",
    "Address",
    "CannotReadAddress",
    "CannotStartCluster",
    "Cluster",
    "ClusterIsOwned",
    "Progress",
    "parse_url",
    "throwaway_cluster",
]
