"""Which region came after which, when a code was changed: 撤乡设镇 gives a township a new code."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yimen.rules.orgs import parent_of

_ENDING = re.compile("(?:民族乡|街道|镇|乡|村|社区)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionName:
    """What the comparison needs of a region."""

    short_name: str
    level: str


def find_missing(stored: Mapping[str, RegionName], listed: Collection[str]) -> tuple[str, ...]:
    """The stored codes that the file leaves out although it lists others under the same parent.

    What lies under a missing region is missing too; a file of one county says nothing about others.
    """
    covered = {parent_of(code) for code in listed}
    missing: set[str] = set()
    for code in sorted(stored):
        parent = parent_of(code)
        if code not in listed and (parent in covered or parent in missing):
            missing.add(code)
    return tuple(sorted(missing))


def find_successors(missing: Mapping[str, RegionName], fresh: Mapping[str, RegionName]) -> dict[str, str]:
    """Old code → new code, for each missing region that one new region plainly continues.

    Plainly: the same level, the same name but for its last word (常郭乡, 常郭镇), under the same
    parent or under the parent's own successor, and only one such. All else is left to a person.
    """
    found: dict[str, str] = {}
    by_stem: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for code, name in fresh.items():
        by_stem[name.level, parent_of(code), _stem(name.short_name)].append(code)
    for code in sorted(missing):
        name = missing[code]
        parent = found.get(parent_of(code), parent_of(code))
        heirs = by_stem.get((name.level, parent, _stem(name.short_name)), [])
        if len(heirs) == 1 and heirs[0] not in found.values():
            found[code] = heirs[0]
    return found


def _stem(name: str) -> str:
    return _ENDING.sub("", name) or name
