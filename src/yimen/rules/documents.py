"""Papers: their kinds, numbers, dates in words, ways of complaint, and the facts each must state."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.numbers import (
    CHECK_CODE_ALPHABET,
    CHECK_CODE_LENGTH,
    BadCaseNo,
    BadCheckCode,
    CaseNo,
    format_case_no,
    normalize_check_code,
    paper_number,
    parse_case_no,
)
from yimen.rules.uploads import (
    MEDIA_TYPE_LABELS,
    MIME_TYPES,
    UPLOAD_LIMITS,
    MediaType,
    check_upload,
    check_upload_count,
    clean_file_name,
    sniff,
)

__all__ = [
    "CHECK_CODE_ALPHABET",
    "CHECK_CODE_LENGTH",
    "FACT_LABELS",
    "MEDIA_TYPE_LABELS",
    "MIME_TYPES",
    "PAPER_LABELS",
    "PAPER_STATE_LABELS",
    "PAPER_WORDS",
    "UPLOAD_LIMITS",
    "BadCaseNo",
    "BadCheckCode",
    "CaseNo",
    "MediaType",
    "PaperIncomplete",
    "PaperKind",
    "PaperState",
    "Remedies",
    "check_frozen",
    "check_upload",
    "check_upload_count",
    "clean_file_name",
    "cn_date",
    "cn_digits_date",
    "format_case_no",
    "normalize_check_code",
    "paper_number",
    "parse_case_no",
    "remedy_sentences",
    "required_facts",
    "sniff",
]


class PaperKind(StrEnum):
    """The papers of a case (domain.md §4.1)."""

    RECEIPT = "RECEIPT"
    ACCEPTANCE = "ACCEPTANCE"
    ONE_TIME_NOTICE = "ONE_TIME_NOTICE"
    DECLINE = "DECLINE"
    SUSPENSION = "SUSPENSION"
    EXTENSION = "EXTENSION"
    GRANT = "GRANT"
    REFUSAL = "REFUSAL"
    HEARING_RIGHTS = "HEARING_RIGHTS"
    HEARING_NOTICE = "HEARING_NOTICE"
    DELIVERY_RECORD = "DELIVERY_RECORD"
    VILLAGE_RECEIPT = "VILLAGE_RECEIPT"
    PUBLICITY_SHEET = "PUBLICITY_SHEET"
    CONFIRMATION = "CONFIRMATION"
    NON_CONFIRMATION = "NON_CONFIRMATION"
    RESULT = "RESULT"
    ANSWER = "ANSWER"


class PaperState(StrEnum):
    """Where a paper stands: numbered without its file yet, complete, taken back."""

    PENDING = "PENDING"
    READY = "READY"
    REVOKED = "REVOKED"


PAPER_STATE_LABELS: dict[PaperState, str] = {
    PaperState.PENDING: N_("正在制作"),
    PaperState.READY: N_("已签发"),
    PaperState.REVOKED: N_("已作废"),
}

PAPER_LABELS: dict[PaperKind, str] = {
    PaperKind.RECEIPT: N_("申请材料接收凭证"),
    PaperKind.ACCEPTANCE: N_("受理通知书"),
    PaperKind.ONE_TIME_NOTICE: N_("一次性告知书"),
    PaperKind.DECLINE: N_("不予受理通知书"),
    PaperKind.SUSPENSION: N_("特别程序告知书"),
    PaperKind.EXTENSION: N_("延期告知书"),
    PaperKind.GRANT: N_("准予行政许可决定书"),
    PaperKind.REFUSAL: N_("不予行政许可决定书"),
    PaperKind.HEARING_RIGHTS: N_("听证告知书"),
    PaperKind.HEARING_NOTICE: N_("听证通知书"),
    PaperKind.DELIVERY_RECORD: N_("送达回证"),
    PaperKind.VILLAGE_RECEIPT: N_("收件凭证"),
    PaperKind.PUBLICITY_SHEET: N_("公示单"),
    PaperKind.CONFIRMATION: N_("予以确认告知书"),
    PaperKind.NON_CONFIRMATION: N_("不予确认告知书"),
    PaperKind.RESULT: N_("办理结果告知书"),
    PaperKind.ANSWER: N_("政府信息公开申请答复书"),
}

# The word of a paper's number (地区机关简称 + 性质 + 〔年〕 + 序号). The form is usual, the words
# are ours: no source lists them, so a site may pass others to `paper_number`.
PAPER_WORDS: dict[PaperKind, str] = {
    PaperKind.RECEIPT: "收",
    PaperKind.ACCEPTANCE: "受",
    PaperKind.ONE_TIME_NOTICE: "告",
    PaperKind.DECLINE: "不受",
    PaperKind.SUSPENSION: "许停",
    PaperKind.EXTENSION: "延",
    PaperKind.GRANT: "许准",
    PaperKind.REFUSAL: "许不准",
    PaperKind.HEARING_RIGHTS: "许听告",
    PaperKind.HEARING_NOTICE: "许听通",
    PaperKind.DELIVERY_RECORD: "送",
    PaperKind.VILLAGE_RECEIPT: "村收",
    PaperKind.PUBLICITY_SHEET: "示",
    PaperKind.CONFIRMATION: "确",
    PaperKind.NON_CONFIRMATION: "不确",
    PaperKind.RESULT: "办",
    PaperKind.ANSWER: "公复",
}

_CHINESE_DIGITS = "〇一二三四五六七八九"


class PaperIncomplete(RuleViolation):
    """A paper lacks something that the law makes it state."""

    code = "documents.incomplete"
    template = N_("{paper}缺少{missing}，不能出具。")


def cn_date(date: dt.date) -> str:
    """A date as papers write it: 2026年9月8日, Arabic digits without leading zeros (GB/T 9704)."""
    return f"{date.year}年{date.month}月{date.day}日"


def _cn_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _CHINESE_DIGITS[tens]) + "十" if tens else ""
    return head + (_CHINESE_DIGITS[ones] if ones else "")


def cn_digits_date(date: dt.date) -> str:
    """A date in Chinese digits: 二〇二六年九月八日."""
    year = "".join(_CHINESE_DIGITS[int(digit)] for digit in str(date.year))
    return f"{year}年{_cn_number(date.month)}月{_cn_number(date.day)}日"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remedies:
    """Before whom a decision can be fought; both follow from the organ in whose name it is made."""

    reconsideration_organ: str
    court: str


RECONSIDERATION_DAYS = 60  # 行政复议法 20
LAWSUIT_MONTHS = 6  # 行政诉讼法 46


def remedy_sentences(remedies: Remedies) -> tuple[str, str]:
    """The two sentences that every paper against the applicant ends with (行政许可法 38)."""
    return (
        N_(
            "如不服本决定，可以自知道本决定之日起 {days} 日内，依据《中华人民共和国行政复议法》第二十条"
            "向{organ}申请行政复议；"
        ).format(days=RECONSIDERATION_DAYS, organ=remedies.reconsideration_organ),
        N_(
            "也可以自知道或者应当知道本决定之日起 {months} 个月内，依据《中华人民共和国行政诉讼法》"
            "第四十六条向{court}提起行政诉讼。"
        ).format(months=LAWSUIT_MONTHS, court=remedies.court),
    )


_EVERY = ("organ_name", "paper_no", "title", "case_no", "applicant_name", "item_name", "issued_on")
_ASK = ("clerk_name", "contact")
_DECIDED = ("accepted_on", "decided_on", "basis", "decision_text")
REQUIRED_FACTS: dict[PaperKind, tuple[str, ...]] = {
    PaperKind.RECEIPT: (*_EVERY, "received_at", "materials", *_ASK),
    PaperKind.ACCEPTANCE: (*_EVERY, "applied_on", "accepted_on", "basis", *_ASK),
    PaperKind.ONE_TIME_NOTICE: (*_EVERY, "received_at", "materials", "basis", *_ASK),
    PaperKind.DECLINE: (*_EVERY, "received_at", "basis", "reasons", "where_to_apply", "remedies", *_ASK),
    PaperKind.SUSPENSION: (*_EVERY, "accepted_on", "basis", "ground", "time_needed", *_ASK),
    PaperKind.EXTENSION: (
        *_EVERY,
        "accepted_on",
        "basis",
        "former_due",
        "new_due",
        "reasons",
        "approver_name",
    ),
    PaperKind.GRANT: (*_EVERY, *_DECIDED),
    PaperKind.REFUSAL: (
        *_EVERY,
        "accepted_on",
        "decided_on",
        "basis",
        "decision_text",
        "reasons",
        "remedies",
    ),
    PaperKind.HEARING_RIGHTS: (*_EVERY, "accepted_on", "basis", "reasons", "time_needed", *_ASK),
    PaperKind.HEARING_NOTICE: (
        *_EVERY,
        "basis",
        "hearing_at",
        "hearing_place",
        "hearing_host",
        *_ASK,
    ),
    PaperKind.DELIVERY_RECORD: (
        *_EVERY,
        "delivered_papers",
        "delivery_way",
        "delivered_at",
        "delivery_place",
    ),
    PaperKind.VILLAGE_RECEIPT: (*_EVERY, "received_at", "materials", "station_name", *_ASK),
    PaperKind.PUBLICITY_SHEET: (*_EVERY, "basis", "publicity_days", "publicity_text", "contact"),
    PaperKind.CONFIRMATION: (*_EVERY, *_DECIDED),
    PaperKind.NON_CONFIRMATION: (*_EVERY, *_DECIDED, "reasons", "remedies"),
    PaperKind.RESULT: (*_EVERY, "decided_on", "decision_text"),
    PaperKind.ANSWER: (*_EVERY, *_DECIDED, "remedies"),
}

FACT_LABELS: dict[str, str] = {
    "organ_name": N_("落款机关"),
    "paper_no": N_("文号"),
    "title": N_("标题"),
    "case_no": N_("办件编号"),
    "applicant_name": N_("申请人"),
    "item_name": N_("申请事项"),
    "issued_on": N_("出具日期"),
    "received_at": N_("收件时间"),
    "materials": N_("材料清单"),
    "clerk_name": N_("经办人"),
    "contact": N_("联系和查询方式"),
    "applied_on": N_("申请日期"),
    "accepted_on": N_("受理日期"),
    "decided_on": N_("决定日期"),
    "basis": N_("法律依据"),
    "decision_text": N_("决定内容"),
    "reasons": N_("理由"),
    "remedies": N_("复议和诉讼的权利"),
    "where_to_apply": N_("应当向哪个机关申请"),
    "ground": N_("特别程序的种类"),
    "time_needed": N_("所需时间"),
    "former_due": N_("原到期日"),
    "new_due": N_("延长后的到期日"),
    "approver_name": N_("批准人"),
    "hearing_at": N_("听证时间"),
    "hearing_place": N_("听证地点"),
    "hearing_host": N_("听证主持人"),
    "delivered_papers": N_("送达的文书"),
    "delivery_way": N_("送达方式"),
    "delivered_at": N_("送达时间"),
    "delivery_place": N_("送达地点"),
    "station_name": N_("服务站"),
    "publicity_days": N_("公示期限"),
    "publicity_text": N_("公示内容"),
}


def required_facts(kind: PaperKind) -> tuple[str, ...]:
    """The names of the facts that a paper of this kind must state (domain.md §4.1)."""
    return REQUIRED_FACTS[kind]


def _is_stated(name: str, value: object) -> bool:
    if name == "remedies":
        # 行政许可法 38: reconsideration and lawsuit, both.
        if not isinstance(value, Sequence) or isinstance(value, str):
            return False
        said = "".join(str(line) for line in value)
        return "行政复议" in said and "行政诉讼" in said
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def check_frozen(kind: PaperKind, facts: Mapping[str, object]) -> None:
    """Refuse to freeze a paper that lacks a mandatory fact, naming all that is missing.

    A refusal without reasons, or without both ways of complaint, is no refusal (行政许可法 38).
    """
    missing = [name for name in required_facts(kind) if not _is_stated(name, facts.get(name))]
    if missing:
        labels = "、".join(FACT_LABELS[name] for name in missing)
        raise PaperIncomplete(field=missing[0], paper=PAPER_LABELS[kind], missing=labels)
