"""Takes a pre-filing in at the counter: identity checked, receipt given."""

from datetime import datetime

from django.db.models import Prefetch

from yimen.data.cases.models import Case, CaseFile, CaseMaterial
from yimen.rules.access import Actor
from yimen.rules.case_forms import IdentityCheck, check_copy, choose
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.rules.errors import N_
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.disclosing import begin_answering
from yimen.usecases.cases.messages import tell_received
from yimen.usecases.cases.papers import order_receipt
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.receive")
def receive(
    *, actor: Actor, now: datetime, case_id: CaseKey, identity_check: str, request_key: str | None = None
) -> CaseDone:
    """SUBMITTED → RECEIVED with the way in which the identity was checked; leaves the receipt.

    The time of receipt stays the time of submission (domain.md §3.2): receiving late does not buy
    the center time. An information request goes on to REVIEWING: its day of receipt is the one on which
    both sides confirm, so the time to answer begins here (政府信息公开条例 31). Refuses a missing way, as a
    phone code is no identity (design §6), and a picture of the card where no rule lets it do.
    """

    def core(case: Case) -> Done:
        way = choose(identity_check, IdentityCheck, field="identity_check", what=N_("怎样核对的身份"))
        check_copy(IdentityCheck(way), Family(case.family))
        case.identity_check = way
        columns, writes = begin_answering(case, now)
        rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
        files = CaseFile.objects.filter(county_code=case.county_code)
        materials = list(rows.prefetch_related(Prefetch("files", files)).order_by("order"))
        return Done(
            changed=("identity_check", *columns),
            facts={"identity_check": way},
            paper=order_receipt(case, actor, materials),
            messages=(tell_received(case, center_of(case).name),),
            writes=writes,
        )

    return act_on_case(
        act=Act.RECEIVE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"identity_check": identity_check},
        core=core,
    )
