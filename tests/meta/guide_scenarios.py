"""What the office that writes guides does, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.uploads import PNG
from tests.world import COUNTY_OFFICER, ITEM_CODE
from yimen.data.documents.models import StoredFile


def _form(_: Any) -> Twice:
    return both(
        actor=COUNTY_OFFICER,
        now=LATER,
        item_code=ITEM_CODE,
        name="申请表.png",
        content=PNG,
        true_size=len(PNG),
    )


def _contents() -> int:
    return StoredFile.objects.values("sha256").distinct().count()


SCENARIOS = {
    # the same form brought twice has two rows, its bytes lie there once
    "documents.keep_item_file": Scenario(prepare=_form, only_one=_contents, winners=2, entries=2),
}
