"""What is done beside the tables: handing out, giving back, notes, revealing, taking a consent back."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from yimen.api.shared.types import Body, Line, Words
from yimen.api.v1.acts.act import CaseAct, Reason
from yimen.rules.access import Party
from yimen.rules.case_forms import PersonalField
from yimen.usecases.cases.actions import add_note, assign, reveal, revoke_consent, unassign
from yimen.usecases.cases.actions.assign import Assigned
from yimen.usecases.cases.actions.reveal import Revealed
from yimen.usecases.people.at_work import PostName


class Assign(Body):
    """To whom, and why."""

    login_name: Line = Field(description="承办人的登录名")
    role: Party | None = Field(None, description="这个人在本中心有几个岗位时，写明哪一个")
    reason: Words = ""


class Note(Body):
    """A text among colleagues."""

    text: Words


class Reveal(Body):
    """Which value, and why it is needed."""

    field: PersonalField
    reason: Words


class DoneSo(Schema):
    """That it is done; the state of the case is as it was."""

    done: bool


class AssignedTo(Schema):
    """Who has the case now."""

    name: str


class RevealedValue(Schema):
    """One personal value in the clear; it is kept nowhere in this answer's log."""

    field: PersonalField
    label: str
    value: str


def _tell_done(_: object, __: HttpResponse) -> dict[str, Any]:
    return {"done": True}


def _tell_assigned(done: Assigned, _: HttpResponse) -> dict[str, Any]:
    return {"name": done.name}


def _tell_value(done: Revealed, response: HttpResponse) -> dict[str, Any]:
    response.headers["Cache-Control"] = "no-store"
    return {"field": done.field, "label": done.label, "value": done.value}


def _assign(*, case_id: str, login_name: str, role: Party | None, **more: Any) -> Assigned:
    name = PostName(login_name=login_name, role=role.value if role else "")
    return assign(case_ids=[case_id], post_id=name, **more)


def _reveal(body: Reveal) -> Mapping[str, Any]:
    return {"field": body.field.value, "reason": body.reason}


CASE_ACTS = (
    CaseAct(
        action="cases.assign",
        function=_assign,
        words="指派承办人，也能从别人手里转过来。由中心主任办，会记录。",
        body=Assign,
        example={"login_name": "reviewer.jiuzhou", "reason": "他熟悉这一片。"},
        answer=AssignedTo,
        tell=_tell_assigned,
    ),
    CaseAct(
        action="cases.unassign",
        function=unassign,
        words="把自己手里的件退回，写明原因，同岗位的人都能接着办。",
        body=Reason,
        example={"reason": "下午开会，来不及。"},
        answer=DoneSo,
        tell=_tell_done,
    ),
    CaseAct(
        action="cases.add_note",
        function=add_note,
        words="写内部备注，同事看得到，申请人看不到，不是案卷的一部分。",
        body=Note,
        example={"text": "电话约了周三现场看。"},
        answer=DoneSo,
        tell=_tell_done,
    ),
    CaseAct(
        action="cases.reveal",
        function=reveal,
        words="看一项完整的个人信息，要写明理由，会记录谁在什么时候为什么看的。",
        body=Reveal,
        arguments=_reveal,
        example={"field": "PHONE", "reason": "电话核实"},
        answer=RevealedValue,
        tell=_tell_value,
    ),
    CaseAct(
        action="cases.revoke_consent",
        function=revoke_consent,
        words="申请人到窗口或打电话撤回代办委托。代办员从此看不到这件，办理照常进行。",
        body=Reason,
        example={"reason": "本人来电撤回"},
        answer=DoneSo,
        tell=_tell_done,
    ),
)
