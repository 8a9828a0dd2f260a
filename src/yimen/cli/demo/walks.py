"""Walks one sample case to where it should stand, as the people of its township would."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from yimen.cli.demo.applicants import Applicant, make_picture
from yimen.cli.demo.plans import CasePlan
from yimen.rules.access import Actor, NotFound, system_actor
from yimen.rules.cases import Act, CaseState
from yimen.rules.errors import N_
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.queries import CaseView, get_case, get_draft, get_own_case
from yimen.usecases.documents.issuing import issue_file
from yimen.usecases.orgs.queries import list_villages
from yimen.usecases.shared.acting import KeyUsedOtherwise

_ACTOR = system_actor("demo")
COUNTY = "130921"


@dataclass(frozen=True, kw_only=True, slots=True)
class Crew:
    """Who works on a case: its resident, and the three of its township."""

    resident: Actor
    clerk: Actor
    reviewer: Actor
    approver: Actor


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """One case on its way."""

    at: int
    plan: CasePlan
    crew: Crew
    applicant: Applicant
    item_code: str
    times: list[datetime]

    def go(self, *, request: str) -> None:
        """File the case if it is not filed yet, then act until it stands where the plan says.

        A case that an older version has filed with other words stays as it is.
        """
        try:
            case_id = self._file(request)
        except KeyUsedOtherwise:
            return
        view = self._look(case_id)
        state = view.state
        while state is not self.plan.target:
            after = self._act(view, state)
            if after is None:
                return
            state = after

    def _look(self, case_id: UUID) -> CaseView:
        """The page of the case: once is enough, materials and points stay as they are."""
        return get_case(actor=self.crew.clerk, today=self.times[-1].date(), case_id=case_id)

    def _key(self, part: str) -> str:
        return f"demo.cases.{self.at:02d}.{part}"

    def _file(self, request: str) -> UUID:
        villages = list_villages(self.plan.township)
        resident, now = self.crew.resident, self.times[0]
        saved = actions.save_draft(
            actor=resident,
            now=now,
            item_code=self.item_code,
            fields={
                "name": self.applicant.name,
                "id_no": self.applicant.id_no,
                "phone": self.applicant.phone,
                "request": request,
            },
            village_code=villages[self.at % len(villages)].code,
            request_key=self._key("save"),
        )
        try:
            return get_own_case(actor=resident, case_id=saved.draft_id, today=now.date()).id
        except NotFound:
            self._attach(saved.draft_id)
        done = actions.submit(
            actor=resident,
            now=now,
            draft_id=saved.draft_id,
            declared=True,
            request_key=self._key("submit"),
        )
        return done.case_id

    def _attach(self, draft_id: UUID) -> None:
        """A picture for the first material and for every other one; the rest comes to the counter."""
        resident, now = self.crew.resident, self.times[0]
        materials = get_draft(actor=resident, draft_id=draft_id, today=now.date()).materials
        brought = {f"bring-{each.id}": "1" for each in materials[1::2]}
        actions.save_draft(
            actor=resident,
            now=now,
            item_code=self.item_code,
            fields=brought,
            request_key=self._key("bring"),
        )
        for number, material in enumerate(materials):
            if material.files or number % 2:
                continue
            picture = make_picture(200 + (self.at * 7 + number) % 50)
            actions.attach_file(
                actor=resident,
                now=now,
                draft_id=draft_id,
                material_id=material.id,
                name=N_("{name}(示例).png").format(name=material.name[:20]),
                content=picture,
                true_size=len(picture),
                request_key=self._key(f"file-{number}"),
            )

    def _act(self, view: CaseView, state: CaseState) -> CaseState | None:
        """Do the next act of the ordinary way and say where it led; None when the way ends here."""
        step = {
            CaseState.SUBMITTED: (1, self._receive),
            CaseState.RECEIVED: (2, self._accept),
            CaseState.REVIEWING: (3, self._review),
            CaseState.DECIDING: (4, self._decide),
            CaseState.GRANTED: (5, self._deliver),
            CaseState.REFUSED: (5, self._deliver),
            CaseState.DELIVERED: (5, self._close),
        }.get(state)
        if step is None or step[0] >= len(self.times):
            return None
        return step[1](view, self.times[step[0]]).state

    def _receive(self, view: CaseView, now: datetime) -> CaseDone:
        return actions.receive(
            actor=self.crew.clerk,
            now=now,
            case_id=view.id,
            identity_check="IN_PERSON",
            request_key=self._key(Act.RECEIVE),
        )

    def _accept(self, view: CaseView, now: datetime) -> CaseDone:
        return actions.accept(
            actor=self.crew.clerk,
            now=now,
            case_id=view.id,
            verdicts={str(each.id): "PASS" for each in view.materials},
            request_key=self._key(Act.ACCEPT),
        )

    def _review(self, view: CaseView, now: datetime) -> CaseDone:
        refused = self.plan.refused
        points = [each.id for each in view.points]
        opinion = N_("现场核实，权属存在争议(示例)") if refused else N_("现场核实，与申请一致(示例)")
        return actions.review(
            actor=self.crew.reviewer,
            now=now,
            case_id=view.id,
            opinion=opinion,
            passed_points=tuple(points[:-2] if refused else points),
            advice="REFUSE" if refused else "GRANT",
            request_key=self._key(Act.REVIEW),
        )

    def _decide(self, view: CaseView, now: datetime) -> CaseDone:
        if self.plan.refused:
            return actions.refuse(
                actor=self.crew.approver,
                now=now,
                case_id=view.id,
                facts=N_("申请的地块权属存在争议，相邻村民已书面提出异议（示例）。"),
                reasons=N_("权属不清，不符合许可的条件（示例）。"),
                request_key=self._key(Act.REFUSE),
            )
        return actions.grant(
            actor=self.crew.approver,
            now=now,
            case_id=view.id,
            opinion=N_("同意（示例）。"),
            request_key=self._key(Act.GRANT),
        )

    def _deliver(self, view: CaseView, now: datetime) -> CaseDone:
        """The decision is typeset first: nothing is handed over without its file."""
        decision = self._look(view.id).papers[0]
        url = settings.ENV.public_url
        issue_file(actor=_ACTOR, now=now, paper_id=decision.id, public_url=url)
        by_resident = self.at % 2 == 0
        return actions.deliver(
            actor=self.crew.resident if by_resident else self.crew.clerk,
            now=now + timedelta(hours=1),
            case_id=view.id,
            way="DOWNLOAD" if by_resident else "COUNTER",
            request_key=self._key(Act.DELIVER),
        )

    def _close(self, view: CaseView, now: datetime) -> CaseDone:
        return actions.close(
            actor=replace(_ACTOR, name="jobs"),
            now=now + timedelta(hours=1, minutes=1),
            case_id=view.id,
            county_code=COUNTY,
            request_key=self._key(Act.CLOSE),
        )
