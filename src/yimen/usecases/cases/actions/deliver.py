"""Delivers a decision: signed for and downloaded, fetched at the counter, or by mail."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CasePaper
from yimen.rules.access import Actor, Party
from yimen.rules.case_forms import DELIVERY_WAY_LABELS, DeliveryWay, choose
from yimen.rules.cases import Act
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.shared.registry import action

_DECISIONS = (
    PaperKind.GRANT.value,
    PaperKind.REFUSAL.value,
    PaperKind.CONFIRMATION.value,
    PaperKind.NON_CONFIRMATION.value,
    PaperKind.RESULT.value,
)


class PaperNotReady(RuleViolation):
    """The decision has its number but not yet its file."""

    code = "cases.paper_not_ready"
    template = N_("文书正在制作，一般不到一分钟。请稍后刷新再办。")
    refusal = Refusal.CONFLICT


class WrongWay(RuleViolation):
    """A resident can only sign online, a clerk only record what happened off line."""

    code = "cases.wrong_way"
    template = N_("“{way}”不能由{role}登记。")


@action("cases.deliver")
def deliver(
    *, actor: Actor, now: datetime, case_id: UUID, way: str, request_key: str | None = None
) -> CaseDone:
    """GRANTED or REFUSED → DELIVERED; asks for the job that closes the case.

    A resident delivers to themselves by DOWNLOAD, a clerk records COUNTER or MAIL. Refuses another
    way, and a decision whose file is not made yet: there is nothing to hand over.
    """

    def core(case: Case) -> Done:
        chosen = DeliveryWay(choose(way, DeliveryWay, field="way", what=N_("送达方式")))
        if (chosen is DeliveryWay.DOWNLOAD) is not (actor.party is Party.RESIDENT):
            raise WrongWay(field="way", way=DELIVERY_WAY_LABELS[chosen], role=actor.role_label)
        papers = CasePaper.objects.filter(county_code=case.county_code, case=case, paper__kind__in=_DECISIONS)
        if not papers.exclude(paper__file=None).exists():
            raise PaperNotReady
        case.delivered_at = now
        case.delivery_way = chosen.value
        return Done(
            changed=("delivered_at", "delivery_way"),
            opinion=DELIVERY_WAY_LABELS[chosen],
            facts={"delivery_way": chosen.value},
            job=("close_case", {"case_id": str(case.pk), "county_code": case.county_code}),
        )

    return act_on_case(
        act=Act.DELIVER,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"way": way},
        core=core,
    )
