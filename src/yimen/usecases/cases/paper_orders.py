"""The facts of the papers between receipt and decision, and after it, in the words of the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yimen.data.cases.models import Case, CaseMaterial
from yimen.data.documents.models import Paper
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.catalog import Authority, Family
from yimen.rules.disclosures import InformationAnswer, answer_remedies
from yimen.rules.documents import PAPER_LABELS, PaperKind, Remedies, cn_date, remedy_sentences
from yimen.rules.errors import N_
from yimen.usecases.cases.acting import PaperOrder
from yimen.usecases.cases.papers import (
    RemediesUnknown,
    authority_in,
    day_of,
    decision_facts,
    entrusted_note,
    every_fact,
    issuing_organ,
    item_basis,
    make_order,
    material_fact,
    moment_words,
    printed,
    whom_to_ask,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lacking:
    """One material that is missing or does not do: why, and what it must be like."""

    name: str
    why: str
    standard: str = ""


def _handling(case: Case, note: str) -> tuple[Organ, dict[str, object]]:
    """In whose name a paper of a running permit goes out; other families' in the township's."""
    if case.family != Family.PERMIT.value or authority_in(case) in {Authority.UNKNOWN, None}:
        return case.organ, {}
    organ = issuing_organ(case)
    return organ, entrusted_note(case, organ, note)


def order_one_time_notice(
    case: Case, actor: Actor, now: datetime, *, lacking: Sequence[Lacking], again: str = ""
) -> PaperOrder:
    """一次性告知书: everything that is missing with its standard, the basis, whom to ask (行政许可法 32 (4)).

    `again` is a sentence about an earlier notice, for a second one. The township tells: it received.
    """
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "received_at": moment_words(case.received_at),
        "basis": item_basis(case, N_("第三十二条第一款第四项")),
        "materials": [
            {
                "name": printed(each.name),
                "copies": "",
                "form": printed(each.standard),
                "note": printed(each.why),
            }
            for each in lacking
        ],
        "note": again,
        "ground": N_("申请内容不明确") if case.family == Family.DISCLOSURE.value else "",
        "decided_on": cn_date(beijing_date(now)),
    }
    return make_order(PaperKind.ONE_TIME_NOTICE, case.organ, case.organ, facts)


def order_supplement_receipt(
    case: Case, actor: Actor, brought: Sequence[CaseMaterial], *, files: Mapping[str, int]
) -> PaperOrder:
    """接收凭证 of a correction: only what came now, and when; it has a paper of its own (domain.md §4.1).

    `files` counts the files per material id; what has none came on paper.
    """
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "received_at": moment_words(case.supplemented_at or case.received_at),
        "materials": [
            {
                "name": printed(row.name),
                "copies": str(files.get(str(row.material_id), 1)),
                "form": N_("电子") if str(row.material_id) in files else N_("纸质"),
                "note": N_("补正材料"),
            }
            for row in brought
        ],
        "decision_text": N_("以上为按《一次性告知书》补交的材料。"),
    }
    if case.family == Family.DISCLOSURE.value:
        facts["statutory_due"] = day_of(case, "statutory_due")
    return make_order(PaperKind.RECEIPT, case.organ, case.organ, facts)


def order_decline(
    case: Case,
    actor: Actor,
    now: datetime,
    *,
    reasons: str,
    where_to_apply: str,
    basis: str = "",
    not_needed: bool = False,
) -> PaperOrder:
    """不予受理通知书: reasons, the organ to go to, both remedies (行政许可法 32 (1), (2)).

    With `not_needed` it tells that no permit is needed, which takes nothing from anybody: then it
    bears its own title; the remedies stay, as they cost nothing. Refuses an organ whose remedies
    are not registered.
    """
    article = N_("第三十二条第一款第一项") if not_needed else N_("第三十二条第一款第二项")
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "received_at": moment_words(case.received_at),
        "basis": basis or item_basis(case, article),
        "reasons": reasons,
        "where_to_apply": where_to_apply,
        "remedies": list(remedy_sentences(_remedies(case.organ))),
        "decided_on": cn_date(beijing_date(now)),
    }
    if not_needed:
        facts["title"] = N_("不需行政许可告知书")
    return make_order(PaperKind.DECLINE, case.organ, case.organ, facts)


def _remedies(organ: Organ) -> Remedies:
    if not organ.reconsideration_organ or not organ.court:
        raise RemediesUnknown(organ=organ.name)
    return Remedies(reconsideration_organ=organ.reconsideration_organ, court=organ.court)


def order_suspension(
    case: Case, actor: Actor, now: datetime, *, ground: str, basis: str, time_needed: str
) -> PaperOrder:
    """特别程序告知书: the ground, its basis and the time needed, which is not counted (行政许可法 45)."""
    organ, note = _handling(case, N_("本告知"))
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "accepted_on": day_of(case, "accepted_on"),
        "basis": basis,
        "ground": ground,
        "time_needed": time_needed,
        "decided_on": cn_date(beijing_date(now)),
    }
    return make_order(PaperKind.SUSPENSION, organ, case.organ, facts | note)


def order_extension(
    case: Case,
    actor: Actor,
    now: datetime,
    *,
    former_due: date | None,
    new_due: date | None,
    reasons: str,
    approver_name: str,
    basis: str,
) -> PaperOrder:
    """延期告知书: the former and the new day, the reasons, who approved (行政许可法 42)."""
    organ, note = _handling(case, N_("本告知"))
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "accepted_on": day_of(case, "accepted_on"),
        "basis": basis,
        "former_due": cn_date(former_due) if former_due else N_("未定时限"),
        "new_due": cn_date(new_due) if new_due else N_("未定时限"),
        "reasons": reasons,
        "approver_name": approver_name,
        "decided_on": cn_date(beijing_date(now)),
    }
    if case.family == Family.DISCLOSURE.value:  # received, never accepted
        facts["received_at"] = day_of(case, "accepted_on")
    return make_order(PaperKind.EXTENSION, organ, case.organ, facts | note)


def order_hearing_rights(
    case: Case, actor: Actor, now: datetime, *, reasons: str, basis: str = ""
) -> PaperOrder:
    """听证告知书: the right to a hearing and the five days to ask for it (行政许可法 46, 47)."""
    organ, note = _handling(case, N_("本告知"))
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "accepted_on": day_of(case, "accepted_on"),
        "basis": basis or item_basis(case, N_("第四十六条、第四十七条")),
        "reasons": reasons,
        "time_needed": N_("自收到本告知书之日起五个工作日内"),
        "decided_on": cn_date(beijing_date(now)),
    }
    return make_order(PaperKind.HEARING_RIGHTS, organ, case.organ, facts | note)


def order_hearing_notice(
    case: Case, actor: Actor, now: datetime, *, hearing_at: datetime, place: str, host: str
) -> PaperOrder:
    """听证通知书: when, where and who presides, told seven days before (行政许可法 48)."""
    organ, note = _handling(case, N_("本通知"))
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "basis": item_basis(case, N_("第四十八条")),
        "hearing_at": moment_words(hearing_at),
        "hearing_place": place,
        "hearing_host": host,
        "decided_on": cn_date(beijing_date(now)),
    }
    return make_order(PaperKind.HEARING_NOTICE, organ, case.organ, facts | note)


def order_delivery_record(
    case: Case,
    actor: Actor,
    now: datetime,
    *,
    delivered: Sequence[Paper],
    way: str,
    place: str,
    receiver: str,
    relation: str,
    deliverers: Sequence[str],
    note: str = "",
    follow_up: tuple[str, Mapping[str, str]] | None = None,
) -> PaperOrder:
    """送达回证: which papers, how, where, when, by whom, to whom (domain.md §4.1)."""
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "delivered_papers": [
            f"《{paper.facts.get('title') or PAPER_LABELS[PaperKind(paper.kind)]}》{paper.paper_no}"
            for paper in delivered
        ],
        "delivery_way": way,
        "delivered_at": moment_words(now),
        "delivery_place": place,
        "receiver_name": receiver,
        "receiver_relation": relation,
        "deliverers": "、".join(deliverers),
        "note": note,
    }
    return make_order(PaperKind.DELIVERY_RECORD, case.organ, case.organ, facts, follow_up)


def order_village_receipt(
    case: Case, actor: Actor, materials: Sequence[CaseMaterial], *, station_name: str
) -> PaperOrder:
    """收件凭证: what a village's station took for the township; it accepts and decides nothing."""
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "received_at": moment_words(case.received_at),
        "materials": [_handed_over(each) for each in materials],
        "station_name": station_name,
    }
    return make_order(PaperKind.VILLAGE_RECEIPT, case.organ, case.organ, facts)


def _handed_over(row: CaseMaterial) -> Mapping[str, str]:
    """One line of a village's receipt: photographed, on its way as paper, or lacking with the reason."""
    if not row.reason:
        return material_fact(row)
    return {"name": printed(row.name), "copies": "0", "form": "", "note": printed(row.reason)}


def order_publicity_sheet(case: Case, actor: Actor, now: datetime, *, days: int, text: str) -> PaperOrder:
    """公示单, a sheet to hang in the village: `text` is all that is shown (design §5)."""
    facts = every_fact(case) | whom_to_ask(case, actor)
    facts |= {
        "basis": item_basis(case, ""),
        "publicity_days": N_("{days} 日（自张贴之日起）").format(days=days),
        "publicity_text": text,
        "decided_on": cn_date(beijing_date(now)),
    }
    for name in ("applicant_id_masked", "contact_phone_masked"):
        facts.pop(name, None)
    return make_order(PaperKind.PUBLICITY_SHEET, case.organ, case.organ, facts)


def order_confirmation(
    case: Case, organ: Organ, now: datetime, *, signing_organ: Organ | None = None
) -> PaperOrder:
    """予以确认告知书, in the name of whoever confirms; signed by the township where it is entrusted."""
    facts = decision_facts(case, organ, now, basis=item_basis(case, ""))
    facts["decision_text"] = case.decision_text
    return make_order(PaperKind.CONFIRMATION, organ, signing_organ or organ, facts)


def order_non_confirmation(
    case: Case,
    organ: Organ,
    now: datetime,
    *,
    reasons: str,
    basis: str = "",
    signing_organ: Organ | None = None,
) -> PaperOrder:
    """不予确认告知书: facts, reasons, basis and both ways of complaint."""
    facts = decision_facts(case, organ, now, basis=basis or item_basis(case, ""))
    facts |= {
        "decision_text": case.decision_text,
        "reasons": reasons,
        "remedies": list(remedy_sentences(_remedies(organ))),
    }
    return make_order(PaperKind.NON_CONFIRMATION, organ, signing_organ or organ, facts)


def order_answer(case: Case, organ: Organ, now: datetime, answer: InformationAnswer) -> PaperOrder:
    """政府信息公开申请答复书: what was asked, what is answered, by which articles, both ways of complaint."""
    facts = decision_facts(case, organ, now, basis=answer.basis)
    facts |= {
        "received_at": day_of(case, "accepted_on"),
        "ground": case.request_text,
        "decision_text": case.decision_text,
        "reasons": answer.reasons,
        "remedies": list(answer_remedies(answer, _remedies(organ))),
    }
    return make_order(PaperKind.ANSWER, organ, case.organ, facts)


def order_result(case: Case, organ: Organ, now: datetime) -> PaperOrder:
    """办理结果告知书 of filings, adjudications and other powers."""
    facts = decision_facts(case, organ, now, basis=item_basis(case, ""))
    facts["decision_text"] = case.decision_text
    return make_order(PaperKind.RESULT, organ, case.organ, facts)
