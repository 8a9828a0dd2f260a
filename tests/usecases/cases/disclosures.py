"""Walks information requests through their acts; `build` publishes their item, which the world has not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tests.uploads import PNG
from tests.usecases.cases.families import PERSON
from tests.usecases.cases.journey import HOUR
from tests.world import APPROVER, CLERK, COUNTY, ID, NOW, REVIEWER, VILLAGE
from yimen.data.cases.models import Case
from yimen.data.catalog.models import Item, ItemVersion, Material
from yimen.rules.catalog import Family, default_steps, review_points
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.intake import Intake
from yimen.usecases.catalog.importing import count_up

ITEM_CODE = "CZ0115"
VERSION = ID("version:openness:1")
FORM, CARD = ID("material:openness:1"), ID("material:openness:2")
_NAME = "政府信息公开申请受理"
SEEN = {str(FORM): "PASS", str(CARD): "PASS"}
UNCLEAR = {str(FORM): "FAIL", str(CARD): "PASS"}
WHY = {str(FORM): "没有写明要哪一年、哪个工程的信息，请写清楚。"}
ASKED = {
    "ground": "THIRD_PARTY",
    "asked": "沧县某工程队",
    "document_no": "旧州政征〔2026〕1号",
    "approver": "王镇长",
}
GIVEN = {"kind": "PROVIDED", "said": "随本答复书提供复印件 3 页。"}


def build() -> UUID:
    """Publish the item once: 20 workdays, 20 more with the head's approval (政府信息公开条例 33)."""
    item, _ = Item.objects.get_or_create(
        id=ID("item:openness"),
        defaults={"code": ITEM_CODE, "source_name": _NAME, "department": "政务公开"},
    )
    values = {
        "item": item,
        "number": 1,
        "name": _NAME,
        "short_name": _NAME,
        "pinyin": "zfxxgksqsl",
        "initials": "zfxxgksqsl",
        "item_type": "PUBLIC_SERVICE",
        "type_label": "公共服务",
        "family": Family.DISCLOSURE.value,
        "levels": ["TOWNSHIP"],
        "basis": "政府信息公开条例第30、33条",
        "statutory_amount": 20,
        "statutory_unit": "WORKDAYS",
        "extension_amount": 20,
        "extension_source": "政府信息公开条例第三十三条第二款",
        "apply_way": "PREFILING",
        "authority": "UNKNOWN",
        "neutral_name": _NAME,
        "steps": [
            {"code": s.code, "level": s.level.value, "role": s.role.value, "label": s.label}
            for s in default_steps(Family.DISCLOSURE)
        ],
        "review_points": [
            {"text": p.text, "source": p.source} for p in review_points(Family.DISCLOSURE, (), "")
        ],
        "source": "world",
        "source_digest": "1" * 64,
        "published_at": NOW,
    }
    _, fresh = ItemVersion.objects.get_or_create(id=VERSION, defaults=values)
    if fresh:
        with transaction.atomic():
            count_up()
    for order, (pk, name) in enumerate(((FORM, "申请表"), (CARD, "身份证明")), start=1):
        told = {"version_id": VERSION, "order": order, "name": name, "required": True}
        Material.objects.get_or_create(id=pk, defaults=told)
    return VERSION


def intake(verdicts: dict[str, str] = SEEN, **more: object) -> Intake:
    """A request laid on the counter."""
    told = {**PERSON, "request": "旧州镇2025年农村公路养护的合同和验收记录，要纸质复印件。"}
    values: dict[str, object] = {
        "item_code": ITEM_CODE,
        "village_code": VILLAGE,
        "told": told,
        "identity_check": "IN_PERSON",
        "verdicts": verdicts,
        "reasons": WHY if verdicts is UNCLEAR else {},
    }
    return Intake(**{**values, **more})


def requested(*, now: datetime = NOW, **more: object) -> UUID:
    """A request that waits for the search; its time to answer runs."""
    build()
    return actions.take_in(actor=CLERK, now=now, intake=intake(**more)).case_id


def unclear(*, now: datetime = NOW) -> UUID:
    """A request whose correction is awaited."""
    case_id = requested(now=now)
    actions.issue_one_time_notice(actor=CLERK, now=now + HOUR, case_id=case_id, verdicts=UNCLEAR, reasons=WHY)
    return case_id


def clarified(case_id: UUID, *, now: datetime) -> None:
    """The corrected application comes as a photograph."""
    photo = Upload(name="申请表.png", content=PNG, true_size=len(PNG))
    actions.supplement(actor=CLERK, now=now, case_id=case_id, files={str(FORM): [photo]})


def searched(*, now: datetime = NOW) -> UUID:
    """A request that waits for its answer."""
    case_id = requested(now=now)
    reviewed(case_id, now=now + HOUR)
    return case_id


def reviewed(case_id: UUID, *, now: datetime) -> None:
    """The search and the examination are done."""
    points = Case.objects.get(county_code=COUNTY, pk=case_id).version.review_points
    actions.review(
        actor=REVIEWER,
        now=now,
        case_id=case_id,
        opinion="已检索，找到合同和验收记录。",
        passed_points=tuple(range(len(points))),
        advice="GRANT",
    )


def consulted(*, now: datetime = NOW) -> UUID:
    """A request about which a third party is asked."""
    case_id = requested(now=now)
    actions.consult(actor=REVIEWER, now=now + HOUR, case_id=case_id, **ASKED)
    return case_id


def answered(*, now: datetime = NOW, **more: str) -> UUID:
    """A request with its answer, of which the paper is still being made."""
    case_id = searched(now=now)
    actions.answer(actor=APPROVER, now=now + 2 * HOUR, case_id=case_id, **{**GIVEN, **more})
    return case_id
