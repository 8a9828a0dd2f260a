"""How a case begins: from a draft, at the counter, or with a village proxy, by one line of the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CaseMaterial
from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.orgs.models import Organ, Region
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_flows import waits_for
from yimen.rules.case_forms import Application, Channel
from yimen.rules.cases import ACT_LABELS, Act, CaseState, WrongParty, transition
from yimen.rules.catalog import Family
from yimen.rules.documents import format_case_no
from yimen.usecases.cases.acting import CaseDone, Done, leave_act, read_answer
from yimen.usecases.cases.clocks import apply_effect
from yimen.usecases.cases.held_terms import asked_at, hold
from yimen.usecases.cases.places import find_township_organ, township_code_of
from yimen.usecases.catalog.offers import Offer
from yimen.usecases.documents.papers import make_check_code
from yimen.usecases.orgs.numbering import take_number
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.writing import Change, Write, fresh, write_together

CASE_SERIES = "CASE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """Everything that a new case is made of, checked.

    `first_contact` is the post that met the applicant first (首问负责), `filed_by` a village proxy;
    `visit_id` joins the cases of one visit, `renews_id` names the case whose permit is renewed.
    `materials` (those that are asked here), `offer` (what the place's list says of the item) and `organ` are
    there where the caller has them at hand. `at_village` says that the village's own list holds.
    """

    version: ItemVersion
    village: Region
    application: Application
    channel: Channel
    case_id: UUID | None = None
    account_id: UUID | None = None
    identity_check: str = ""
    visit_id: UUID | None = None
    first_contact_id: UUID | None = None
    filed_by_id: UUID | None = None
    renews_id: UUID | None = None
    sample: bool = False
    materials: tuple[Material, ...] | None = None
    offer: Offer | None = None
    at_village: bool = False
    organ: Organ | None = None


@dataclass(kw_only=True, slots=True)
class Opened:
    """A new case with its materials in order; written with the act's rows, or before by `write_now`."""

    case: Case
    materials: list[CaseMaterial]
    saved: bool = False

    def write_now(self) -> Case:
        """Write both now, for a core that goes on by asking the database for them."""
        write_together(fresh(self.case, *self.materials))
        self.saved = True
        return self.case

    def writes(self, changed: Sequence[str]) -> tuple[Write, ...]:
        """What is still to be written of the case."""
        if self.saved:
            return (Change(row=self.case, columns=(*changed, "assignee")),)
        return fresh(self.case, *self.materials)


def file_case(
    *,
    act: Act,
    action: str,
    actor: Actor,
    now: datetime,
    request_key: str | None,
    county_code: str,
    body: Mapping[str, JSON],
    filing: Callable[[], Filing],
    core: Callable[[Opened], Done],
) -> CaseDone:
    """Open a case by an act that makes one, durably and once per request key.

    `filing` checks what was told and refuses; `core` then sees the numbered case with its materials
    and names the paper and the messages. The answer tells the check
    code. Refuses a party that the table does not name for the act (`WrongParty`) and an act that
    the item's family does not know (`NoSuchProcedure`).
    """
    require(actor, action)
    answer = perform(
        action=action,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body=body,
        core=lambda: apply_filing(act, actor, now, filing(), core, action=action),
    )
    return read_answer(answer)


def apply_filing(
    act: Act,
    actor: Actor,
    now: datetime,
    filing: Filing,
    core: Callable[[Opened], Done],
    *,
    action: str = "",
) -> Outcome:
    """The core of `file_case`, for an action over a set; its record is the one of this case.

    The journal names the action, which is the act's own name unless told otherwise.
    """
    opened = open_case(act, actor, now, filing)
    done = core(opened)
    case = opened.case
    done = replace(
        _with_filing(done, case),
        writes=(*opened.writes(done.changed), *done.writes),
        begins=filing.case_id is None,
    )
    return leave_act(case, act, actor, now, done, before={}, since=None, action=action)


def open_case(act: Act, actor: Actor, now: datetime, filing: Filing) -> Opened:
    """The numbered case in the state that the table says, with the materials of its version, unwritten.

    The number, gap-free per township and Beijing year, comes last of what can be refused or waited
    for. Refuses a village without an organ, and an item that the place's published list lacks (`NotOffered`).
    """
    family = Family(filing.version.family)
    line = transition(family, act)
    if line.source or actor.party not in line.parties:
        raise WrongParty(act=ACT_LABELS[act], role=actor.role_label)
    organ = filing.organ or find_township_organ(filing.village)
    township = township_code_of(filing.village)
    state = line.target or CaseState.SUBMITTED
    materials, offer = _asked(filing)
    held = hold(filing, offer, township, organ.name)
    case = Case(
        id=filing.case_id or new_id(now),
        county_code=organ.county_code,
        check_code=make_check_code(),
        version=filing.version,
        delegation_id=held.delegation_id,
        promised_amount=held.promised.amount if held.promised else None,
        promised_unit=held.promised.unit.value if held.promised else "",
        family=family.value,
        state=state.value,
        organ=organ,
        township_code=township,
        village=filing.village,
        account_id=filing.account_id,
        channel=filing.channel.value,
        sensitive=filing.version.sensitive,
        sample=filing.sample or actor.sample or organ.sample,
        applicant_name=filing.application.name,
        applicant_id_no=filing.application.id_no,
        applicant_phone=filing.application.phone,
        request_text=filing.application.request,
        identity_check=filing.identity_check,
        visit_id=filing.visit_id,
        first_contact_id=filing.first_contact_id,
        filed_by_id=filing.filed_by_id,
        renews_id=filing.renews_id,
        assignee_id=actor.post_id if actor.is_staff and actor.party in waits_for(state) else None,
        received_at=now,
        closed_at=now if state is CaseState.CLOSED else None,
    )
    apply_effect(line.clock, case, now)
    year = beijing_date(now).year
    serial = take_number(
        county_code=case.county_code, organ_id=organ.pk, series=CASE_SERIES, year=year, now=now
    )
    case.case_no = format_case_no(case.county_code, township, year, serial)
    return Opened(case=case, materials=_materials_of(case, materials, now))


def _asked(filing: Filing) -> tuple[Sequence[Material], Offer]:
    """What is asked for at the place, and what its list says; no statement where the caller has both."""
    if filing.materials is not None and filing.offer is not None:
        return filing.materials, filing.offer
    asked, offer = asked_at(filing.version, filing.village.code)
    return filing.materials if filing.materials is not None else asked, offer


def _materials_of(case: Case, asked: Sequence[Material], now: datetime) -> list[CaseMaterial]:
    return [
        CaseMaterial(
            id=new_id(now),
            county_code=case.county_code,
            case=case,
            material=material,
            order=material.order,
            name=material.name,
        )
        for material in asked
    ]


def _with_filing(done: Done, case: Case) -> Done:
    """The facts of the filing beside those of the core; personal values as digests only."""
    facts: dict[str, JSON] = {
        "version_id": str(case.version_id),
        "delegation_id": str(case.delegation_id) if case.delegation_id else None,
        "village_code": case.village.code,
        "channel": case.channel,
        "identity_check": case.identity_check,
        "notice_due_at": case.notice_due_at.isoformat() if case.notice_due_at else None,
    }
    personal = {
        "applicant_name": case.applicant_name,
        "applicant_id_no": case.applicant_id_no,
        "applicant_phone": case.applicant_phone,
        "request_text": case.request_text,
    }
    return replace(done, facts=facts | dict(done.facts), personal=personal | dict(done.personal))
