"""The code sets of an item's data: members, their Chinese words and the codes to exchange (GB/T 39046 A)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from yimen.rules.errors import N_, RuleViolation


class BodyKind(StrEnum):
    """What the implementing body is (A.3 实施主体性质)."""

    STATUTORY = "STATUTORY"
    AUTHORIZED = "AUTHORIZED"
    ENTRUSTED = "ENTRUSTED"
    OTHER = "OTHER"


BODY_KIND_LABELS: dict[BodyKind, str] = {
    BodyKind.STATUTORY: N_("法定机关"),
    BodyKind.AUTHORIZED: N_("授权组织"),
    BodyKind.ENTRUSTED: N_("受委托组织"),
    BodyKind.OTHER: N_("其他主体"),
}
BODY_KIND_CODES: dict[BodyKind, str] = {
    BodyKind.STATUTORY: "1",
    BodyKind.AUTHORIZED: "2",
    BodyKind.ENTRUSTED: "3",
    BodyKind.OTHER: "9",
}


class Audience(StrEnum):
    """Whom an item serves (A.4 服务对象)."""

    PERSON = "PERSON"
    ENTERPRISE = "ENTERPRISE"
    INSTITUTION = "INSTITUTION"
    SOCIAL_BODY = "SOCIAL_BODY"
    STATE_ORGAN = "STATE_ORGAN"
    OTHER = "OTHER"


AUDIENCE_LABELS: dict[Audience, str] = {
    Audience.PERSON: N_("自然人"),
    Audience.ENTERPRISE: N_("企业法人"),
    Audience.INSTITUTION: N_("事业法人"),
    Audience.SOCIAL_BODY: N_("社会组织法人"),
    Audience.STATE_ORGAN: N_("行政机关"),
    Audience.OTHER: N_("其他组织"),
}
AUDIENCE_CODES: dict[Audience, str] = {
    Audience.PERSON: "1",
    Audience.ENTERPRISE: "2",
    Audience.INSTITUTION: "3",
    Audience.SOCIAL_BODY: "4",
    Audience.STATE_ORGAN: "5",
    Audience.OTHER: "6",
}


class HandlingForm(StrEnum):
    """Through what one may apply (A.5 办理形式)."""

    COUNTER = "COUNTER"
    COMPUTER = "COMPUTER"
    MOBILE = "MOBILE"
    EXPRESS = "EXPRESS"
    OTHER = "OTHER"


HANDLING_FORM_LABELS: dict[HandlingForm, str] = {
    HandlingForm.COUNTER: N_("窗口"),
    HandlingForm.COMPUTER: N_("电脑端"),
    HandlingForm.MOBILE: N_("移动端"),
    HandlingForm.EXPRESS: N_("快递申请"),
    HandlingForm.OTHER: N_("其他形式"),
}
HANDLING_FORM_CODES: dict[HandlingForm, str] = {
    HandlingForm.COUNTER: "1",
    HandlingForm.COMPUTER: "2",
    HandlingForm.MOBILE: "3",
    HandlingForm.EXPRESS: "4",
    HandlingForm.OTHER: "9",
}


class CaseKind(StrEnum):
    """Whether the matter is ended on the spot or within a promise (A.6 办件类型)."""

    INSTANT = "INSTANT"
    PROMISED = "PROMISED"
    OTHER = "OTHER"


CASE_KIND_LABELS: dict[CaseKind, str] = {
    CaseKind.INSTANT: N_("即办件"),
    CaseKind.PROMISED: N_("承诺件"),
    CaseKind.OTHER: N_("其他办件"),
}
CASE_KIND_CODES: dict[CaseKind, str] = {CaseKind.INSTANT: "1", CaseKind.PROMISED: "2", CaseKind.OTHER: "9"}


class SpecialProcedure(StrEnum):
    """What may lie between acceptance and decision beside the ordinary way (A.7 特别程序)."""

    EXTENSION = "EXTENSION"
    OTHER = "OTHER"


SPECIAL_PROCEDURE_LABELS: dict[SpecialProcedure, str] = {
    SpecialProcedure.EXTENSION: N_("延长审批"),
    SpecialProcedure.OTHER: N_("除延长审批之外"),
}
SPECIAL_PROCEDURE_CODES: dict[SpecialProcedure, str] = {
    SpecialProcedure.EXTENSION: "1",
    SpecialProcedure.OTHER: "2",
}


class NetDepth(StrEnum):
    """What can be done on the net (网办深度, a local dictionary; several are joined by ^)."""

    CONSULTATION = "CONSULTATION"
    RECEIPT = "RECEIPT"
    FIRST_CHECK = "FIRST_CHECK"
    ACCEPTANCE = "ACCEPTANCE"
    HANDLING = "HANDLING"
    RESULT = "RESULT"
    CERTIFICATE = "CERTIFICATE"
    OTHER = "OTHER"


NET_DEPTH_LABELS: dict[NetDepth, str] = {
    NetDepth.CONSULTATION: N_("互联网咨询"),
    NetDepth.RECEIPT: N_("网上收件"),
    NetDepth.FIRST_CHECK: N_("网上预审"),
    NetDepth.ACCEPTANCE: N_("网上受理"),
    NetDepth.HANDLING: N_("网上办理"),
    NetDepth.RESULT: N_("网上反馈结果"),
    NetDepth.CERTIFICATE: N_("电子证照反馈"),
    NetDepth.OTHER: N_("其他网办"),
}
NET_DEPTH_CODES: dict[NetDepth, str] = {depth: str(at) for at, depth in enumerate(NetDepth, start=1)}


class ResultKind(StrEnum):
    """What one holds in the end (结果类型)."""

    LICENCE = "LICENCE"
    APPROVAL = "APPROVAL"
    OTHER = "OTHER"
    NONE = "NONE"


RESULT_KIND_LABELS: dict[ResultKind, str] = {
    ResultKind.LICENCE: N_("证照"),
    ResultKind.APPROVAL: N_("批文"),
    ResultKind.OTHER: N_("其他结果"),
    ResultKind.NONE: N_("没有结果物"),
}
RESULT_KIND_CODES: dict[ResultKind, str] = {
    ResultKind.LICENCE: "10",
    ResultKind.APPROVAL: "20",
    ResultKind.OTHER: "30",
    ResultKind.NONE: "99",
}


class Reach(StrEnum):
    """Where else one may have it done (通办范围); GB/T 39046 names them without codes."""

    NATION = "NATION"
    ACROSS_PROVINCES = "ACROSS_PROVINCES"
    ACROSS_CITIES = "ACROSS_CITIES"
    ACROSS_COUNTIES = "ACROSS_COUNTIES"
    WITHIN_CITY = "WITHIN_CITY"


REACH_LABELS: dict[Reach, str] = {
    Reach.NATION: N_("全国通办"),
    Reach.ACROSS_PROVINCES: N_("跨省通办"),
    Reach.ACROSS_CITIES: N_("跨市通办"),
    Reach.ACROSS_COUNTIES: N_("跨县通办"),
    Reach.WITHIN_CITY: N_("全市通办"),
}


class MaterialOrigin(StrEnum):
    """From where a material comes (来源渠道)."""

    APPLICANT = "APPLICANT"
    GOVERNMENT = "GOVERNMENT"
    OTHER = "OTHER"


MATERIAL_ORIGIN_LABELS: dict[MaterialOrigin, str] = {
    MaterialOrigin.APPLICANT: N_("申请人自备"),
    MaterialOrigin.GOVERNMENT: N_("政府部门核发"),
    MaterialOrigin.OTHER: N_("其他来源"),
}
MATERIAL_ORIGIN_CODES: dict[MaterialOrigin, str] = {
    MaterialOrigin.APPLICANT: "10",
    MaterialOrigin.GOVERNMENT: "20",
    MaterialOrigin.OTHER: "99",
}


class Need(StrEnum):
    """Whether a material must be there (必要性); LATER: taken in without it, handed in afterwards."""

    REQUIRED = "REQUIRED"
    OPTIONAL = "OPTIONAL"
    LATER = "LATER"


NEED_LABELS: dict[Need, str] = {
    Need.REQUIRED: N_("必要"),
    Need.OPTIONAL: N_("非必要"),
    Need.LATER: N_("容缺后补"),
}
NEED_CODES: dict[Need, str] = {Need.REQUIRED: "1", Need.OPTIONAL: "2", Need.LATER: "3"}


class Medium(StrEnum):
    """On what a material is handed in (材料形式)."""

    PAPER = "PAPER"
    ELECTRONIC = "ELECTRONIC"
    BOTH = "BOTH"


MEDIUM_LABELS: dict[Medium, str] = {
    Medium.PAPER: N_("纸质"),
    Medium.ELECTRONIC: N_("电子"),
    Medium.BOTH: N_("纸质和电子"),
}
MEDIUM_CODES: dict[Medium, str] = {Medium.PAPER: "1", Medium.ELECTRONIC: "2", Medium.BOTH: "3"}


class CopyKind(StrEnum):
    """Whether the original is asked for, or a copy (材料类型)."""

    ORIGINAL = "ORIGINAL"
    COPY = "COPY"
    BOTH = "BOTH"


COPY_KIND_LABELS: dict[CopyKind, str] = {
    CopyKind.ORIGINAL: N_("原件"),
    CopyKind.COPY: N_("复印件"),
    CopyKind.BOTH: N_("原件和复印件"),
}
COPY_KIND_CODES: dict[CopyKind, str] = {CopyKind.ORIGINAL: "1", CopyKind.COPY: "2", CopyKind.BOTH: "3"}


class UnknownKind(RuleViolation):
    """A word or code that the code set does not have."""

    code = "catalog.unknown_kind"
    template = N_("“{value}”不认识，应当是{known}之一。")


E = TypeVar("E", bound=StrEnum)


def parse_kind(text: str, labels: Mapping[E, str], codes: Mapping[E, str], *, field: str) -> E | None:
    """The kind with this Chinese word or code; None for an empty text, which is unknown (未公布).

    Refuses (`UnknownKind`) every other text, naming the words that there are.
    """
    value = unicodedata.normalize("NFKC", text).strip()
    if not value:
        return None
    for kind, label in labels.items():
        if value in {unicodedata.normalize("NFKC", label), codes.get(kind), kind.value}:
            return kind
    raise UnknownKind(field=field, value=value[:40], known="、".join(labels.values()))


def parse_kinds(text: str, labels: Mapping[E, str], codes: Mapping[E, str], *, field: str) -> tuple[E, ...]:
    """The members named in a text, each once in the order of the code set.

    They stand apart by ^ (the exchange format) or by a Chinese or ASCII comma or semicolon.
    """
    words = (word for word in re.split(r"[\^、，,；;|\s]+", text) if word)
    found = {parse_kind(word, labels, codes, field=field) for word in words}
    return tuple(kind for kind in labels if kind in found)


def join_codes(members: Iterable[E], codes: Mapping[E, str]) -> str:
    """The codes of several members joined by ^, in the order of the code set: 1^4^6."""
    held = frozenset(members)
    return "^".join(code for kind, code in codes.items() if kind in held)
