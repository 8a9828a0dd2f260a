"""Where the embedded cluster lies, also when root works in folders that nobody else can enter."""

import contextlib
import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yimen.gateways.postgres.account import Account, can_enter, choose_account
from yimen.gateways.postgres.address import Address
from yimen.rules.errors import N_, RuleViolation

STATE_FOLDER = Path("/var/lib/yimen")
SUPERUSER = "yimen"
PORT = "5432"
# A socket's full path, "<folder>/.s.PGSQL.5432", may have 107 bytes; libpq splits hosts at commas.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


class CannotUsePlace(RuleViolation):
    """The folder of the cluster is gone, of another version or not ours."""

    code = "database.place_unusable"
    template = N_("数据库文件夹不能用：{reason}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The folders of one cluster: `base` holds data, log and lock; `data` is named by major version."""

    base: Path
    data: Path
    socket: Path

    @property
    def log(self) -> Path:
        """What the server writes."""
        return self.base / "postgres.log"

    @property
    def lock(self) -> Path:
        """Locked by the one process that owns the postmaster."""
        return self.base / "owner.lock"

    @property
    def cluster_name(self) -> str:
        """Shown in the title of every server process: tells our backends from others'."""
        return f"yimen-{_digest(self.base)}"

    def address(self, name: str) -> Address:
        """How a database of this cluster is reached."""
        return Address(name=name, user=SUPERUSER, host=str(self.socket), port=PORT)


def find_place(data_dir: Path, major: int) -> Place:
    """Where the cluster lies now, or would lie beside the data when it was never made. Changes nothing."""
    link = data_dir.absolute() / "postgres"
    base = link.readlink() if link.is_symlink() else link
    return Place(base=base, data=base / f"pg{major}", socket=_socket_folder(base))


def make_place(data_dir: Path, major: int) -> tuple[Place, Account]:
    """Make the folders of the cluster and choose its account; refuses data of another major version.

    When root's account cannot walk to the data folder, the cluster lies under /var/lib/yimen and
    `postgres` in the data folder is a link to it: the link is the record. Two that come at once
    make them one after the other.
    """
    _make_folder(data_dir)
    with _one_at_a_time(data_dir):
        return _make_place(data_dir, major)


@contextlib.contextmanager
def _one_at_a_time(data_dir: Path) -> Iterator[None]:
    handle = os.open(data_dir / ".postgres-place.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _make_place(data_dir: Path, major: int) -> tuple[Place, Account]:
    place = find_place(data_dir, major)
    account = choose_account(place.data)
    link = data_dir.absolute() / "postgres"
    if link.is_symlink() and not place.base.is_dir():
        raise CannotUsePlace(
            reason=f"{link} 指向的 {place.base} 不见了。请从备份恢复；要重新建库，删掉 {link}。"
        )
    if not place.base.exists():
        _make_base(link, account)
        place = find_place(data_dir, major)
    _refuse_other_versions(place)
    _make_socket_folder(place.socket, account)
    return place, account


def drop_outside_socket_folder(place: Place) -> None:
    """Remove a socket folder that had to lie elsewhere; one with a socket in it stays."""
    if place.socket.parent != place.base:
        with contextlib.suppress(OSError):
            place.socket.rmdir()


def _make_base(link: Path, account: Account) -> None:
    if can_enter(link.parent, account):
        link.mkdir(mode=0o700)
        account.own(link)
        return
    _make_folder(STATE_FOLDER)
    base = STATE_FOLDER / f"{_digest(link)}-{secrets.token_hex(4)}"
    base.mkdir(mode=0o700)
    account.own(base)
    link.symlink_to(base)


def _make_folder(folder: Path) -> None:
    """Make a folder that others may walk through, whatever the umask; leave an existing one as it is."""
    for step in reversed((folder, *folder.parents)):
        if not step.exists():
            step.mkdir(exist_ok=True)
            step.chmod(0o755)


def _refuse_other_versions(place: Place) -> None:
    others = sorted(path.name for path in place.base.glob("pg[0-9][0-9]") if path != place.data)
    if others and not place.data.exists():
        raise CannotUsePlace(
            reason=f"{place.base} 里是 {others[-1]} 的数据，本程序用 {place.data.name}。请先按说明升级数据。"
        )


def _socket_folder(base: Path) -> Path:
    beside = base / "socket"
    text = str(beside)
    if len(os.fsencode(text)) <= _LONGEST_SOCKET_FOLDER and _PLAIN_PATH.fullmatch(text):
        return beside
    return Path("/run" if os.geteuid() == 0 else "/tmp") / f"yimen-{_digest(base)}"  # noqa: S108 - checked below


def _make_socket_folder(folder: Path, account: Account) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700)
        account.own(folder)
    entry = folder.lstat()
    # In a folder open to all, somebody else may have been first.
    if folder.is_symlink() or entry.st_uid != account.uid or entry.st_mode & 0o077:
        raise CannotUsePlace(reason=f"{folder} 不是本程序建的。请删掉它再试。")


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
