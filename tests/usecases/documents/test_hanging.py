"""Recording which list hangs where, and what the register then says."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import segno

from tests.usecases.cases.journey import PNG
from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    REVIEWER,
    SECOND_PROXY,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.catalog.models import Hanging
from yimen.data.documents.models import HungPhoto, StoredFile
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.delegations import Way
from yimen.rules.errors import RuleViolation
from yimen.rules.hanging import HangingState, HungInFuture, NoListShown, NotYourList, OtherListShown
from yimen.rules.text import TextMissing
from yimen.usecases.catalog.hanging import (
    HangingChoice,
    count_to_change,
    get_hanging_unit,
    hanging_states,
    hanging_states_under,
    list_hanging,
)
from yimen.usecases.documents.hanging import HangingRecorded, Photo, open_hung_photo, record_hanging

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
PHOTO = Photo(name="墙.png", content=PNG, true_size=len(PNG))


def hung(number: int | None = 1, **more: Any) -> HangingRecorded:
    """The clerk records an edition at the usual spot."""
    told = {
        "actor": CLERK,
        "now": LATER,
        "unit_code": TOWNSHIP,
        "spot": "大厅公示栏",
        "hung_on": date(2026, 11, 17),
    }
    return record_hanging(number=number, **(told | more))


def superseded() -> None:
    """The second edition of the township's list is out."""
    publish(in_review(drafted(order(promised="4"))), now=LATER)


def _state(code: str = TOWNSHIP) -> HangingState:
    return hanging_states([code])[code]


def test_what_hangs_is_recorded_with_its_photo_and_in_the_journal(gateways: Any) -> None:
    published()
    done = hung(photo=PHOTO)
    assert done.in_force
    row = Hanging.objects.get()
    assert (row.unit_code, row.edition.number, row.spot, row.replaced_at) == (TOWNSHIP, 1, "大厅公示栏", None)
    assert HungPhoto.objects.get().hanging_id == row.pk
    assert open_hung_photo(actor=COUNTY_OFFICER, hanging_id=done.hanging_id).media_type == "image/png"
    text = Entry.objects.get(act="documents.record_hanging").text
    assert "大厅公示栏" in text
    assert StoredFile.objects.get().sha256 in text


def test_the_state_follows_from_the_editions_alone() -> None:
    assert _state() is HangingState.NO_LIST
    published()
    assert _state() is HangingState.UNRECORDED
    hung()
    assert _state() is HangingState.IN_FORCE
    superseded()
    assert _state() is HangingState.OLD
    hung(2, hung_on=date(2026, 11, 17))
    assert _state() is HangingState.IN_FORCE


def test_the_same_spot_is_changed_and_another_stays() -> None:
    published()
    hung()
    hung(spot="二楼走廊")
    superseded()
    hung(2)
    assert Hanging.objects.filter(replaced_at=None).count() == 2
    (row,) = [row for row in list_hanging(actor=CLERK).rows if row.unit_code == TOWNSHIP]
    assert sorted((sheet.number, sheet.is_old) for sheet in row.sheets) == [(1, True), (2, False)]
    assert row.state is HangingState.OLD


def test_an_old_edition_may_be_recorded_as_it_hangs() -> None:
    published()
    superseded()
    assert not hung(1).in_force
    assert _state() is HangingState.OLD


def test_a_proxy_records_for_its_own_village_only() -> None:
    published(order(units=(VILLAGE,), way=Way.ASSISTED, promised=""))
    assert hung(actor=VILLAGE_PROXY, unit_code=VILLAGE).in_force
    for stranger in (SECOND_PROXY, NEIGHBOR_CLERK, OUTSIDER):
        with pytest.raises(NotFound):
            hung(actor=stranger, unit_code=VILLAGE)


@pytest.mark.parametrize("actor", [REVIEWER, COUNTY_OFFICER])
def test_only_who_stands_in_the_hall_records(actor: Any) -> None:
    published()
    with pytest.raises(NotAllowed):
        hung(actor=actor)


def test_what_cannot_be_is_refused_and_nothing_is_kept() -> None:
    published()
    with pytest.raises(NotFound):
        hung(2)
    with pytest.raises(HungInFuture):
        hung(hung_on=date(2026, 11, 18))
    with pytest.raises(TextMissing):
        hung(spot=" ")
    with pytest.raises(RuleViolation, match=r"图片|照片"):
        hung(photo=Photo(name="x.png", content=PNG[:60], true_size=60))
    assert not Hanging.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_register_is_narrowed_to_who_must_change_and_to_what_is_unknown() -> None:
    published(order(units=(TOWNSHIP, VILLAGE), way=Way.ASSISTED, promised="", notice=""))
    hung()

    def codes(choice: HangingChoice) -> list[str]:
        return [row.unit_code for row in list_hanging(actor=COUNTY_OFFICER, choice=choice).rows]

    assert codes(HangingChoice.TO_CHANGE) == []
    assert codes(HangingChoice.UNRECORDED) == [VILLAGE]
    superseded()
    assert codes(HangingChoice.TO_CHANGE) == [TOWNSHIP]
    assert [count_to_change(actor=each) for each in (CLERK, CENTER_HEAD, VILLAGE_PROXY)] == [1, 1, 0]


def test_the_register_goes_on_by_code() -> None:
    whole = [row.unit_code for row in list_hanging(actor=COUNTY_OFFICER).rows]
    after = list_hanging(actor=COUNTY_OFFICER, after=whole[1]).rows
    assert [row.unit_code for row in after] == whole[2:]


def test_a_unit_shows_what_hangs_there_before_the_tap() -> None:
    published()
    hung()
    found = get_hanging_unit(actor=CLERK, unit_code=TOWNSHIP, number=1)
    assert [sheet.spot for sheet in found.row.sheets] == ["大厅公示栏"]
    for unit_code, number in ((TOWNSHIP, 9), ("130922100000", 1)):
        with pytest.raises(NotFound):
            get_hanging_unit(actor=CLERK, unit_code=unit_code, number=number)


def test_boards_ask_for_all_units_below_a_region() -> None:
    published()
    assert hanging_states_under("130921000000") == {TOWNSHIP: HangingState.UNRECORDED}
    assert hanging_states_under("130922000000") == {}


def test_a_photo_is_not_there_for_others(gateways: Any) -> None:
    published()
    done = hung(photo=PHOTO)
    for actor in (OUTSIDER, NEIGHBOR_CLERK, VILLAGE_PROXY):
        with pytest.raises(NotFound):
            open_hung_photo(actor=actor, hanging_id=done.hanging_id)
    with pytest.raises(NotFound):
        open_hung_photo(actor=CLERK, hanging_id=UUID(int=7))


def test_a_repeated_tap_records_once() -> None:
    published()
    first = hung(request_key="k" * 24)
    assert hung(request_key="k" * 24) == first
    assert Hanging.objects.count() == 1


def shows(unit_code: str = TOWNSHIP, number: int = 1) -> Photo:
    """A photo of the code of a list."""
    made = BytesIO()
    segno.make(f"https://zwfw.example.cn/places/{unit_code}/list/{number}/").save(made, kind="png", scale=6)
    return Photo(name="墙.png", content=made.getvalue(), true_size=len(made.getvalue()))


def by_photo(photo: Photo | None, **more: Any) -> HangingRecorded:
    """The clerk leaves place and edition to the photo."""
    return hung(None, unit_code=None, photo=photo, **more)


def test_a_photo_tells_place_and_edition(gateways: Any) -> None:
    published()
    superseded()
    done = by_photo(shows(number=1))
    assert (done.unit_code, done.number, done.in_force) == (TOWNSHIP, 1, False)
    assert _state() is HangingState.OLD
    assert HungPhoto.objects.get().hanging_id == done.hanging_id
    assert '"code_read":true' in Entry.objects.get(act="documents.record_hanging").text


@pytest.mark.parametrize("photo", [None, PHOTO])
def test_a_photo_in_which_nothing_can_be_read_is_refused_where_it_must_tell(
    photo: Photo | None, gateways: Any
) -> None:
    published()
    with pytest.raises(NoListShown):
        by_photo(photo)
    assert not Hanging.objects.exists()


def test_the_list_of_another_place_or_one_that_never_was_is_not_recorded(gateways: Any) -> None:
    published()
    for photo in (shows("130922100000"), shows(number=9)):
        with pytest.raises(NotYourList):
            by_photo(photo)
    with pytest.raises(NotYourList):
        by_photo(shows(), actor=VILLAGE_PROXY)
    assert not Hanging.objects.exists()


def test_a_photo_may_not_gainsay_what_is_recorded(gateways: Any) -> None:
    published()
    superseded()
    with pytest.raises(OtherListShown):
        hung(2, photo=shows(number=1))
    assert hung(2, photo=shows(number=2)).in_force
