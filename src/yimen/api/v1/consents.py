"""`POST /consents`: asks somebody by a link whether a village proxy may file for a neighbor."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.keys import RequestKey
from yimen.api.shared.types import Body, Code, Line
from yimen.usecases.cases.actions import ask_consent

router = Router(tags=["cases"])


class ConsentQuestion(Body):
    """For whom, for what, and whose telephone is asked."""

    item_code: Code
    name: Line = Field(description="申请人姓名")
    id_no: Line = Field(description="申请人身份证号")
    giver_phone: Line = Field(description="谁同意，链接就发到谁的手机")


class ConsentAskedFor(Schema):
    """The question that is out."""

    consent_id: UUID = Field(description="对方同意后，收件时写在 consent.consent_id")


@router.post(
    "",
    auth=Post("cases.ask_consent"),
    response=answers({201: ConsentAskedFor}, 404, 409, 413, 422),
    operation_id="ask_consent",
    summary="请本人或家人用链接同意代办",
)
def ask(request: CallRequest, payload: ConsentQuestion, key: RequestKey = None) -> Status[dict[str, Any]]:
    """链接七天内回答一次。对方同意后，用 `POST /cases` 的 `FILE_FOR_NEIGHBOR` 提交，`way` 写 `LINK`。"""
    done = ask_consent(
        actor=request.auth,
        now=request.now,
        item_code=payload.item_code,
        told={"name": payload.name, "id_no": payload.id_no},
        giver_phone=payload.giver_phone,
        request_key=key,
    )
    return Status(201, {"consent_id": done.consent_id})
