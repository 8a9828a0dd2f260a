"""Make the data folder of a new cluster, whole or not at all."""

import shutil
import subprocess
from pathlib import Path

from yimen.gateways.postgres.account import Account
from yimen.gateways.postgres.binaries import Binaries
from yimen.gateways.postgres.place import SUPERUSER
from yimen.rules.errors import N_, RuleViolation


class CannotMakeCluster(RuleViolation):
    """initdb failed; its last words are the reason."""

    code = "database.init_failed"
    template = N_("建不了数据库：{reason}")


def server_environment() -> dict[str, str]:
    """A small environment of our own: the caller's locale and PG* variables must not leak in."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"}


def make_cluster(data: Path, *, binaries: Binaries, account: Account, durable: bool) -> None:
    """Run initdb beside `data` and rename: a crash half-way leaves nothing that looks like a cluster.

    UTF-8 and C.UTF-8 whatever the machine speaks; trust, because only the 0700 socket folder lets in.
    """
    draft = data.with_name(f"{data.name}.new")
    if draft.exists():
        shutil.rmtree(draft)
    command = [binaries.program("initdb"), f"--pgdata={draft}", f"--username={SUPERUSER}"]
    command += ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-instructions"]
    done = subprocess.run(
        command if durable else [*command, "--no-sync"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd="/",
        env=server_environment(),
        process_group=0,
        **account.spawn_arguments(),
    )
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise CannotMakeCluster(reason=(done.stderr or done.stdout).strip()[-800:])
    draft.rename(data)
