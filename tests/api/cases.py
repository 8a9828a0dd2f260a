"""Cases as a program opens them."""

from typing import Any

from tests.world import ID_NUMBER, INSTANT_ITEM_CODE, ITEM_CODE, VILLAGE


def counter_case(**changes: Any) -> dict[str, Any]:
    """A case at the counter with everything there; `changes` replace fields."""
    return {
        "item_code": ITEM_CODE,
        "village_code": VILLAGE,
        "applicant": {"name": "赵建国", "id_no": ID_NUMBER, "phone": "13800000001"},
        "request": "采伐自留山杨树 12 株",
        "identity_check": "IN_PERSON",
        "materials": [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "PASS"}],
    } | changes


def lacking_case(**changes: Any) -> dict[str, Any]:
    """One at which the second material is missing."""
    marks = [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "MISSING"}]
    return counter_case(act="TAKE_IN_LACKING", materials=marks) | changes


def instant_case(**changes: Any) -> dict[str, Any]:
    """One that is done at once."""
    return (
        counter_case(
            act="SETTLE",
            item_code=INSTANT_ITEM_CODE,
            materials=[{"key": 1, "verdict": "PASS"}],
            result="已打印参保证明一份。",
        )
        | changes
    )
