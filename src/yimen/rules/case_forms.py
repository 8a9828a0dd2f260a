"""What an applicant must tell, and what a clerk and a reviewer must find, before an act is done."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.items import Family
from yimen.rules.people import check_citizen_id, check_mobile
from yimen.rules.text import clean_line, clean_text

NAME_LENGTH = 30
REQUEST_LENGTH = 1000
OPINION_LENGTH = 1000
BRING_PREFIX = "bring-"  # draft field `bring-<material id>` = "1": the paper comes to the counter


class Channel(StrEnum):
    """How a case came in."""

    ONLINE = "ONLINE"
    COUNTER = "COUNTER"
    PROXY = "PROXY"


CHANNEL_LABELS: dict[Channel, str] = {
    Channel.ONLINE: N_("网上预申请"),
    Channel.COUNTER: N_("窗口"),
    Channel.PROXY: N_("村级代办"),
}


class IdentityCheck(StrEnum):
    """How the applicant's identity was checked; a phone code alone is none (design §6)."""

    IN_PERSON = "IN_PERSON"
    UNIFIED_ID = "UNIFIED_ID"
    AT_VILLAGE = "AT_VILLAGE"
    BY_REPRESENTATIVE = "BY_REPRESENTATIVE"
    COPY = "COPY"


IDENTITY_CHECK_LABELS: dict[IdentityCheck, str] = {
    IdentityCheck.IN_PERSON: N_("本人到场，核对身份证原件"),
    IdentityCheck.UNIFIED_ID: N_("统一身份认证平台已实名核验"),
    IdentityCheck.AT_VILLAGE: N_("村级代办员当面核对身份证原件"),
    IdentityCheck.BY_REPRESENTATIVE: N_("代理人到场，核对委托书和双方身份证"),
    IdentityCheck.COPY: N_("核对随申请交来的身份证明复印件或照片"),
}


class Verdict(StrEnum):
    """What the clerk found about one material."""

    PENDING = "PENDING"
    PASS = "PASS"  # noqa: S105 - a verdict, no password
    FAIL = "FAIL"
    MISSING = "MISSING"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.PENDING: N_("还没有核"),
    Verdict.PASS: N_("符合"),
    Verdict.FAIL: N_("不符合"),
    Verdict.MISSING: N_("缺"),
}


class Advice(StrEnum):
    """What the reviewer proposes to the approver."""

    GRANT = "GRANT"
    REFUSE = "REFUSE"


ADVICE_LABELS: dict[Advice, str] = {Advice.GRANT: N_("建议准予"), Advice.REFUSE: N_("建议不予")}


class DeliveryWay(StrEnum):
    """How a decision reached the applicant."""

    DOWNLOAD = "DOWNLOAD"
    COUNTER = "COUNTER"
    DIRECT = "DIRECT"
    MAIL = "MAIL"
    LEFT = "LEFT"
    ANNOUNCED = "ANNOUNCED"


DELIVERY_WAY_LABELS: dict[DeliveryWay, str] = {
    DeliveryWay.DOWNLOAD: N_("网上签收并下载"),
    DeliveryWay.COUNTER: N_("窗口领取"),
    DeliveryWay.DIRECT: N_("上门直接送达"),
    DeliveryWay.MAIL: N_("邮寄送达"),
    DeliveryWay.LEFT: N_("留置送达"),
    DeliveryWay.ANNOUNCED: N_("公告送达"),
}


class EvidenceKind(StrEnum):
    """What a file that staff put to a case shows."""

    VISIT_PHOTO = "VISIT_PHOTO"
    POSTING_PHOTO = "POSTING_PHOTO"
    REMOVAL_PHOTO = "REMOVAL_PHOTO"
    CONSENT = "CONSENT"
    WITHDRAWAL = "WITHDRAWAL"
    OVERSIGHT_PHOTO = "OVERSIGHT_PHOTO"
    OTHER = "OTHER"


EVIDENCE_KIND_LABELS: dict[EvidenceKind, str] = {
    EvidenceKind.VISIT_PHOTO: N_("入户照片"),
    EvidenceKind.POSTING_PHOTO: N_("张贴照片"),
    EvidenceKind.REMOVAL_PHOTO: N_("撤下照片"),
    EvidenceKind.CONSENT: N_("代办委托"),
    EvidenceKind.WITHDRAWAL: N_("撤回申请书"),
    EvidenceKind.OVERSIGHT_PHOTO: N_("监管检查照片"),
    EvidenceKind.OTHER: N_("其他佐证"),
}


class Without(StrEnum):
    """Why a village hands a material over without a photograph."""

    BRING = "BRING"
    NONE = "NONE"


WITHOUT_LABELS: dict[Without, str] = {
    Without.BRING: N_("纸质材料带到乡里"),
    Without.NONE: N_("还没有这份材料"),
}


class PersonalField(StrEnum):
    """A value of the applicant that is masked until someone says why they need it."""

    NAME = "NAME"
    ID_NO = "ID_NO"
    PHONE = "PHONE"


PERSONAL_FIELD_LABELS: dict[PersonalField, str] = {
    PersonalField.NAME: N_("姓名"),
    PersonalField.ID_NO: N_("身份证号"),
    PersonalField.PHONE: N_("手机号"),
}


class NotChosen(RuleViolation):
    """A choice was not made, or is none that there is."""

    code = "cases.not_chosen"
    template = N_("请选择{what}。")


class CopyIsNoIdentity(RuleViolation):
    """A copy of the card, where whoever applies must be seen."""

    code = "cases.copy_is_no_identity"
    template = N_("复印件或照片只用于政府信息公开申请。这件要核对本人和身份证原件。")


class VerdictMissing(RuleViolation):
    """Materials without a verdict."""

    code = "cases.verdict_missing"
    template = N_("还有 {count} 样材料没有核：{names}。每样都要选“符合”“不符合”或“缺”，才能受理。")


class MaterialsNotPassed(RuleViolation):
    """Materials stand against acceptance; 行政许可法 32 (4) asks to tell all of them once."""

    code = "cases.materials_not_passed"
    template = N_("这 {count} 样材料还不行，不能受理：{names}。请一次告诉申请人要补哪些，补齐后再受理。")


class PointsOpen(RuleViolation):
    """Review points neither ticked nor explained, although the advice is to grant."""

    code = "cases.points_open"
    template = N_("审查要点第 {points} 条没有打勾，也没有写原因。核实后打勾，或者写明为什么不影响办理。")


class SamePerson(RuleViolation):
    """One person would review and decide the same case."""

    code = "cases.same_person"
    template = N_("审查和决定要由两个人、两个岗位分别办。这件是您({name})审查的，请由另一位审批人员决定。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """What the applicant told, checked and mended."""

    name: str
    id_no: str
    phone: str
    request: str


def identity_checks(family: Family, *, among: Sequence[IdentityCheck] = ()) -> tuple[IdentityCheck, ...]:
    """The ways in which identity may be checked: a copy does for an information request only.

    政府信息公开条例 29 asks for 身份证明 and lets one ask by letter or by data message: nobody need come.
    """
    ways = [each for each in among or IdentityCheck if each is not IdentityCheck.COPY]
    return (*ways, IdentityCheck.COPY) if family is Family.DISCLOSURE else tuple(ways)


def check_copy(way: IdentityCheck, family: Family) -> None:
    """Refuse a mere copy of the card where the family asks to see whoever applies."""
    if way not in identity_checks(family):
        raise CopyIsNoIdentity(field="identity_check")


def find_faults(fields: Mapping[str, str], *, today: dt.date) -> tuple[RuleViolation, ...]:
    """Everything that is wrong with the four answers of an application, in the order of the form."""
    faults: list[RuleViolation] = []
    checks: tuple[Callable[[], object], ...] = (
        lambda: _name(fields),
        lambda: _id_no(fields, today),
        lambda: _phone(fields),
        lambda: _request(fields),
    )
    for check in checks:
        try:
            check()
        except RuleViolation as fault:
            faults.append(fault)
    return tuple(faults)


def check_application(fields: Mapping[str, str], *, today: dt.date) -> Application:
    """The answers, mended; refuses the first that is missing or wrong, naming its field."""
    return Application(
        name=_name(fields), id_no=_id_no(fields, today), phone=_phone(fields), request=_request(fields)
    )


def check_applicant(fields: Mapping[str, str], *, today: dt.date) -> Application:
    """What is told about the applicant at a counter or in a village, mended.

    Name and number come from the card in the hand; a telephone and words may be missing: an old
    person may have none. Refuses the first that is wrong, naming its field.
    """
    phone = clean_line(fields.get("phone", ""), field="phone", max_length=40, required=False)
    return Application(
        name=_name(fields),
        id_no=_id_no(fields, today),
        phone=check_mobile(phone, field="phone") if phone else "",
        request=clean_text(
            fields.get("request", ""), field="request", max_length=REQUEST_LENGTH, required=False
        ),
    )


def find_applicant_faults(fields: Mapping[str, str], *, today: dt.date) -> tuple[RuleViolation, ...]:
    """Everything that is wrong with what is told about an applicant; a telephone may be missing."""
    asked = fields if fields.get("phone", "").strip() else {**fields, "phone": "13800000000"}
    return find_faults({**asked, "request": asked.get("request") or "-"}, today=today)


def _name(fields: Mapping[str, str]) -> str:
    return clean_line(fields.get("name", ""), field="name", max_length=NAME_LENGTH)


def _id_no(fields: Mapping[str, str], today: dt.date) -> str:
    typed = clean_line(fields.get("id_no", ""), field="id_no", max_length=40)
    return check_citizen_id(typed, today=today, field="id_no").number


def _phone(fields: Mapping[str, str]) -> str:
    return check_mobile(clean_line(fields.get("phone", ""), field="phone", max_length=40), field="phone")


def _request(fields: Mapping[str, str]) -> str:
    return clean_text(fields.get("request", ""), field="request", max_length=REQUEST_LENGTH)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedMaterial:
    """A material of a case, as far as the verdict goes; `number` is its place in the item's list, from 1."""

    id: str
    name: str
    required: bool
    number: int = 0


def by_id(materials: Sequence[AskedMaterial], given: Mapping[str, str]) -> dict[str, str]:
    """What was given per material, by its id; a key is an id, or the number in the item's list."""
    ids = {str(each.number): each.id for each in materials}
    return {ids.get(key, key): value for key, value in given.items()}


def check_verdicts(materials: Sequence[AskedMaterial], verdicts: Mapping[str, str]) -> dict[str, Verdict]:
    """The verdict of each material, when all of them together let a case be accepted.

    Refuses, naming the materials: one without a verdict; one that fails; a required one that is
    missing. A material that is not required may be missing.
    """
    found = read_verdicts(materials, verdicts)
    unseen = [each.name for each in materials if found[each.id] is Verdict.PENDING]
    if unseen:
        raise VerdictMissing(field="verdicts", count=len(unseen), names="、".join(unseen))
    against = [
        each.name
        for each in materials
        if found[each.id] is Verdict.FAIL or (each.required and found[each.id] is Verdict.MISSING)
    ]
    if against:
        raise MaterialsNotPassed(field="verdicts", count=len(against), names="、".join(against))
    return found


def read_verdicts(materials: Sequence[AskedMaterial], verdicts: Mapping[str, str]) -> dict[str, Verdict]:
    """The verdict of each material as it was given; PENDING where none was."""
    return {each.id: _verdict(verdicts.get(each.id, "")) for each in materials}


def _verdict(value: str) -> Verdict:
    return Verdict(value) if value in Verdict.__members__ else Verdict.PENDING


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What the reviewer found about one review point."""

    text: str
    passed: bool
    reason: str


def check_findings(
    points: Sequence[str], passed: Sequence[int], reasons: Mapping[int, str], advice: Advice
) -> tuple[Finding, ...]:
    """What was found about each point, numbered from 0; refuses open points under an advice to grant.

    A point is settled when it is ticked or when a reason is written beside it. An advice to refuse
    may leave points open: its opinion says why.
    """
    ticked = set(passed)
    said = {
        number: clean_line(text, field="points", max_length=200, required=False)
        for number, text in reasons.items()
    }
    found = tuple(
        Finding(text=text, passed=number in ticked, reason="" if number in ticked else said.get(number, ""))
        for number, text in enumerate(points)
    )
    unsettled = [number for number, each in enumerate(found, start=1) if not each.passed and not each.reason]
    if unsettled and advice is Advice.GRANT:
        raise PointsOpen(field="points", points="、".join(map(str, unsettled)))
    return found


def check_two_people(
    *,
    reviewed_by: tuple[str | None, str | None],
    decides: tuple[str | None, str | None],
    name: str,
    refusal: type[SamePerson] = SamePerson,
) -> None:
    """Refuse a decision by the post or the account that reviewed; each pair is (post id, account id).

    `refusal` says it in the words of the family.
    Source: 审办分离 of 行政许可法 34 and 38 as the townships' rules carry it out (two signatures).
    """
    if any(one is not None and one == other for one, other in zip(reviewed_by, decides, strict=True)):
        raise refusal(name=name)


def choose(value: str, kind: type[StrEnum], *, field: str, what: str) -> str:
    """The chosen member of an enumeration by its stored value; refuses everything else."""
    if value not in kind.__members__:
        raise NotChosen(field=field, what=what)
    return value
