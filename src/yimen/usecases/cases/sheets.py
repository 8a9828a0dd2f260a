"""The copy sheet of a forwarded case: every field that another system asks for, masked or in the clear."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from yimen.data.cases.models import Case, CaseFile, CaseMaterial
from yimen.rules.access import Actor, NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import VERDICT_LABELS, Verdict
from yimen.rules.catalog import Family
from yimen.rules.errors import N_
from yimen.rules.people import check_citizen_id
from yimen.rules.text import mask_id_no, mask_name, mask_phone
from yimen.usecases.cases.scope import CaseKey, case_named, cases_of


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLine:
    """One field: what it is called, its value, and whether it is personal; an empty value was not told."""

    label: str
    value: str
    is_personal: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetMaterial:
    """One material as the other system lists it."""

    name: str
    verdict_label: str
    files: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CopySheet:
    """Everything to be typed into the department's own system; `is_open` when nothing is masked."""

    case_id: UUID
    case_no: str
    item_name: str
    system: str
    number: str
    lines: tuple[SheetLine, ...]
    materials: tuple[SheetMaterial, ...]
    is_open: bool
    sample: bool


def find_forwarded(actor: Actor, case_id: CaseKey) -> Case:
    """The forwarded case in the actor's scope; `NotFound` for every other."""
    rows = cases_of(actor, actor.county_code).filter(case_named(case_id), family=Family.FORWARDED.value)
    case = rows.select_related("version__item", "organ", "village__parent").first()
    if case is None:
        raise NotFound
    return case


def make_sheet(case: Case, today: dt.date, *, is_open: bool) -> CopySheet:
    """The sheet of a case: one statement, the materials with their files."""
    rows = CaseMaterial.objects.filter(county_code=case.county_code, case=case).order_by("order")
    files = CaseFile.objects.filter(county_code=case.county_code)
    return CopySheet(
        case_id=case.pk,
        case_no=case.case_no,
        item_name=case.version.short_name,
        system=case.external_system or case.version.external_system,
        number=case.external_no,
        lines=(*_person(case, today, is_open=is_open), *_matter(case)),
        materials=tuple(
            SheetMaterial(
                name=row.name,
                verdict_label=VERDICT_LABELS[Verdict(row.verdict)],
                files=len(row.files.all()),
            )
            for row in rows.prefetch_related(Prefetch("files", files))
        ),
        is_open=is_open,
        sample=case.sample,
    )


def _person(case: Case, today: dt.date, *, is_open: bool) -> tuple[SheetLine, ...]:
    known = check_citizen_id(case.applicant_id_no, today=today, field="id_no")
    sex = N_("女") if known.female else N_("男")
    clear = (
        (N_("姓名"), case.applicant_name),
        (N_("身份证号"), case.applicant_id_no),
        (N_("性别"), sex),
        (N_("出生日期"), known.birth_date.isoformat()),
        (N_("手机号"), case.applicant_phone),
    )
    hidden = (
        mask_name(case.applicant_name),
        mask_id_no(case.applicant_id_no),
        "*",
        "****-**-**",
        mask_phone(case.applicant_phone) if case.applicant_phone else "",
    )
    return tuple(
        SheetLine(label=label, value=value if is_open else mask, is_personal=True)
        for (label, value), mask in zip(clear, hidden, strict=True)
    )


def _matter(case: Case) -> tuple[SheetLine, ...]:
    township = case.village.parent.name if case.village.parent else ""
    found = (
        (N_("村(社区)"), f"{township}{case.village.short_name}"),
        (N_("区划代码"), case.village.code),
        (N_("事项"), case.version.short_name),
        (N_("申请内容"), case.request_text),
        (N_("收件日期"), beijing_date(case.received_at).isoformat()),
        (N_("收件单位"), case.organ.name),
        (N_("本系统编号"), case.case_no),
    )
    return tuple(SheetLine(label=label, value=value) for label, value in found)
