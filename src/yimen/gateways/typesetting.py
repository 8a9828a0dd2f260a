"""Papers as PDF/A-2b: facts go in as data, bytes come out, the same for the same input."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from yimen.gateways.paper_facts import check_facts


class Typesetter(Protocol):
    """Sets one kind of paper from its frozen facts."""

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """The unsigned PDF; ValueError names missing facts; `at` is the time written into the file."""
        ...


class MemoryTypesetter:
    """The fake: checks the facts like the real one and wraps them in a stub that starts like a PDF."""

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A readable stub instead of a page."""
        checked = check_facts(kind, facts)
        body = json.dumps({"at": at.isoformat(), "facts": checked, "kind": kind}, ensure_ascii=False)
        return b"%PDF-1.7\n%fake " + body.encode("utf-8") + b"\n%%EOF\n"
