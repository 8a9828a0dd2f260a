"""The visit to the home, the posting in the village, and the confirmation of a benefit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from yimen.api.shared.types import Body, Count, Line, Words
from yimen.api.v1.acts.act import CaseAct, kept
from yimen.api.v1.acts.materials import FileKey, FileKeys
from yimen.rules.case_reviews import HouseholdCheck
from yimen.usecases.cases.actions import (
    confirm,
    end_publicity,
    issue_publicity_sheet,
    not_confirm,
    record_objection,
    record_posting,
    record_removal,
    record_visit,
)


class Visit(Body):
    """The day, the two people, what the check gave and what was found."""

    visited_on: date
    first_visitor: Line
    second_visitor: Line
    household_check: HouseholdCheck
    found: Words
    photos: FileKeys


class PublicitySheet(Body):
    """What the sheet shows: householder, number of people and group, nothing else of the family."""

    members: Count = Field(description="家庭人口")
    group: Line = Field("", description="组，村名系统会写上")
    householder: Line = Field("", description="户主和申请人不是一个人才填")
    days: Count | None = Field(None, description="事项没有公布公示天数的才填")
    days_source: Words = Field("", description="天数的依据")


class Posting(Body):
    """When and where the sheet was hung up, with a photograph."""

    posted_on: date
    place: Line
    photo: FileKey


class Removal(Body):
    """When it was taken down, with a photograph."""

    removed_on: date
    photo: FileKey


class Objection(Body):
    """A new objection, or with its number what became of one."""

    text: Words = ""
    by: Line = Field("", description="谁提的，可以不留姓名")
    handling: Words = Field("", description="怎么处理的")
    number: Count | None = Field(None, description="第几条异议；不写是登记新的")


class EndPublicity(Body):
    """The removal, where the village has not recorded it."""

    removed_on: date | None = None
    photo: FileKey | None = None


class Confirm(Body):
    """The opinion, and what is confirmed."""

    opinion: Words
    content: Words = Field("", description="确认的内容，如几口人、每月多少、从哪月起；会印在文书上")


class NotConfirm(Body):
    """Facts, reasons and basis, as the paper states them."""

    facts: Words
    reasons: Words
    basis: Words = ""


def _visit(body: Visit) -> Mapping[str, Any]:
    return {**dict(body), "photos": [kept(each) for each in body.photos]}


def _with_photo(body: Posting | Removal | EndPublicity) -> Mapping[str, Any]:
    return {**dict(body), "photo": kept(body.photo)}


_PHOTO = "0193f0d2-7b60-7c50-8a44-3c9e5b1f2a10"

CASE_ACTS = (
    CaseAct(
        action="cases.record_visit",
        function=record_visit,
        words="待核对和入户调查 → 公示。入户要有两个人，照片先用 POST /files 上传。",
        body=Visit,
        arguments=_visit,
        example={
            "visited_on": "2026-11-20",
            "first_visitor": "钱审查",
            "second_visitor": "赵书记",
            "household_check": "AGREES",
            "found": "家中三口人，住房两间，与申报一致。",
            "photos": [_PHOTO],
        },
    ),
    CaseAct(
        action="cases.issue_publicity_sheet",
        function=issue_publicity_sheet,
        words="出具公示单。单上只有户主姓名、人口和村组，只贴纸，不上网。",
        body=PublicitySheet,
        example={"members": 3, "group": "3组"},
    ),
    CaseAct(
        action="cases.record_posting",
        function=record_posting,
        words="登记公示单张贴，要有照片。张贴当天不算，从次日起算公示天数。",
        body=Posting,
        arguments=_with_photo,
        example={"posted_on": "2026-11-23", "place": "村委会公示栏", "photo": _PHOTO},
    ),
    CaseAct(
        action="cases.record_removal",
        function=record_removal,
        words="登记公示单撤下，公示满了才能撤，要有照片。",
        body=Removal,
        arguments=_with_photo,
        example={"removed_on": "2026-12-01", "photo": _PHOTO},
    ),
    CaseAct(
        action="cases.record_objection",
        function=record_objection,
        words="登记公示异议，或者登记某一条异议怎么处理的。",
        body=Objection,
        example={"text": "他家有一辆面包车。"},
    ),
    CaseAct(
        action="cases.end_publicity",
        function=end_publicity,
        words="结束公示，报送确认。每条异议都要有处理结果；村里没登记撤下的，在这里一起登记。",
        body=EndPublicity,
        arguments=_with_photo,
        example={},
    ),
    CaseAct(
        action="cases.confirm",
        function=confirm,
        words="待确认 → 予以确认，出具告知书。",
        body=Confirm,
        example={"opinion": "符合条件，予以确认。", "content": "三口人，自2026年12月起。"},
    ),
    CaseAct(
        action="cases.not_confirm",
        function=not_confirm,
        words="待确认 → 不予确认。写明事实、理由、依据，文书上有救济途径。",
        body=NotConfirm,
        example={"facts": "家庭月人均收入超过标准。", "reasons": "不符合认定条件。"},
    ),
)
