"""案卷评查 on the screen: findings by case, nobody's name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.usecases.cases import journey
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY, COUNTY_OFFICER, NOW
from yimen.data.cases.models import Case
from yimen.usecases.cases.actions import close

pytestmark = pytest.mark.django_db
PERIOD = {"since": "2026-11-16", "until": "2026-11-16"}


def _closed() -> Case:
    case_id = journey.delivered()
    at = NOW + timedelta(hours=6)
    journey.make_papers(at)
    close(actor=journey.SYSTEM, now=at, case_id=case_id, county_code=COUNTY)
    return Case.objects.get(pk=case_id)


def test_what_holds_is_listed_by_number_and_what_does_not_with_its_source() -> None:
    good, bad = _closed(), _closed()
    Case.objects.filter(pk=bad.pk).update(promised_due=NOW.date() - timedelta(days=3))
    for actor in (CENTER_HEAD, COUNTY_OFFICER):
        page = as_actor(actor).get(reverse("desk:reviews"), PERIOD).content.decode()
        assert "查了 2 件案卷，1 件有问题" in page
        assert good.case_no in page
        assert "晚于承诺期限" in page
        assert "行政许可法第四十二条" in page
        assert "赵" not in page


def test_an_empty_period_says_so_and_odd_days_fall_back_to_this_month() -> None:
    head = as_actor(CENTER_HEAD)
    url = reverse("desk:reviews")
    assert (
        "这段时间没有办结的案卷"
        in head.get(url, {"since": "2020-01-01", "until": "2020-01-02"}).content.decode()
    )
    assert head.get(url, {"since": "x", "until": "2026-13-01"}).status_code == 200
    assert head.get(url, {"after": "x~y"}).status_code == 400


def test_the_door_stands_in_the_head_of_those_who_may() -> None:
    url = reverse("desk:reviews")
    assert url in as_actor(CENTER_HEAD).get(reverse("desk:worklist")).content.decode()
    assert as_actor(CLERK).get(url).status_code == 403
