"""A new code continues an old one only where that is plain."""

from yimen.usecases.orgs.successors import RegionName, find_successors

OLD = {
    "130921200000": RegionName(short_name="曹寺乡", level="TOWNSHIP"),
    "130921200201": RegionName(short_name="东村", level="VILLAGE"),
}


def test_two_heirs_of_one_name_are_left_to_a_person() -> None:
    fresh = {
        "130921110000": RegionName(short_name="曹寺镇", level="TOWNSHIP"),
        "130921001000": RegionName(short_name="曹寺街道", level="TOWNSHIP"),
    }
    assert find_successors(OLD, fresh) == {}


def test_a_village_follows_its_township_and_not_a_namesake_elsewhere() -> None:
    fresh = {
        "130921110000": RegionName(short_name="曹寺镇", level="TOWNSHIP"),
        "130921110201": RegionName(short_name="东村", level="VILLAGE"),
        "130921111201": RegionName(short_name="东村", level="VILLAGE"),
    }
    assert find_successors(OLD, fresh) == {
        "130921200000": "130921110000",
        "130921200201": "130921110201",
    }


def test_another_name_is_no_successor() -> None:
    fresh = {"130921110000": RegionName(short_name="纸房头镇", level="TOWNSHIP")}
    assert find_successors(OLD, fresh) == {}
