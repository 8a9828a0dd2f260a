"""Posts for the matrix of the API: every role in its own township, above, beside, and in another county."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tests.api.calling import Caller, token_of
from tests.uploads import JPEG
from tests.usecases.cases import benefit_journey, families, journey
from tests.usecases.cases.benefit_journey import photo
from tests.world import COUNTY, ID, NOW, OTHER_TOWNSHIP, OTHER_VILLAGE, SECOND_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.data.cases.models import Case, CaseEvidence, CaseFile, CaseMaterial, CasePaper
from yimen.data.people.models import Account, Post
from yimen.rules.access import GRANTS, POST_ROLES, Actor, Party
from yimen.usecases.cases import actions

INSIDE = ("own", "above")
OUTSIDE = ("beside", "elsewhere")
_TOWNSHIPS = {"own": TOWNSHIP, "beside": SECOND_TOWNSHIP, "elsewhere": OTHER_TOWNSHIP}
_VILLAGES = {"own": VILLAGE, "beside": "130921101200", "elsewhere": OTHER_VILLAGE}
_ORGANS = {"own": "organ:jiuzhou", "beside": "organ:second", "elsewhere": "organ:qingxian_town"}
_COUNTY_CODE = "130921000000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A program in a post of this role at this place, and a file that it brought, if it may bring one."""

    role: Party
    place: str
    caller: Caller
    file_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """The cases that are asked about: one at the counter, a forwarded one, one that waits for the county."""

    at_counter: Case
    forwarded: Case
    confirming: Case

    def case_for(self, role: Party, operation_id: str) -> Case:
        """A case that this role could see in its own place."""
        if role is Party.COUNTY_APPROVER:
            return self.confirming
        return self.forwarded if operation_id == "open_copy_sheet_case" else self.at_counter


def place_all() -> Iterator[Placed]:
    """Every role at every place where it can be."""
    for role in sorted(POST_ROLES):
        for place in (*INSIDE, *OUTSIDE):
            if role is Party.VILLAGE_PROXY and place == "above":
                continue  # a proxy sees what they filed, nothing by a region
            yield _place(role, place)


def _place(role: Party, place: str) -> Placed:
    scope = _COUNTY_CODE
    organ = "organ:cangxian"
    if place != "above":
        scope = _VILLAGES[place] if role is Party.VILLAGE_PROXY else _TOWNSHIPS[place]
        organ = _ORGANS[place]
    if role is Party.COUNTY_APPROVER and place in INSIDE:
        organ = "organ:civil_affairs"
    name = f"matrix {role.value.lower()} {place}"
    Account.objects.create(id=ID(name), login_name=name, name=name, password="!", created_at=NOW)
    Post.objects.create(
        id=ID(f"post {name}"),
        account_id=ID(name),
        organ_id=ID(organ),
        region_id=ID(f"region:{scope}"),
        role=role.value,
        valid_from=date(2020, 5, 1),
    )
    caller = Caller(token_of(Actor(party=role, name=name, post_id=ID(f"post {name}"))))
    key = ""
    if role in GRANTS["documents.keep_upload"]:
        key = caller.upload("/files", "照片.jpg", JPEG).json()["key"]
    return Placed(role=role, place=place, caller=caller, file_key=key)


def set_stage() -> Stage:
    """Cases of 旧州镇; the one at the counter was filed by the proxy of its own village."""
    case_id = journey.received()
    actions.withdraw(actor=journey.CLERK, now=NOW, case_id=journey.received(), written=photo())
    other = Case.objects.filter(county_code=COUNTY).exclude(pk=case_id).get()
    evidence = CaseEvidence.objects.get(county_code=COUNTY, case=other)
    CaseEvidence.objects.filter(pk=evidence.pk).update(case_id=case_id)
    filed_by = ID(f"post matrix {Party.VILLAGE_PROXY.value.lower()} own")
    Case.objects.filter(pk=case_id).update(filed_by_id=filed_by)
    confirming = benefit_journey.publicized()
    material = CaseMaterial.objects.get(county_code=COUNTY, case_id=confirming)
    file_id = CaseEvidence.objects.filter(county_code=COUNTY, case_id=confirming)[0].file_id
    CaseFile.objects.create(id=ID("matrix file"), county_code=COUNTY, case_material=material, file_id=file_id)
    return Stage(
        at_counter=_case(case_id),
        forwarded=_case(families.taken_in(families.PENSION_VERSION)),
        confirming=_case(confirming),
    )


def ids_of(case: Case) -> dict[str, UUID]:
    """A paper, a file and a piece of evidence of the case."""
    return {
        "paper_id": CasePaper.objects.filter(county_code=COUNTY, case=case)[0].paper_id,
        "file_id": CaseFile.objects.filter(county_code=COUNTY, case_material__case=case)[0].file_id,
        "evidence_id": CaseEvidence.objects.filter(county_code=COUNTY, case=case)[0].file_id,
    }


def _case(case_id: Any) -> Case:
    case: Case = Case.objects.get(county_code=COUNTY, pk=case_id)
    return case
