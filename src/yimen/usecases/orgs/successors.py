"""Which region came after which, when a code was changed: 撤乡设镇 gives a township a new code."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from yimen.rules.orgs import parent_of

# The last word of a place's name, which a new code changes; PostgreSQL reads the same pattern.
ENDING = "(?:民族乡|街道|镇|乡|村|社区)$"


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionName:
    """What the comparison needs of a region."""

    short_name: str
    level: str


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
    return re.sub(ENDING, "", name) or name
