"""Delivers a decision in one of six ways, and leaves the record of it."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time

from yimen.data.cases.models import Case, CasePaper
from yimen.data.documents.models import Paper
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import BEIJING, beijing_date
from yimen.rules.case_forms import DELIVERY_WAY_LABELS, DeliveryWay, choose
from yimen.rules.cases import Act
from yimen.rules.deliveries import Delivery, DeliveryForm, check_delivery
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.paper_orders import order_delivery_record
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_DECISIONS = (
    PaperKind.GRANT.value,
    PaperKind.REFUSAL.value,
    PaperKind.CONFIRMATION.value,
    PaperKind.NON_CONFIRMATION.value,
    PaperKind.RESULT.value,
    PaperKind.ANSWER.value,
)
_NOON = time(12, 0)
_DETAILS = frozenset(each.name for each in fields(DeliveryForm)) - {"way", "delivered_on"}


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
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    way: str,
    delivered_on: date | None = None,
    details: Mapping[str, str] | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """GRANTED, REFUSED or CONCLUDED → DELIVERED; leaves the 送达回证, then the job that closes the case.

    A resident delivers to themselves by DOWNLOAD; a clerk records the other ways. `details` are
    the fields of `rules.deliveries.DeliveryForm` that the way asks for, `delivered_on` the day on
    the return slip or of the announcement (today unless told). Refuses another way, a decision
    whose file is not made yet (there is nothing to hand over), and what the way must show and
    does not. Only permits have a last day for it (行政许可法 44); a late delivery is recorded all the same.
    """
    told = {name: text for name, text in (details or {}).items() if name in _DETAILS}

    def core(case: Case) -> Done:
        chosen = DeliveryWay(choose(way, DeliveryWay, field="way", what=N_("送达方式")))
        if (chosen is DeliveryWay.DOWNLOAD) is not (actor.party is Party.RESIDENT):
            raise WrongWay(field="way", way=DELIVERY_WAY_LABELS[chosen], role=actor.role_label)
        papers = _decisions(case)
        if not any(paper.file_id for paper in papers):
            raise PaperNotReady
        found = check_delivery(
            DeliveryForm(way=chosen, delivered_on=delivered_on, **told),
            applicant=case.applicant_name,
            deliverer=actor.name,
            center=center_of(case).name,
            decided_on=beijing_date(case.decided_at or now),
            today=beijing_date(now),
            sensitive=case.sensitive,
        )
        return _keep(case, actor, now, found, papers)

    return act_on_case(
        act=Act.DELIVER,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "way": way,
            "delivered_on": delivered_on.isoformat() if delivered_on else None,
            "details": {**told},
        },
        core=core,
    )


def _decisions(case: Case) -> list[Paper]:
    rows = CasePaper.objects.filter(county_code=case.county_code, case=case, paper__kind__in=_DECISIONS)
    return [row.paper for row in rows.select_related("paper").order_by("paper__issued_at", "id")]


def _keep(case: Case, actor: Actor, now: datetime, found: Delivery, papers: list[Paper]) -> Done:
    at = now if found.on == beijing_date(now) else datetime.combine(found.on, _NOON, tzinfo=BEIJING)
    case.delivered_at = at
    case.delivery_way = found.way.value
    label = DELIVERY_WAY_LABELS[found.way]
    facts: dict[str, JSON] = {"delivery_way": found.way.value, "delivered_on": found.on.isoformat()}
    return Done(
        changed=("delivered_at", "delivery_way"),
        opinion="，".join(each for each in (label, found.note) if each),
        facts=facts,
        personal={"receiver": found.receiver, "place": found.place, "note": found.note},
        # The job that closes the case follows when the record is typeset: an act has one job.
        paper=order_delivery_record(
            case,
            actor,
            at,
            delivered=papers,
            way=label,
            place=found.place,
            receiver=found.receiver,
            relation=found.relation,
            deliverers=found.deliverers,
            note=found.note,
            follow_up=("close_case", {"case_id": str(case.pk), "county_code": case.county_code}),
        ),
    )
