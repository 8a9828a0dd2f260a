"""How long a permit holds, and when it can be renewed."""

import pytest

from tests.rules.seeds import day
from yimen.rules.renewals import (
    FormerPermit,
    NothingToRenew,
    NotYetRenewed,
    ValidityMisstated,
    check_deemed,
    check_renewal,
    check_validity,
    last_day_to_renew,
)

THEIRS = FormerPermit(is_theirs=True, valid_until=day("2027-01-31"))


def test_a_renewal_in_time_is_one() -> None:
    check_renewal(THEIRS, filed_on=day("2027-01-01"))
    assert last_day_to_renew(day("2027-01-31")) == day("2027-01-01")


@pytest.mark.parametrize(
    ("former", "filed_on"),
    [
        (None, "2026-12-01"),
        (FormerPermit(is_theirs=False, valid_until=day("2027-01-31")), "2026-12-01"),
        (FormerPermit(is_theirs=True, valid_until=None), "2026-12-01"),
        (THEIRS, "2027-01-02"),
        (THEIRS, "2027-02-02"),
    ],
)
def test_what_is_none_is_refused_at_the_number(former: FormerPermit | None, filed_on: str) -> None:
    with pytest.raises(NothingToRenew) as refused:
        check_renewal(former, filed_on=day(filed_on))
    assert refused.value.field == "renews_no"


def test_nothing_is_deemed_while_the_former_permit_holds() -> None:
    check_deemed(day("2027-01-31"), today=day("2027-02-01"))
    for until in (None, day("2027-02-01"), day("2027-02-02")):
        with pytest.raises(NotYetRenewed):
            check_deemed(until, today=day("2027-02-01"))


def test_a_permit_ends_after_it_begins() -> None:
    assert check_validity(None, decided_on=day("2026-11-16")) is None
    assert check_validity(day("2026-11-17"), decided_on=day("2026-11-16")) == day("2026-11-17")
    with pytest.raises(ValidityMisstated):
        check_validity(day("2026-11-16"), decided_on=day("2026-11-16"))
