"""The editions of a unit's 办理目录清单: each change that touches it gives it the next number."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from yimen.data.catalog.models import Adjustment, Delegation, ListEdition
from yimen.gateways.digests import sm3_hex
from yimen.rules.adjustments import Standing
from yimen.rules.orgs import Level, level_of
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.shared.ids import new_id

_LINE = (
    "unit_code",
    "item__code",
    "item__versions__number",
    "way",
    "promised_amount",
    "promised_unit",
    "waived",
)


def publish_editions(units: Collection[str], adjustment: Adjustment | None, now: datetime) -> int:
    """The next edition of each of these townships and villages; how many. Three statements.

    The county's own terms bear on all of its units but are no list: they hang nowhere.
    """
    listed = sorted(code for code in units if level_of(code) in {Level.TOWNSHIP, Level.VILLAGE})
    if not listed:
        return 0
    former = {
        row.unit_code: row for row in ListEdition.objects.filter(unit_code__in=listed, superseded_at=None)
    }
    ListEdition.objects.filter(pk__in=[row.pk for row in former.values()]).update(superseded_at=now)
    lines = _lines_of(listed)
    rows = [
        ListEdition(
            id=new_id(now),
            county_code=code[:6],
            unit_code=code,
            number=former[code].number + 1 if code in former else 1,
            adjustment=adjustment,
            items=len(lines[code]),
            digest=sm3_hex("\n".join(lines[code]).encode()),
            published_at=now,
        )
        for code in listed
    ]
    return len(ListEdition.objects.bulk_create(rows, batch_size=1000))


def _lines_of(units: Collection[str]) -> dict[str, list[str]]:
    """The lines in force of these units as texts, in the order of their items; nothing that is suspended."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = Delegation.objects.filter(
        IN_FORCE,
        unit_code__in=units,
        item__versions__superseded_at=None,
        item__versions__standing=Standing.ACTIVE.value,
    )
    for code, *rest in rows.order_by("unit_code", "item__code").values_list(*_LINE):
        found[code].append("\t".join(str(each) for each in rest))
    return found
