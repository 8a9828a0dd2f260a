"""The physical seal: on which papers it is pressed, by whose leave, and what one use must say."""

from collections.abc import Mapping
from enum import StrEnum

from yimen.rules.cases import Act
from yimen.rules.documents import PaperKind, PaperState
from yimen.rules.errors import N_, Refusal, RuleViolation


class Leave(StrEnum):
    """By whose leave the seal is pressed: a standing authorisation, or the approval of this one paper."""

    STANDING = "STANDING"
    SINGLE = "SINGLE"


LEAVE_LABELS: dict[Leave, str] = {
    Leave.STANDING: N_("常规授权"),
    Leave.SINGLE: N_("逐件审批"),
}

# Papers that decide are stamped by the approval of the act that decided (国发〔1999〕25号: 未经批准不得用印);
# all others by the standing authorisation for receipts, acceptance and notices.
DECIDED_BY: Mapping[PaperKind, Act] = {
    PaperKind.GRANT: Act.GRANT,
    PaperKind.REFUSAL: Act.REFUSE,
    PaperKind.CONFIRMATION: Act.CONFIRM,
    PaperKind.NON_CONFIRMATION: Act.NOT_CONFIRM,
    PaperKind.RESULT: Act.CONCLUDE,
    PaperKind.ANSWER: Act.ANSWER,
    PaperKind.EXTENSION: Act.EXTEND,
}

# These are evidence among the desk and the applicant and do not wait for the seal; it may be pressed on them.
UNSEALED_KINDS = frozenset({PaperKind.RECEIPT, PaperKind.VILLAGE_RECEIPT, PaperKind.DELIVERY_RECORD})
SEALED_KINDS: tuple[PaperKind, ...] = tuple(kind for kind in PaperKind if kind not in UNSEALED_KINDS)

MOST_COPIES = 50
USUAL_COPIES = 3  # 一式三份: applicant, organ, archive (domain.md §4.1)
PURPOSE_LENGTH = 200


class PaperNotReady(RuleViolation):
    """The paper's file is still being made: there is nothing to press the seal on but a blank sheet."""

    code = "seals.paper_not_ready"
    template = N_("{number}还在制作，没有可以盖章的纸。不得在空白纸上用印，请等文书做好。")
    refusal = Refusal.CONFLICT


class PaperTakenBack(RuleViolation):
    """The paper was revoked."""

    code = "seals.paper_taken_back"
    template = N_("{number}已经作废，不能用印。")
    refusal = Refusal.CONFLICT


class BadCopies(RuleViolation):
    """No number of copies, or none that anyone stamps."""

    code = "seals.bad_copies"
    template = N_("份数请填 1 到 {most} 之间的整数。")


class UsedForThis(RuleViolation):
    """The same paper was stamped for the same purpose before."""

    code = "seals.used_for_this"
    template = N_("{number}已经以同样的事由用过印了（登记第 {serial} 号）。确实要再盖，请写明新的事由。")
    refusal = Refusal.CONFLICT


class NotApproved(RuleViolation):
    """A paper that decides has nobody who approved it."""

    code = "seals.not_approved"
    template = N_("{number}没有查到批准人，不能用印。")
    refusal = Refusal.CONFLICT


class ScanThere(RuleViolation):
    """The stamped paper was scanned back before; a register is not written over."""

    code = "seals.scan_there"
    template = N_("登记第 {serial} 号已经有盖章扫描件，不能替换。需要重新盖章的，另登记一次用印。")
    refusal = Refusal.CONFLICT


class ScanMissing(RuleViolation):
    """No file came with the form."""

    code = "seals.scan_missing"
    template = N_("还没有选文件。请先扫描或拍下盖好章的文书，再提交。")


def leave_for(kind: PaperKind) -> Leave:
    """By whose leave a paper of this kind is stamped (design §5)."""
    return Leave.SINGLE if kind in DECIDED_BY else Leave.STANDING


def check_paper(*, state: PaperState, number: str) -> None:
    """Refuse what is no finished, valid paper: never on a blank one (domain.md §5.2)."""
    if state is PaperState.PENDING:
        raise PaperNotReady(number=number)
    if state is PaperState.REVOKED:
        raise PaperTakenBack(number=number)


def check_copies(typed: str) -> int:
    """How many sheets the seal is pressed on, from 1 to 50."""
    plain = typed.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 3 and 1 <= int(plain) <= MOST_COPIES):
        raise BadCopies(field="copies", most=MOST_COPIES)
    return int(plain)
