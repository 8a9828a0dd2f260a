"""A list of people for one item, as a village brings it once a year: read by lines, each with its fault."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.case_forms import check_applicant
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.items import Family

MOST_ROWS = 200
_PARTS = re.compile(r"[\t,;|，；、\s]+")
_NUMBER = re.compile(r"[0-9]{14,17}[0-9Xx]?")
_PHONE = re.compile(r"1[0-9]{10}")
# What is done at once, and what another system decides; everything else is looked at one by one.
LIST_FAMILIES = frozenset({Family.INSTANT, Family.FORWARDED})


class ListEmpty(RuleViolation):
    """A list without a single line of a person."""

    code = "cases.list_empty"
    template = N_("名单里没有读到人。每行一个：姓名、身份证号、手机，用空格、逗号隔开，或从表格里复制过来。")


class ListTooLong(RuleViolation):
    """More people than one list may have."""

    code = "cases.list_too_long"
    template = N_("名单有 {count} 行，一次最多 {most} 行，请分几次收。")


class NotByList(RuleViolation):
    """An item whose cases are looked at one by one."""

    code = "cases.not_by_list"
    template = N_("“{item}”要一件一件核，不能按名单收。当场办结和转部门办理的事项才可以。")


class NobodyTicked(RuleViolation):
    """No line of the list that is sound was chosen."""

    code = "cases.nobody_ticked"
    template = N_("名单里没有选中可以收的人。请至少选一行没有问题的。")
    refusal = Refusal.INVALID


class MaterialsNotSeen(RuleViolation):
    """Nobody said that everybody's papers were looked at."""

    code = "cases.materials_not_seen"
    template = N_("请在“名单上每个人的材料都核过”前面打勾，再收件。")


class TwiceInList(RuleViolation):
    """The same number stands in the list twice."""

    code = "cases.twice_in_list"
    template = N_("和第 {line} 行是同一个人，只收一次。")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListRow:
    """One person of a list, by the number of their line; sound or not."""

    line: int
    name: str
    id_no: str
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadRow:
    """A line as it was read, mended, and what is wrong with it."""

    row: ListRow
    fault: RuleViolation | None


def read_list(text: str, *, today: dt.date) -> tuple[ReadRow, ...]:
    """The people of a pasted or uploaded list, in its order, each with the first thing that is wrong.

    A line has name, number of the card and telephone in any order and may lack the telephone; signs
    between them are white space, commas, semicolons or tabs. Lines without any digit are heads and
    remarks. Refuses a list without anybody and one of more than 200 people.
    """
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if re.search(r"\d", line)]
    if not lines:
        raise ListEmpty(field="text")
    if len(lines) > MOST_ROWS:
        raise ListTooLong(field="text", count=len(lines), most=MOST_ROWS)
    found: list[ReadRow] = []
    first: dict[str, int] = {}
    for at, line in lines:
        read = check_row(_split(at, line), today=today)
        if read.fault is None and read.row.id_no in first:
            read = ReadRow(row=read.row, fault=TwiceInList(line=first[read.row.id_no]))
        first.setdefault(read.row.id_no, at)
        found.append(read)
    return tuple(found)


def check_row(row: ListRow, *, today: dt.date) -> ReadRow:
    """The row mended, with what is wrong about the person, if anything is."""
    told = {"name": row.name, "id_no": row.id_no, "phone": row.phone}
    try:
        person = check_applicant(told, today=today)
    except RuleViolation as fault:
        return ReadRow(row=row, fault=fault)
    mended = ListRow(line=row.line, name=person.name, id_no=person.id_no, phone=person.phone)
    return ReadRow(row=mended, fault=None)


def _split(line: int, text: str) -> ListRow:
    """The parts of a line told apart by their shape: a serial number in front is none of the three."""
    parts: Sequence[str] = [part for part in _PARTS.split(text.strip()) if part]
    numbers = [part for part in parts if _NUMBER.fullmatch(part) and not _PHONE.fullmatch(part)]
    phones = [part for part in parts if part not in numbers and re.fullmatch(r"[0-9+()\-]{7,}", part)]
    names = [part for part in parts if not re.search(r"\d", part)]
    return ListRow(
        line=line,
        name=names[0] if names else "",
        id_no=numbers[0] if numbers else "",
        phone=phones[0] if phones else "",
    )
