"""All that an item's service guide holds beside its name, limits and steps (up_task_*, GB/T 39046)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from yimen.rules.item_kinds import (
    Audience,
    BodyKind,
    CaseKind,
    CopyKind,
    HandlingForm,
    MaterialOrigin,
    Medium,
    Need,
    NetDepth,
    Reach,
    ResultKind,
    SpecialProcedure,
)
from yimen.rules.items import ApplyWay
from yimen.rules.plain_values import from_plain, to_plain


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """One way of applying; `system` and `url` name the outside system of a link, `note` what to know."""

    way: ApplyWay
    system: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fee:
    """One charge: what for, how much, by which law, and whether and how it may be less."""

    name: str
    standard: str = ""
    basis: str = ""
    reducible: bool | None = None
    reduction: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question that people ask, with its answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One answer to a question of situations, with the names of the materials that only it asks for.

    `ends` says that with this answer there is nothing to apply for; `note` then says why, with its source.
    """

    text: str
    materials: tuple[str, ...] = ()
    ends: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """A question whose answers make up the list of materials (情形)."""

    question: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPoint:
    """A review point as it is made public (审查要点公开), with the article that asks for it."""

    text: str
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemDetails:
    """The full data of an item version; None, an empty text and an empty row are unknown (未公布).

    `visits` is how often one must come to the counter (到现场次数), `plan_from` and `plan_to` the days
    between which the version is meant to hold, `source` from where these data are known.
    """

    body_kind: BodyKind | None = None
    handling_body: str = ""
    issuing_body: str = ""
    power_source: str = ""
    power_division: str = ""
    power_content: str = ""
    audiences: tuple[Audience, ...] = ()
    forms: tuple[HandlingForm, ...] = ()
    case_kind: CaseKind | None = None
    special: tuple[SpecialProcedure, ...] = ()
    statutory_note: str = ""
    promise_note: str = ""
    net_depth: tuple[NetDepth, ...] = ()
    channels: tuple[Channel, ...] = ()
    reach: Reach | None = None
    visits: int | None = None
    visits_reason: str = ""
    result_kind: ResultKind | None = None
    result_name: str = ""
    result_sample: str = ""
    implementation_code: str = ""
    local_basic_code: str = ""
    local_implementation_code: str = ""
    conditions: tuple[str, ...] = ()
    charged: bool | None = None
    fees: tuple[Fee, ...] = ()
    questions: tuple[Question, ...] = ()
    where: str = ""
    hours: str = ""
    consult_phone: str = ""
    complaint_phone: str = ""
    quantity_limit: str = ""
    joint_departments: tuple[str, ...] = ()
    intermediaries: tuple[str, ...] = ()
    situations: tuple[Situation, ...] = ()
    public_points: tuple[PublicPoint, ...] = ()
    at_center: bool | None = None
    by_express: bool | None = None
    paid_online: bool | None = None
    bookable: bool | None = None
    self_service: bool | None = None
    plan_from: dt.date | None = None
    plan_to: dt.date | None = None
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        """The plain value that `ItemVersion.details` holds; what is unknown is left out."""
        return dict(to_plain(self))

    @classmethod
    def from_json(cls, plain: object) -> "ItemDetails":
        """The details in a plain value; passes over unknown keys, refuses wrong kinds (`BadPlainValue`)."""
        return from_plain(cls, plain)


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialDetails:
    """The full data of a material; None and an empty text are unknown (未公布).

    `shareable` says that the state can have it by sharing, so nobody may be asked for it
    (国务院关于在线政务服务的若干规定 7), `shared_from` from which system; `issuer` is who makes it out
    (出具机构); `blank_form` and `sample` are the ids of the files that one may download.
    """

    origin: MaterialOrigin | None = None
    origin_note: str = ""
    issuer: str = ""
    need: Need | None = None
    later_note: str = ""
    medium: Medium | None = None
    copy_kind: CopyKind | None = None
    originals: int | None = None
    copies: int | None = None
    pages: int | None = None
    page_format: str = ""
    basis: str = ""
    standard: str = ""
    hints: str = ""
    blank_form: str = ""
    sample: str = ""
    shareable: bool | None = None
    shared_from: str = ""

    def to_json(self) -> dict[str, Any]:
        """The plain value that `Material.details` holds; what is unknown is left out."""
        return dict(to_plain(self))

    @classmethod
    def from_json(cls, plain: object) -> "MaterialDetails":
        """The details in a plain value; passes over unknown keys, refuses wrong kinds (`BadPlainValue`)."""
        return from_plain(cls, plain)
