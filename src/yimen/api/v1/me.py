"""Who the token is: the first call of every program."""

from ninja import Router, Schema

from yimen.api.shared.callers import CallRequest, Post

router = Router(tags=["me"])


class Me(Schema):
    """The post in which the token acts."""

    role: str
    role_label: str
    name: str
    organ_name: str
    scope_code: str
    county_code: str
    sample: bool


@router.get("", response=Me, auth=Post("people.read_self"), operation_id="read_me", summary="这个密钥是谁")
def read_me(request: CallRequest) -> Me:
    """The role, the organ and the region whose subtree the token reaches."""
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
