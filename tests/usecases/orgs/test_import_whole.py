"""A list of the whole country's shape: doubles, cities without counties, odd order; killed, interrupted."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.usecases.orgs.lists import (
    CITY,
    COUNTY,
    NOW,
    PROVINCE,
    SMALL,
    SYSTEM,
    TOWN,
    VILLAGE,
    rows_of,
    take_in,
)
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import Organ, Region, ServicePoint
from yimen.rules.orgs import DivisionRow, Severity
from yimen.usecases.orgs.actions import import_divisions
from yimen.usecases.orgs.findings import RowsRefused

# As the country's list has them: the city stands again, on the level that it lacks.
DONGGUAN = (
    "440000000000,,广东省,1",
    "441900000000,440000000000,东莞市,2",
    "441900000000,441900000000,东莞市,3",
    "441900003000,441900000000,东城街道,4",
    "441900003005,441900003000,岗贝社区居民委员会,5",
)


def test_a_city_without_counties_comes_in_and_its_double_is_told_with_both_lines(empty_db: None) -> None:
    done = take_in(rows_of(*DONGGUAN))
    assert (done.created, done.repeated, done.refused) == (4, 1, 0)
    assert [finding.sentence() for finding in done.findings] == [
        "第 4 行：代码 441900000000 已在第 3 行出现过，名称相同，只按那一行导入"
    ]
    town = Region.objects.select_related("parent").get(code="441900003000")
    assert town.parent is not None
    assert town.parent.code == "441900000000"
    organ = Organ.objects.get(region=town)
    assert (organ.name, organ.county_code) == ("东莞市东城街道办事处", "441900")
    # the city's government by law; which of its numbered courts, no rule tells
    assert (organ.reconsideration_organ, organ.court) == ("东莞市人民政府", "")
    again = take_in(rows_of(*DONGGUAN))
    assert (again.created, again.updated, again.unchanged, again.repeated) == (0, 0, 4, 1)


def test_any_order_of_rows_gives_the_same_places(empty_db: None) -> None:
    done = take_in(rows_of(VILLAGE, TOWN, COUNTY, CITY, PROVINCE))
    assert (done.created, done.refused) == (5, 0)
    village = Region.objects.select_related("parent__parent").get(code=VILLAGE[:12])
    assert village.parent is not None
    assert village.parent.parent is not None
    assert village.parent.parent.name == "沧县"
    point = ServicePoint.objects.get(region=village)
    assert (point.name, point.pinyin) == ("东关村综合服务站", "dongguancunzonghefuwuzhan")


def test_a_double_under_another_name_is_an_error_and_the_first_row_holds(empty_db: None) -> None:
    other = VILLAGE.replace("东关村", "东门村")
    done = take_in(rows_of(*SMALL, other, VILLAGE), partial=True)
    assert (done.created, done.refused, done.repeated) == (5, 1, 1)
    told = {(each.line, each.severity, each.code) for each in done.findings}
    assert told == {
        (7, Severity.ERROR, "orgs.duplicate_code"),
        (8, Severity.NOTICE, "orgs.repeated_code"),
    }
    assert Region.objects.get(code=VILLAGE[:12]).name == "东关村村民委员会"


def test_what_hangs_under_a_refused_row_falls_with_it(empty_db: None) -> None:
    done = take_in(rows_of(PROVINCE, CITY, COUNTY, TOWN.replace("旧州镇", ""), VILLAGE), partial=True)
    assert (done.created, done.refused) == (3, 2)
    assert [(each.line, each.code) for each in done.findings] == [
        (5, "orgs.bad_name"),
        (6, "orgs.unknown_parent"),
    ]


def test_of_many_findings_of_one_kind_the_first_are_listed_and_all_are_counted(empty_db: None) -> None:
    odd = [f"1309211002{n:02d},130921100000,{n}号生活区,5" for n in range(100)]
    odd += [f"1309211003{n:02d},130921100000,{n}号家属区,5" for n in range(100)]
    odd += [f"1309211000{n:02d},130921100000,{n}号宿舍区,5" for n in range(1, 31)]
    done = take_in(rows_of(PROVINCE, CITY, COUNTY, TOWN, *odd))
    assert done.created == 234
    assert len(done.findings) == 200
    assert done.unlisted == {"orgs.name_ending": 30}
    assert Region.objects.exclude(irregular="").count() == 230


def test_a_file_of_one_county_says_nothing_about_another(empty_db: None) -> None:
    other = ("130922000000,130900000000,青县,3", "130922100000,130922000000,清州镇,4")
    take_in(rows_of(*SMALL, *other))
    done = take_in(rows_of(COUNTY, TOWN, VILLAGE, "130921100202,130921100000,西关村村民委员会,5"))
    assert done.missing == ("130922000000 青县", "130922100000 清州镇")
    done = take_in(rows_of(TOWN, VILLAGE))
    assert (done.missing, done.missing_count) == (("130921100202 西关村村民委员会",), 1)


def _interrupted() -> Iterator[DivisionRow]:
    yield from rows_of(*SMALL)
    raise KeyboardInterrupt


def test_an_import_that_is_interrupted_leaves_nothing(empty_db: None) -> None:
    with pytest.raises(KeyboardInterrupt):
        take_in(_interrupted())
    assert not Region.objects.exists()
    assert not Entry.objects.exists()
    assert take_in(rows_of(*SMALL)).created == 5


# Says that the regions are written but not yet their points, then waits to be killed.
_CHILD = textwrap.dedent("""
    import time, django
    django.setup()
    from tests.usecases.orgs.lists import NOW, SYSTEM, rows_of, SMALL
    from yimen.usecases.orgs.actions import import_divisions

    def stop(stage, done):
        if stage == "POINTS":
            print("regions are written", flush=True)
            time.sleep(60)

    import_divisions(actor=SYSTEM, now=NOW, rows=rows_of(*SMALL), partial=False, tell=stop)
""")


def test_an_import_that_is_killed_after_its_regions_leaves_nothing(empty_db: None, admin_url: str) -> None:
    name = connection.settings_dict["NAME"]
    url = urlsplit(admin_url)._replace(path=f"/{name}").geturl()
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD],
        stdout=subprocess.PIPE,
        env={**os.environ, "YIMEN_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "yimen.config.settings"},
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == b"regions are written\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    # the lock of the dead one is gone with its session, and nothing of it is seen
    assert take_in(rows_of(*SMALL)).created == 5
    assert Region.objects.count() == 5


@pytest.mark.django_db
def test_a_refused_file_says_how_many_errors_it_has_beyond_the_listed() -> None:
    nameless = [f"1309211002{n:02d},130921100000,,5" for n in range(100)]
    with pytest.raises(RowsRefused) as refusal:
        take_in(rows_of(*nameless))
    assert refusal.value.values["count"] == 100
    assert refusal.value.unlisted == {}


@pytest.mark.django_db
def test_the_stages_are_told_in_their_order() -> None:
    told: list[tuple[str, int]] = []
    import_divisions(
        actor=SYSTEM,
        now=NOW,
        rows=iter(rows_of(*SMALL, "130921100299,130921100000,新村村民委员会,5")),
        partial=False,
        tell=lambda stage, done: told.append((stage.value, done)),
    )
    assert told == [("ROWS", 6), ("NAMES", 6), ("REGIONS", 0), ("POINTS", 0), ("ORGANS", 6)]
