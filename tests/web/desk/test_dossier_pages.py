"""A dossier on a phone: entered part by part, confirmed with one tap, explained, photographed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.gateways.test_picture_origins import photo
from tests.usecases.places.dossiers import revision_of, station_recorded, verdicts
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY_OFFICER, NOW, OUTSIDER, TOWNSHIP, VILLAGE, VILLAGE_PROXY
from yimen.data.places.models import PlaceDossier, PlacePhoto, StandardExplanation
from yimen.rules.institutions import Institution

pytestmark = pytest.mark.django_db
STATION = f"/desk/places/{VILLAGE}/"
CENTER = f"/desk/places/{TOWNSHIP}/"


def test_a_place_that_nobody_visited_reads_unknown_and_asks_for_nothing() -> None:
    page = text_of(as_actor(VILLAGE_PROXY).get(STATION))
    assert "还没有人采集" in page
    assert page.count("未采集") > 20
    assert "都对，确认" not in page


def test_a_part_is_entered_on_one_small_page() -> None:
    form = text_of(as_actor(CLERK).get(f"{CENTER}edit/openness/"))
    assert "没看过" in form
    answer = post(
        as_actor(CLERK),
        f"{CENTER}edit/openness/",
        {"revision": "0", "zone": "yes", "zone_kinds": ["ITEMS", "LIMITS"], "board": ""},
    )
    assert answer["Location"] == f"{CENTER}?done=saved#part-OPENNESS"
    assert PlaceDossier.objects.get().facts["zone_kinds"]["v"] == ["ITEMS", "LIMITS"]
    page = text_of(as_actor(COUNTY_OFFICER).get(CENTER))
    assert "缺：办理条件、办理流程" in page
    assert "工作人员去向牌" in page


def test_a_hall_names_its_departments_row_by_row() -> None:
    said = {
        "revision": "0",
        "hall": "yes",
        "window_department": ["民政", "", "自然资源"],
        "window_state": ["IN", "IN", "OUT"],
        "window_note": ["", "", "在原址办"],
    }
    post(as_actor(CLERK), f"{CENTER}edit/hall/", said)
    page = text_of(as_actor(CLERK).get(CENTER))
    assert "还在外面办的：自然资源" in page
    assert "自然资源（在原址办）" in page
    assert 'value="自然资源"' in text_of(as_actor(CLERK).get(f"{CENTER}edit/hall/"))


def test_what_cannot_be_stays_in_the_form_and_a_newer_dossier_is_shown_first() -> None:
    answer = post(as_actor(CLERK), f"{CENTER}edit/rooms/", {"revision": "0", "area": "六十"})
    assert answer.status_code == 400
    assert 'value="六十"' in text_of(answer)
    post(as_actor(CLERK), f"{CENTER}edit/rooms/", {"revision": "0", "area": "60"})
    late = post(as_actor(CENTER_HEAD), f"{CENTER}edit/rooms/", {"revision": "0", "area": "55"})
    assert late.status_code == 409
    assert "刚刚有人改过" in text_of(late)
    assert 'value="60"' in text_of(late)


def test_all_eight_institutions_in_force_are_one_tap() -> None:
    form = text_of(as_actor(VILLAGE_PROXY).get(f"{STATION}edit/posted/"))
    assert "八项都挂着现行版" in form
    newest = {f"newest_{each.value}": "0" for each in Institution}
    post(as_actor(VILLAGE_PROXY), f"{STATION}edit/posted/", {"revision": "0", "all_in_force": "1", **newest})
    assert verdicts(VILLAGE) == {"INSTITUTIONS": "MET"}


def test_the_village_confirms_with_two_taps() -> None:
    station_recorded(now=NOW)
    page = text_of(as_actor(VILLAGE_PROXY).get(STATION))
    assert "都对，确认" in page
    answer = post(as_actor(VILLAGE_PROXY), f"{STATION}confirm/", {"revision": str(revision_of(VILLAGE))})
    assert answer["Location"] == f"{STATION}?done=confirmed"
    after = text_of(as_actor(VILLAGE_PROXY).get(answer["Location"]))
    assert "村里已确认" in after
    assert "都对，确认" not in after
    said = {"revision": "1", "request_key": "another form"}
    again = post(as_actor(VILLAGE_PROXY), f"{STATION}confirm/", said)
    assert again.status_code == 409


def test_a_soft_threshold_is_explained_by_the_head_and_not_by_the_village() -> None:
    station_recorded()
    url = f"{STATION}explain/AREA/"
    assert url in text_of(as_actor(CENTER_HEAD).get(STATION))
    assert url not in text_of(as_actor(VILLAGE_PROXY).get(STATION))
    answer = post(as_actor(CENTER_HEAD), url, {"text": "村部翻建"})
    assert answer["Location"] == f"{STATION}?done=explained#AREA"
    assert verdicts(VILLAGE)["AREA"] == "EXPLAINED"
    assert post(as_actor(CENTER_HEAD), f"{STATION}explain/MARK/", {"text": "x"}).status_code == 400
    assert as_actor(CENTER_HEAD).get(f"{STATION}explain/NOTHING/").status_code == 404


def test_the_county_answers_from_its_board_and_the_village_reads_why_not() -> None:
    station_recorded()
    post(as_actor(CENTER_HEAD), f"{STATION}explain/AREA/", {"text": "村部翻建"})
    county, url = as_actor(COUNTY_OFFICER), f"{STATION}answer/AREA/"
    assert f'href="{url}"' in text_of(county.get("/manage/places/"))
    told = {"explanation": str(StandardExplanation.objects.get().pk), "answer": "NOT_ACCEPTED"}
    refused = post(county, url, {**told, "reason": ""})
    assert refused.status_code == 400
    assert "村部翻建" in text_of(refused)
    assert post(county, url, {**told, "explanation": "x"}).status_code == 409
    answer = post(county, url, {**told, "reason": "已经建成"})
    assert answer["Location"] == f"{STATION}?done=answered#AREA"
    village = text_of(as_actor(VILLAGE_PROXY).get(STATION))
    assert "县里不认可：已经建成" in village
    assert url not in village


def test_a_photo_shows_when_and_where_and_a_second_one_is_flagged(gateways: Any) -> None:
    def sent(url: str) -> Any:
        file = SimpleUploadedFile("门头.jpg", photo())
        return post(as_actor(CLERK), f"{url}photos/", {"subject": "PLAQUE", "photo": file})

    assert sent(CENTER)["Location"] == f"{CENTER}?done=photo#photos"
    assert sent(STATION)["Location"] == f"{STATION}?done=same#photos"
    page = text_of(as_actor(COUNTY_OFFICER).get(CENTER))
    assert "38.24000, 117.11000" in page
    assert "2026年11月16日" in page
    assert "和旧州镇行政综合服务中心的是同一张照片" in text_of(as_actor(COUNTY_OFFICER).get(STATION))
    row = PlacePhoto.objects.get(twin=None)
    url = reverse("desk:place_photo_remove", args=[row.pk])
    assert post(as_actor(CENTER_HEAD), url, {"reason": ""}).status_code == 400
    assert post(as_actor(CENTER_HEAD), url, {"reason": "拍错"})["Location"] == f"{CENTER}?done=removed#photos"
    assert gateways is not None


def test_a_photo_form_without_a_photo_says_what_is_missing() -> None:
    answer = post(as_actor(CLERK), f"{CENTER}photos/", {"subject": "PLAQUE"})
    assert answer.status_code == 400
    assert "请选拍的是什么" in text_of(answer)


def test_the_next_county_finds_nothing() -> None:
    for url in (CENTER, f"{CENTER}edit/rooms/", f"{CENTER}photos/"):
        assert as_actor(OUTSIDER).get(url).status_code == 404
    assert as_actor(CLERK).get(f"{CENTER}edit/kitchen/").status_code == 404
