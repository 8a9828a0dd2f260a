"""A blank form beside an item that is being written."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.uploads import PNG
from tests.usecases.catalog.adjusting.walks import SNACKS, begun
from tests.world import COUNTY_OFFICER, ID, NOW
from yimen.rules.access import Actor
from yimen.rules.adjustments import ItemChange
from yimen.rules.item_contents import MaterialContent
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem
from yimen.usecases.documents.item_writing import ItemUpload, write_item

FORM = ID("form:snacks")
UPLOAD = ItemUpload(name="申请表.png", content=PNG, true_size=len(PNG))


def written(adjustment: UUID, file_id: UUID = FORM) -> dict[str, Any]:
    """What the editor sends: a new item whose one material has a blank form."""
    material = MaterialContent(name="小餐饮登记申请书", details={"blank_form": str(file_id)})
    content = replace(SNACKS, materials=(material,))
    draft = DraftedItem(change=ItemChange.ADD, content=content, draft_id=ID("draft:snacks"))
    return {"adjustment_id": adjustment, "draft": draft, "files": {file_id: UPLOAD}}


def kept_form(*, actor: Actor = COUNTY_OFFICER, now: datetime = NOW) -> UUID:
    """A form that no version names yet."""
    write_item(actor=actor, now=now, **written(begun(actor=actor)))
    return FORM
