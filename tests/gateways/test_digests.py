"""SM3 and salted digests."""

import pytest

from yimen.gateways.digests import salted_digest, sm3, sm3_hex


def test_sm3_of_abc_is_the_vector_of_the_standard() -> None:
    # GB/T 32905-2016, appendix A.1
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3_hex(b"abc") == expected
    assert sm3(b"abc").hex() == expected


def test_sm3_of_sixty_four_bytes_is_the_second_vector_of_the_standard() -> None:
    # GB/T 32905-2016, appendix A.2
    assert sm3_hex(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_the_same_value_under_another_salt_has_another_digest() -> None:
    first, second = (salted_digest(salt * 16, "130921199001011234") for salt in (b"a", b"b"))
    assert first != second
    assert first == salted_digest(b"a" * 16, "130921199001011234")
    assert len(first) == 64


def test_a_short_salt_is_a_bug() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        salted_digest(b"short", "value")
