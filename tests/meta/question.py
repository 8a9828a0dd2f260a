"""What an outsider's question needs: what 赵建国 has, who may ask, and what counts as nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.world import NOW
from yimen.data.cases.models import Case, CasePaper
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date

LATER = NOW + timedelta(days=1)
TODAY = beijing_date(LATER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Belongings:
    """What 赵建国 of 沧县 has: a delivered case with its file and paper, one on the way, a draft, a link."""

    case: Case
    open_case: Case
    case_file_id: UUID
    decision: CasePaper
    draft_id: UUID
    draft_file_id: UUID
    token: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One query: who may ask it, with what; strangers ask the same, or with `guess` where a secret opens.

    `is_nothing` tells an answer that says nothing of what is 赵建国's.
    """

    rightful: Actor
    ask: Callable[[Belongings], Mapping[str, Any]]
    guess: Mapping[str, Any] = field(default_factory=dict)
    is_nothing: Callable[[Any], bool] = lambda answer: not answer
