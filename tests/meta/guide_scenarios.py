"""What the office that writes guides does, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice
from tests.usecases.catalog.adjusting.walks import begun
from tests.usecases.documents.item_forms import written
from tests.world import COUNTY_OFFICER, ID
from yimen.data.catalog.models import ItemDraft


def _written(_: Any) -> Twice:
    told = {"actor": COUNTY_OFFICER, "now": LATER}
    adjustment = begun()
    one, other = (written(adjustment, ID(f"form:{at}")) for at in (1, 2))
    return told | one, told | other


SCENARIOS = {
    # whoever saves later writes over the draft; both files stay until nobody names the first
    "documents.write_item": Scenario(
        prepare=_written, only_one=ItemDraft.objects.count, winners=2, entries=2
    ),
}
