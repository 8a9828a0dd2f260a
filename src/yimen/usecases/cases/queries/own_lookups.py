"""Small questions of a resident about what is theirs: which case, how many, which telephone."""

from dataclasses import dataclass
from uuid import UUID

from yimen.data.people.models import Account
from yimen.rules.access import Actor, require
from yimen.rules.cases import ENDS
from yimen.usecases.cases.scope import account_of, own_cases

_OVER = tuple(each.value for each in ENDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCaseKey:
    """How a case is named inside and for people."""

    case_id: UUID
    case_no: str


def find_own_case(*, actor: Actor, case_id: UUID | None = None, case_no: str = "") -> OwnCaseKey | None:
    """The resident's own case by id (that of the draft it was) or by its number; None for a stranger's."""
    require(actor, "cases.read_own")
    key = {"pk": case_id} if case_id is not None else {"case_no": case_no, "county_code": case_no[:6]}
    row = own_cases(actor).filter(**key).values_list("pk", "case_no").first()
    return None if row is None else OwnCaseKey(case_id=row[0], case_no=row[1])


def count_own_open_cases(*, actor: Actor) -> int:
    """How many cases of the resident are not over."""
    require(actor, "cases.read_own")
    return own_cases(actor).exclude(state__in=_OVER).count()


def find_own_phone(*, actor: Actor) -> str:
    """The telephone that the resident logs in with, so that nobody types it twice."""
    require(actor, "cases.read_own")
    return Account.objects.filter(pk=account_of(actor)).values_list("phone", flat=True).first() or ""
