"""Forms of items: kept with the draft that names them or not at all, swept when nobody names them."""

from datetime import timedelta

import pytest

from tests.usecases.catalog.adjusting.walks import SNACKS, begun
from tests.usecases.documents.item_forms import FORM, kept_form, written
from tests.world import COUNTY_OFFICER, ID, NOW
from yimen.data.catalog.models import Adjustment, ItemDraft
from yimen.data.documents.models import ItemFile, StoredFile
from yimen.data.journal.models import Entry
from yimen.rules.access import system_actor
from yimen.rules.adjustments import ItemChange, NotOpen
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, draft_items
from yimen.usecases.documents.item_writing import write_item
from yimen.usecases.documents.sweeping import sweep_files

_DAYS = timedelta(days=3)


def test_a_form_and_its_draft_are_one_act(db: None) -> None:
    kept_form()
    draft = ItemDraft.objects.get()
    assert draft.content["materials"][0]["details"]["blank_form"] == str(FORM)
    assert ItemFile.objects.get().pk == FORM
    assert Entry.objects.filter(act="documents.write_item").count() == 1


def test_what_is_refused_keeps_neither(db: None) -> None:
    adjustment = begun()
    Adjustment.objects.filter(pk=adjustment).update(state="IN_REVIEW")
    with pytest.raises(NotOpen):
        write_item(actor=COUNTY_OFFICER, now=NOW, **written(adjustment))
    assert not ItemDraft.objects.exists()
    assert not ItemFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_form_goes_when_no_draft_and_no_version_names_it(db: None) -> None:
    kept_form()
    sweeper = system_actor("sweep_files")
    sweep_files(actor=sweeper, now=NOW + _DAYS)
    assert ItemFile.objects.count() == 1
    draft = ItemDraft.objects.get()
    plain = DraftedItem(change=ItemChange.ADD, content=SNACKS, draft_id=ID("draft:snacks"))
    draft_items(actor=COUNTY_OFFICER, now=NOW, adjustment_id=draft.adjustment_id, drafts=[plain])
    sweep_files(actor=sweeper, now=NOW + timedelta(hours=1))
    assert ItemFile.objects.count() == 1
    assert sweep_files(actor=sweeper, now=NOW + _DAYS).rows == 1
    assert not ItemFile.objects.exists()
