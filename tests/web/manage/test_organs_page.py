"""The organs of a county: what is missing, a proposal that nobody takes unseen, and registering."""

import pytest

from tests.web.sessions import as_actor
from tests.world import CLERK, COUNTY_OFFICER, ID
from yimen.data.orgs.models import Organ

pytestmark = pytest.mark.django_db
FOREST = ID("organ:forestry")
URL = f"/manage/organs/{FOREST}/"


def test_gaps_are_counted_and_lead_to_registering() -> None:
    Organ.objects.filter(pk=FOREST).update(reconsideration_organ="", court="")
    page = as_actor(COUNTY_OFFICER).get("/manage/organs/").content.decode()
    assert "2 个机关还没有登记" in page  # the county's own government has no court that a rule names
    assert page.index("沧县林业主管部门") < page.index("沧县旧州镇人民政府")
    form = as_actor(COUNTY_OFFICER).get(URL).content.decode()
    assert "按法律推出的建议，还没有登记" in form
    assert 'value="沧县人民法院"' in form
    assert not Organ.objects.get(pk=FOREST).court


def test_registering_leads_back_and_a_half_one_says_what_is_missing() -> None:
    told = {"reconsideration_organ": "沧县人民政府", "court": "", "source": "行政复议法第二十四条"}
    half = as_actor(COUNTY_OFFICER).post(URL, told)
    assert half.status_code == 400
    assert 'href="#field-court"' in half.content.decode()
    done = as_actor(COUNTY_OFFICER).post(URL, told | {"court": "沧县人民法院"})
    assert done["Location"] == "/manage/organs/?done=1"
    assert Organ.objects.get(pk=FOREST).remedies_source == "行政复议法第二十四条"


def test_a_clerk_and_another_county_have_no_such_page() -> None:
    assert as_actor(CLERK).get("/manage/organs/").status_code == 403
    stranger = f"/manage/organs/{ID('organ:qingxian_town')}/"
    assert as_actor(COUNTY_OFFICER).get(stranger).status_code == 404
