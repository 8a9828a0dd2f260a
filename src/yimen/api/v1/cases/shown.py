"""One case as data: what `GET /cases/{case_no}` always tells, and its parts that are asked for."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Query, Schema
from pydantic import Field

from yimen.api.v1.acts import CASE_ACTS
from yimen.api.v1.acts.act import CaseAct
from yimen.api.v1.acts.done import case_url
from yimen.rules.cases import ACT_LABELS, Act, CaseState
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueLight
from yimen.rules.documents import PaperKind, PaperState
from yimen.rules.grants import ACTION_LABELS
from yimen.usecases.cases.queries import CaseSummary, CaseView
from yimen.usecases.cases.queries.views import MaterialView, PaperView


class ApplicantShown(Schema):
    """The applicant, masked; `reveal` shows one value for a reason."""

    name: str
    id_no: str
    phone: str


class ClockShown(Schema):
    """One clock: its limit in words, its day, what is left."""

    label: str
    limit: str = Field(description="期限，没有公布的是空的")
    due: date | None
    left: str
    state: DueLight
    is_stopped: bool
    provisional: bool
    words: str = Field(description="没有到期日的，为什么")


class WhyShown(Schema):
    """One sentence of how a day was computed."""

    date: date | None
    words: str


class FileShown(Schema):
    """A file that was handed in."""

    file_id: UUID
    name: str
    size: int
    media_type: str
    url: str


class MaterialShown(Schema):
    """A material with its verdict and its files."""

    key: int = Field(description="材料在清单里的序号，办理时用它指材料")
    name: str
    required: bool
    verdict: Literal["PENDING", "PASS", "FAIL", "MISSING"]
    reason: str
    files: list[FileShown]


class PaperShown(Schema):
    """A paper; its file is there when `state` is READY or REVOKED."""

    paper_id: UUID
    paper_no: str
    kind: PaperKind
    label: str
    state: PaperState
    issued_at: datetime
    check_code: str = Field(description="查验码，在 /verify/ 验真伪")
    url: str


class StepShown(Schema):
    """Something that happened: an act, a paper, a message."""

    at: datetime
    title: str
    who: str
    text: str


class PointShown(Schema):
    """A review point by its number."""

    number: int
    text: str
    basis: str


class NextAct(Schema):
    """What this token may do now, where, and with which body."""

    action: str
    label: str
    basis: str
    url: str
    body: str = Field(description="请求体的 schema 名，见 /openapi.json")


class Part(StrEnum):
    """What hangs on a case and is told only when asked for: it costs ten times the rest."""

    CLOCKS = "clocks"
    MATERIALS = "materials"
    NOTICES = "notices"
    POINTS = "points"
    PAPERS = "papers"
    STEPS = "steps"
    ACTIONS = "actions"


_ALL = "all"
_PARTS = "|".join(Part)
# Written with commas, as everywhere in addresses; anything else is refused by its pattern.
Parts = Annotated[
    str,
    Query(
        "",
        pattern=rf"^(|{_ALL}|({_PARTS})(,({_PARTS}))*)$",
        max_length=80,
        description=f"一起要的部分，逗号隔开：{'、'.join(Part)}；全要写 {_ALL}",
    ),
]


def parts_of(include: str) -> frozenset[Part]:
    """The parts that an address names."""
    return frozenset(Part) if include == _ALL else frozenset(map(Part, include.split(",")))


class CaseShown(Schema):
    """One case, as far as the token's post may see it; what stands after `parts` is there when asked for."""

    case_no: str
    item_name: str
    family: Family
    state: CaseState
    state_label: str
    waiting_words: str
    applicant: ApplicantShown
    request: str
    village_name: str
    organ_name: str
    way_label: str
    identity_label: str
    assignee_name: str
    received_at: datetime
    accepted_on: date | None
    due: date | None
    step_due: date | None
    delivery_due: date | None
    light: DueLight
    light_words: str
    provisional: bool = Field(description="节假日安排还没公布，到期日可能变")
    decision_text: str
    parts: list[Part] = Field(description="还能用 include 要的部分")
    clocks: list[ClockShown] = Field([], description="include=clocks：两个时限")
    why: list[WhyShown] = Field([], description="include=clocks：到期日是怎样算出来的")
    materials: list[MaterialShown] = Field([], description="include=materials")
    notices: int = Field(0, description="include=notices：出过几份一次性告知书")
    points: list[PointShown] = Field([], description="include=points：审查要点，审查时逐条答")
    papers: list[PaperShown] = Field([], description="include=papers：出具过的文书")
    steps: list[StepShown] = Field([], description="include=steps：经过，最近的在前")
    last_step: int | None = Field(None, description="include=actions：自己刚办、还能撤销的那一步的序号")
    actions: list[NextAct] = Field([], description="include=actions：这个密钥现在能办的步骤")


_BY_ACTION = {act.action: act for act in CASE_ACTS}


_SAME = (
    "item_name",
    "family",
    "state",
    "state_label",
    "waiting_words",
    "request",
    "village_name",
    "organ_name",
    "way_label",
    "identity_label",
    "assignee_name",
    "received_at",
    "accepted_on",
    "due",
    "step_due",
    "delivery_due",
    "light",
    "light_words",
    "provisional",
    "decision_text",
)


def show_summary(found: CaseSummary | CaseView) -> dict[str, Any]:
    """What is always told: where the case stands, and until when."""
    return {name: getattr(found, name) for name in _SAME} | {
        "case_no": found.number,
        "applicant": {"name": found.applicant_name, "id_no": found.id_masked, "phone": found.phone_masked},
        "parts": list(Part),
    }


def show_case(view: CaseView, parts: Collection[Part]) -> dict[str, Any]:
    """The case with these parts."""
    told = show_summary(view)
    for part in parts:
        told |= _SHOWN[part](view)
    return told


def show_materials(view: CaseView) -> list[dict[str, Any]]:
    """The materials in the order of the item."""
    return [_material(each, view.number) for each in view.materials]


def show_papers(view: CaseView) -> list[dict[str, Any]]:
    """The papers, newest first."""
    return [_paper(each, view.number) for each in view.papers]


def _clock(clock: Any) -> dict[str, Any]:
    names = ("label", "limit", "due", "left", "state", "is_stopped", "provisional", "words")
    return {name: getattr(clock, name) for name in names}


def _material(material: MaterialView, case_no: str) -> dict[str, Any]:
    return {
        "key": material.number,
        "name": material.name,
        "required": material.is_required,
        "verdict": material.verdict.value,
        "reason": material.reason,
        "files": [
            {
                "file_id": each.id,
                "name": each.name,
                "size": each.size,
                "media_type": each.media_type,
                "url": f"{case_url(case_no)}/files/{each.id}",
            }
            for each in material.files
        ],
    }


def _paper(paper: PaperView, case_no: str) -> dict[str, Any]:
    return {
        "paper_id": paper.id,
        "paper_no": paper.number,
        "kind": paper.kind,
        "label": paper.label,
        "state": paper.state,
        "issued_at": paper.issued_at,
        "check_code": paper.check_code,
        "url": f"{case_url(case_no)}/papers/{paper.id}/file",
    }


def _actions(view: CaseView) -> list[dict[str, Any]]:
    """What the tables let the post do now, then what stands beside them."""
    names = [(f"cases.{each.act.value.lower()}", each.basis) for each in view.acts]
    beside = (
        ("cases.undo", view.undo is not None),
        ("cases.unassign", view.colleagues.can_give_back),
        ("cases.add_note", view.colleagues.can_note),
        ("cases.reveal", view.can_reveal),
    )
    names += [(name, "") for name, may in beside if may]
    return [_next(_BY_ACTION[name], basis, view.number) for name, basis in names if name in _BY_ACTION]


def _next(act: CaseAct, basis: str, case_no: str) -> dict[str, Any]:
    of_tables = act.action.removeprefix("cases.").upper()
    label = ACT_LABELS[Act[of_tables]] if of_tables in Act.__members__ else ACTION_LABELS[act.action]
    return {
        "action": act.slug,
        "label": label,
        "basis": basis,
        "url": f"{case_url(case_no)}/actions/{act.slug}",
        "body": act.body.__name__,
    }


_SHOWN: Mapping[Part, Callable[[CaseView], dict[str, Any]]] = {
    Part.CLOCKS: lambda view: {
        "clocks": [_clock(each) for each in view.clocks],
        "why": [{"date": each.date, "words": each.words} for each in view.why],
    },
    Part.MATERIALS: lambda view: {"materials": show_materials(view)},
    Part.NOTICES: lambda view: {"notices": len(view.notices)},
    Part.POINTS: lambda view: {
        "points": [{"number": p.id + 1, "text": p.text, "basis": p.basis} for p in view.points]
    },
    Part.PAPERS: lambda view: {"papers": show_papers(view)},
    Part.STEPS: lambda view: {
        "steps": [{"at": e.at, "title": e.title, "who": e.who, "text": e.text} for e in view.events]
    },
    Part.ACTIONS: lambda view: {
        "last_step": view.undo.step if view.undo else None,
        "actions": _actions(view),
    },
}
