"""Two of a county's office at the same import of a list at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.catalog.sheets.walks import SNACKS, brought, content_of, planned
from tests.world import COUNTY_OFFICER
from yimen.data.catalog.models import Adjustment, ColumnMapping, SheetImport
from yimen.rules.list_fields import ListField


def _bring(_: Any) -> Twice:
    content = content_of(SNACKS)
    return both(
        actor=COUNTY_OFFICER,
        now=LATER,
        name="清单.xlsx",
        content=content,
        true_size=len(content),
        import_id=planned(content),
    )


def _plan(_: Any) -> Twice:
    return both(
        actor=COUNTY_OFFICER,
        now=LATER,
        import_id=brought(content_of(SNACKS)),
        sheet="清单",
        heading_row=1,
        columns={1: ListField.NAME},
    )


def _on_a_plan(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, import_id=planned(content_of(SNACKS)))


SCENARIOS = {
    # two mended files are two rounds, one after the other
    "catalog.bring_list": Scenario(
        prepare=_bring, only_one=SheetImport.objects.filter(round__gt=1).count, winners=2, entries=2
    ),
    "catalog.plan_list": Scenario(prepare=_plan, only_one=ColumnMapping.objects.count, winners=2, entries=2),
    "catalog.take_list": Scenario(prepare=_on_a_plan, only_one=Adjustment.objects.count),
    "catalog.drop_list_import": Scenario(
        prepare=_on_a_plan, only_one=SheetImport.objects.filter(state="DROPPED").count
    ),
}
