"""Saving what is typed, complete or not, and going on with it later."""

from datetime import timedelta

import pytest

from tests.usecases.cases.journey import ANSWERS, draft
from tests.world import ITEM_CODE, MATERIALS, NOW, OTHER_RESIDENT, OTHER_VILLAGE, RESIDENT, VILLAGE
from yimen.data.cases.models import Draft, DraftFile
from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.journal.models import Entry
from yimen.data.people.models import Account
from yimen.rules.access import PUBLIC, NotAllowed, NotFound
from yimen.rules.text import TextTooLong
from yimen.usecases.cases.actions import save_draft
from yimen.usecases.cases.drafts import NotHere
from yimen.usecases.cases.places import VillageUnknown
from yimen.usecases.cases.queries import find_own_draft, get_draft
from yimen.usecases.shared.ids import new_id


def test_an_empty_form_can_be_saved_and_says_what_is_missing(db: None) -> None:
    saved = save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields={})
    view = get_draft(actor=RESIDENT, draft_id=saved.draft_id, today=NOW.date())
    fields = [fault.field for fault in view.faults]
    assert fields == [
        "name",
        "id_no",
        "phone",
        "request",
        "village_code",
        *(f"upload-{m}" for m in MATERIALS),
    ]
    assert view.missing_count == 2


def test_what_was_saved_is_there_when_one_comes_back(db: None) -> None:
    draft_id = draft()
    again = save_draft(
        actor=RESIDENT, now=NOW + timedelta(days=1), item_code=ITEM_CODE, fields={"phone": "13800000009"}
    )
    view = find_own_draft(actor=RESIDENT, item_code=ITEM_CODE, today=NOW.date())
    assert again.draft_id == draft_id
    assert view is not None
    assert view.fields["name"] == ANSWERS["name"]
    assert view.fields["phone"] == "13800000009"
    assert view.village_code == VILLAGE
    assert view.office_name == "沧县旧州镇人民政府"
    assert view.faults == ()


def test_the_same_request_twice_is_one_entry(db: None) -> None:
    for _ in range(2):
        save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields=ANSWERS, request_key="k-1")
    assert Entry.objects.filter(act="cases.save_draft").count() == 1


def test_a_village_that_does_not_exist_is_refused(db: None) -> None:
    with pytest.raises(VillageUnknown) as refused:
        save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields={}, village_code="130921100999")
    assert refused.value.field == "village_code"
    assert not Draft.objects.exists()


def test_another_county_takes_the_draft_and_its_files_along(db: None) -> None:
    draft_id = draft()
    save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields={}, village_code=OTHER_VILLAGE)
    assert Draft.objects.get(pk=draft_id).county_code == "130922"
    assert {each.county_code for each in DraftFile.objects.all()} == {"130922"}


def test_an_item_of_another_way_is_not_begun_here(db: None) -> None:
    with pytest.raises(NotHere):
        save_draft(actor=RESIDENT, now=NOW, item_code="CZ0020", fields={})


def test_an_item_that_does_not_exist_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        save_draft(actor=RESIDENT, now=NOW, item_code="CZ9999", fields={})


def test_a_text_that_is_too_long_names_its_field(db: None) -> None:
    with pytest.raises(TextTooLong) as refused:
        save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields={"request": "树" * 1001})
    assert refused.value.field == "request"


def test_nobody_without_an_account_saves(db: None) -> None:
    with pytest.raises(NotAllowed):
        save_draft(actor=PUBLIC, now=NOW, item_code=ITEM_CODE, fields={})


def test_another_residents_draft_is_not_found(db: None) -> None:
    draft_id = draft()
    with pytest.raises(NotFound):
        get_draft(actor=OTHER_RESIDENT, draft_id=draft_id, today=NOW.date())


def test_a_new_version_keeps_the_files_of_materials_with_the_same_name(db: None) -> None:
    draft_id = draft()
    old = ItemVersion.objects.get(item__code=ITEM_CODE)
    first = old.materials.order_by("order").first()
    assert first is not None
    ItemVersion.objects.filter(pk=old.pk).update(superseded_at=NOW)
    old.pk, old.number = new_id(NOW), 2
    old.superseded_at = None
    old.save(force_insert=True)
    Material.objects.create(id=new_id(NOW), version=old, order=1, name=first.name)

    save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields={})
    moved = Draft.objects.get(pk=draft_id)
    assert moved.version_id == old.pk
    assert [each.material.version_id for each in moved.files.select_related("material")] == [old.pk]


def test_the_account_remembers_in_which_counties_it_has_something(db: None) -> None:
    save_draft(actor=OTHER_RESIDENT, now=NOW, item_code=ITEM_CODE, fields={})
    save_draft(actor=OTHER_RESIDENT, now=NOW, item_code=ITEM_CODE, fields={}, village_code=VILLAGE)
    save_draft(actor=OTHER_RESIDENT, now=NOW, item_code=ITEM_CODE, fields={}, village_code=VILLAGE)
    account = Account.objects.get(pk=OTHER_RESIDENT.account_id)
    assert account.county_codes == ["130900", "130921"]
