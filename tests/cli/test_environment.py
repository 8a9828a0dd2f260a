"""The environment: defaults, what is refused and how, secrets made once."""

import threading
from pathlib import Path

import pytest

from yimen.config import environment
from yimen.config.environment import UnreadableEnvironment, load, read_or_make_secret, variables


def test_an_empty_environment_is_the_demo_on_this_machine() -> None:
    found = load({})
    assert (found.port, found.bind, found.demo, found.debug) == (8000, "127.0.0.1", True, False)
    assert found.data_dir == environment.CHECKOUT / "var"
    assert found.database_url is None
    assert found.public_url == "http://127.0.0.1:8000"


def test_every_field_is_documented_once() -> None:
    names = [variable.name for variable in variables()]
    assert len(names) == len(set(names))
    assert all(name == "PORT" or name.startswith("YIMEN_") for name in names)
    assert all(variable.meaning.endswith("。") for variable in variables())


def test_the_port_reaches_the_public_address_and_loopback_is_always_allowed() -> None:
    found = load({"PORT": "8123", "YIMEN_ALLOWED_HOSTS": "zwfw.example.cn, 10.0.0.1"})
    assert found.public_url == "http://127.0.0.1:8123"
    assert found.allowed_hosts == ("zwfw.example.cn", "10.0.0.1", "localhost", "127.0.0.1", "[::1]")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "\uff18\uff10\uff10\uff10"),  # full-width digits
        ("YIMEN_WORKERS", "-1"),
        ("YIMEN_DEMO", "yes"),
        ("YIMEN_DEBUG", "2"),
        ("YIMEN_BIND", "everywhere"),
        ("YIMEN_DATABASE_URL", "mysql://localhost/x"),
        ("YIMEN_PUBLIC_URL", "zwfw.example.cn"),
        ("YIMEN_DATA_DIR", "/dev/null"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(UnreadableEnvironment, match=name):
        load({name: text})


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.10", "::"])  # noqa: S104 - refused
def test_the_demo_listens_to_this_machine_only(address: str) -> None:
    with pytest.raises(UnreadableEnvironment, match="演示"):
        load({"YIMEN_BIND": address})
    assert load({"YIMEN_BIND": address, "YIMEN_DEMO": "0"}).bind == address


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first = read_or_make_secret(tmp_path / "data", "secret-key")
    assert len(first) >= 50
    assert read_or_make_secret(tmp_path / "data", "secret-key") == first
    assert (tmp_path / "data" / "keys" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data" / "keys").stat().st_mode & 0o777 == 0o700


def test_many_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(read_or_make_secret(tmp_path, "secret-key")))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret-key"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-09-16", "2026-09-16T09:00:00+08:00"),
        ("2026-09-16T14:30", "2026-09-16T14:30:00+08:00"),
        ("2026-09-16T01:00:00+00:00", "2026-09-16T09:00:00+08:00"),
    ],
)
def test_the_demo_may_start_at_another_time(text: str, meant: str) -> None:
    found = load({"YIMEN_DEMO_NOW": text}).demo_now
    assert found is not None
    assert found.isoformat() == meant
    assert load({}).demo_now is None


@pytest.mark.parametrize("extra", [{"YIMEN_DEMO": "0"}, {"YIMEN_DEMO_NOW": "next week"}])
def test_only_a_demo_has_another_time_and_only_a_real_one(extra: dict[str, str]) -> None:
    with pytest.raises(UnreadableEnvironment, match="YIMEN_DEMO_NOW"):
        load({"YIMEN_DEMO_NOW": "2026-09-16", **extra})
