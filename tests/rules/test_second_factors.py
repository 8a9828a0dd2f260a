"""The order of the steps of a log-in, and the outer form of codes and secrets."""

import itertools
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from yimen.rules.parties import SECOND_FACTOR_ROLES, Party
from yimen.rules.second_factors import (
    EntryStep,
    is_app_code,
    key_address,
    next_step,
    recovery_words,
    secret_words,
    tidy_second_code,
)

SECRET = bytes(range(20))


def test_whoever_decides_seals_or_administers_needs_a_second_factor() -> None:
    assert {
        Party.APPROVER,
        Party.COUNTY_APPROVER,
        Party.SEAL_KEEPER,
        Party.CENTER_HEAD,
        Party.COUNTY_OFFICER,
        Party.CITY_OFFICER,
    } == SECOND_FACTOR_ROLES


@pytest.mark.parametrize(
    ("required", "enrolled", "proven", "given"), list(itertools.product([False, True], repeat=4))
)
def test_the_desk_opens_only_when_everything_was_shown(
    *, required: bool, enrolled: bool, proven: bool, given: bool
) -> None:
    step = next_step(required=required, enrolled=enrolled, proven=proven, password_given=given)
    if enrolled and not proven:
        assert step is EntryStep.CODE
    elif required and not enrolled:
        assert step is EntryStep.ENROL
    else:
        assert step is (EntryStep.NEW_PASSWORD if given else None)


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        (" 123 456 ", "123456"),
        ("１２３４５６", "123456"),
        ("abcde-fghjk", "ABCDEFGHJK"),
        ("ABCDE — FGHJK", "ABCDEFGHJK"),
        ("x" * 500, "X" * 20),
        ("", ""),
    ],
)
def test_a_code_is_mended_as_people_type_it(typed: str, tidied: str) -> None:
    assert tidy_second_code(typed) == tidied


def test_only_six_plain_digits_are_an_app_s_code() -> None:
    assert is_app_code("012345")
    assert not any(map(is_app_code, ("12345", "1234567", "12345X", "", "١٢٣٤٥٦")))


def test_a_printed_recovery_code_is_the_code_again_when_typed() -> None:
    assert recovery_words("ABCDE23456") == "ABCDE-23456"
    assert tidy_second_code(recovery_words("ABCDE23456")) == "ABCDE23456"


def test_the_address_for_an_app_names_issuer_account_and_secret() -> None:
    parts = urlsplit(key_address(SECRET, "li.si"))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/一门:li.si"
    assert asked["issuer"] == "一门"
    assert asked["secret"] == secret_words(SECRET).replace(" ", "")
    assert (asked["digits"], asked["period"]) == ("6", "30")


def test_the_secret_is_read_in_groups_of_four() -> None:
    assert secret_words(SECRET) == "AAAQ EAYE AUDA OCAJ BIFQ YDIO B4IB CEQT"
