"""A paper without its mandatory facts is refused by name, not set with holes."""

import pytest

from tests.gateways.papers import EVERY_KIND, GRANT, RECEIPT, REFUSAL
from yimen.gateways.paper_facts import MANDATORY_FACTS, PAPER_KINDS, IncompleteFacts, check_facts


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_each_mandatory_fact_is_missed_by_its_name(kind: str) -> None:
    for name in MANDATORY_FACTS[kind]:
        for blank in ("", "  ", None, []):
            with pytest.raises(IncompleteFacts, match=name):
                check_facts(kind, EVERY_KIND[kind] | {name: blank})


def test_a_refusal_states_reasons_and_both_ways_of_complaint() -> None:
    # 行政许可法 38: 说明理由, 告知复议和诉讼的权利
    assert {"reasons", "remedies", "basis"} <= MANDATORY_FACTS["refusal"]
    assert check_facts("refusal", REFUSAL)["remedies"] == REFUSAL["remedies"]


def test_an_unknown_kind_or_fact_is_refused() -> None:
    with pytest.raises(IncompleteFacts, match="poster"):
        check_facts("poster", GRANT)
    with pytest.raises(IncompleteFacts, match="applicant_id"):
        check_facts("grant", GRANT | {"applicant_id": "130921199001011234"})


@pytest.mark.parametrize(
    ("name", "value"), [("basis", 42), ("materials", "表"), ("materials", ["表"]), ("remedies", [3])]
)
def test_a_fact_of_the_wrong_sort_is_refused(name: str, value: object) -> None:
    with pytest.raises(IncompleteFacts):
        check_facts("receipt", RECEIPT | {name: value})


def test_signs_that_nobody_sees_are_taken_out() -> None:
    hidden = "张\u202e建\u200b国\x00\ud800"
    assert check_facts("grant", GRANT | {"applicant_name": hidden})["applicant_name"] == "张建国"


def test_facts_that_may_be_left_out_come_back_as_empty_text() -> None:
    whole = check_facts("receipt", RECEIPT)
    assert whole["entrusted_note"] == ""
    assert whole["sample"] is False
