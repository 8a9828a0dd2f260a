"""A county recommends, the city designates: each act once, in words, with its line in the journal."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tests.usecases.places.dossiers import ROOMS, recorded, station_recorded
from tests.usecases.showcase.sites import REASON, designated, recommended
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    COUNTY_OFFICER,
    NOW,
    OTHER_VILLAGE,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.journal.models import Entry
from yimen.data.showcase.models import ShowcaseSite
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.showcase import (
    AlreadyOnTheWay,
    BadBatchNumber,
    DayAhead,
    DayMissing,
    NoSites,
    NotRecommendedAnyMore,
    SiteEnded,
    SiteState,
)
from yimen.rules.text import TextMissing
from yimen.usecases.showcase.board import get_showcase_board
from yimen.usecases.showcase.designating import BatchThere, decline_site, withdraw_site
from yimen.usecases.showcase.reading import (
    get_candidate,
    get_site,
    list_candidates,
    list_public_sites,
    list_waiting,
)
from yimen.usecases.showcase.recommending import take_back_site

pytestmark = pytest.mark.django_db
CITY = "130900000000"


def _state(site_id: object) -> str:
    return ShowcaseSite.objects.get(pk=site_id).state


def _acts() -> list[str]:
    rows = Entry.objects.filter(subject_type__startswith="showcase").order_by("at", "act")
    return [*rows.values_list("act", flat=True)]


def test_a_recommendation_keeps_how_the_place_stood_and_stands() -> None:
    station_recorded()
    site = recommended()
    page = get_site(actor=CITY_OFFICER, site_id=site)
    assert page.site.evidence["verdicts"] == page.now["verdicts"]
    assert page.site.evidence["verdicts"]["AREA"] == "NOT_MET"
    recorded(raw=ROOMS | {"area": ["30"]}, point_code=VILLAGE, now=NOW.replace(hour=4))
    page = get_site(actor=CITY_OFFICER, site_id=site)
    assert (page.site.evidence["verdicts"]["AREA"], page.now["verdicts"]["AREA"]) == ("NOT_MET", "MET")
    assert page.site.recommender == "沧县人民政府 county_officer"
    assert _acts() == ["showcase.recommend"]
    assert REASON not in Entry.objects.get(act="showcase.recommend").text


def test_what_is_on_the_way_is_not_recommended_again_until_it_ended() -> None:
    site = recommended()
    with pytest.raises(AlreadyOnTheWay) as refusal:
        recommended()
    assert "县里已推荐" in refusal.value.sentence()
    take_back_site(actor=COUNTY_OFFICER, now=NOW, site_id=site, reason="先不报")
    again = recommended()
    assert (_state(site), _state(again)) == ("TAKEN_BACK", "RECOMMENDED")
    assert [each.end_reason for each in get_site(actor=COUNTY_OFFICER, site_id=again).before] == ["先不报"]


def test_places_of_others_and_other_people_s_acts_are_refused() -> None:
    with pytest.raises(NotFound):
        recommended(point_code=OTHER_VILLAGE)
    with pytest.raises(NotAllowed):
        recommended(actor=CENTER_HEAD)
    with pytest.raises(TextMissing):
        recommended(reason=" ")
    site = recommended()
    with pytest.raises(NotAllowed):
        designated(site, actor=COUNTY_OFFICER)
    neighbor = replace(COUNTY_OFFICER, county_code="130922", scope_code="130922000000")
    with pytest.raises(NotFound):
        take_back_site(actor=neighbor, now=NOW, site_id=site, reason="x")
    elsewhere = replace(CITY_OFFICER, county_code="131000", scope_code="131000000000")
    with pytest.raises(NotFound):
        decline_site(actor=elsewhere, now=NOW, site_id=site, reason="x")


def test_a_batch_designates_what_was_chosen_and_everybody_sees_it() -> None:
    first, second = recommended(), recommended(point_code=TOWNSHIP)
    left = recommended(point_code=SECOND_TOWNSHIP)
    designated(first, second)
    assert [_state(each) for each in (first, second, left)] == ["DESIGNATED", "DESIGNATED", "RECOMMENDED"]
    assert _acts().count("showcase.designate") == 1
    assert _acts().count("showcase.become_designated") == 2
    shown = list_public_sites(CITY)
    assert [(each.name, [site.region_code for site in each.sites]) for each in shown.counties] == [
        ("沧县", [TOWNSHIP, VILLAGE])
    ]
    assert (shown.batches[0].number, shown.batches[0].sites) == (2, 2)
    assert [each.site_id for each in list_waiting(actor=CITY_OFFICER)] == [left]


def test_a_batch_says_which_paper_and_which_day() -> None:
    site = recommended()
    for refusal, more in (
        (BadBatchNumber, {"number": "二"}),
        (DayMissing, {"designated_on": ""}),
        (DayAhead, {"designated_on": "2026-12-31"}),
        (TextMissing, {"title": ""}),
    ):
        with pytest.raises(refusal):
            designated(site, **more)
    with pytest.raises(NoSites):
        designated()
    with pytest.raises(NotRecommendedAnyMore) as gone:
        designated(site, uuid4())
    assert gone.value.values == {"count": 1}
    designated(site)
    with pytest.raises(BatchThere):
        designated(recommended(point_code=TOWNSHIP))


def test_the_city_declines_and_takes_away_with_its_reason() -> None:
    first, second = recommended(), recommended(point_code=TOWNSHIP)
    decline_site(actor=CITY_OFFICER, now=NOW, site_id=first, reason="照片太旧")
    designated(second)
    with pytest.raises(SiteEnded):
        decline_site(actor=CITY_OFFICER, now=NOW, site_id=second, reason="x")
    withdraw_site(actor=CITY_OFFICER, now=NOW, site_id=second, reason="窗口关了")
    assert (_state(first), _state(second)) == ("DECLINED", "WITHDRAWN")
    assert list_public_sites(CITY).counties == ()
    with pytest.raises(SiteEnded):
        withdraw_site(actor=CITY_OFFICER, now=NOW, site_id=second, reason="x")
    assert get_site(actor=COUNTY_OFFICER, site_id=second).site.end_reason == "窗口关了"


def test_the_board_counts_against_targets_that_fit_the_place() -> None:
    designated(recommended())
    recommended(point_code=TOWNSHIP)
    city = get_showcase_board(actor=CITY_OFFICER)
    assert [row.name for row in city.rows] == ["沧县", "青县"]
    here = city.rows[0]
    assert (here.centers.target.words(), here.stations.target.low) == ("全部 2 个", 3)
    assert (here.centers.recommended, here.centers.designated) == (1, 0)
    assert (here.stations.recommended, here.stations.designated) == (0, 1)
    county = get_showcase_board(actor=COUNTY_OFFICER)
    assert [(row.name, row.stations.target.words()) for row in county.rows] == [
        ("旧州镇", "全部 2 个"),
        ("兴济镇", "全部 1 个"),
    ]
    assert county.total.centers.target.words() == "全部 2 个"
    assert [each.state for each in county.sites] == [SiteState.RECOMMENDED, SiteState.DESIGNATED]
    with pytest.raises(NotFound):
        get_showcase_board(actor=COUNTY_OFFICER, unit_code="130922000000")


def test_candidates_are_the_places_of_a_township_with_where_they_are() -> None:
    site = recommended()
    found = list_candidates(actor=COUNTY_OFFICER, unit_code=TOWNSHIP)
    assert [(each.place.code, each.site_id) for each in found.rows][:2] == [(TOWNSHIP, None), (VILLAGE, site)]
    assert get_candidate(actor=COUNTY_OFFICER, point_code=VILLAGE).state is SiteState.RECOMMENDED
    for wrong in ("130921000000", "130921100299", "x", OTHER_VILLAGE):
        with pytest.raises(NotFound):
            get_candidate(actor=COUNTY_OFFICER, point_code=wrong)
    with pytest.raises(NotFound):
        list_candidates(actor=COUNTY_OFFICER, unit_code="130921000000")
