"""One case on a random way: who it is, when it is now, and what was done to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.uploads import PNG
from tests.world import CLERK, COUNTY, COUNTY_APPROVER, ID_NUMBER, RESIDENT_PHONE, VILLAGE
from yimen.data.cases.models import Case, CaseMaterial, CaseNotice, CasePublicity
from yimen.rules.access import system_actor
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import Act, CaseState
from yimen.rules.catalog import Family
from yimen.usecases.cases.clocks import due_of
from yimen.usecases.cases.evidence import Upload

SYSTEM = system_actor("histories")
PERSON = {"name": "赵建国", "id_no": ID_NUMBER, "phone": RESIDENT_PHONE, "request": "请予办理。"}


@dataclass(kw_only=True, slots=True)
class History:
    """A case of an item of the world; `now` only goes forward, `done` are the acts in their order.

    A `punctual` one never lets a day pass on which something is due.
    """

    family: Family
    item_code: str
    now: datetime
    punctual: bool
    case_id: UUID | None = None
    done: list[Act] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """The row as it is now."""
        rows = Case.objects.select_related("version__item", "organ")
        found: Case = rows.get(county_code=COUNTY, pk=self.case_id)
        return found

    @property
    def state(self) -> CaseState:
        """Where it stands."""
        return CaseState(self.case.state)

    @property
    def today(self) -> date:
        """The day in Beijing."""
        return beijing_date(self.now)

    def wait(self, days: int) -> None:
        """Let days pass, of a punctual history at most until the day that binds."""
        ahead = self.now + timedelta(days=days)
        if self.punctual and self.case_id is not None:
            due = due_of(self.case)
            if due is not None and beijing_date(ahead) > due:
                days = max(0, (due - self.today).days)
        self.now += timedelta(days=days, minutes=7)

    def key(self) -> str:
        """A request key of its own for the act to come."""
        return f"{self.case_id}:{len(self.done)}"

    def verdicts(self, value: str = "PASS") -> dict[str, str]:
        """One verdict on each material."""
        rows = CaseMaterial.objects.filter(county_code=COUNTY, case_id=self.case_id)
        return {str(row.material_id): value for row in rows.order_by("order")}

    def lacking(self) -> list[str]:
        """The materials that the last notice asks for."""
        rows = CaseNotice.objects.filter(county_code=COUNTY, case_id=self.case_id)
        notice = rows.order_by("-order").first()
        return [str(each["material_id"]) for each in notice.materials] if notice else []

    def notices(self) -> int:
        """How many notices went out."""
        return CaseNotice.objects.filter(county_code=COUNTY, case_id=self.case_id).count()

    def round(self) -> CasePublicity | None:
        """The last round of posting."""
        rows = CasePublicity.objects.filter(county_code=COUNTY, case_id=self.case_id)
        return rows.order_by("-order").first()

    def count(self, act: Act) -> int:
        """How often an act was done."""
        return self.done.count(act)


def picture(name: str = "照片.png") -> Upload:
    """A small picture as it comes over the wire."""
    return Upload(name=name, content=PNG, true_size=len(PNG))


@dataclass(frozen=True, kw_only=True, slots=True)
class Doer:
    """How an act is done to a history, and when the law beyond the table allows it."""

    do: Callable[[History], object]
    may: Callable[[History], bool] = lambda _: True


Doers = Mapping[Act, Doer]
__all__ = [
    "CLERK",
    "COUNTY",
    "COUNTY_APPROVER",
    "PERSON",
    "SYSTEM",
    "VILLAGE",
    "Doer",
    "Doers",
    "History",
    "picture",
]
