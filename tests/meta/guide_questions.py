"""What the office asks about forms that no guide names yet."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.uploads import PNG
from tests.world import COUNTY_OFFICER, ITEM_CODE
from yimen.usecases.documents.item_files import keep_item_file


def _draft_form(_: Belongings) -> Mapping[str, Any]:
    kept = keep_item_file(
        actor=COUNTY_OFFICER,
        now=LATER,
        item_code=ITEM_CODE,
        name="申请表.png",
        content=PNG,
        true_size=len(PNG),
    )
    return {"item_code": ITEM_CODE, "file_id": kept}


QUESTIONS: dict[str, Question] = {
    "documents.open_item_file": Question(rightful=COUNTY_OFFICER, ask=_draft_form),
}
