"""PostgreSQL: an embedded cluster from the programs of a wheel, or any server by its address."""

from yimen.gateways.postgres.address import Address
from yimen.gateways.postgres.cluster import (
    DATABASE_NAME,
    CannotStartCluster,
    Cluster,
    ClusterIsOwned,
    embedded_url,
    with_database_name,
)
from yimen.gateways.postgres.dumps import CannotDump, Snapshot, shared_lock, snapshot
from yimen.gateways.postgres.loads import (
    CannotLoad,
    CommitUnclear,
    count_other_sessions,
    count_tables,
    expect_count,
    loading,
)
from yimen.gateways.postgres.outside import CannotReachDatabase, wait_for_outside_database
from yimen.gateways.postgres.postmaster import Progress
from yimen.gateways.postgres.throwaway import throwaway_cluster

__all__ = [
    "DATABASE_NAME",
    "Address",
    "CannotDump",
    "CannotLoad",
    "CannotReachDatabase",
    "CannotStartCluster",
    "Cluster",
    "ClusterIsOwned",
    "CommitUnclear",
    "Progress",
    "Snapshot",
    "count_other_sessions",
    "count_tables",
    "embedded_url",
    "expect_count",
    "loading",
    "shared_lock",
    "snapshot",
    "throwaway_cluster",
    "wait_for_outside_database",
    "with_database_name",
]
