"""Walks of a counter: what a clerk takes in from somebody who stands before it."""

from typing import Any
from uuid import UUID

from tests.uploads import PNG
from tests.world import CLERK, ID, ID_NUMBER, NOW, PENSION_ITEM_CODE, RESIDENT_PHONE, VILLAGE
from yimen.rules.intake_lists import ListRow
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.intake import Intake, Scan

VISIT = ID("visit")
CARD, HOUSEHOLD = ID("material:pension:1"), ID("material:pension:2")
PERSON = {"name": "赵建国", "id_no": ID_NUMBER, "phone": RESIDENT_PHONE, "request": ""}
BOTH_THERE = {str(CARD): "PASS", str(HOUSEHOLD): "PASS"}
ONE_MISSING = {str(CARD): "PASS", str(HOUSEHOLD): "MISSING"}


def scan(material_id: UUID = CARD, content: bytes = PNG) -> Scan:
    """A scan of a material."""
    upload = Upload(name="身份证.png", content=content, true_size=len(content))
    return Scan(material_id=material_id, upload=upload)


def intake(**changed: Any) -> Intake:
    """What the clerk sends: 赵建国 in person, 养老参保, both materials there."""
    sent: dict[str, Any] = {
        "item_code": PENSION_ITEM_CODE,
        "village_code": VILLAGE,
        "told": PERSON,
        "identity_check": "IN_PERSON",
        "verdicts": BOTH_THERE,
        "visit_id": VISIT,
    }
    return Intake(**(sent | changed))


def verdicts_of(key: str, *values: str) -> dict[str, str]:
    """Marks of the materials of an item of the world, in order."""
    return {str(ID(f"material:{key}:{at}")): value for at, value in enumerate(values, start=1)}


def taken_in(**changed: Any) -> CaseDone:
    """A case that was taken in at the counter."""
    return actions.take_in(actor=CLERK, now=NOW, intake=intake(**changed))


ROWS = (
    ListRow(line=2, name="赵建国", id_no=ID_NUMBER, phone=RESIDENT_PHONE),
    ListRow(line=3, name="孙秀英", id_no="130921195003079002", phone=""),
    ListRow(line=4, name="李四", id_no="110105194912310021", phone=""),
)


def listed(**changed: Any) -> dict[str, Any]:
    """What the clerk sends of a list: 养老参保 of 东关村, three rows, the last one with a wrong number."""
    sent: dict[str, Any] = {
        "item_code": PENSION_ITEM_CODE,
        "village_code": VILLAGE,
        "identity_check": "AT_VILLAGE",
        "rows": ROWS,
        "materials_seen": True,
    }
    return sent | changed
