"""Leading groups: the city's seats come from its paper, counties have their own, each change is kept."""

import pytest

from tests.usecases.programme.programmes import CITY, member_added, published, seats
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, NOW
from yimen.data.programme.models import GroupMember
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.programme import ChangedMeanwhile, GroupRole, NothingToChange
from yimen.usecases.programme.members import (
    SeatEnded,
    SeatThere,
    change_member,
    end_member,
    get_member,
)
from yimen.usecases.programme.reading import get_board

pytestmark = pytest.mark.django_db
SEAT = {"role": "LEADER", "office": "市政务办主要领导"}


def test_the_city_names_who_holds_a_seat_of_its_paper() -> None:
    published()
    row = GroupMember.objects.get(role="LEADER")
    told = {"actor": CITY_OFFICER, "now": NOW, "member_id": row.pk, "revision": 1, **SEAT}
    assert change_member(name="示例·马超", **told) == 2
    view = get_member(actor=CITY_OFFICER, member_id=row.pk)
    assert (view.name, view.changes[0].changes) == ("示例·马超", (("name", "", "示例·马超"),))
    with pytest.raises(ChangedMeanwhile):
        change_member(name="示例·别人", **told)
    with pytest.raises(NothingToChange):
        change_member(name="示例·马超", **(told | {"revision": 2}))


def test_a_county_has_a_group_of_its_own_that_its_townships_see() -> None:
    member_added()
    board = get_board(actor=CENTER_HEAD, unit_code=CENTER_HEAD.scope_code, today=beijing_date(NOW))
    assert [(each.unit_code, each.role) for each in board.members] == [
        (CITY, GroupRole.LEADER),
        (CITY, GroupRole.DEPUTY),
        (CITY, GroupRole.MEMBER),
        ("130921000000", GroupRole.LEADER),
    ]
    with pytest.raises(SeatThere):
        member_added()


def test_who_gives_up_a_seat_is_gone_and_the_row_stays() -> None:
    member = member_added()
    end_member(actor=COUNTY_OFFICER, now=NOW, member_id=member)
    assert len(seats()) == 3
    assert GroupMember.objects.count() == 4
    with pytest.raises(SeatEnded):
        end_member(actor=COUNTY_OFFICER, now=NOW, member_id=member)
    with pytest.raises(NotFound):
        get_member(actor=COUNTY_OFFICER, member_id=member)


def test_nobody_touches_another_unit_s_group() -> None:
    member = member_added()
    with pytest.raises(NotFound):
        end_member(actor=CITY_OFFICER, now=NOW, member_id=member)
    with pytest.raises(NotAllowed):
        member_added(actor=CENTER_HEAD)
