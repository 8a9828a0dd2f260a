"""Every act on drafts and cases, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Call, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.world import (
    APPROVER,
    CLERK,
    ITEM_CODE,
    MATERIALS,
    RESIDENT,
    REVIEWER,
    SECOND_APPROVER,
    VILLAGE,
)
from yimen.data.cases.models import Case, CasePaper, CaseStep, Draft, DraftFile
from yimen.rules.access import Actor


def _steps(act: str) -> int:
    return CaseStep.objects.filter(act=act).count()


def _papers(*kinds: str) -> int:
    return CasePaper.objects.filter(paper__kind__in=kinds).count()


def _now(actor: Actor, **more: Any) -> Call:
    return {"actor": actor, "now": LATER, **more}


def _save_draft(_: Any) -> Twice:
    fields = {**journey.ANSWERS, **journey.BRING_SECOND}
    return both(**_now(RESIDENT, item_code=ITEM_CODE, fields=fields, village_code=VILLAGE))


def _attach_file(_: Any) -> Twice:
    upload = {"name": "采伐申请.png", "content": journey.PNG, "true_size": len(journey.PNG)}
    draft_id = journey.draft(with_file=False)
    return both(**_now(RESIDENT, draft_id=draft_id, material_id=MATERIALS[0], **upload))


def _remove_file(_: Any) -> Twice:
    draft_id = journey.draft()
    return both(**_now(RESIDENT, draft_id=draft_id, file_id=DraftFile.objects.get(draft=draft_id).file_id))


def _submit(_: Any) -> Twice:
    return both(**_now(RESIDENT, draft_id=journey.draft(), declared=True))


def _receive(_: Any) -> Twice:
    return both(**_now(CLERK, case_id=journey.submitted().case_id, identity_check="IN_PERSON"))


def _accept(_: Any) -> Twice:
    return both(**_now(CLERK, case_id=journey.received(), verdicts=journey.VERDICTS))


def _review(_: Any) -> Twice:
    case_id = journey.accepted()
    points = journey.points_of(case_id)
    said = {"opinion": "现场核实,林权清楚。", "passed_points": points, "advice": "GRANT"}
    return both(**_now(REVIEWER, case_id=case_id, **said))


def _send_back(_: Any) -> Twice:
    told = {"case_id": journey.reviewed(), "reason": "请补充现场照片的说明。"}
    return _now(APPROVER, **told), _now(SECOND_APPROVER, **told)


def _grant(_: Any) -> Twice:
    told = {"case_id": journey.reviewed(), "opinion": "同意。"}
    return _now(APPROVER, **told), _now(SECOND_APPROVER, **told)


def _refuse(_: Any) -> Twice:
    case_id = journey.reviewed(advice="REFUSE")
    told = {"case_id": case_id, "facts": "地块在生态保护红线内。", "reasons": "不符合采伐条件。"}
    return _now(APPROVER, **told), _now(SECOND_APPROVER, **told)


def _deliver(_: Any) -> Twice:
    case_id = journey.granted()
    return _now(RESIDENT, case_id=case_id, way="DOWNLOAD"), _now(CLERK, case_id=case_id, way="COUNTER")


def _close(_: Any) -> Twice:
    case_id = journey.delivered()
    return both(**_now(SYSTEM, case_id=case_id, county_code=CLERK.county_code))


def _reveal(_: Any) -> Twice:
    told = {"case_id": journey.received(), "field": "PHONE", "reason": "电话核实材料"}
    return both(**_now(CLERK, **told))


SCENARIOS = {
    # saved again by nature, at each step of the form: one draft, and each saving is journaled
    "cases.save_draft": Scenario(prepare=_save_draft, only_one=Draft.objects.count, winners=2, entries=2),
    # the same page photographed twice is two files of one material
    "cases.attach_file": Scenario(
        prepare=_attach_file,
        only_one=DraftFile.objects.values("material").distinct().count,
        winners=2,
        entries=2,
    ),
    "cases.remove_file": Scenario(prepare=_remove_file, only_one=lambda: 1 + DraftFile.objects.count()),
    "cases.submit": Scenario(prepare=_submit, only_one=Case.objects.count),
    "cases.receive": Scenario(prepare=_receive, only_one=lambda: _papers("RECEIPT")),
    "cases.accept": Scenario(prepare=_accept, only_one=lambda: _papers("ACCEPTANCE")),
    "cases.review": Scenario(prepare=_review, only_one=lambda: _steps("REVIEW")),
    "cases.send_back": Scenario(prepare=_send_back, only_one=lambda: _steps("SEND_BACK")),
    "cases.grant": Scenario(prepare=_grant, only_one=lambda: _papers("GRANT", "REFUSAL")),
    "cases.refuse": Scenario(prepare=_refuse, only_one=lambda: _papers("GRANT", "REFUSAL")),
    "cases.deliver": Scenario(prepare=_deliver, only_one=lambda: _steps("DELIVER")),
    # a job that comes again finds the case closed and changes nothing
    "cases.close": Scenario(prepare=_close, only_one=lambda: _steps("CLOSE"), winners=2),
    # each look at a personal value is journaled by itself
    "cases.reveal": Scenario(prepare=_reveal, only_one=Case.objects.count, winners=2, entries=2),
}
