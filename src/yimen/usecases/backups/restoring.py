"""Makes a place anew from a backup, beside what is there, and puts it in place only when all is right."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from yimen.gateways.archives import (
    DUMP,
    CannotSwap,
    find_mount,
    fresh_folder,
    holds_anything,
    leftovers,
    open_archive,
    remove_tree,
    swapped_in,
    worded_writing,
)
from yimen.gateways.postgres import (
    DATABASE_NAME,
    Cluster,
    count_other_sessions,
    count_tables,
    expect_count,
    loading,
    snapshot,
    wait_for_outside_database,
    with_database_name,
)
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.backups.manifests import Manifest, read_manifest
from yimen.usecases.backups.saving import count_missing
from yimen.usecases.hosting.database import Say
from yimen.usecases.hosting.ownership import end_leftovers, sole_supervisor, sole_user
from yimen.usecases.hosting.unfinished import unfinished

# Jobs that ran at that moment lost their worker: one that comes each minute goes, others begin again.
_FREE_JOBS = (
    "DELETE FROM procrastinate_jobs WHERE status = 'doing' AND queueing_lock IS NOT NULL;",
    "UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL WHERE status = 'doing';",
    "DELETE FROM procrastinate_workers;",
)


class PlaceNotEmpty(RuleViolation):
    """There is a place already, and nobody said that it may go."""

    code = "backup.place_not_empty"
    template = N_(
        "{where} 已经有数据，没有动它。确实要用备份代替，请加 --replace：原来的文件夹会移到旁边保存，"
        "外接数据库里原有的表会被删除。"
    )
    refusal = Refusal.CONFLICT


class StillInUse(RuleViolation):
    """Somebody works with the database."""

    code = "backup.still_in_use"
    template = N_("数据库还在使用（{who}），没有动任何数据。请停下 yimen up 和别的 yimen 命令，再恢复。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What came back; `aside` holds what was there before, None for a new place."""

    manifest: Manifest
    missing: int
    aside: Path | None
    checksum: str


def restore(
    *, data_dir: Path, url: str | None, source: Path, replace: bool, now: datetime, version: str, wait: Say
) -> Restored:
    """Restore a backup into a place that stands still. Whatever is refused, nothing was changed.

    All members are written into a fresh folder and their digests compared; the dump goes into a fresh
    cluster, or in one transaction into the server of `url`; the rows are counted. Only then the
    folders change places. `replace` must say so when something is there.
    """
    url = None if url is None else with_database_name(url)
    with open_archive(source) as archive:
        manifest = read_manifest(archive.manifest, source, ours=version)
        with worded_writing(data_dir):
            (data_dir / "run").mkdir(parents=True, exist_ok=True)
        with sole_supervisor(data_dir), sole_user(data_dir):
            _make_room(data_dir)
            _refuse(data_dir, url, replace=replace, wait=wait)
            aside = data_dir / f"before-restore-{now:%Y%m%d-%H%M%S}"
            with fresh_folder(data_dir) as fresh:
                archive.extract(fresh)
                swap = partial(_swapped, fresh, data_dir, aside, source)
                if url is None:
                    missing = _into_cluster(fresh, manifest, wait)
                    with swap(with_database=True):
                        pass
                else:
                    with _loaded(fresh, url, manifest, clear=replace) as commit, swap(with_database=False):
                        commit()
                    missing = _count_missing(url, data_dir)
    kept = aside if aside.exists() else None
    return Restored(manifest=manifest, missing=missing, aside=kept, checksum=archive.sum_of_sums)


def _make_room(data_dir: Path) -> None:
    """Clear away what a killed supervisor or a killed restore has left."""
    end_leftovers(data_dir)
    for folder in leftovers(data_dir):
        remove_tree(folder)


def _refuse(data_dir: Path, url: str | None, *, replace: bool, wait: Say) -> None:
    is_empty = not holds_anything(data_dir)
    if url is None:
        pid = Cluster(data_dir).server_pid()
        if pid is not None:
            raise StillInUse(who=N_("进程号 {pid}").format(pid=pid))
    else:
        wait_for_outside_database(url, wait)
        others = count_other_sessions(url)
        if others:
            raise StillInUse(who=N_("另有 {count} 个连接").format(count=others))
        is_empty = is_empty and count_tables(url) == 0
    if not is_empty and not replace:
        raise PlaceNotEmpty(where=data_dir)
    mount = find_mount(data_dir)
    if mount is not None:
        raise CannotSwap(path=mount, why=N_("它是单独挂载的，请把整个数据目录挂在一处"))


def _into_cluster(fresh: Path, manifest: Manifest, wait: Say) -> int:
    """Make a cluster inside the fresh folder, load it, stop it; how many stored files are missing."""
    cluster = Cluster(fresh)
    try:
        cluster.start(wait)
        cluster.create_database(DATABASE_NAME)
        url = cluster.address(DATABASE_NAME).url()
        with _loaded(fresh, url, manifest, clear=False) as commit:
            commit()
        return _count_missing(url, fresh)
    finally:
        cluster.stop()


@contextlib.contextmanager
def _loaded(fresh: Path, url: str, manifest: Manifest, *, clear: bool) -> Iterator[Callable[[], None]]:
    counted = [expect_count(table, count) for table, count in manifest.counts.items()]
    with loading(fresh / DUMP, url, clear=clear, then=[*counted, *_FREE_JOBS]) as commit:
        yield commit


@contextlib.contextmanager
def _swapped(
    fresh: Path, data_dir: Path, aside: Path, source: Path, *, with_database: bool
) -> Iterator[None]:
    with unfinished(data_dir, source), swapped_in(fresh, data_dir, aside, with_database=with_database):
        yield


def _count_missing(url: str, place: Path) -> int:
    with snapshot(url) as moment:
        return count_missing(moment, place)
