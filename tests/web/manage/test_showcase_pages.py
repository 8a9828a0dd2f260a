"""Showcase sites on their pages: a county recommends, the city enters its paper, everybody reads the list."""

import pytest

from tests.usecases.showcase.sites import BATCH, REASON, recommended
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, TOWNSHIP, VILLAGE
from yimen.data.showcase.models import ShowcaseSite

pytestmark = pytest.mark.django_db
PAGE = "/manage/showcase/"


def test_from_the_county_s_choice_to_the_public_page() -> None:
    county, city = as_actor(COUNTY_OFFICER), as_actor(CITY_OFFICER)
    assert "还没有推荐" in text_of(county.get(PAGE))
    choices = text_of(county.get(f"{PAGE}candidates/?unit={TOWNSHIP}"))
    assert f"{PAGE}recommend/{VILLAGE}/" in choices
    form = f"{PAGE}recommend/{VILLAGE}/"
    assert "未采集" in text_of(county.get(form))
    assert post(county, form, {"reason": ""}).status_code == 400
    assert post(county, form, {"reason": REASON})["Location"] == f"{PAGE}?done=recommended"
    site = ShowcaseSite.objects.get()
    assert REASON in text_of(city.get(f"{PAGE}batch/"))
    refused = post(city, f"{PAGE}batch/", BATCH)
    assert refused.status_code == 400
    assert "请至少选一个" in text_of(refused)
    answer = post(city, f"{PAGE}batch/", {**BATCH, "sites": [str(site.pk)]})
    assert answer["Location"] == f"{PAGE}?done=designated"
    public = text_of(city.get("/showcase/"))
    assert f"/places/{VILLAGE}/" in public
    assert "文号未公布" in public
    assert "2020 年方案附件5的第一批名单" in public


def test_only_who_may_end_a_site_has_the_form_and_a_reason_is_asked() -> None:
    site = recommended()
    page = f"{PAGE}sites/{site}/"
    assert "撤回推荐" in text_of(as_actor(COUNTY_OFFICER).get(page))
    assert "撤回推荐" not in text_of(as_actor(CITY_OFFICER).get(page))
    reader = as_actor(CENTER_HEAD)
    assert "这一个不确定" not in text_of(reader.get(page))
    assert post(reader, page, {"act": "showcase.decline", "reason": "x"}).status_code == 403
    city = as_actor(CITY_OFFICER)
    assert post(city, page, {"act": "showcase.decline", "reason": ""}).status_code == 400
    assert post(city, page, {"act": "x", "reason": "y"}).status_code == 404
    assert post(city, page, {"act": "showcase.withdraw", "reason": "y"}).status_code == 409
    answer = post(city, page, {"act": "showcase.decline", "reason": "照片太旧"})
    assert answer["Location"] == f"{PAGE}?done=declined"
