"""Clients: each walks cases from the counter to the decision and asks again until it is answered."""

import random
import threading
import time
import uuid
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from bench.faults.door import Desk, Files, Form, NoAnswer, Refused
from bench.faults.ledger import Ledger, Told
from bench.faults.place import World
from PIL import Image

T = TypeVar("T")
_PATIENCE_SECONDS = 300.0
_THOUGHT_SECONDS = 0.3
_REPEATED_SHARE = 0.1
_SCANNED_SHARE = 0.5
_WALKS = ("SETTLE", "TAKE_IN", "ACCEPT", "GRANT")
_WEIGHTS = (9, 13, 17, 18)
_CHECKS = "10X98765432"


class Client(threading.Thread):
    """One client: three people's sessions, its own cases, its own chance."""

    def __init__(self, number: int, *, world: World, port: int, ledger: Ledger, seed: int) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self._world, self._ledger = world, ledger
        self._number, self._chance = number, random.Random(seed * 1000 + number)  # noqa: S311 - load, no secret
        self._people = {name: Desk(port) for name in ("clerk", "reviewer", "approver")}
        self._end = threading.Event()
        self._count = 0

    def log_in(self) -> None:
        """Before the first kill: a person would type the password again, we keep the session."""
        for name, desk in self._people.items():
            desk.log_in(name, self._world.password)

    def finish(self) -> None:
        """Begin no new case; the one at hand is walked to the end."""
        self._end.set()

    def run(self) -> None:
        """Case after case."""
        try:
            while not self._end.is_set():
                self._walk(self._chance.choices(_WALKS, _WEIGHTS)[0])
        except (Refused, TimeoutError) as fault:
            self._ledger.trouble(f"{self.name}: {fault}")

    def _walk(self, last: str) -> None:
        first = "SETTLE" if last == "SETTLE" else "TAKE_IN"
        form, files = (self._settling(), {}) if first == "SETTLE" else (self._taking_in(), self._scan())
        told = self._create(first, form, files)
        if last in {"ACCEPT", "GRANT"}:
            marks = {f"verdict-{each}": "PASS" for each in self._world.permit.materials}
            self._act(told, "clerk", "ACCEPT", marks)
        if last == "GRANT":
            points = [str(at) for at in range(self._world.permit.points)]
            advice = {"choice": "GRANT", "opinion": "现场核实，与申请一致。", "points": points}
            self._act(told, "reviewer", "REVIEW", advice)
            self._act(told, "approver", "GRANT", {"opinion": "同意。"})

    def _create(self, act: str, form: Form, files: Files) -> Told:
        key, sent = uuid.uuid4().hex, {**form, "act": act}
        clerk = self._people["clerk"]
        case_id, case_no = self._until_answered(lambda: clerk.take_in(sent, key, files))
        told = self._ledger.created(case_id=case_id, case_no=case_no, act=act)
        if self._chance.random() < _REPEATED_SHARE:
            again = self._until_answered(lambda: clerk.take_in(sent, key, files))
            self._ledger.repeat(first=f"{case_id} {case_no}", again=" ".join(again))
        return told

    def _act(self, told: Told, person: str, act: str, form: Form) -> None:
        key = uuid.uuid4().hex
        desk = self._people[person]
        done = self._until_answered(lambda: desk.act(told.case_id, {**form, "act": act}, key))
        self._ledger.acted(told, done)
        if self._chance.random() < _REPEATED_SHARE:
            again = self._until_answered(lambda: desk.act(told.case_id, {**form, "act": act}, key))
            self._ledger.repeat(first=done, again=again)

    def _until_answered(self, ask: Callable[[], T]) -> T:
        """The answer to one request, asked again with the same key until it comes."""
        limit = time.monotonic() + _PATIENCE_SECONDS
        while True:
            time.sleep(self._chance.random() * _THOUGHT_SECONDS)
            try:
                return ask()
            except NoAnswer as silence:
                self._ledger.lost_answer(reached=silence.reached)
                if time.monotonic() > limit:
                    raise TimeoutError(f"no answer for {_PATIENCE_SECONDS:g} s: {silence}") from silence

    def _taking_in(self) -> dict[str, str]:
        item = self._world.permit
        return self._person() | {
            "item": item.code,
            "request": "村北承包地，杨树 20 株，约 3 立方米，采伐后当年补种。",
            **{f"verdict-{each}": "PASS" for each in item.materials},
        }

    def _scan(self) -> dict[str, bytes]:
        """A picture of the first material, no two alike: half of the applicants have one."""
        if self._chance.random() < _SCANNED_SHARE:
            return {}
        picture = BytesIO()
        tint = tuple(self._chance.randrange(256) for _ in range(3))
        Image.new("RGB", (64, 64), tint).save(picture, "PNG")
        return {f"scan-{self._world.permit.materials[0]}": picture.getvalue()}

    def _settling(self) -> dict[str, str]:
        item = self._world.instant
        return self._person() | {
            "item": item.code,
            "result": "已打印参保证明一份。",
            **{f"verdict-{each}": "PASS" for each in item.materials},
        }

    def _person(self) -> dict[str, str]:
        """Nobody: the number adds up, the given name says that it is an example."""
        self._count += 1
        year, day = 1950 + self._count % 50, 1 + self._count % 28
        body = f"130921{year}06{day:02d}{(self._number * 97 + self._count) % 1000:03d}"
        number = body + _CHECKS[sum(2 ** (17 - at) * int(sign) for at, sign in enumerate(body)) % 11]
        return {
            "name": "赵示例",
            "id_no": number,
            "looked": number,
            "phone": "13800000001",
            "village_code": self._chance.choice(self._world.villages),
            "identity_check": "IN_PERSON",
            "visit_id": str(uuid.uuid4()),
        }
