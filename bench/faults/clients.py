"""Clients: each walks cases from the counter to the decision and asks again until it is answered."""

import random
import threading
import time
import uuid
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from bench.faults.door import Api, Desk, Form, NoAnswer, Refused
from bench.faults.ledger import Ledger, Told
from bench.faults.place import Item, World
from PIL import Image

T = TypeVar("T")
_PATIENCE_SECONDS = 300.0
_THOUGHT_SECONDS = 0.3
_REPEATED_SHARE = 0.1
_SCANNED_SHARE = 0.5
_PROGRAM_SHARE = 0.5
_WALKS = ("SETTLE", "TAKE_IN", "ACCEPT", "GRANT")
_WEIGHTS = (9, 13, 17, 18)
_CHECKS = "10X98765432"
_PHONE = "13800000001"
_REQUEST = "村北承包地，杨树 20 株，约 3 立方米，采伐后当年补种。"
_RESULT = "已打印参保证明一份。"


class Client(threading.Thread):
    """One client: three people's sessions, its own cases, its own chance."""

    def __init__(self, number: int, *, world: World, port: int, ledger: Ledger, seed: int) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self._world, self._ledger = world, ledger
        self._number, self._chance = number, random.Random(seed * 1000 + number)  # noqa: S311 - load, no secret
        self._people = {name: Desk(port, session) for name, session in world.sessions.items()}
        self._program = Api(port, world.token)
        self._end = threading.Event()
        self._count = 0

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
        if last in {"SETTLE", "TAKE_IN"}:
            by_program = self._chance.random() < _PROGRAM_SHARE
            (self._create_by_api if by_program else self._create_at_desk)(last)
            return
        told = self._create_at_desk("TAKE_IN")
        marks = {f"verdict-{each}": "PASS" for each in self._world.permit.materials}
        self._act(told, "clerk", "ACCEPT", marks)
        if last == "GRANT":
            points = [str(at) for at in range(self._world.permit.points)]
            advice = {"choice": "GRANT", "opinion": "现场核实，与申请一致。", "points": points}
            self._act(told, "reviewer", "REVIEW", advice)
            self._act(told, "approver", "GRANT", {"opinion": "同意。"})

    def _create_at_desk(self, act: str) -> Told:
        key, form = uuid.uuid4().hex, self.form(act)
        files = self.scan() if act == "TAKE_IN" else {}
        clerk = self._people["clerk"]
        case_id, case_no = self._answered(lambda: clerk.take_in(form, key, files))
        return self._ledger.created(case_no=case_no, case_id=case_id, act=act)

    def _create_by_api(self, act: str) -> Told:
        key, told = uuid.uuid4().hex, self.payload(act)
        case_no = self._answered(lambda: self._program.open_case(told, key))
        return self._ledger.created(case_no=case_no, case_id="", act=act)

    def _act(self, told: Told, person: str, act: str, form: Form) -> None:
        key, desk = uuid.uuid4().hex, self._people[person]
        done = self._answered(lambda: desk.act(told.case_id, {**form, "act": act}, key))
        self._ledger.acted(told, done)

    def _answered(self, ask: Callable[[], T]) -> T:
        """The answer to a request; now and then it is asked once more, as a double click would."""
        first = self._until_answered(ask)
        if self._chance.random() < _REPEATED_SHARE:
            self._ledger.repeat(first=str(first), again=str(self._until_answered(ask)))
        return first

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

    def scan(self) -> dict[str, bytes]:
        """A picture of the first material; half of the applicants have one."""
        has_one = self._chance.random() < _SCANNED_SHARE
        return {f"scan-{self._world.permit.materials[0]}": self.picture()} if has_one else {}

    def picture(self) -> bytes:
        """A picture, no two alike."""
        held = BytesIO()
        tint = tuple(self._chance.randrange(256) for _ in range(3))
        Image.new("RGB", (64, 64), tint).save(held, "PNG")
        return held.getvalue()

    def form(self, act: str) -> dict[str, str]:
        """The form of the counter."""
        item, name, id_no = self._item(act), *self._nobody()
        return {
            "act": act,
            "item": item.code,
            "name": name,
            "id_no": id_no,
            "looked": id_no,
            "phone": _PHONE,
            "village_code": self._chance.choice(self._world.villages),
            "identity_check": "IN_PERSON",
            "visit_id": str(uuid.uuid4()),
            **{f"verdict-{each}": "PASS" for each in item.materials},
            **({"result": _RESULT} if act == "SETTLE" else {"request": _REQUEST}),
        }

    def payload(self, act: str) -> dict[str, object]:
        """The same as a program says it."""
        item, name, id_no = self._item(act), *self._nobody()
        return {
            "act": act,
            "item_code": item.code,
            "village_code": self._chance.choice(self._world.villages),
            "applicant": {"name": name, "id_no": id_no, "phone": _PHONE},
            "identity_check": "IN_PERSON",
            "materials": [{"key": at, "verdict": "PASS"} for at, _ in enumerate(item.materials, start=1)],
            **({"result": _RESULT} if act == "SETTLE" else {"request": _REQUEST}),
        }

    def _item(self, act: str) -> Item:
        return self._world.instant if act == "SETTLE" else self._world.permit

    def _nobody(self) -> tuple[str, str]:
        """A made-up person: the given name says so, the number adds up and is another one each time."""
        self._count += 1
        year, day = 1950 + self._count % 50, 1 + self._count % 28
        body = f"130921{year}06{day:02d}{(self._number * 97 + self._count) % 1000:03d}"
        return "赵示例", body + _CHECKS[sum(2 ** (17 - at) * int(sign) for at, sign in enumerate(body)) % 11]
