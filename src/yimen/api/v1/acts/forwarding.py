"""What a department's own system handles: passed on, its progress and result, and the sheet to copy from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from yimen.api.shared.types import Body, Line, Words
from yimen.api.v1.acts.act import CaseAct, Reason
from yimen.api.v1.acts.materials import Verdicts, verdicts_of
from yimen.rules.forwarding import ExternalResult
from yimen.usecases.cases.actions import open_copy_sheet, pass_on, record_progress, record_result
from yimen.usecases.cases.sheets import CopySheet


class PassOn(Body):
    """Verdicts, the department's system, its number, and when to ask."""

    materials: Verdicts
    external_system: Line = Field("", description="部门的系统，不写用事项里登记的")
    external_no: Line = Field("", description="部门系统里的编号，还不知道可以不写")
    ask_on: date | None = Field(None, description="哪天去问，不写按事项公布的时限")


class DepartmentProgress(Body):
    """What the department's system shows."""

    external_state: Line
    external_no: Line = ""
    ask_on: date | None = None


class DepartmentResult(Body):
    """How the department ended it, and what the applicant is to know and do."""

    result: ExternalResult
    text: Words
    external_no: Line = ""


class SheetLine(Schema):
    """One field to copy."""

    label: str
    value: str


class SheetMaterial(Schema):
    """One material to copy."""

    name: str
    verdict_label: str
    files: int


class OpenedCopySheet(Schema):
    """Everything that the department's system asks for, in the clear."""

    case_no: str
    item_name: str
    system: str
    number: str
    lines: list[SheetLine]
    materials: list[SheetMaterial]


def _pass_on(body: PassOn) -> Mapping[str, Any]:
    return {
        "verdicts": verdicts_of(body.materials),
        "external_system": body.external_system,
        "external_no": body.external_no,
        "ask_on": body.ask_on.isoformat() if body.ask_on else "",
    }


def _progress(body: DepartmentProgress) -> Mapping[str, Any]:
    return {**dict(body), "ask_on": body.ask_on.isoformat() if body.ask_on else ""}


def _tell_sheet(sheet: CopySheet, response: HttpResponse) -> dict[str, Any]:
    response.headers["Cache-Control"] = "no-store"
    return {
        "case_no": sheet.case_no,
        "item_name": sheet.item_name,
        "system": sheet.system,
        "number": sheet.number,
        "lines": [{"label": each.label, "value": each.value} for each in sheet.lines],
        "materials": [
            {"name": each.name, "verdict_label": each.verdict_label, "files": each.files}
            for each in sheet.materials
        ],
    }


CASE_ACTS = (
    CaseAct(
        action="cases.pass_on",
        function=pass_on,
        words="待转办 → 部门办理中。登记部门的系统和编号；不开自己的计时，不出决定。",
        body=PassOn,
        arguments=_pass_on,
        example={"materials": [{"key": 1, "verdict": "PASS"}], "external_no": "HB2026-1001"},
    ),
    CaseAct(
        action="cases.record_progress",
        function=record_progress,
        words="登记部门系统里的进度，查进度的人看得到。",
        body=DepartmentProgress,
        arguments=_progress,
        example={"external_state": "已受理", "ask_on": "2026-12-10"},
    ),
    CaseAct(
        action="cases.record_result",
        function=record_result,
        words="部门办理中 → 部门已办结。登记部门的结果，告诉申请人有结果了。",
        body=DepartmentResult,
        example={"result": "ISSUED", "text": "参保登记已办好，请带身份证到社保所领卡。"},
    ),
    CaseAct(
        action="cases.open_copy_sheet",
        function=open_copy_sheet,
        words="打开转办抄录单，个人信息是完整的，所以要写明理由，会记录。",
        body=Reason,
        example={"reason": "抄录到社保系统"},
        answer=OpenedCopySheet,
        tell=_tell_sheet,
    ),
)
