"""Divisions are taken in whole or not at all, once, with their organs and service points."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.usecases.orgs.lists import (
    CITY,
    COUNTY,
    NOW,
    PROVINCE,
    SMALL,
    TOWN,
    VILLAGE,
    rows_of,
    take_in,
    whole_list,
)
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import Organ, Region, ServicePoint
from yimen.rules.access import NotAllowed
from yimen.rules.orgs import Severity
from yimen.usecases.orgs.actions import import_divisions
from yimen.usecases.orgs.findings import RowsRefused
from yimen.usecases.orgs.queries import count_regions, count_service_points


def test_the_list_of_2023_gives_every_place_its_point_and_changes_nothing_the_second_time(
    empty_db: None,
) -> None:
    rows = whole_list()
    with CaptureQueriesContext(connection) as statements:
        first = take_in(rows)
    assert (first.created, first.refused, first.missing) == (6324, 0, ())
    assert count_regions() == {
        "PROVINCE": 1, "PREFECTURE": 1, "COUNTY": 19, "TOWNSHIP": 209, "VILLAGE": 6094,
    }  # fmt: skip
    assert count_service_points() == {"CENTER": 209, "STATION": 6094}
    assert len(statements) < 60
    odd = [finding for finding in first.findings if finding.severity is Severity.NOTICE]
    assert len(odd) == len(first.findings) == 42
    second = take_in(rows)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 6324)
    assert Entry.objects.filter(act="orgs.import_divisions").count() == 1


def test_organs_carry_the_remedies_that_the_law_gives_and_blanks_where_it_is_unknown(empty_db: None) -> None:
    take_in(whole_list())
    organs = {organ.region.code: organ for organ in Organ.objects.select_related("region")}
    assert len(organs) == 1 + 19 + 209
    told = {
        code: (
            organs[code].name,
            organs[code].paper_mark,
            organs[code].reconsideration_organ,
            organs[code].court,
        )
        for code in ("130921100000", "130902001000", "130971401000", "130922400000", "130971000000")
    }
    assert told == {
        "130921100000": ("沧县旧州镇人民政府", "沧县旧州镇政", "沧县人民政府", "沧县人民法院"),
        "130902001000": (
            "新华区建设北街街道办事处",
            "新华区建设北街街道办",
            "沧州市新华区人民政府",
            "沧州市新华区人民法院",
        ),
        "130971401000": ("河北沧州经济开发区社会事务局",) * 2 + ("", ""),
        "130922400000": ("青县农场", "青县农场", "", ""),
        "130971000000": ("河北沧州经济开发区", "河北沧州经济开发区", "", ""),
    }
    zones = Region.objects.filter(functional_zone=True).values_list("code", flat=True)
    assert sorted(zones) == ["130971000000", "130972000000", "130973000000"]


BROKEN = (
    ("130921100202,130921100000,东关村,5,", "列数与表头不一致"),
    ("1309211002,130921100000,西关村村民委员会,5", "不是行政区划代码"),
    ("130921100202,130921100000,,5", "名称是空的"),
    ("130921100202,130921100000,西关村村民委员会,4", "级别"),
    ("130921100202,130921101000,西关村村民委员会,5", "上级代码"),
    (VILLAGE.replace("东关村", "东门村"), "已在第 6 行出现过"),
    ("130921105201,130921105000,孤村村民委员会,5", "上级 130921105000 不在文件里"),
)


@pytest.mark.parametrize(("line", "words"), BROKEN)
@pytest.mark.django_db
def test_one_broken_row_refuses_the_whole_file_and_is_told_by_its_line(line: str, words: str) -> None:
    before = Region.objects.count()
    fresh = "130921100299,130921100000,新村村民委员会,5"
    with pytest.raises(RowsRefused) as refusal:
        take_in(rows_of(*SMALL, fresh, line))
    errors = [f for f in refusal.value.findings if f.severity is Severity.ERROR]
    assert [error.line for error in errors] == [8]
    assert words in errors[0].sentence()
    assert Region.objects.count() == before
    assert not Entry.objects.filter(act="orgs.import_divisions").exists()


@pytest.mark.django_db
def test_partial_leaves_the_broken_rows_out_and_still_tells_them() -> None:
    fresh = "130921100299,130921100000,新村村民委员会,5"
    done = take_in(rows_of(*SMALL, fresh, BROKEN[2][0]), partial=True)
    assert (done.created, done.refused) == (1, 1)
    assert [finding.line for finding in done.findings] == [8]
    assert ServicePoint.objects.get(region__code="130921100299").name == "新村综合服务站"
    assert not Region.objects.filter(name="").exists()


@pytest.mark.django_db
def test_an_odd_name_is_told_and_blocks_nothing() -> None:
    done = take_in(rows_of(*SMALL, "130921100298,130921100000,李庄子村村民委会会,5"))
    assert [finding.code for finding in done.findings] == ["orgs.name_ending"]
    village = Region.objects.get(code="130921100298")
    assert (village.short_name, village.irregular) == ("李庄子村", "orgs.name_ending")


def test_a_town_that_took_a_new_code_is_followed_by_its_successor(empty_db: None) -> None:
    former = ("130921200000,130921000000,曹寺乡,4", "130921200201,130921200000,曹寺村村民委员会,5")
    later = ("130921110000,130921000000,曹寺镇,4", "130921110201,130921110000,曹寺村村民委员会,5")
    take_in(rows_of(*SMALL, *former), valid_from=date(2020, 6, 30))
    ServicePoint.objects.filter(region__code="130921200000").update(phone="0317-0000001")
    done = take_in(rows_of(*SMALL, *later), valid_from=date(2023, 6, 30))
    assert (done.created, done.ended, done.missing) == (2, 2, ())
    ended = Region.objects.select_related("successor").get(code="130921200000")
    assert (ended.valid_to, ended.successor and ended.successor.code) == (date(2023, 6, 30), "130921110000")
    village = Region.objects.select_related("successor").get(code="130921200201")
    assert village.successor is not None
    assert village.successor.code == "130921110201"
    center = ServicePoint.objects.get(region__code="130921110000")
    assert (center.name, center.phone) == ("曹寺镇行政综合服务中心", "0317-0000001")
    assert count_service_points() == {"CENTER": 2, "STATION": 2}
    assert Organ.objects.get(region__code="130921110000").name == "沧县曹寺镇人民政府"
    assert Organ.objects.filter(region__code="130921200000").exists()


@pytest.mark.django_db
def test_a_place_that_the_file_lacks_is_named_and_stays() -> None:
    done = take_in(rows_of(*SMALL))
    assert done.missing == (
        "130921100202 西关村村民委员会",
        "130921101000 兴济镇",
        "130921101200 北关村村民委员会",
        "130922000000 青县",
        "130922100000 清州镇",
        "130922100200 南关村村民委员会",
    )
    assert Region.objects.get(code="130922000000").valid_to is None


@pytest.mark.django_db
def test_a_corrected_name_is_carried_to_organ_and_center() -> None:
    take_in(rows_of(*SMALL))
    done = take_in(rows_of(PROVINCE, CITY, COUNTY, TOWN.replace("旧州镇", "新州镇"), VILLAGE))
    assert done.updated == 1
    assert Organ.objects.get(id=world.ID("organ:jiuzhou")).name == "沧县新州镇人民政府"
    assert ServicePoint.objects.get(region__code=world.TOWNSHIP).name == "新州镇行政综合服务中心"


@pytest.mark.django_db
def test_the_same_key_gets_the_first_answer() -> None:
    rows = rows_of(*SMALL, "130921100299,130921100000,新村村民委员会,5")
    first = take_in(rows, request_key="once")
    assert take_in(rows, request_key="once") == first
    assert first.created == 1


@pytest.mark.django_db
def test_a_clerk_cannot_import() -> None:
    with pytest.raises(NotAllowed):
        import_divisions(actor=world.CLERK, now=NOW, rows=rows_of(*SMALL), partial=False)


def test_two_imports_at_once_write_every_place_once(empty_db: None) -> None:
    done: list[int] = []
    gate = threading.Barrier(2)

    def import_it() -> None:
        try:
            gate.wait()
            done.append(take_in(rows_of(*SMALL)).created)
        finally:
            connection.close()

    threads = [threading.Thread(target=import_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 5]
    assert Region.objects.count() == 5
    assert Entry.objects.filter(act="orgs.import_divisions").count() == 1
