"""Under whose name PostgreSQL runs: it refuses root, so root lends it a system user of its own."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from yimen.rules.errors import N_, RuleViolation

SYSTEM_USER = "yimen"


class CannotMakeUser(RuleViolation):
    """The system user for PostgreSQL is missing and cannot be made."""

    code = "database.user_missing"
    template = N_(
        "以 root 运行时，数据库要用系统用户 {user}，但建不了它：{reason}。请先运行：useradd --system {user}"
    )


class SpawnArguments(TypedDict, total=False):
    """What `subprocess` needs so that a child runs as the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A user that is not root; `is_self` when no change of user is needed."""

    uid: int
    gid: int
    is_self: bool

    def spawn_arguments(self) -> SpawnArguments:
        """Empty for an ordinary user, else the change of user, group and groups."""
        return {} if self.is_self else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a path that we have just made to the account."""
        if not self.is_self:
            os.chown(path, self.uid, self.gid)


def choose_account(data: Path) -> Account:
    """The caller itself, or as root: the owner of existing data, else the system user (made when missing)."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), is_self=True)
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(uid=owner.st_uid, gid=owner.st_gid, is_self=False)
    entry = _find_system_user() or _make_system_user()
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, is_self=False)


def can_enter(folder: Path, account: Account) -> bool:
    """Whether the account may walk down to this folder, judged by owner, group and mode bits."""
    if account.is_self:
        return os.access(folder, os.X_OK)
    resolved = folder.resolve()
    return all(_may_pass(step.stat(), account) for step in (resolved, *resolved.parents))


def _may_pass(entry: os.stat_result, account: Account) -> bool:
    if entry.st_uid == account.uid:
        return bool(entry.st_mode & stat.S_IXUSR)
    if entry.st_gid == account.gid:
        return bool(entry.st_mode & stat.S_IXGRP)
    return bool(entry.st_mode & stat.S_IXOTH)


def _find_system_user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None


def _make_system_user() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        done = subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            text=True,
            check=False,
        )
        reason = done.stderr.strip()
    except OSError as error:
        reason = str(error)
    # Two starts at once: the slower useradd fails, and the user is there all the same.
    entry = _find_system_user()
    if entry is None:
        raise CannotMakeUser(user=SYSTEM_USER, reason=reason)
    return entry
