"""The lines of a list as people look for them: by what they mean, under topics of life, or by department."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.gateways.pinyin import pinyin
from yimen.rules.errors import N_
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.topics import topic_labels, topic_of
from yimen.usecases.catalog.zones import ZoneLine

NO_DEPARTMENT = N_("主管部门未公布")
# So few lines are seen at a glance: nothing is folded away.
FEW_LINES = 12
_MOST_FOUND = 1000


class Grouping(StrEnum):
    """How the lines of a list stand together."""

    TOPIC = "TOPIC"
    DEPARTMENT = "DEPARTMENT"
    NONE = "NONE"

    @property
    def label(self) -> str:
        """The word on the page."""
        return {"TOPIC": N_("按主题"), "DEPARTMENT": N_("按部门"), "NONE": N_("一张表")}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineGroup:
    """Lines that stand together; an empty label is the whole list in one."""

    label: str
    lines: tuple[ZoneLine, ...]


def find_lines(lines: Sequence[ZoneLine], query: str, *, county_code: str) -> tuple[ZoneLine, ...]:
    """The lines that a query means, best first: as the portal finds them, then those that hold its words.

    A list may name what is offered no more, so its own words count, too. One statement; an empty query
    finds every line.
    """
    words = query.strip().casefold()
    if not words:
        return tuple(lines)
    meant = [hit.code for hit in search_items(query, _MOST_FOUND, county_code=county_code) if hit.sure]
    places = {code: at for at, code in enumerate(meant)}
    found = [each for each in lines if each.line.item_code in places or words in _said(each)]
    return tuple(sorted(found, key=lambda each: (places.get(each.line.item_code, len(meant)), each.number)))


def _said(each: ZoneLine) -> str:
    line = each.line
    return f"{line.name}\n{line.short_name}\n{line.item_code}\n{line.department}".casefold()


def group_lines(lines: Sequence[ZoneLine], by: Grouping) -> tuple[LineGroup, ...]:
    """The same lines in groups, none of them empty; few lines stay together.

    Topics stand in their own order, departments by their sound, an unknown department last.
    """
    if by is Grouping.NONE or len(lines) <= FEW_LINES:
        return (LineGroup(label="", lines=tuple(lines)),) if lines else ()
    if by is Grouping.TOPIC:
        found = {key: [each for each in lines if _topic(each) == key] for key in topic_labels()}
        return tuple(
            LineGroup(label=label, lines=tuple(found[key]))
            for key, label in topic_labels().items()
            if found[key]
        )
    departments: dict[str, list[ZoneLine]] = {}
    for each in lines:
        departments.setdefault(each.line.department, []).append(each)
    ordered = sorted(departments.items(), key=lambda pair: (not pair[0], pinyin(pair[0]), pair[0]))
    return tuple(LineGroup(label=name or NO_DEPARTMENT, lines=tuple(held)) for name, held in ordered)


def _topic(each: ZoneLine) -> str:
    return topic_of(name=each.line.name, department=each.line.department)
