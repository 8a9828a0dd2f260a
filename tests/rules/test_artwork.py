"""The words of plaques and seals."""

import pytest

from yimen.rules.artwork import SealWordsTooLong, plaque_words, seal_words


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("旧州镇行政综合服务中心", ("旧州镇", "行政综合服务中心")),
        ("东关村综合服务站", ("东关村", "综合服务站")),
        ("旧州镇便民服务中心", ("旧州镇", "便民服务中心")),
        ("油田社区便民服务站", ("油田社区", "便民服务站")),
        ("某某办事大厅", ("", "某某办事大厅")),
    ],
)
def test_the_place_stands_above_and_what_it_is_in_the_middle(name: str, lines: tuple[str, str]) -> None:
    words = plaque_words(name)
    assert (words.first, words.second) == lines


def test_a_seal_names_county_and_township_and_what_it_is_for() -> None:
    assert seal_words("沧县旧州镇人民政府").whole == "沧县旧州镇审批服务专用章"
    assert seal_words("运河区公园街道办事处").whole == "运河区公园街道审批服务专用章"
    longest = seal_words("沧州高新技术产业开发区社会发展局")
    assert (len(longest.around), len(longest.whole)) == (16, 23)


def test_more_than_23_signs_are_refused() -> None:
    with pytest.raises(SealWordsTooLong, match="24"):
        seal_words("沧州高新技术产业开发区社会事业发展")
