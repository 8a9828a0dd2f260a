"""Names of places made by rule."""

import pytest

from yimen.rules.region_names import (
    STYLE_2020,
    STYLE_2022,
    center_name,
    government_name,
    irregularities,
    place_name,
    short_place_name,
    station_name,
)

VILLAGE, NEIGHBORHOOD, VILLAGE_LIKE = "130921100201", "130984001014", "130973400500"


@pytest.mark.parametrize(
    ("name", "code", "short", "place"),
    [
        ("东关村村民委员会", VILLAGE, "东关村", "东关村"),
        ("东关村民委员会", VILLAGE, "东关", "东关村"),
        ("东关村委会", VILLAGE, "东关", "东关村"),
        ("郭村村民委员会", VILLAGE, "郭村", "郭村"),
        ("李庄子村村民委会会", VILLAGE, "李庄子村", "李庄子村"),
        ("河北省沧州市盐山县盐山镇东隅村委会", VILLAGE, "东隅", "东隅村"),
        ("东关社区居民委员会", NEIGHBORHOOD, "东关社区", "东关社区"),
        ("水月寺居委会", NEIGHBORHOOD, "水月寺", "水月寺社区"),
        ("幸福街社区", NEIGHBORHOOD, "幸福街社区", "幸福街社区"),
        ("一分区西庄大队", VILLAGE_LIKE, "一分区西庄大队", "一分区西庄大队"),
        ("村委会", VILLAGE, "村委会", "村委会村"),
        ("旧州镇", "130921100000", "旧州镇", "旧州镇"),
    ],
)
def test_names_lose_their_committee_and_gain_what_the_code_asks(
    name: str, code: str, short: str, place: str
) -> None:
    assert short_place_name(name, code) == short
    assert place_name(name, code) == place


def test_centers_and_stations_follow_the_naming_of_the_city() -> None:
    assert center_name("旧州镇", STYLE_2020) == "旧州镇行政综合服务中心"
    assert center_name("旧州镇", STYLE_2022) == "旧州镇便民服务中心"
    assert station_name(VILLAGE, "东关村村民委员会", STYLE_2020) == "东关村综合服务站"
    assert station_name(NEIGHBORHOOD, "水月寺居委会", STYLE_2022) == "水月寺社区便民服务站"


@pytest.mark.parametrize(
    ("county", "township", "code", "expected"),
    [
        ("沧县", "旧州镇", "130921100000", "沧县旧州镇人民政府"),
        ("沧县", "捷地回族乡", "130921201000", "沧县捷地回族乡人民政府"),
        ("运河区", "公园街道", "130903006000", "运河区公园街道办事处"),
        ("青县", "青县农场", "130922400000", "青县农场"),
        ("泊头市", "河北泊头经济开发区", "130981400000", "泊头市河北泊头经济开发区"),
    ],
)
def test_papers_go_out_in_the_name_of_the_government_and_never_of_the_center(
    county: str, township: str, code: str, expected: str
) -> None:
    assert government_name(county, township, code) == expected


@pytest.mark.parametrize(
    ("name", "code", "odd"),
    [
        ("东关村村民委员会", VILLAGE, []),
        ("东关社区居委会", NEIGHBORHOOD, []),
        ("李庄子村村民委会会", VILLAGE, ["orgs.name_ending"]),
        ("河北省沧州市盐山县盐山镇东隅村委会", VILLAGE, ["orgs.name_has_path"]),
        ("青先农场虚拟生活区", "130924401498", ["orgs.name_virtual"]),
        ("吴桥经济技术开发区虚拟社区", "130928400498", ["orgs.name_virtual"]),
        ("一分区西庄大队", VILLAGE_LIKE, ["orgs.name_ending"]),
        ("东关居委会", VILLAGE, ["orgs.name_kind"]),
        ("东关村委会", NEIGHBORHOOD, ["orgs.name_kind"]),
        ("港城街道", "130973402000", ["orgs.name_kind"]),
        ("旧州乡", "130921100000", ["orgs.name_kind"]),
        ("青县农场", "130922400000", []),
        ("沧县", "130921000000", []),
    ],
)
def test_odd_names_are_pointed_out(name: str, code: str, odd: list[str]) -> None:
    found = irregularities(name, code)
    assert [each.code for each in found] == odd
    assert all(name in each.template.format(name=name) for each in found)
