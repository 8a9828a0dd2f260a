"""The register of delegations in from a sheet: planned line by line, then drafted in an adjustment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from yimen.data.catalog.models import Delegation, ItemVersion
from yimen.data.orgs.models import Organ, Region
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.adjustments import Standing
from yimen.rules.delegations import Way
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.list_cells import limit_words
from yimen.rules.list_findings import CellFinding
from yimen.rules.list_sheets import RowFate
from yimen.rules.orgs import Level
from yimen.rules.register_sheets import RegisterField, RegisterRow, read_register
from yimen.rules.sheets import SHEET_LIMITS
from yimen.usecases.catalog.adjusting.delegating import keep_lines
from yimen.usecases.catalog.adjusting.planning import (
    DelegationPlan,
    Ground,
    Order,
    PlannedLine,
    plan_line,
    read_ground,
)
from yimen.usecases.catalog.adjusting.shell import Adjusted, act_on_adjustment, county_of, lock_open
from yimen.usecases.catalog.versions import read_limit
from yimen.usecases.orgs.organs import OrganKind
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_F = RegisterField


class UnknownItem(RuleViolation):
    """No item that this county can give has the code."""

    code = "catalog.register_item"
    template = N_("没有编号为“{value}”的事项，或者它已经暂停、取消。")


class UnknownUnit(RuleViolation):
    """No township or village of this county has the code."""

    code = "catalog.register_unit"
    template = N_("本县没有代码为“{value}”的乡镇、街道或者村、社区。")


class UnknownOrgan(RuleViolation):
    """No department of this county has the name."""

    code = "catalog.register_organ"
    template = N_("本县没有登记过叫“{value}”的机关。")


class NothingToTake(RuleViolation):
    """A file of which nothing would be drafted."""

    code = "catalog.register_nothing"
    template = N_("这张表里没有可以记入调整的行：都没有变动，或者都有错误。")


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterLine:
    """One row of the sheet: what it would do, to which item at which unit, and what was found."""

    row: int
    fate: RowFate
    item_name: str
    unit_name: str
    findings: tuple[CellFinding, ...]
    texts: Mapping[RegisterField, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterPlan:
    """What a sheet would do, row by row."""

    lines: tuple[RegisterLine, ...]

    def count(self, fate: RowFate) -> int:
        """How many rows have this fate."""
        return sum(line.fate is fate for line in self.lines)

    @property
    def taken(self) -> tuple[dict[str, str], ...]:
        """The rows that would be drafted, as plain texts: what `draft_register` is given."""
        return tuple(
            {each.value: text for each, text in line.texts.items() if text}
            for line in self.lines
            if line.fate in {RowFate.NEW, RowFate.ALTERED}
        )


def preview_register(*, actor: Actor, content: bytes, true_size: int) -> RegisterPlan:
    """What the sheet would draft, what says what holds already, and what is wrong, each at its cell.

    Nothing is written. A blank cell takes nothing away from a line that holds; what the sheet lacks stays
    as it is. At most twelve statements. Refuses what is no spreadsheet and one without the headings.
    """
    require(actor, "catalog.draft_register")
    book = installed().spreadsheets.read(content, true_size=true_size)
    shown = next((sheet for sheet in book.sheets if not sheet.is_hidden), book.sheets[0])
    lines, _ = _plan(actor, read_register(shown))
    return RegisterPlan(lines=lines)


@action("catalog.draft_register")
def draft_register(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    rows: Sequence[Mapping[str, str]],
    request_key: str | None = None,
) -> int:
    """Draft the lines of a register in an open adjustment, as `preview_register` planned them; how many.

    `rows` are its `taken`. All is planned anew: what became wrong or holds already meanwhile is left out.
    Refuses an adjustment that is past writing, and rows of which nothing can be drafted (`NothingToTake`).
    """
    asked = tuple(_as_read(number, row) for number, row in enumerate(rows[: SHEET_LIMITS.rows], start=1))

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        _, fresh = _plan(actor, asked)
        if not fresh:
            raise NothingToTake
        keep_lines(adjustment, fresh, actor, now)
        facts: dict[str, JSON] = {"lines": len(fresh), "asked": len(asked)}
        return Adjusted(answer={"lines": len(fresh)}, facts=facts)

    answer = act_on_adjustment(
        action="catalog.draft_register",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"rows": [dict(row) for row in rows]},
        core=core,
    )
    return int(str(answer["lines"]))


def _as_read(number: int, row: Mapping[str, str]) -> RegisterRow:
    texts = {_F(name): str(text) for name, text in row.items() if name in _F.__members__}
    return RegisterRow(row=number, texts=texts)


def _plan(actor: Actor, rows: Sequence[RegisterRow]) -> tuple[tuple[RegisterLine, ...], list[Delegation]]:
    """Each row planned on one ground; the lines that would be drafted."""
    county = county_of(actor)
    names = _names(county, rows)
    ground = read_ground(actor, _whole(names)) if names.items and names.units else None
    plan, lines = DelegationPlan(), []
    fresh: list[Delegation] = []
    for row in rows:
        findings, fate = list(row.findings), RowFate.REFUSED
        if row.is_sound:
            try:
                planned = _plan_row(plan, ground, names, row)
                fate = _fate(planned.replaces, same=planned.is_same)
                if not planned.is_same:
                    fresh.append(plan.rows[-1])
            except RuleViolation as fault:
                findings.append(row.fault(fault))
        lines.append(
            RegisterLine(
                row=row.row,
                fate=fate,
                item_name=names.items.get(row.texts.get(_F.ITEM_CODE, ""), ""),
                unit_name=names.units.get(row.texts.get(_F.UNIT_CODE, ""), ""),
                findings=tuple(findings),
                texts=row.texts,
            )
        )
    return tuple(lines), fresh


def _fate(replaces: UUID | None, *, same: bool) -> RowFate:
    if same:
        return RowFate.UNCHANGED
    return RowFate.ALTERED if replaces else RowFate.NEW


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    """What the codes of a sheet mean in the county: items and units by code, organs by name."""

    items: Mapping[str, str]
    units: Mapping[str, str]
    organs: Mapping[str, Organ]


def _names(county: str, rows: Iterable[RegisterRow]) -> _Names:
    sound = [row.texts for row in rows]
    versions = ItemVersion.objects.filter(
        Q(item__owner_code="") | Q(item__owner_code=county),
        item__code__in={texts.get(_F.ITEM_CODE, "") for texts in sound},
        superseded_at=None,
        standing=Standing.ACTIVE.value,
    )
    units = Region.objects.filter(
        code__startswith=county, code__in={texts.get(_F.UNIT_CODE, "") for texts in sound}, valid_to=None
    )
    organs = Organ.objects.filter(
        Q(kind=OrganKind.DEPARTMENT.value) | Q(region__level=Level.COUNTY.value), county_code=county
    )
    return _Names(
        items=dict(versions.values_list("item__code", "short_name")),
        units=dict(units.values_list("code", "short_name")),
        organs={organ.name: organ for organ in organs},
    )


def _whole(names: _Names) -> Order:
    return Order(items=tuple(names.items), units=tuple(names.units), way=Way.DIRECT)


def _plan_row(plan: DelegationPlan, ground: Ground | None, names: _Names, row: RegisterRow) -> PlannedLine:
    """The line of a row; refuses at its field what no line can be."""
    texts = row.texts
    code, unit, organ = texts[_F.ITEM_CODE], texts[_F.UNIT_CODE], texts.get(_F.ORGAN, "")
    if code not in names.items:
        raise UnknownItem(field="items", value=code)
    if unit not in names.units or ground is None:
        raise UnknownUnit(field="units", value=unit)
    if organ and organ not in names.organs:
        raise UnknownOrgan(field="entrusting_organ", value=organ)
    version = next(each for each in ground.versions if each.item.code == code)
    held = ground.held.get((version.item_id, unit))
    chosen = names.organs.get(organ) or (held.entrusting_organ if held else None)
    return plan_line(plan, replace(ground, chosen=chosen), _order(code, unit, texts, held))


def _order(code: str, unit: str, texts: Mapping[RegisterField, str], held: Delegation | None) -> Order:
    """The row as an order of one line; what is blank stays as it holds."""

    def said(each: RegisterField, former: str) -> str:
        return texts.get(each, "") or (former if held else "")

    def day(each: RegisterField, former: date | None) -> date | None:
        return date.fromisoformat(texts[each]) if texts.get(each) else former

    promised = limit_words(read_limit(held.promised_amount, held.promised_unit)) if held else ""
    waived = texts.get(_F.WAIVED, "")
    return Order(
        items=(code,),
        units=(unit,),
        way=Way(texts[_F.WAY]),
        basis=said(_F.BASIS, held.basis if held else ""),
        proof=said(_F.PROOF, held.proof if held else ""),
        notice=said(_F.NOTICE, held.notice if held else ""),
        valid_from=day(_F.VALID_FROM, held.valid_from if held else None),
        valid_to=day(_F.VALID_TO, held.valid_to if held else None),
        promised=said(_F.PROMISED, promised),
        waived=tuple(waived.split("；")) if waived else tuple(held.waived if held else ()),
    )
