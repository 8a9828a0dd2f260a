"""Official codes of items."""

import pytest

from yimen.rules.errors import RuleViolation
from yimen.rules.item_codes import check_basic_code, parse_implementation_code

REAL = "11370883MB2857374H4373098009001"


@pytest.mark.parametrize("code", ["000164120000", "00016421300Y", "000164213003", "３７３０９８００９００１"])
def test_real_basic_codes_pass(code: str) -> None:
    assert len(check_basic_code(code)) == 12


@pytest.mark.parametrize("code", ["", "0001641200", "0001641200000", "00016412000X", "Y00164120000"])
def test_other_texts_are_no_basic_code(code: str) -> None:
    with pytest.raises(RuleViolation):
        check_basic_code(code)


def test_a_real_implementation_code_is_taken_apart() -> None:
    parts = parse_implementation_code(REAL + "01")
    assert parts.credit_code == "11370883MB2857374H"
    assert (parts.use_level, parts.basic_code, parts.handling) == ("4", "373098009001", "01")
    assert parse_implementation_code(REAL.lower()).handling == ""


@pytest.mark.parametrize(
    "code",
    ["", REAL[:-1], REAL + "0", REAL + "0A", REAL.replace("H4", "H8"), REAL.replace("H4", "J4"), "中" * 31],
)
def test_other_texts_are_no_implementation_code(code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        parse_implementation_code(code)
    assert refused.value.field == "implementation_code"
