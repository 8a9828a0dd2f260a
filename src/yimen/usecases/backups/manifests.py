"""What a backup says of itself in front: when, by which version, of which schema, how many rows."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from yimen.gateways.archives import NotABackup
from yimen.rules.errors import N_, Refusal, RuleViolation

FORMAT = 1
# Where migrations live that are not ours; ours lie in `yimen.data.<noun>`.
_OTHERS = {
    "contenttypes": "django.contrib.contenttypes",
    "sessions": "django.contrib.sessions",
    "procrastinate": "procrastinate.contrib.django",
}


class BackupTooNew(RuleViolation):
    """The backup comes from a newer version of the program than this one."""

    code = "backup.too_new"
    template = N_(
        "这个备份是更新的版本（{version}）做的，本程序（{ours}）认不得其中的 {what}，没有动任何数据。"
        "请先升级程序，再恢复。"
    )
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """The first member of a backup.

    `schema` names the migrations that were applied, `counts` the rows of each table, `highest_root` the
    last signed root of the journal, all in the one moment of the dump.
    """

    format: int
    version: str
    postgres: str
    made_at: str
    schema: tuple[str, ...]
    counts: Mapping[str, int]
    highest_root: int

    def text(self) -> bytes:
        """As it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def read_manifest(found: Mapping[str, object], path: Path, *, ours: str) -> Manifest:
    """The manifest of a backup; refuses what is none (`NotABackup`) or was made by a newer version."""
    number, version = found.get("format"), str(found.get("version", "?"))
    if not isinstance(number, int):
        raise NotABackup(path=path)
    if number > FORMAT:
        raise BackupTooNew(version=version, ours=ours, what=N_("备份格式"))
    schema, counts = found.get("schema"), found.get("counts")
    highest = found.get("highest_root")
    if not isinstance(schema, list) or not isinstance(counts, dict) or not isinstance(highest, int):
        raise NotABackup(path=path)
    manifest = Manifest(
        format=number,
        version=version,
        postgres=str(found.get("postgres", "")),
        made_at=str(found.get("made_at", "")),
        schema=tuple(str(name) for name in schema),
        counts={str(table): int(str(count)) for table, count in counts.items()},
        highest_root=highest,
    )
    unknown = sorted(set(manifest.schema) - known_schema(manifest.schema))
    if unknown:
        raise BackupTooNew(version=version, ours=ours, what=unknown[0])
    return manifest


def known_schema(schema: tuple[str, ...]) -> set[str]:
    """The migrations that this version has for the apps named here, told by their files alone."""
    labels = {name.partition(".")[0] for name in schema}
    return {f"{label}.{name}" for label in labels for name in _migrations(label)}


def _migrations(label: str) -> list[str]:
    package = _OTHERS.get(label, f"yimen.data.{label}")
    try:
        spec = find_spec(f"{package}.migrations")
    except (ModuleNotFoundError, ValueError):
        return []
    return [] if spec is None else [each.name for each in iter_modules(spec.submodule_search_locations)]
