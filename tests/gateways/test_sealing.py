"""A secret at rest opens only under its name and its key-encryption key; codes are those of RFC 6238."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from yimen.gateways.sealing import KekSealer, KeyUnreadable, MemorySealer, Sealer
from yimen.gateways.totp import code_of, matched_step, new_secret, step_at

SECRET = b"12345678901234567890"


@pytest.fixture(params=["real", "fake"])
def sealer(request: pytest.FixtureRequest, tmp_path: Path) -> Sealer:
    return KekSealer(tmp_path / "keys") if request.param == "real" else MemorySealer()


def test_a_secret_comes_back_under_its_name_only(sealer: Sealer) -> None:
    sealed = sealer.seal(SECRET, name="second-factor:1")
    assert SECRET not in sealed
    assert sealer.unseal(sealed, name="second-factor:1") == SECRET
    with pytest.raises(KeyUnreadable):
        sealer.unseal(sealed, name="second-factor:2")


def test_the_same_secret_is_sealed_differently_each_time(tmp_path: Path) -> None:
    real = KekSealer(tmp_path / "keys")
    assert real.seal(SECRET, name="a") != real.seal(SECRET, name="a")


def test_another_installation_and_a_changed_byte_open_nothing(tmp_path: Path) -> None:
    here, there = KekSealer(tmp_path / "here"), KekSealer(tmp_path / "there")
    sealed = here.seal(SECRET, name="a")
    for sealer, bent in ((there, sealed), (here, sealed[:-1] + bytes([sealed[-1] ^ 1])), (here, b"")):
        with pytest.raises(KeyUnreadable):
            sealer.unseal(bent, name="a")


def test_the_codes_are_those_of_the_standard() -> None:
    # RFC 6238, appendix B (SHA-1), cut to six digits
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert code_of(SECRET, step_at(datetime.fromtimestamp(seconds, tz=UTC))) == code


def test_a_code_counts_one_step_to_either_side_and_only_after_the_last_one_used() -> None:
    at = datetime(2026, 11, 16, 2, 0, 10, tzinfo=UTC)
    here = step_at(at)
    for away, fits in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        found = matched_step(SECRET, code_of(SECRET, here + away), at=at, after=0)
        assert found == (here + away if fits else None)
    assert matched_step(SECRET, code_of(SECRET, here), at=at, after=here) is None
    assert matched_step(SECRET, code_of(SECRET, here + 1), at=at, after=here) == here + 1


def test_secrets_are_long_and_never_the_same() -> None:
    assert len({new_secret() for _ in range(20)}) == 20
    assert all(len(new_secret()) == 20 for _ in range(5))
