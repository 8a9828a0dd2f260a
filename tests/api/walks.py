"""Walks of cases through the API, each act by the token of whoever may do it, at the time that it needs."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from django.utils import timezone

from tests.api.calling import Caller, token_of
from tests.api.cases import counter_case
from tests.uploads import JPEG
from tests.world import NOW
from yimen.gateways.installed import installed
from yimen.rules.access import Actor

Body = Mapping[str, Any]
_tokens = count(1)  # a post has one token of a name


def set_clock(now: datetime) -> None:
    """Let it be this time for every call from now on."""
    installed().demo_clock.set(now - timezone.now())


class Walk:
    """One case on its way; every program has one token and every call a key of its own."""

    def __init__(self, now: datetime = NOW) -> None:
        self.case_no = ""
        self.done: list[str] = []
        self._callers: dict[Any, Caller] = {}
        set_clock(now)

    def caller(self, actor: Actor) -> Caller:
        """The program that acts in this post."""
        if actor.post_id not in self._callers:
            self._callers[actor.post_id] = Caller(token_of(actor, name=f"第{next(_tokens)}个"))
        return self._callers[actor.post_id]

    def open(self, actor: Actor, body: Body | None = None) -> str:
        """A new case; its state."""
        answer = self.caller(actor).post("/cases", body or counter_case())
        assert answer.status_code == 201, answer.content.decode()
        self.case_no = answer.json()["case_no"]
        return str(answer.json()["state"])

    def act(self, actor: Actor, slug: str, **body: Any) -> Any:
        """One act that must succeed; what it answered."""
        answer = self.caller(actor).post(f"/cases/{self.case_no}/actions/{slug}", body)
        assert answer.status_code == 200, f"{slug}: {answer.content.decode()}"
        self.done.append(slug)
        return answer.json()

    def state(self, actor: Actor, slug: str, **body: Any) -> str:
        """One act of the tables; where the case stands then."""
        return str(self.act(actor, slug, **body)["state"])

    def photo(self, actor: Actor, content: bytes = JPEG) -> str:
        """A picture that waits for its act."""
        answer = self.caller(actor).upload("/files", "照片.jpg", content)
        assert answer.status_code == 201, answer.content.decode()
        return str(answer.json()["key"])
