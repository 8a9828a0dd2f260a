"""Finds people who had a case in the village, so that nobody types a known neighbor again."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line, mask_id_no, mask_name, mask_phone
from yimen.usecases.cases.neighbors import village_people
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_MOST = 10


class WordsTooShort(RuleViolation):
    """One sign of a name would list half the village."""

    code = "cases.words_too_short"
    template = N_("请输入完整的姓名(至少两个字)、身份证号或手机号。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbor:
    """A person of the village, masked; `id` is the case in which they told who they are."""

    id: UUID
    name: str
    id_no: str
    phone: str


@action("cases.find_neighbor")
def find_neighbor(
    *, actor: Actor, now: datetime, words: str, request_key: str | None = None
) -> tuple[Neighbor, ...]:
    """At most ten people of the village by whole name, identity number or mobile, masked; journalled.

    Neither their cases nor their items are told: a sensitive one would show (design §5). Refuses
    less than two signs. The journal keeps who looked and a digest of the words.
    """
    require(actor, "cases.find_neighbor")
    asked = clean_line(words, field="q", max_length=30).replace(" ", "").upper()
    if len(asked) < 2:
        raise WordsTooShort(field="q")

    def core() -> Outcome:
        found = _find(actor, asked)
        record = Record(
            county_code=actor.county_code,
            subject_type="village",
            subject_id=fixed_id(f"village:{actor.scope_code}"),
            act="cases.find_neighbor",
            facts={"village_code": actor.scope_code, "found": len(found)},
            personal={"words": asked},
        )
        return Outcome(answer={"found": " ".join(str(each.pk) for each in found)}, record=record)

    answer = perform(
        action="cases.find_neighbor",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"words": asked},
        core=core,
    )
    ids = [UUID(each) for each in str(answer["found"]).split()]
    rows = village_people(actor).filter(pk__in=ids)
    return tuple(_neighbor(row) for row in rows.order_by("applicant_name", "id"))


def _find(actor: Actor, asked: str) -> list[Case]:
    """The newest case of each person that the words mean."""
    rows: QuerySet[Case] = village_people(actor)
    if re.fullmatch(r"[0-9]{17}[0-9X]", asked):
        rows = rows.filter(applicant_id_no=asked)
    elif re.fullmatch(r"1[0-9]{10}", asked):
        rows = rows.filter(applicant_phone=asked)
    else:
        rows = rows.filter(applicant_name=asked)
    return list(rows.order_by("applicant_id_no", "-received_at", "-id").distinct("applicant_id_no")[:_MOST])


def _neighbor(row: Case) -> Neighbor:
    return Neighbor(
        id=row.pk,
        name=mask_name(row.applicant_name),
        id_no=mask_id_no(row.applicant_id_no),
        phone=mask_phone(row.applicant_phone),
    )
