"""`GET /cases`: the cases of a post, as worklists and as searches, page by page."""

from datetime import date, datetime
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.cursors import cursor_of, key_of
from yimen.api.shared.types import Code, Line
from yimen.api.v1.acts.done import case_url
from yimen.api.v1.cases.routing import router
from yimen.rules.case_queues import Queue
from yimen.rules.cases import CaseState
from yimen.rules.deadlines import DueLight
from yimen.usecases.cases.queries import Whose, WorklistFilter, list_cases, search_cases
from yimen.usecases.cases.queries.worklist import WorklistRow


class CaseRow(Schema):
    """A case in a list: masked, a sensitive item under its neutral name."""

    case_no: str
    item_name: str
    applicant_name: str = Field(description="脱敏")
    village_name: str
    way_label: str = Field(description="怎样收到的")
    state: CaseState
    state_label: str
    light: DueLight = Field(description="RED 超期，AMBER 即将到期，GREEN 期限内，NONE 不计时")
    light_words: str
    due: date | None
    provisional: bool = Field(description="节假日安排还没公布，到期日可能变")
    received_at: datetime
    assignee_name: str
    url: str


class CaseRows(Schema):
    """One page of cases."""

    results: list[CaseRow]
    next: str | None = Field(description="下一页的 cursor；没有下一页是 null")


class CasesAsked(Schema):
    """What the list is narrowed to; nothing means all cases on their way."""

    q: Line = Field(
        "", description="查找：办件编号或末几位、姓名、手机号或后四位、完整身份证号；这时别的条件不算"
    )
    queue: Queue | None = Field(None, description="工作清单，如 TO_ACCEPT 待受理、OVERDUE 超期")
    state: CaseState | None = None
    item: Code = Field("", description="事项编码")
    place: Code = Field("", description="乡镇或村的 12 位区划代码")
    whose: Whose | None = Field(None, description="MINE 在我这里，NOBODY 还没有人接")
    light: DueLight | None = None
    limit: int = Field(30, ge=1, le=100, description="最多几条")
    cursor: Line = Field("", description="上一页的 next")


@router.get(
    "",
    auth=Post("cases.read"),
    response=answers({200: CaseRows}, 422),
    operation_id="list_cases",
    summary="列出办件",
)
def read_cases(request: CallRequest, asked: Query[CasesAsked]) -> dict[str, Any]:
    """辖区和职责范围内的办件，最急的在前；已经结束的，最近结束的在前。带 `q` 是查找，最近收到的在前。

    个人信息是脱敏的；敏感事项只有自己有职责的才列出来，用中性名称。
    """
    after = key_of(asked.cursor)
    today = request.now.date()
    if asked.q.strip():
        page = search_cases(actor=request.auth, today=today, words=asked.q, after=after, limit=asked.limit)
        found, rest = [each.row for each in page.rows], page.next_key
    else:
        listed = list_cases(
            actor=request.auth,
            today=today,
            queue=asked.queue,
            state=asked.state,
            chosen=WorklistFilter(item=asked.item, place=asked.place, whose=asked.whose, light=asked.light),
            after=after,
            limit=asked.limit,
        )
        found, rest = list(listed.rows), listed.next_key
    return {"results": [_tell(each) for each in found], "next": cursor_of(rest)}


def _tell(row: WorklistRow) -> dict[str, Any]:
    return {
        "case_no": row.number,
        "item_name": row.item_name,
        "applicant_name": row.applicant_name,
        "village_name": row.village_name,
        "way_label": row.way_label,
        "state": row.state,
        "state_label": row.state_label,
        "light": row.light,
        "light_words": row.light_words,
        "due": row.due,
        "provisional": row.provisional,
        "received_at": row.received_at,
        "assignee_name": row.assignee_name,
        "url": case_url(row.number),
    }
