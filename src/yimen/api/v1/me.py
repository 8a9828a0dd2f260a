"""Who the token is: the first call of every program."""

from ninja import Router, Schema
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.callers import CallRequest, Post

router = Router(tags=["me"])


class Me(Schema):
    """The post in which the token acts."""

    role: str = Field(description="岗位的身份，如 CLERK 窗口人员")
    role_label: str
    name: str
    organ_name: str
    scope_code: str = Field(description="管的区划，12 位代码：看得到这个地方和它下面的办件")
    county_code: str
    sample: bool = Field(description="是不是演示的样例")


@router.get(
    "",
    auth=Post("people.read_self"),
    response=answers({200: Me}),
    operation_id="read_me",
    summary="这个密钥是谁",
)
def read_me(request: CallRequest) -> Me:
    """这个密钥的岗位：身份、单位、管到哪里。"""
    actor = request.auth
    return Me(
        role=actor.party.value,
        role_label=actor.role_label,
        name=actor.name,
        organ_name=actor.organ_name,
        scope_code=actor.scope_code,
        county_code=actor.county_code,
        sample=actor.sample,
    )
