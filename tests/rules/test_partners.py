"""Services beyond government: what their form may say, and whether they are there on a day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from yimen.rules.errors import RuleViolation
from yimen.rules.partners import PartnerTerms, check_partner_terms, runs_on

TERMS = PartnerTerms(
    kind="FINANCE", name=" 小额取款 ", partner="沧县农村信用联社", starts_on=date(2026, 1, 1)
)


def test_texts_are_cleaned_and_an_open_contract_is_allowed() -> None:
    checked = check_partner_terms(TERMS)
    assert (checked.name, checked.ends_on, checked.contract_no) == ("小额取款", None, "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "BANK"}, "kind"),
        ({"name": " "}, "name"),
        ({"partner": ""}, "partner"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"contract_no": "x" * 61}, "contract_no"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        check_partner_terms(replace(TERMS, **wrong))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_service_is_there_within_its_contract(day: date, runs: bool) -> None:
    span = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 6, 30)}
    assert runs_on(day, ended_on=None, **span) is runs
    assert runs_on(day, ended_on=date(2026, 1, 1), **span) is (day == date(2026, 1, 1))
