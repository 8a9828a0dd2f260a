"""That somebody lets a village proxy file for them: how it was given, and whether it still holds.

Source: 行政许可法 29 (an application may be handed in by an agent), domain.md §10 (代办须有委托书;
系统应记录谁代录、代谁录、本人确认方式), 个人信息保护法 28, 31 (under 14 a guardian consents).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.case_forms import choose
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line


class ConsentWay(StrEnum):
    """How the consent was given."""

    SIGNED = "SIGNED"
    PHOTO = "PHOTO"
    LINK = "LINK"


CONSENT_WAY_LABELS: dict[ConsentWay, str] = {
    ConsentWay.SIGNED: N_("本人在手机上签名"),
    ConsentWay.PHOTO: N_("拍照上传纸质委托书"),
    ConsentWay.LINK: N_("家人用短信链接同意"),
}


class ConsentState(StrEnum):
    """Where a consent stands."""

    ASKED = "ASKED"
    GIVEN = "GIVEN"
    DECLINED = "DECLINED"
    REVOKED = "REVOKED"


CONSENT_STATE_LABELS: dict[ConsentState, str] = {
    ConsentState.ASKED: N_("等待同意"),
    ConsentState.GIVEN: N_("已同意"),
    ConsentState.DECLINED: N_("没有同意"),
    ConsentState.REVOKED: N_("已撤回"),
}


class ConsentAnswer(StrEnum):
    """What the giver says by the link."""

    YES = "YES"
    NO = "NO"
    REVOKE = "REVOKE"


CONSENT_ANSWER_LABELS: dict[ConsentAnswer, str] = {
    ConsentAnswer.YES: N_("同意"),
    ConsentAnswer.NO: N_("不同意"),
    ConsentAnswer.REVOKE: N_("撤回同意"),
}


class Relation(StrEnum):
    """Who gave the consent, seen from the applicant."""

    SELF = "SELF"
    CHILD = "CHILD"
    SPOUSE = "SPOUSE"
    PARENT = "PARENT"
    GUARDIAN = "GUARDIAN"
    KIN = "KIN"


RELATION_LABELS: dict[Relation, str] = {
    Relation.SELF: N_("本人"),
    Relation.CHILD: N_("子女"),
    Relation.SPOUSE: N_("配偶"),
    Relation.PARENT: N_("父母"),
    Relation.GUARDIAN: N_("监护人"),
    Relation.KIN: N_("其他亲属"),
}
_GUARDIANS = frozenset({Relation.PARENT, Relation.GUARDIAN})
_GUARDED_BELOW = 14  # 个人信息保护法 28, 31: below it a guardian consents
LINK_DAYS = 7  # ours: how long a link waits for its answer; revoking by it is never too late
ASKED_A_DAY = 5  # ours: how many links one telephone gets in a day


class ConsentMissing(RuleViolation):
    """No consent: neither a signature, nor a photograph of the paper, nor an answered link."""

    code = "consents.missing"
    template = N_("还没有委托。请本人在屏幕上签名，或者拍下签好的委托书，或者等家人用短信链接同意。")


class ConsentPaperMissing(RuleViolation):
    """The chosen way needs a picture and none came."""

    code = "consents.paper_missing"
    template = N_("选了“{way}”，但没有收到{what}。请{act}，再提交。")


class ConsentNotGiven(RuleViolation):
    """The link is not answered, was declined, revoked, or used for another filing."""

    code = "consents.not_given"
    template = N_("这份短信委托现在是“{state}”，不能用它提交。请重新请家人同意，或者改用签名、拍照。")
    refusal = Refusal.CONFLICT


class ConsentOfAnother(RuleViolation):
    """The consent was given for another person or another item."""

    code = "consents.of_another"
    template = N_("这份短信委托是给另一个人或另一件事的，不能用在这里。")
    refusal = Refusal.CONFLICT


class ConsentUsed(RuleViolation):
    """One consent is for one filing only."""

    code = "consents.used"
    template = N_("这份委托已经用在另一件里了。一份委托只管一次提交，请重新委托。")
    refusal = Refusal.CONFLICT


class GuardianNeeded(RuleViolation):
    """For a child under 14 a parent or guardian consents."""

    code = "consents.guardian_needed"
    template = N_(
        "办事人不满 14 周岁，要由父母或其他监护人委托（个人信息保护法第三十一条）。请写明监护人姓名。"
    )


class LinkTooOld(RuleViolation):
    """The link waited longer than it may."""

    code = "consents.link_too_old"
    template = N_("这个链接已经过了 {days} 天的有效期。要委托的话，请让代办员重新发一个。")
    refusal = Refusal.CONFLICT


class AlreadyAnswered(RuleViolation):
    """The question was answered before, or withdrawn."""

    code = "consents.already_answered"
    template = N_("您已经答复过了，现在是“{state}”。")
    refusal = Refusal.CONFLICT


class TooManyAsked(RuleViolation):
    """One telephone was asked too often today."""

    code = "consents.too_many_asked"
    template = N_("今天已经给这个手机号发过 {count} 次委托链接，明天再发；也可以改用签名或拍照。")
    refusal = Refusal.TOO_MANY


@dataclass(frozen=True, kw_only=True, slots=True)
class Giver:
    """Who consents, checked: an empty name is the applicant themselves."""

    name: str
    relation: Relation


def check_giver(name: str, relation: str, *, applicant: str, born: dt.date, today: dt.date) -> Giver:
    """Who gives the consent: the applicant, or somebody of the family, named.

    For a child under 14 it must be a named parent or guardian (个人信息保护法 31). Refuses a name
    without a relation and the other way round.
    """
    chosen = Relation(choose(relation or Relation.SELF.value, Relation, field="relation", what=N_("关系")))
    typed = clean_line(name, field="giver_name", max_length=30, required=chosen is not Relation.SELF)
    if _age(born, today) < _GUARDED_BELOW and (chosen not in _GUARDIANS or not typed):
        raise GuardianNeeded(field="giver_name")
    return Giver(name=applicant if chosen is Relation.SELF else typed, relation=chosen)


def _age(born: dt.date, today: dt.date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def check_paper(way: ConsentWay, *, has_file: bool) -> None:
    """A signature and a photographed paper are pictures; refuses when the picture is missing."""
    if has_file or way is ConsentWay.LINK:
        return
    signed = way is ConsentWay.SIGNED
    raise ConsentPaperMissing(
        field="signature" if signed else "consent_photo",
        way=CONSENT_WAY_LABELS[way],
        what=N_("签名") if signed else N_("委托书照片"),
        act=N_("本人在框里签名") if signed else N_("拍下签好的委托书"),
    )


def check_given(state: ConsentState, *, used: bool, fits: bool) -> None:
    """Whether a consent by link carries this filing: given, unused, for this person and this item."""
    if not fits:
        raise ConsentOfAnother(field="consent_id")
    if used:
        raise ConsentUsed(field="consent_id")
    if state is not ConsentState.GIVEN:
        raise ConsentNotGiven(field="consent_id", state=CONSENT_STATE_LABELS[state])


def check_answerable(state: ConsentState, *, asked_at: dt.datetime, now: dt.datetime) -> None:
    """Whether a link still takes a yes or a no: once, within its days."""
    if state is not ConsentState.ASKED:
        raise AlreadyAnswered(state=CONSENT_STATE_LABELS[state])
    if now >= asked_at + dt.timedelta(days=LINK_DAYS):
        raise LinkTooOld(days=LINK_DAYS)


def check_revocable(state: ConsentState) -> None:
    """Whether a consent can be taken back: as long as it holds."""
    if state is not ConsentState.GIVEN:
        raise AlreadyAnswered(state=CONSENT_STATE_LABELS[state])
