"""The programme on its pages: own tasks by month, a county's parts, contacts, seats, and the city's draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.usecases.programme.programmes import (
    CONTACT,
    contact_written,
    member_added,
    part_added,
    published,
    seed,
)
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CITY_OFFICER, CLERK, COUNTY_OFFICER, TOWNSHIP, VILLAGE_PROXY
from yimen.data.programme.models import GroupMember, ProgrammeVersion, Subtask, UnitContact

pytestmark = pytest.mark.django_db
PAGE = "/manage/programme/"
TASK = f"{PAGE}tasks/2020/1/"
DRAFT = f"{PAGE}draft/"
PART = {"title": "先建中心", "due_on": "2020-05-20", "townships": [TOWNSHIP]}


def _file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("方案.tsv", text.encode("gb18030"))


def test_a_city_loads_looks_and_publishes_and_its_townships_see_it() -> None:
    city, township = as_actor(CITY_OFFICER), as_actor(CLERK)
    assert "市里还没有公布方案" in text_of(township.get(PAGE))
    assert post(city, DRAFT, {"act": "LOAD", "file": _file(seed())})["Location"] == f"{DRAFT}?done=loaded"
    assert "等着公布" in text_of(city.get(DRAFT))
    assert "市里还没有公布方案" in text_of(township.get(PAGE))
    answer = post(city, DRAFT, {"act": "PUBLISH", "year": "2020"})
    assert answer["Location"] == f"{PAGE}?done=published&year=2020"
    page = text_of(township.get(PAGE))
    assert "旧州镇有 14 项任务" in page
    assert "机构平台全覆盖" in page
    assert "姓名未公布" in page


def test_faults_of_a_file_stand_in_a_table_by_row_and_column() -> None:
    answer = post(
        as_actor(CITY_OFFICER), DRAFT, {"act": "LOAD", "file": _file(seed().replace("2020-07", "七月"))}
    )
    assert answer.status_code == 400
    page = text_of(answer)
    assert "有 2 处错误，什么也没有写入" in page
    assert "完成时限“七月”看不懂" in page
    assert not ProgrammeVersion.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04" + b"\xff" * 50, b"a,b\n1,2"])
def test_what_is_no_programme_is_refused_in_words(content: bytes) -> None:
    file = SimpleUploadedFile("x.bin", content)
    answer = post(as_actor(CITY_OFFICER), DRAFT, {"act": "LOAD", "file": file})
    assert answer.status_code == 400
    assert post(as_actor(CITY_OFFICER), DRAFT, {"act": "LOAD"}).status_code == 400


def test_a_county_takes_a_task_apart_and_its_township_has_the_earlier_date() -> None:
    published()
    county = as_actor(COUNTY_OFFICER)
    assert post(county, TASK, PART)["Location"] == f"{TASK}?done=added"
    assert "5月20日" in text_of(as_actor(CLERK).get(PAGE))
    late = post(county, TASK, PART | {"title": "再建", "due_on": "2020-06-01"})
    assert late.status_code == 400
    page = text_of(late)
    assert "县里的时限只能比市里的早" in page
    assert 'value="再建"' in page
    assert "先建中心" in text_of(as_actor(CITY_OFFICER).get(TASK))


def test_a_part_is_changed_and_ended_with_its_history() -> None:
    part = part_added()
    county, url = as_actor(COUNTY_OFFICER), f"{PAGE}parts/{part}/"
    told = PART | {"revision": "1", "due_on": "2020-05-10", "act": "CHANGE"}
    assert post(county, url, told)["Location"] == f"{PAGE}?done=changed"
    page = text_of(county.get(url))
    assert "2020-05-20" in page
    assert "旧州镇" in page
    assert post(county, url, told | {"person": "示例·林卫"}).status_code == 409
    assert post(county, url, {"act": "END", "reason": ""}).status_code == 400
    assert post(county, url, {"act": "END", "reason": "并入第二步"})["Location"] == f"{PAGE}?done=ended"
    assert Subtask.objects.get().end_reason == "并入第二步"
    assert "并入第二步" in text_of(county.get(url))


def test_a_township_keeps_its_contact_and_a_number_is_shown_for_a_reason_only() -> None:
    head, url = as_actor(CENTER_HEAD), f"{PAGE}contacts/{TOWNSHIP}/"
    assert post(head, url, CONTACT | {"contact_mobile": "1"}).status_code == 400
    assert post(head, url, CONTACT | {"revision": "0"})["Location"] == f"{PAGE}contacts/?done=1"
    assert UnitContact.objects.get().contact_name == "示例·李四"
    county, listing = as_actor(COUNTY_OFFICER), f"{PAGE}contacts/"
    page = text_of(county.get(listing))
    assert "138****0021" in page
    assert "13800000021" not in page
    told = {"unit": TOWNSHIP, "field": "contact_mobile"}
    assert post(county, listing, told | {"reason": ""}).status_code == 400
    assert "13800000021" in text_of(post(county, listing, told | {"reason": "催报表"}))


def test_a_clerk_reads_contacts_and_neither_writes_nor_unmasks_them() -> None:
    contact_written()
    clerk = as_actor(CLERK)
    assert clerk.get(f"{PAGE}contacts/{TOWNSHIP}/").status_code == 403
    told = {"unit": TOWNSHIP, "field": "contact_mobile", "reason": "看看"}
    assert post(clerk, f"{PAGE}contacts/", told).status_code == 403
    assert as_actor(VILLAGE_PROXY).get(PAGE).status_code == 403


def test_seats_of_the_own_group_are_added_named_and_given_up() -> None:
    published()
    county = as_actor(COUNTY_OFFICER)
    seat = {"role": "DEPUTY", "office": "县政务办分管领导", "name": "示例·郭涛"}
    assert post(county, f"{PAGE}group/2020/", seat | {"role": ""}).status_code == 400
    assert post(county, f"{PAGE}group/2020/", seat)["Location"] == f"{PAGE}?done=member"
    row = GroupMember.objects.get(unit_code="130921000000")
    url = f"{PAGE}group/seats/{row.pk}/"
    post(county, url, seat | {"name": "示例·林卫", "revision": "1", "act": "SAVE"})
    assert "示例·郭涛" in text_of(county.get(url))
    assert "示例·林卫" in text_of(as_actor(CLERK).get(PAGE))
    post(county, url, seat | {"act": "END"})
    assert county.get(url).status_code == 404


def test_another_unit_is_looked_at_from_above_only() -> None:
    member_added()
    assert "沧县有 14 项任务" in text_of(as_actor(CITY_OFFICER).get(f"{PAGE}?unit=130921000000"))
    assert as_actor(COUNTY_OFFICER).get(f"{PAGE}?unit=130922000000").status_code == 404
    assert as_actor(COUNTY_OFFICER).get(f"{PAGE}?unit=沧县").status_code == 404
