"""Official codes of items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.errors import RuleViolation
from yimen.rules.item_codes import (
    BasicCode,
    ImplementationCode,
    build_basic_code,
    build_implementation_code,
    check_basic_code,
    parse_basic_code,
    parse_implementation_code,
)

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


def digits(amount: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=amount, max_size=amount)


BASICS = st.builds(
    BasicCode,
    origin=digits(2),
    kind=digits(2),
    main=digits(5),
    sub=st.builds(str.__add__, digits(2), st.sampled_from("0123456789Y")),
)


@given(BASICS)
def test_a_basic_code_is_taken_apart_as_it_was_built(parts: BasicCode) -> None:
    assert parse_basic_code(build_basic_code(parts)) == parts


@given(BASICS, st.sampled_from("1234567"), st.sampled_from(["", "01", "99"]))
def test_an_implementation_code_is_taken_apart_as_it_was_built(
    basic: BasicCode, level: str, handling: str
) -> None:
    parts = ImplementationCode(
        credit_code="11370883MB2857374H",
        use_level=level,
        basic_code=build_basic_code(basic),
        handling=handling,
    )
    code = build_implementation_code(parts)
    assert len(code) == (33 if handling else 31)
    assert parse_implementation_code(code) == parts


def test_a_main_item_says_that_it_has_sub_items() -> None:
    assert parse_basic_code("00016421300Y").has_subs
    assert not parse_basic_code("000164213003").has_subs


def test_parts_that_make_no_code_are_refused() -> None:
    with pytest.raises(RuleViolation):
        build_basic_code(BasicCode(origin="0", kind="01", main="64213", sub="003"))
    with pytest.raises(RuleViolation):
        build_implementation_code(
            ImplementationCode(
                credit_code="11370883MB2857374J", use_level="5", basic_code="000164213003", handling=""
            )
        )
