"""A case that has come to its end, written directly."""

from tests.world import COUNTY, ID, NOW, RESIDENT, RESIDENT_PHONE, TOWNSHIP, VERSION, VILLAGE
from yimen.data.cases.models import Case


def close_case(
    name: str = "case", *, state: str = "CLOSED", phone: str = RESIDENT_PHONE, **more: object
) -> Case:
    """A case of 赵建国 at 旧州镇, closed unless told otherwise."""
    fields: dict[str, object] = {
        "id": ID(name),
        "county_code": COUNTY,
        "case_no": f"130921-2026-100-{len(name):06d}",
        "check_code": "ABCD2345",
        "version_id": VERSION,
        "family": "PERMIT",
        "state": state,
        "organ_id": ID("organ:jiuzhou"),
        "township_code": TOWNSHIP,
        "village_id": ID(f"region:{VILLAGE}"),
        "account_id": RESIDENT.account_id,
        "channel": "PORTAL",
        "applicant_name": "赵建国",
        "applicant_id_no": "11010519491231002X",
        "applicant_phone": phone,
        "received_at": NOW,
        "closed_at": NOW if state == "CLOSED" else None,
    }
    return Case.objects.create(**(fields | more))
