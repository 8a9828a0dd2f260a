"""A full disk: a sentence for the user, nothing half-written, and on it goes once there is room."""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.faults.checks import check_all
from bench.faults.clients import Client
from bench.faults.door import Api, Desk, NoAnswer
from bench.faults.house import House, free_port
from bench.faults.ledger import Ledger
from bench.faults.place import World, build_world, copy_place, throwaway_folder
from bench.faults.run import wait_until_dry

from tests.faults.rooms import no_room, small_disk
from tests.quick_folders import quick_parent


@pytest.fixture
def place(prepared_place: Path) -> Iterator[tuple[House, World, bool]]:
    """A running installation, on a disk of its own where that can be."""
    with throwaway_folder(quick_parent()) as folder, small_disk(folder / "data") as is_own_disk:
        copy_place(prepared_place, folder / "data")
        house = House(folder / "data", free_port())
        world = build_world(house.environment)
        house.start()
        try:
            house.wait_ready()
            yield house, world, is_own_disk
        finally:
            status = house.stop()
        assert status == 0, house.last_words()


def test_a_full_disk_is_told_and_nothing_is_half_done(place: tuple[House, World, bool]) -> None:
    house, world, is_own_disk = place
    ledger = Ledger()
    client = Client(0, world=world, port=house.port, ledger=ledger, seed=1)
    desk, program = Desk(house.port, world.sessions["clerk"]), Api(house.port, world.token)
    form, scan = client.form("TAKE_IN"), {f"scan-{world.permit.materials[0]}": client.picture()}
    key, told, other_key = uuid.uuid4().hex, client.payload("TAKE_IN"), uuid.uuid4().hex
    case_id, case_no = desk.take_in(client.form("TAKE_IN"), uuid.uuid4().hex, scan)
    ledger.created(case_no=case_no, case_id=case_id, act="TAKE_IN")
    wait_until_dry(house)

    with no_room(house, is_own_disk=is_own_disk):
        with pytest.raises(NoAnswer) as said:
            desk.take_in(form, key, {f"scan-{world.permit.materials[0]}": client.picture()})
        assert str(said.value).startswith(("507: ", "503: ")), said.value
        assert "磁盘满了" in str(said.value) or "系统正在维护" in str(said.value)
        opened = _open(program, told, other_key)
        assert house.supervisor()
    house.wait_ready()

    case_id, case_no = _at_last(desk, form, key)
    assert desk.take_in(form, key) == (case_id, case_no)
    ledger.created(case_no=case_no, case_id=case_id, act="TAKE_IN")
    again = program.open_case(told, other_key)
    assert opened in {"", again}
    ledger.created(case_no=again, case_id="", act="TAKE_IN")
    wait_until_dry(house)
    findings, facts = check_all(house, ledger)
    assert [each for each in findings if not each.holds] == []
    assert facts["papers"] == 3


def _open(program: Api, told: dict[str, object], key: str) -> str:
    """What a program is answered that needs no file: the database may still have room for it."""
    try:
        return program.open_case(told, key)
    except NoAnswer as silence:
        said = str(silence)
    assert said.startswith(("507: ", "503: ")), said
    return ""


def _at_last(desk: Desk, form: dict[str, str], key: str) -> tuple[str, str]:
    """The answer once the database has recovered; without a file, so that the digest is the form's own."""
    limit = time.monotonic() + 60
    while True:
        try:
            return desk.take_in(form, key)
        except NoAnswer:
            assert time.monotonic() < limit
            time.sleep(0.2)
