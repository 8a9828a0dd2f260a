"""The facts that the papers of a case state, in the words of the paper, and in whose name they go out."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from yimen.data.cases.models import Case, CaseMaterial
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor
from yimen.rules.calendar import BEIJING, beijing_date
from yimen.rules.case_forms import Channel, Verdict
from yimen.rules.catalog import Authority, Family, plain_name
from yimen.rules.deadlines import limit_text
from yimen.rules.delegations import OpenCases, Way, authority_under
from yimen.rules.documents import PaperKind, Remedies, cn_date, remedy_sentences
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import mask_id_no, mask_phone
from yimen.usecases.cases.acting import PaperOrder
from yimen.usecases.cases.clocks import limits_of_case
from yimen.usecases.cases.places import center_of
from yimen.usecases.orgs.organs import OrganKind

_PERMIT_LAW = "《中华人民共和国行政许可法》"
# Screens use half-width punctuation; on paper, beside a Chinese sign, it is full-width (GB/T 15834).
_HALF = re.compile(r"(?<=[\u3400-\u9fff”》〕])[,;:?!()]|[,;:?!()](?=[\u3400-\u9fff“《〔])")
_FULL = str.maketrans(",;:?!()", "，；：？！（）")


class AuthorityUnknown(RuleViolation):
    """Nobody has settled by what right the township decides, so nobody knows in whose name."""

    code = "cases.authority_unknown"
    template = N_(
        "“{item}”由谁授权或委托还没有核实，不能受理和决定，因为不知道以谁的名义。请县政务办在事项清单里登记依据。"
    )
    refusal = Refusal.CONFLICT


class DecidedAbove(RuleViolation):
    """The list lets the township only receive and pass on, or its right was taken back."""

    code = "cases.decided_above"
    template = N_(
        "“{item}”在本中心是“{way}”，不在这里受理和决定。请转报上级部门，材料一起转过去；已经到决定环节的，先退回审查，再转报。"
    )
    refusal = Refusal.CONFLICT


class EntrustingOrganUnknown(RuleViolation):
    """The department that entrusts the township is not registered in the county."""

    code = "cases.entrusting_organ_unknown"
    template = N_(
        "“{item}”是受{department}部门委托办理的，决定要以委托机关的名义作出(行政许可法第二十四条),"
        "但本县还没有登记这个机关。请县政务办先登记。"
    )
    refusal = Refusal.CONFLICT


class RemediesUnknown(RuleViolation):
    """The organ's reconsideration organ or court is not registered."""

    code = "cases.remedies_unknown"
    template = N_("{organ}的复议机关或管辖法院还没有登记，作决定要能告知救济途径。请县政务办先登记。")
    refusal = Refusal.CONFLICT


def issuing_organ(case: Case) -> Organ:
    """In whose name the permit is handled: the township's, or the entrusting department's.

    Source: 行政许可法 24 (entrusted: in the name of the entrusting organ), 26. Refuses an unknown
    authority, a department that is not registered, and a case that is decided above (`DecidedAbove`).
    """
    item = case.version.short_name
    authority = authority_in(case)
    if authority is None:
        raise DecidedAbove(item=item, way=Way(case.delegation.way).label if case.delegation else "")
    if authority is Authority.OWN:
        return case.organ
    if authority is Authority.ENTRUSTED:
        return _entrusting_organ(case, item)
    raise AuthorityUnknown(item=item)


def authority_in(case: Case) -> Authority | None:
    """By what right the township decides in this case: by the line under which it began, else by the item.

    None where the decision lies above: the list only lets it receive, or what was given was taken back and
    the open cases handed up.
    """
    line = case.delegation
    if line is None:
        return Authority(case.version.authority)
    if line.ended_at is not None and line.open_cases == OpenCases.HAND_UP.value:
        return None
    return authority_under(Way(line.way))


def authority_words(case: Case) -> str:
    """The right under which a case is decided, for the journal."""
    authority = authority_in(case)
    return authority.value if authority else ""


def deciding_organ(case: Case) -> Organ:
    """The issuing organ with its remedies; refuses one of which they are unknown (行政许可法 38)."""
    organ = issuing_organ(case)
    if not organ.reconsideration_organ or not organ.court:
        raise RemediesUnknown(organ=organ.name)
    return organ


def _entrusting_organ(case: Case, item: str) -> Organ:
    if case.delegation is not None and case.delegation.entrusting_organ is not None:
        return case.delegation.entrusting_organ
    department = case.version.item.department
    rows = Organ.objects.filter(
        county_code=case.county_code, kind=OrganKind.DEPARTMENT.value, department=department
    )
    organ = rows.first()
    if organ is None:
        raise EntrustingOrganUnknown(item=item, department=department)
    return organ


def printed(text: str) -> str:
    """A text with the punctuation of paper."""
    return _HALF.sub(lambda found: found[0].translate(_FULL), text)


def make_order(
    kind: PaperKind,
    organ: Organ,
    signing_organ: Organ,
    facts: Mapping[str, object],
    follow_up: tuple[str, Mapping[str, str]] | None = None,
) -> PaperOrder:
    """The order of a paper with the punctuation of paper in its facts."""
    worded = {name: printed(value) if isinstance(value, str) else value for name, value in facts.items()}
    return PaperOrder(kind=kind, organ=organ, signing_organ=signing_organ, facts=worded, follow_up=follow_up)


def order_receipt(
    case: Case, actor: Actor, materials: Sequence[CaseMaterial], *, files: Mapping[str, int] | None = None
) -> PaperOrder:
    """申请材料接收凭证: who took what, when, how to ask (domain.md §4.1).

    `files` counts the files by material id, for rows that are not written yet. At the counter it also
    tells the code that opens the tracker: not everybody has a telephone.
    """
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "received_at": moment_words(case.received_at),
        "materials": [
            material_fact(each, None if files is None else files.get(str(each.material_id), 0))
            for each in materials
        ]
        or [_NO_PUBLISHED_LIST],
    }
    if case.family == Family.DISCLOSURE.value:
        facts["statutory_due"] = day_of(case, "statutory_due")
    if case.channel == Channel.COUNTER.value:
        facts["inquiry_url"] = N_("凭办件编号和查询码 {code}").format(code=case.check_code)
    return make_order(PaperKind.RECEIPT, case.organ, case.organ, facts)


def order_acceptance(case: Case, actor: Actor, *, deemed: bool) -> PaperOrder:
    """受理通知书: the two dates that run from here.

    Of a permit in the name of whoever will decide (行政许可法 24, 32); of everything else in the
    township's, which accepts by the item's own basis, whoever confirms later.
    """
    statutory, promised = limits_of_case(case)
    is_permit = case.family == Family.PERMIT.value
    organ = issuing_organ(case) if is_permit else case.organ
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "accepted_on": day_of(case, "accepted_on"),
        "basis": f"{_PERMIT_LAW}第三十二条第一款第五项" if is_permit else item_basis(case, ""),
        "statutory_limit": limit_text(statutory),
        "promised_limit": limit_text(promised) if promised else "",
        "statutory_due": day_of(case, "statutory_due"),
        "promised_due": day_of(case, "promised_due"),
    }
    if deemed:
        facts["basis"] = f"{_PERMIT_LAW}第三十二条第一款第四项"
        facts["decision_text"] = N_(
            "因未在收到材料后五个工作日内一次告知需要补正的内容，依法自收到申请材料之日({day})起即为受理。"
        ).format(day=facts["accepted_on"])
    if case.due_provisional:
        facts["provisional_note"] = N_(
            "截止日期所在年度的放假安排尚未公布，以上截止日期为暂定，公布后以重新计算的为准。"
        )
    facts |= entrusted_note(case, organ, N_("本通知"))
    return make_order(PaperKind.ACCEPTANCE, organ, case.organ, facts)


def order_grant(
    case: Case, organ: Organ, now: datetime, *, article: str = N_("第三十八条第一款")
) -> PaperOrder:
    """准予行政许可决定书 (行政许可法 38), signed with the township's key whoever's name it bears.

    `article` is the one of that law by which it is granted.
    """
    facts = decision_facts(case, organ, now, basis=item_basis(case, article))
    facts["decision_text"] = case.decision_text
    return make_order(PaperKind.GRANT, organ, case.organ, facts)


def order_refusal(case: Case, organ: Organ, now: datetime, *, reasons: str, basis: str) -> PaperOrder:
    """不予行政许可决定书: facts, reasons, basis and both ways of complaint (行政许可法 38)."""
    facts = decision_facts(case, organ, now, basis=basis or item_basis(case, N_("第三十八条第二款")))
    remedies = Remedies(reconsideration_organ=organ.reconsideration_organ, court=organ.court)
    facts |= {
        "decision_text": case.decision_text,
        "reasons": reasons,
        "remedies": list(remedy_sentences(remedies)),
    }
    return make_order(PaperKind.REFUSAL, organ, case.organ, facts)


def item_basis(case: Case, article: str) -> str:
    """The item's own articles without the list's remarks in parentheses, and for permits their law's.

    No article of 行政许可法 reaches another family; an item without a published basis says so.
    """
    own = plain_name(case.version.basis).strip().rstrip("。;；").replace("；", "、").replace(";", "、")
    if case.family != Family.PERMIT.value:
        return own or N_("该事项的办事指南")
    permit = f"{_PERMIT_LAW}{article}"
    return f"{own}、{permit}" if own else permit


def every_fact(case: Case) -> dict[str, object]:
    """What every paper of the case states."""
    return {
        "case_no": case.case_no,
        "applicant_name": case.applicant_name,
        "applicant_id_masked": mask_id_no(case.applicant_id_no),
        "contact_phone_masked": mask_phone(case.applicant_phone),
        "item_name": case.version.short_name,
        "applied_on": cn_date(beijing_date(case.received_at)),
        "sample": case.sample,
    }


def whom_to_ask(case: Case, actor: Actor) -> dict[str, object]:
    """Who handles it, and where to ask; what nobody of the staff did bears the system's word, no name."""
    center = center_of(case)
    phone = center.phone or N_("电话未公布，可拨打12345")
    clerk = actor.name if actor.is_staff else N_("系统自动出具")
    return {"clerk_name": clerk, "contact": "，".join(each for each in (center.name, phone) if each)}


def decision_facts(case: Case, organ: Organ, now: datetime, *, basis: str) -> dict[str, object]:
    """What every decision states, and in whose name."""
    facts = every_fact(case)
    facts |= {
        "accepted_on": day_of(case, "accepted_on"),
        "decided_on": cn_date(beijing_date(now)),
        "basis": basis,
    }
    return facts | entrusted_note(case, organ, N_("本决定"))


def entrusted_note(case: Case, organ: Organ, paper: str) -> dict[str, object]:
    """Who handled what goes out in another's name (行政许可法 24)."""
    if organ.pk == case.organ_id or case.family != Family.PERMIT.value:
        return {}
    note = N_("{paper}由{township}受{organ}委托办理，以{organ}的名义作出（行政许可法第二十四条）。")
    return {"entrusted_note": note.format(paper=paper, township=case.organ.name, organ=organ.name)}


def material_fact(row: CaseMaterial, files: int | None = None) -> Mapping[str, str]:
    """One line of a list of materials; `files` counts its files where they are known."""
    count = len(row.files.all()) if files is None else files
    on_paper = N_("当面核对") if row.verdict == Verdict.PASS.value else N_("带到窗口")
    form, note = (N_("电子"), "") if count else (N_("纸质"), on_paper)
    return {"name": printed(row.name), "copies": str(count or 1), "form": form, "note": note}


# A receipt must list something (domain.md §4.1); of an item without a published list it says so.
_NO_PUBLISHED_LIST: Mapping[str, str] = {
    "name": N_("申请人当面提交的材料（本事项的材料清单未公布）"),
    "copies": "",
    "form": N_("纸质"),
    "note": N_("当面核对"),
}


def day_of(case: Case, field: str) -> str:
    """A date of the case in the words of a paper, or empty."""
    date = getattr(case, field)
    return cn_date(date) if date is not None else ""


def moment_words(moment: datetime) -> str:
    """A moment of Beijing in the words of a paper."""
    local = moment.astimezone(BEIJING)
    return f"{cn_date(local.date())}{local:%H:%M}"
