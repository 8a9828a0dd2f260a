"""Visits of the pages of oversight: a department's, and those of who watches."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.uploads import PNG
from tests.usecases.cases import overseeing
from tests.usecases.cases.overseeing import FORESTRY, TERMS
from tests.world import CENTER_HEAD, COUNTY, COUNTY_OFFICER, ID, ITEM, NOW, OVERSEER, TOWNSHIP
from yimen.data.cases.models import Case, CaseEvidence
from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload


def _rows() -> "QuerySet[OversightReferral]":
    return OversightReferral.objects.filter(county_code=COUNTY)


def _grown(crowd: Crowd) -> OversightReferral:
    """His decision, handed over, with as many others and steps as there are rows of everything."""
    if not _rows().exclude(state="UNNAMED").exists():
        overseeing.ruled(now=NOW)
    his = overseeing.referral(crowd.his.case.pk)
    taken = set(_rows().values_list("case_id", flat=True))
    spare = Case.objects.filter(county_code=COUNTY).exclude(pk__in=taken).order_by("case_no")
    wanted = crowd.rows + 1 - _rows().count()
    for case in spare[: max(0, wanted)]:
        row = _rows().get(pk=his.pk)
        row.pk, row.case_id = ID(f"oversight:{case.pk}"), case.pk
        row.save(force_insert=True)
    for at in range(OversightStep.objects.filter(county_code=COUNTY, referral=his).count(), crowd.rows):
        OversightStep.objects.create(
            id=ID(f"oversight-step:{at}"),
            county_code=COUNTY,
            referral=his,
            act="SENT_BACK",
            at=NOW,
            organ_id=FORESTRY,
            actor_name="overseer",
            text=f"第 {at} 次退回。",
        )
    return his


def _list(name: str, query: str = "") -> Callable[[Crowd], str]:
    def url(crowd: Crowd) -> str:
        _grown(crowd)
        return reverse(name) + query

    return url


def _one(name: str) -> Callable[[Crowd], str]:
    return lambda crowd: reverse(name, args=[_grown(crowd).pk])


def _photo(crowd: Crowd) -> str:
    """The photo of another decision's first check."""
    his = _grown(crowd)
    row = _rows().filter(state="CHECKED").first()
    if row is None:
        others = _rows().exclude(pk=his.pk).filter(state="HANDED_OVER").order_by("id")
        row = others.first() or overseeing.handed_over()
        at = overseeing.NEXT_DAY
        actions.acknowledge_oversight(actor=OVERSEER, now=at, referral_ids=[row.pk])
        actions.record_first_check(
            actor=OVERSEER,
            now=at,
            referral_id=row.pk,
            checked_on=at.date(),
            checker="示例·林卫国",
            result="CLEAN",
            photo=Upload(name="现场.png", content=PNG, true_size=len(PNG)),
        )
    photo: UUID = CaseEvidence.objects.get(
        county_code=COUNTY, case=row.case_id, kind="OVERSIGHT_PHOTO"
    ).file_id
    return reverse("desk:overseen_photo", args=[row.pk, photo])


def _terms(_: Crowd) -> dict[str, str]:
    return {"items": str(ITEM), "organ_id": str(FORESTRY), **TERMS}


POST_ONLY = {"desk:overseen_reveal": "does cases.reveal, then shows the page of desk:overseen"}
_ROWS = "manage:oversight_rows"
VISITS = {
    "desk:oversight": (
        Visit(url=_list("desk:oversight"), who=OVERSEER, grows=True),
        Visit(url=_list("desk:oversight", "?pile=ALL"), who=OVERSEER, grows=True),
    ),
    "desk:overseen": (Visit(url=_one("desk:overseen"), who=OVERSEER, grows=True),),
    "desk:overseen_decision": (Visit(url=_one("desk:overseen_decision"), who=OVERSEER),),
    "desk:overseen_photo": (Visit(url=_photo, who=OVERSEER),),
    "manage:oversight": (
        Visit(url=_list("manage:oversight", "?year=2026"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_list("manage:oversight", "?year=2026"), who=CENTER_HEAD),
    ),
    "manage:oversight_rows": (
        Visit(url=_list(_ROWS, "?pile=ALL&year=2026"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_list(_ROWS, f"?pile=TO_NAME&organ={FORESTRY}"), who=COUNTY_OFFICER),
        Visit(url=_list(_ROWS, f"?pile=ALL&township={TOWNSHIP}"), who=CENTER_HEAD, grows=True),
    ),
    "manage:oversight_rules": (
        Visit(url=_list("manage:oversight_rules", "?scope=all"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_list("manage:oversight_rules"), who=COUNTY_OFFICER, posted=_terms),
    ),
}
