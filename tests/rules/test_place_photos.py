"""What is pointed out of photos and areas to whoever checks on the spot."""

import pytest

from yimen.rules.place_photos import SHOWS, PhotoSubject, metres_between, same_everywhere
from yimen.rules.standards import Standard


def test_a_degree_north_is_111_kilometres_and_the_same_place_is_none() -> None:
    assert metres_between((38.0, 117.0), (39.0, 117.0)) == pytest.approx(111_195, abs=5)
    assert metres_between((38.24, 117.11), (38.24, 117.11)) == 0


@pytest.mark.parametrize(
    ("areas", "found"),
    [
        ([], None),
        ([20.0] * 5, None),
        ([20.0] * 6, (20.0, 6)),
        ([20.0] * 6 + [21.0] * 4, (20.0, 6)),
        ([20.0] * 6 + [21.0, 22.0, 23.0, 24.0, 25.0], None),
    ],
)
def test_one_area_of_most_stations_is_found(areas: list[float], found: tuple[float, int] | None) -> None:
    assert same_everywhere(areas) == found


def test_photos_speak_for_standards_that_there_are() -> None:
    told = [name for names in SHOWS.values() for name in names]
    assert set(told) == {each.value for each in Standard} - {"NETWORK"}
    assert len(told) == len(set(told))
    assert set(PhotoSubject) - set(SHOWS) == {PhotoSubject.OTHER}
