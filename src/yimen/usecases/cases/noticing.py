"""Keeps a one-time notice: its row, the verdicts on the materials, and the paper that tells it."""

from collections.abc import Mapping
from datetime import datetime

from yimen.data.cases.models import Case, CaseFile, CaseMaterial, CaseNotice, CasePaper
from yimen.rules.access import Actor
from yimen.rules.case_forms import AskedMaterial, Verdict
from yimen.rules.case_notices import NoticeKind, Told, again_sentence, printed_name, tell
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.acting import PaperOrder
from yimen.usecases.cases.paper_orders import Lacking, order_one_time_notice
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON


class ToldMeanwhile(RuleViolation):
    """A colleague has told the applicant since the page was opened."""

    code = "cases.told_meanwhile"
    template = N_("这件刚有同事出过《一次性告知书》。请刷新看看告知了什么，还有要补的再告知。")
    refusal = Refusal.CONFLICT


def read_asked(case: Case) -> tuple[list[CaseMaterial], list[AskedMaterial]]:
    """The materials of a case in the order of the item, as rows and as the rules see them."""
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case)
    materials = list(rows.select_related("material").order_by("order"))
    return materials, [
        AskedMaterial(
            id=str(row.material_id), name=row.name, required=row.material.required, number=row.order
        )
        for row in materials
    ]


def read_notices(case: Case) -> list[CaseNotice]:
    """The notices of a case, the first one first."""
    return list(CaseNotice.objects.filter(county_code=case.county_code, case=case).order_by("order"))


def keep_notice(
    case: Case,
    actor: Actor,
    now: datetime,
    lacking: Mapping[str, str],
    *,
    verdicts: Mapping[str, str] | None = None,
    notices_before: int = 0,
    more: str = "",
) -> tuple[CaseNotice, PaperOrder]:
    """Write the notice over these lacking materials and order its paper; the core of two acts.

    `lacking` gives the why per material id of the version; `verdicts`, where known, FAIL or MISSING
    per id: without it a material with a file fails, one without is missing. Every other required
    material passes, or has the verdict given. The row says FIRST, STILL_DEFECTIVE or NEWLY_ASKED.
    Refuses as `rules.case_notices.tell`, and other notices than the `notices_before` that whoever
    tells has seen; a second notice is never refused. `more` is what the paper says below the list.
    """
    materials, asked = read_asked(case)
    found = _verdicts(case, materials, lacking, verdicts or {})
    notices = read_notices(case)
    if len(notices) != notices_before:
        raise ToldMeanwhile
    told = tell(asked, lacking, verdicts=found, earlier=[_ids(each) for each in notices])
    _keep_verdicts(case, materials, told, found)
    notice = CaseNotice.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        order=len(notices) + 1,
        kind=told.kind.value,
        materials=[
            {
                "material_id": each.material_id,
                "name": each.name,
                "why": each.why,
                "standard": each.standard,
                "kind": each.kind.value,
            }
            for each in told.lacking
        ],
        newly=list(told.newly),
        post_id=actor.post_id,
        issued_at=now,
    )
    again = again_sentence(told, number=notice.order, earlier=_last_number(case)) if notices else ""
    lines = [
        Lacking(name=printed_name(each.name), why=each.why, standard=each.standard) for each in told.lacking
    ]
    return notice, order_one_time_notice(case, actor, now, lacking=lines, again=again + more)


def notice_facts(notice: CaseNotice) -> dict[str, JSON]:
    """What the journal keeps of a notice: its place, its kind, and the materials by id."""
    return {
        "notice": notice.order,
        "notice_kind": notice.kind,
        "lacking": [str(each["material_id"]) for each in notice.materials],
        "newly": [
            str(each["material_id"])
            for each in notice.materials
            if each["kind"] == NoticeKind.NEWLY_ASKED.value
        ],
    }


def _ids(notice: CaseNotice) -> list[str]:
    return [str(each["material_id"]) for each in notice.materials]


def _verdicts(
    case: Case, materials: list[CaseMaterial], lacking: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    files = CaseFile.objects.filter(county_code=case.county_code, case_material__case=case)
    with_file = set(files.values_list("case_material_id", flat=True))
    found: dict[str, str] = {}
    for row in materials:
        key = str(row.material_id)
        if key in lacking:
            known = given.get(key, "")
            told = Verdict.FAIL if row.pk in with_file else Verdict.MISSING
            found[key] = known if known in {Verdict.FAIL, Verdict.MISSING} else told.value
        else:
            rest = Verdict.PASS.value if row.material.required else row.verdict
            found[key] = given.get(key, rest)
    return found


def _keep_verdicts(case: Case, materials: list[CaseMaterial], told: Told, found: Mapping[str, str]) -> None:
    reasons = {each.material_id: each.why for each in told.lacking}
    for row in materials:
        key = str(row.material_id)
        row.verdict, row.reason = found[key], reasons.get(key, "")
    CaseMaterial.objects.filter(county_code=case.county_code).bulk_update(materials, ["verdict", "reason"])


def _last_number(case: Case) -> str:
    papers = CasePaper.objects.filter(
        county_code=case.county_code, case=case, paper__kind=PaperKind.ONE_TIME_NOTICE.value
    )
    last = papers.order_by("-paper__issued_at", "-id").values_list("paper__paper_no", flat=True).first()
    return last or ""
