"""The register of services beyond government, and what the page of a place says of them."""

import pytest
from django.test import Client

from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import COUNTY_OFFICER, TOWNSHIP
from yimen.data.catalog.models import PartnerService

pytestmark = pytest.mark.django_db
PAGE = "/manage/services/"
FORM = {
    "unit_code": TOWNSHIP,
    "kind": "COMMERCE",
    "name": "农产品代销",
    "partner": "沧县供销合作社",
    "starts_on": "2020-01-01",
}


def test_what_is_added_stands_at_the_place_as_no_service_of_government(client: Client) -> None:
    answer = post(as_actor(COUNTY_OFFICER), PAGE, FORM)
    assert answer["Location"] == f"{PAGE}?done=added"
    page = text_of(client.get(f"/places/{TOWNSHIP}/"))
    assert "非政务服务，由沧县供销合作社提供" in page
    assert "农产品代销" in text_of(as_actor(COUNTY_OFFICER).get(PAGE))


def test_a_fault_keeps_what_was_typed() -> None:
    answer = post(as_actor(COUNTY_OFFICER), PAGE, FORM | {"starts_on": "昨天"})
    assert answer.status_code == 400
    page = text_of(answer)
    assert "请填起始日期" in page
    assert 'value="农产品代销"' in page


def test_ending_asks_why() -> None:
    officer = as_actor(COUNTY_OFFICER)
    post(officer, PAGE, FORM)
    end = f"{PAGE}{PartnerService.objects.get().pk}/end/"
    assert officer.get(end)["Location"] == PAGE
    assert post(officer, end, {"reason": ""}).status_code == 400
    assert post(officer, end, {"reason": "合同解除"})["Location"] == f"{PAGE}?done=ended"
    assert "合同解除" in text_of(officer.get(PAGE))
