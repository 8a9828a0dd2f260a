"""The facts each kind of paper is set from, all strings already worded by the caller (domain.md §4.1)."""

from collections.abc import Mapping
from unicodedata import category

_EVERY_PAPER = frozenset(
    {
        "organ_name", "paper_no", "title", "case_no", "applicant_name", "item_name",
        "check_code", "verify_url", "issued_on",
    }
)  # fmt: skip

_ASK = frozenset({"clerk_name", "contact"})
_DECIDED = frozenset({"accepted_on", "decided_on", "basis", "decision_text"})

MANDATORY_FACTS: Mapping[str, frozenset[str]] = {
    # 申请材料接收凭证: who took what, when, how to ask.
    "receipt": _EVERY_PAPER | _ASK | {"received_at", "materials"},
    # 受理通知书: 行政许可法 32 and the limits of 42. With a decision_text it states that ground of
    # acceptance (deemed accepted, 32 (1) 4) in place of "complete and in due form".
    "acceptance": _EVERY_PAPER | _ASK | {"applied_on", "accepted_on", "basis"},
    # 一次性告知书: 行政许可法 32 (1) 4, all that is missing with its standard.
    "one_time_notice": _EVERY_PAPER | _ASK | {"received_at", "materials", "basis"},
    # 不予受理通知书: 行政许可法 32 (1) 1 and 2.
    "decline": _EVERY_PAPER | _ASK | {"received_at", "basis", "reasons", "where_to_apply", "remedies"},
    # 特别程序告知书: 行政许可法 45.
    "suspension": _EVERY_PAPER | _ASK | {"accepted_on", "basis", "ground", "time_needed"},
    # 延期告知书: 行政许可法 42, or the item's own published extension.
    "extension": _EVERY_PAPER | {"accepted_on", "basis", "former_due", "new_due", "reasons", "approver_name"},
    # 准予行政许可决定书: 行政许可法 38.
    "grant": _EVERY_PAPER | _DECIDED,
    # 不予行政许可决定书: 行政许可法 38 asks for the reasons and for the ways of complaint.
    "refusal": _EVERY_PAPER | _DECIDED | {"reasons", "remedies"},
    # 听证告知书 and 听证通知书: 行政许可法 46 to 48.
    "hearing_rights": _EVERY_PAPER | _ASK | {"accepted_on", "basis", "reasons", "time_needed"},
    "hearing_notice": _EVERY_PAPER | _ASK | {"basis", "hearing_at", "hearing_place", "hearing_host"},
    # 送达回证: which papers, how, when, where.
    "delivery_record": _EVERY_PAPER | {"delivered_papers", "delivery_way", "delivered_at", "delivery_place"},
    # 收件凭证 of a village: it took, nothing more.
    "village_receipt": _EVERY_PAPER | _ASK | {"received_at", "materials", "station_name"},
    # 公示单, a sheet of paper only: no number of a card, no address, no telephone (domain.md §10).
    "publicity_sheet": _EVERY_PAPER | {"basis", "publicity_days", "publicity_text", "contact"},
    # What a benefit or a status ends with, and what everything else ends with.
    "confirmation": _EVERY_PAPER | _DECIDED,
    "non_confirmation": _EVERY_PAPER | _DECIDED | {"reasons", "remedies"},
    "result": _EVERY_PAPER | {"decided_on", "decision_text"},
    # 政府信息公开申请答复书: 政府信息公开条例 36; both ways of complaint (51, 行政复议法 23).
    "answer": _EVERY_PAPER | _DECIDED | {"remedies"},
}
PAPER_KINDS = tuple(MANDATORY_FACTS)

_OPTIONAL_TEXTS = frozenset(
    {
        "applicant_id_masked", "contact_phone_masked", "applied_on", "received_at", "accepted_on",
        "decided_on", "statutory_due", "promised_due", "statutory_limit", "promised_limit",
        "basis", "decision_text", "reasons", "clerk_name", "contact", "inquiry_url",
        "entrusted_note", "provisional_note", "signer_name", "note", "where_to_apply", "ground",
        "time_needed", "former_due", "new_due", "approver_name", "hearing_at", "hearing_place",
        "hearing_host", "delivery_way", "delivered_at", "delivery_place", "receiver_name",
        "receiver_relation", "deliverers", "station_name", "publicity_days", "publicity_text",
    }
)  # fmt: skip
_LISTS = ("remedies", "delivered_papers")

_UNSEEN = frozenset({"Cc", "Cs", "Cf"})

_MATERIAL_PARTS = ("name", "copies", "form", "note")


class IncompleteFacts(ValueError):
    """A caller asked for a paper without the facts it must state: a bug, named fact by fact."""


def check_facts(kind: str, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts made whole: every name present, texts as text, lists as lists.

    Refused with IncompleteFacts: an unknown kind, a missing or blank mandatory fact, an unknown
    name, a value of the wrong sort.
    """
    if kind not in MANDATORY_FACTS:
        raise IncompleteFacts(f"unknown kind of paper: {kind!r}")
    missing = sorted(name for name in MANDATORY_FACTS[kind] if _is_blank(facts.get(name)))
    if missing:
        raise IncompleteFacts(f"{kind} lacks the facts: {', '.join(missing)}")
    known = _EVERY_PAPER | _OPTIONAL_TEXTS | {"kind", "materials", "sample", *_LISTS}
    unknown = sorted(set(facts) - known)
    if unknown:
        raise IncompleteFacts(f"{kind} got unknown facts: {', '.join(unknown)}")
    whole: dict[str, object] = {
        name: clean_fact(name, facts.get(name)) for name in _EVERY_PAPER | _OPTIONAL_TEXTS
    }
    whole["kind"] = kind
    whole["sample"] = facts.get("sample") is True
    for name in _LISTS:
        whole[name] = [clean_fact(name, line) for line in _rows(name, facts.get(name))]
    whole["materials"] = [_material(row) for row in _rows("materials", facts.get("materials"))]
    return whole


def _is_blank(value: object) -> bool:
    return value is None or value in ("", [], ()) or (isinstance(value, str) and not value.strip())


def clean_fact(name: str, value: object) -> str:
    """A fact as text without signs that cannot be seen; refuses another kind of value."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise IncompleteFacts(f"fact {name} must be a string, not {type(value).__name__}")
    # Control, surrogate and invisible formatting signs: a direction mark could show a name backwards.
    return "".join(sign for sign in value if sign == "\n" or category(sign) not in _UNSEEN).strip()


def _rows(name: str, value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise IncompleteFacts(f"fact {name} must be a list, not {type(value).__name__}")
    return list(value)


def _material(row: object) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise IncompleteFacts("each material must be a mapping of name, copies, form, note")
    return {part: clean_fact(f"materials.{part}", row.get(part)) for part in _MATERIAL_PARTS}
