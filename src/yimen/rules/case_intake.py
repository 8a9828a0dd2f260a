"""What a clerk must find at the counter before a case is taken in: identity and one mark a material."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yimen.rules.case_forms import NAME_LENGTH, AskedMaterial, IdentityCheck, NotChosen, Verdict
from yimen.rules.case_notices import REASON_FIELD, WHY_LENGTH, WhyMissing, lacking_of
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.people import check_citizen_id, check_mobile
from yimen.rules.text import clean_line

# A proxy's look at a card in a village is no check at a counter.
COUNTER_CHECKS = (IdentityCheck.IN_PERSON, IdentityCheck.BY_REPRESENTATIVE, IdentityCheck.UNIFIED_ID)


class MaterialsUnmarked(RuleViolation):
    """Materials that the clerk has not marked as there, wrong or missing."""

    code = "cases.materials_unmarked"
    template = N_(
        "还有 {count} 样材料没有点：{names}。每样点一下“符合”“不符合”或“没带”，才能一次收清、一次告知。"
    )


class MaterialsLacking(RuleViolation):
    """Something is missing, so what goes out is the one-time notice, not a bare receipt."""

    code = "cases.materials_lacking"
    template = N_("这 {count} 样材料还不行：{names}。请出具一次性告知书，把要补的一次说清楚。")


class ItemChanged(RuleViolation):
    """The item got a new version while the page stood open, or the marks are of another item."""

    code = "cases.item_changed"
    template = N_("“{item}”的办理要求刚刚更新过，材料可能变了。请重新选一次事项，核对后再收。")
    refusal = Refusal.CONFLICT


class ItemNotHere(RuleViolation):
    """No item in force of a township or a village has this code."""

    code = "cases.item_not_here"
    template = N_("请先选要办的事项。")


class VillageElsewhere(RuleViolation):
    """The village belongs to another township, whose center would take the case."""

    code = "cases.village_elsewhere"
    template = N_("“{village}”不归本中心管，请申请人到当地中心办，或者核对户籍所在的村。")


class FirstContactUnknown(RuleViolation):
    """Whoever met the applicant first is nobody with a post here today."""

    code = "cases.first_contact_unknown"
    template = N_("首问人不在今天的在岗名单里，请重新选。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What the clerk found about one material: `reason` says what is wrong with it or why it is missing."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Representative:
    """Who came for the applicant, with a letter of authority (行政许可法 29)."""

    name: str
    id_no: str
    phone: str
    relation: str


def check_identity(value: str) -> IdentityCheck:
    """How the identity was checked; refuses none, and ways that are not those of a counter.

    Whether a copy does is for the item to say (`case_forms.check_copy`).
    """
    if value not in {each.value for each in (*COUNTER_CHECKS, IdentityCheck.COPY)}:
        raise NotChosen(field="identity_check", what=N_("怎样核对的身份"))
    return IdentityCheck(value)


def check_representative(
    fields: Mapping[str, str], way: IdentityCheck, *, today: dt.date
) -> Representative | None:
    """The representative as the clerk read them from the cards; None when the applicant came in person.

    Name and number are required, a telephone and the relation are not. Refuses the first that is
    wrong, naming its field. Source: 行政许可法 29; domain.md §10 (代办须有委托书和代办人身份).
    """
    if way is not IdentityCheck.BY_REPRESENTATIVE:
        return None
    number = clean_line(fields.get("acting_id_no", ""), field="acting_id_no", max_length=40)
    phone = clean_line(fields.get("acting_phone", ""), field="acting_phone", max_length=40, required=False)
    return Representative(
        name=clean_line(fields.get("acting_name", ""), field="acting_name", max_length=NAME_LENGTH),
        id_no=check_citizen_id(number, today=today, field="acting_id_no").number,
        phone=check_mobile(phone, field="acting_phone") if phone else "",
        relation=clean_line(
            fields.get("acting_relation", ""),
            field="acting_relation",
            max_length=24,
            required=False,
        ),
    )


def check_marks(
    materials: Sequence[AskedMaterial], verdicts: Mapping[str, str], reasons: Mapping[str, str]
) -> dict[str, Mark]:
    """The mark of each material; refuses one without a mark, and a flaw without a word on it.

    A material that the applicant did not bring needs no reason: that it is missing says all.
    """
    unmarked = [each.name for each in materials if verdicts.get(each.id, "") not in _MARKS]
    if unmarked:
        raise MaterialsUnmarked(field="materials", count=len(unmarked), names="、".join(unmarked))
    marks = {each.id: _mark(each, verdicts, reasons) for each in materials}
    silent = [
        each for each in materials if marks[each.id].verdict is Verdict.FAIL and not marks[each.id].reason
    ]
    if silent:
        names = "、".join(each.name for each in silent)
        raise WhyMissing(field=f"{REASON_FIELD}{silent[0].id}", count=len(silent), names=names)
    return marks


def _mark(material: AskedMaterial, verdicts: Mapping[str, str], reasons: Mapping[str, str]) -> Mark:
    verdict = Verdict(verdicts[material.id])
    if verdict is Verdict.PASS:
        return Mark(verdict=verdict)
    typed = reasons.get(material.id, "")
    field = f"{REASON_FIELD}{material.id}"
    return Mark(verdict=verdict, reason=clean_line(typed, field=field, max_length=WHY_LENGTH, required=False))


_MARKS = frozenset({Verdict.PASS.value, Verdict.FAIL.value, Verdict.MISSING.value})


def find_lacking(materials: Sequence[AskedMaterial], marks: Mapping[str, Mark]) -> dict[str, str]:
    """Why each lacking material lacks, by id: what does not do, and what is required and missing."""
    return lacking_of(
        materials,
        {key: mark.verdict.value for key, mark in marks.items()},
        {key: mark.reason for key, mark in marks.items()},
    )


def require_complete(materials: Sequence[AskedMaterial], marks: Mapping[str, Mark]) -> None:
    """Refuse a bare receipt while something is lacking: the law asks to tell all of it once (许可法 32)."""
    found = find_lacking(materials, marks)
    if found:
        names = "、".join(each.name for each in materials if each.id in found)
        raise MaterialsLacking(field="materials", count=len(found), names=names)
