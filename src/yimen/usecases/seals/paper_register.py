"""The registers of papers (文书登记簿): per organ, kind and year, in the order of their numbers."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef

from yimen.data.cases.models import CasePaper
from yimen.data.documents.models import Paper
from yimen.data.seals.models import SealUse
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.documents import PAPER_LABELS, PAPER_STATE_LABELS, PaperKind, PaperState
from yimen.usecases.cases.queries.pages import BadPageKey
from yimen.usecases.seals.scope import marked_readable, of_organ
from yimen.usecases.seals.views import PaperRow, row_of

PAGE_SIZE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """One numbered paper with what became of it."""

    paper: PaperRow
    state_label: str
    is_stamped: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterKey:
    """One register: whose papers, of which kind and year, and how many lie in it.

    `is_whole` says that all its numbers are the reader's to see; of an organ that entrusts the
    reader's own only the papers handled here are, so there `first` to `last` may have holes.
    """

    organ_id: UUID
    organ_name: str
    kind: PaperKind
    label: str
    year: int
    count: int
    first: int
    last: int
    is_whole: bool

    @property
    def has_gap(self) -> bool:
        """Whether a number is missing where none may be: numbers run from 1 without gaps."""
        return self.is_whole and (self.first != 1 or self.last - self.first + 1 != self.count)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperRegister:
    """The registers that the reader may open, and the rows of one of them, newest first."""

    registers: tuple[RegisterKey, ...]
    here: RegisterKey | None
    rows: tuple[RegisterRow, ...]
    next_key: str


def read_register(
    *,
    actor: Actor,
    organ_id: str = "",
    kind: str = "",
    year: str = "",
    after: str | None = None,
) -> PaperRegister:
    """The register that is asked for, or the newest one: two statements.

    Papers stand in the register of the organ in whose name they go out; a township sees there those
    that it handled by entrustment, marked so. Sensitive cases are number and neutral words for who
    has no duty in them. Refuses a register that is not there (`NotFound`).
    """
    require(actor, "documents.read_register")
    registers = _registers(actor)
    here = _chosen(registers, actor, organ_id, kind, year)
    if here is None:
        return PaperRegister(registers=registers, here=None, rows=(), next_key="")
    rows = CasePaper.objects.filter(
        of_organ(actor, prefix="paper__"),
        county_code=actor.county_code,
        paper__organ_id=here.organ_id,
        paper__kind=here.kind.value,
        paper__year=here.year,
    )
    if after:
        if not (after.isascii() and after.isdigit() and len(after) <= 9):
            raise BadPageKey(field="after")
        rows = rows.filter(paper__serial__lt=int(after))
    uses = SealUse.objects.filter(county_code=actor.county_code, paper=OuterRef("paper_id"))
    found = marked_readable(rows, actor, case="case_id").annotate(is_stamped=Exists(uses))
    page = list(found.order_by("-paper__serial")[: PAGE_SIZE + 1])
    return PaperRegister(
        registers=registers,
        here=here,
        rows=tuple(_row(each) for each in page[:PAGE_SIZE]),
        next_key=str(page[PAGE_SIZE - 1].paper.serial) if len(page) > PAGE_SIZE else "",
    )


def _registers(actor: Actor) -> tuple[RegisterKey, ...]:
    rows = (
        Paper.objects.filter(of_organ(actor), county_code=actor.county_code)
        .values("organ_id", "organ__name", "kind", "year")
        .annotate(count=Count("id"), first=Min("serial"), last=Max("serial"))
    )
    order = {kind.value: at for at, kind in enumerate(PaperKind)}
    keys = [
        RegisterKey(
            organ_id=each["organ_id"],
            organ_name=each["organ__name"],
            kind=PaperKind(each["kind"]),
            label=PAPER_LABELS[PaperKind(each["kind"])],
            year=each["year"],
            count=each["count"],
            first=each["first"],
            last=each["last"],
            is_whole=each["organ_id"] == actor.organ_id,
        )
        for each in rows
    ]
    return tuple(
        sorted(keys, key=lambda key: (not key.is_whole, str(key.organ_id), -key.year, order[key.kind.value]))
    )


def _chosen(
    registers: tuple[RegisterKey, ...], actor: Actor, organ_id: str, kind: str, year: str
) -> RegisterKey | None:
    """The one that is asked for; what is left open is taken from the first that fits."""
    fits = [
        key
        for key in registers
        if (not organ_id or str(key.organ_id) == organ_id)
        and (not kind or key.kind.value == kind)
        and (not year or str(key.year) == year)
    ]
    if fits:
        return fits[0]
    if organ_id and organ_id not in {str(key.organ_id) for key in registers} | {str(actor.organ_id)}:
        raise NotFound
    return None


def _row(found: CasePaper) -> RegisterRow:
    return RegisterRow(
        paper=row_of(found),
        state_label=PAPER_STATE_LABELS[PaperState(found.paper.state)],
        is_stamped=bool(found.is_stamped),  # type: ignore[attr-defined]  # annotated above
    )
