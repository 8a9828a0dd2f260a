"""Handing work out, notes and kept wordings, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Call, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.world import CENTER_HEAD, COUNTY, REVIEWER, SECOND_CLERK, SECOND_REVIEWER
from yimen.data.cases.models import Case, CaseNote, OpinionTemplate
from yimen.rules.access import Actor
from yimen.usecases.cases import actions


def _now(actor: Actor, **more: Any) -> Call:
    return {"actor": actor, "now": LATER, **more}


def _with(actor: Actor) -> int:
    return Case.objects.filter(assignee_id=actor.post_id).count()


def _assign(_: Any) -> Twice:
    case_id = journey.submitted().case_id
    return both(**_now(CENTER_HEAD, case_ids=[case_id], post_id=SECOND_CLERK.post_id))


def _assigned_to_reviewer() -> None:
    case_id = journey.accepted()
    actions.assign(actor=CENTER_HEAD, now=LATER, case_ids=[case_id], post_id=REVIEWER.post_id)


def _unassign(_: Any) -> Twice:
    _assigned_to_reviewer()
    case_id = Case.objects.get(county_code=COUNTY).pk
    return both(**_now(REVIEWER, case_id=case_id, reason="下午开会，来不及。"))


def _hand_over(_: Any) -> Twice:
    _assigned_to_reviewer()
    posts = {"from_post_id": REVIEWER.post_id, "to_post_id": SECOND_REVIEWER.post_id}
    return both(**_now(CENTER_HEAD, reason="出差三天", **posts))


def _add_note(_: Any) -> Twice:
    return both(**_now(REVIEWER, case_id=journey.accepted(), text="电话约了周三现场看。"))


def _save_template(_: Any) -> Twice:
    return both(**_now(REVIEWER, act="REVIEW", text="情况属实，符合条件。"))


def _drop_template(_: Any) -> Twice:
    kept = actions.save_opinion_template(actor=REVIEWER, now=LATER, act="REVIEW", text="情况属实。")
    return both(**_now(REVIEWER, template_id=kept))


SCENARIOS = {
    "cases.assign": Scenario(prepare=_assign, only_one=lambda: _with(SECOND_CLERK)),
    "cases.unassign": Scenario(prepare=_unassign, only_one=Case.objects.filter(assignee=None).count),
    "cases.hand_over": Scenario(prepare=_hand_over, only_one=lambda: _with(SECOND_REVIEWER)),
    # the same words twice from two pages are two notes of one case
    "cases.add_note": Scenario(
        prepare=_add_note,
        only_one=CaseNote.objects.values("case").distinct().count,
        winners=2,
        entries=2,
    ),
    # what is kept already is kept: the second changes nothing
    "cases.save_opinion_template": Scenario(
        prepare=_save_template, only_one=OpinionTemplate.objects.count, winners=2
    ),
    "cases.drop_opinion_template": Scenario(
        prepare=_drop_template, only_one=lambda: 1 + OpinionTemplate.objects.count()
    ),
}
