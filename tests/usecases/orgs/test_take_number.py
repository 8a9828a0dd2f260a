"""Numbers are gap-free per organ, series and year, whoever asks at once."""

import threading

import pytest
from django.db import connection, transaction

from tests import world
from yimen.data.orgs.models import NumberSeries
from yimen.usecases.orgs.numbering import take_number

ORGAN = world.ID("organ:jiuzhou")


def _take(series: str = "RECEIPT", year: int = 2026) -> int:
    return take_number(county_code=world.COUNTY, organ_id=ORGAN, series=series, year=year, now=world.NOW)


@pytest.mark.django_db
def test_numbers_begin_at_one_in_each_series_and_each_year() -> None:
    assert [_take(), _take(), _take("GRANT"), _take(year=2027), _take()] == [1, 2, 1, 1, 3]


def test_a_number_is_refused_outside_the_act_that_uses_it(real_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        _take()
    assert not NumberSeries.objects.exists()


def test_an_act_that_fails_leaves_no_gap(real_db: None) -> None:
    with transaction.atomic():
        assert _take() == 1
    with transaction.atomic():
        assert _take() == 2
        transaction.set_rollback(True)
    with transaction.atomic():
        assert _take() == 2


def test_eight_at_once_get_eight_numbers_in_a_row(real_db: None) -> None:
    taken: list[int] = []
    gate = threading.Barrier(8)

    def take() -> None:
        try:
            gate.wait()
            with transaction.atomic():
                taken.append(_take())
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 9))
