"""What an answer to an information request may say, by which article, and what each kind must state.

Also until when a correction may be asked for, when a request lapses, and what the people who are asked
may answer. Source: 政府信息公开条例 (国务院令第711号, 2019), 行政复议法 (2023) 23 (1) 4; the prose with what
was checked and how is `docs/rules/information-requests.md`.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.calendar import WorkCalendar, spoken_date
from yimen.rules.case_forms import OPINION_LENGTH, NotChosen
from yimen.rules.documents import RECONSIDERATION_DAYS, Remedies, remedy_sentences
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.intervals import StopGround
from yimen.rules.text import clean_line, clean_text

CORRECTION_WORKDAYS = 7  # 第三十条: told once, within seven workdays of the request
CONSULTED_WORKDAYS = 15  # 第三十二条、第三十四条: until when whoever is asked must speak
ANSWERING_WORKDAYS = 15  # ours: the law asks for "a reasonable time" to correct and names none
_REGULATION = "《中华人民共和国政府信息公开条例》"


class AnswerKind(StrEnum):
    """What may be answered; there is nothing else."""

    PROVIDED = "PROVIDED"
    PARTLY = "PARTLY"
    ALREADY_PUBLIC = "ALREADY_PUBLIC"
    WITHHELD = "WITHHELD"
    NOT_EXISTING = "NOT_EXISTING"
    NOT_OURS = "NOT_OURS"
    NOT_MADE_UP = "NOT_MADE_UP"
    OTHER_LAW = "OTHER_LAW"
    REPEATED = "REPEATED"
    UNREASONABLE = "UNREASONABLE"
    NO_REQUEST = "NO_REQUEST"
    PUBLICATION = "PUBLICATION"


ANSWER_KIND_LABELS: dict[AnswerKind, str] = {
    AnswerKind.PROVIDED: N_("予以公开"),
    AnswerKind.PARTLY: N_("部分公开"),
    AnswerKind.ALREADY_PUBLIC: N_("已经主动公开"),
    AnswerKind.WITHHELD: N_("不予公开"),
    AnswerKind.NOT_EXISTING: N_("政府信息不存在"),
    AnswerKind.NOT_OURS: N_("不属于本机关负责公开"),
    AnswerKind.NOT_MADE_UP: N_("需要加工、分析，不予提供"),
    AnswerKind.OTHER_LAW: N_("依照有关法律、行政法规的规定办理"),
    AnswerKind.REPEATED: N_("不予重复处理"),
    AnswerKind.UNREASONABLE: N_("申请理由不合理，不予处理"),
    AnswerKind.NO_REQUEST: N_("信访、投诉、举报，不作为政府信息公开申请处理"),
    AnswerKind.PUBLICATION: N_("公开出版物，告知获取途径"),
}

# The article of 政府信息公开条例 on which each kind of answer rests.
ANSWER_ARTICLES: dict[AnswerKind, str] = {
    AnswerKind.PROVIDED: N_("第三十六条第二项"),
    AnswerKind.PARTLY: N_("第三十六条第二项、第三项和第三十七条"),
    AnswerKind.ALREADY_PUBLIC: N_("第三十六条第一项"),
    AnswerKind.WITHHELD: N_("第三十六条第三项"),
    AnswerKind.NOT_EXISTING: N_("第三十六条第四项"),
    AnswerKind.NOT_OURS: N_("第三十六条第五项"),
    AnswerKind.NOT_MADE_UP: N_("第三十八条"),
    AnswerKind.OTHER_LAW: N_("第三十六条第七项"),
    AnswerKind.REPEATED: N_("第三十六条第六项"),
    AnswerKind.UNREASONABLE: N_("第三十五条"),
    AnswerKind.NO_REQUEST: N_("第三十九条第一款"),
    AnswerKind.PUBLICATION: N_("第三十九条第二款"),
}

# What the words of each kind must tell the applicant; said to whoever leaves them out.
ANSWER_HINTS: dict[AnswerKind, str] = {
    AnswerKind.PROVIDED: N_("提供什么，或者在哪里、怎样、什么时候取得"),
    AnswerKind.PARTLY: N_("公开哪些部分，怎样取得"),
    AnswerKind.ALREADY_PUBLIC: N_("在哪里、怎样看得到"),
    AnswerKind.WITHHELD: N_("不公开的是什么"),
    AnswerKind.NOT_EXISTING: N_("在哪里、按什么检索过"),
    AnswerKind.NOT_OURS: N_("能够确定由哪个机关负责的，写明名称和联系方式"),
    AnswerKind.NOT_MADE_UP: N_("需要怎样加工、分析"),
    AnswerKind.OTHER_LAW: N_("依照哪部法律、行政法规，到哪里办"),
    AnswerKind.REPEATED: N_("哪一天、以哪一号答复过"),
    AnswerKind.UNREASONABLE: N_("申请了多少次，要求说明理由后怎样说的"),
    AnswerKind.NO_REQUEST: N_("可以通过什么渠道提出"),
    AnswerKind.PUBLICATION: N_("什么出版物，在哪里可以得到"),
}


class WithheldGround(StrEnum):
    """Why something is not made public."""

    SECRET = "SECRET"  # noqa: S105 - a ground, no password
    THIRD_PARTY = "THIRD_PARTY"
    INTERNAL = "INTERNAL"
    PROCESS = "PROCESS"


WITHHELD_GROUND_LABELS: dict[WithheldGround, str] = {
    WithheldGround.SECRET: N_(
        "国家秘密、法律行政法规禁止公开，或者可能危及国家安全、公共安全、经济安全、社会稳定"
    ),
    WithheldGround.THIRD_PARTY: N_("商业秘密、个人隐私等，公开会损害第三方合法权益"),
    WithheldGround.INTERNAL: N_("内部事务信息"),
    WithheldGround.PROCESS: N_("过程性信息或者行政执法案卷信息"),
}
_WITHHELD_ARTICLES: dict[WithheldGround, str] = {
    WithheldGround.SECRET: N_("第十四条"),
    WithheldGround.THIRD_PARTY: N_("第十五条"),
    WithheldGround.INTERNAL: N_("第十六条第一款"),
    WithheldGround.PROCESS: N_("第十六条第二款"),
}


class ConsultReply(StrEnum):
    """What a third party or another organ said when it was asked."""

    AGREES = "AGREES"
    OBJECTS = "OBJECTS"
    SILENT = "SILENT"


CONSULT_REPLY_LABELS: dict[ConsultReply, str] = {
    ConsultReply.AGREES: N_("同意公开"),
    ConsultReply.OBJECTS: N_("不同意公开"),
    ConsultReply.SILENT: N_("逾期没有提出意见"),
}
# Which article lets ask whom; the time of both is not counted (33 (3)).
CONSULT_BASES: dict[StopGround, str] = {
    StopGround.THIRD_PARTY: N_("政府信息公开条例第三十二条、第三十三条第三款"),
    StopGround.OTHER_ORGAN: N_("政府信息公开条例第三十三条第三款、第三十四条"),
}

_WITHHOLDING = frozenset({AnswerKind.WITHHELD, AnswerKind.PARTLY})
_REASONED = _WITHHOLDING | {AnswerKind.NOT_OURS, AnswerKind.NOT_MADE_UP, AnswerKind.UNREASONABLE}


class CorrectionIsOver(RuleViolation):
    """The seven workdays to ask for a correction are over, or one was asked for before."""

    code = "cases.correction_is_over"
    template = N_("{why}，不能再要求补正。请按现有内容检索、答复（政府信息公开条例第三十条）。")
    refusal = Refusal.CONFLICT


class StillTime(RuleViolation):
    """Whoever must speak, or correct, still may."""

    code = "cases.still_time"
    template = N_("{what}到{day}才满，期满以前不能登记。")
    refusal = Refusal.CONFLICT


class AnswerUnsaid(RuleViolation):
    """An answer that does not tell what its kind must tell."""

    code = "cases.answer_unsaid"
    template = N_("“{kind}”的答复内容要写明：{hint}。")


class AnswerUnreasoned(RuleViolation):
    """An answer that must give its reasons gives none."""

    code = "cases.answer_unreasoned"
    template = N_("“{kind}”要说明理由（政府信息公开条例{article}）。")


def check_correction(
    received_on: dt.date, today: dt.date, calendar: WorkCalendar, *, corrected: bool
) -> None:
    """Refuse to ask for a correction twice, or when seven workdays have passed since the request came.

    "Once" and the seven workdays stand in 第三十条; a later demand would start the time to answer anew.
    """
    if corrected:
        raise CorrectionIsOver(why=N_("已经要求补正过一次"))
    if today > calendar.add_workdays(received_on, CORRECTION_WORKDAYS).date:
        raise CorrectionIsOver(why=N_("收到申请已经超过 7 个工作日"))


def correct_by(told_on: dt.date, calendar: WorkCalendar) -> dt.date:
    """Until when a correction is awaited; the day stands on the notice."""
    return calendar.add_workdays(told_on, ANSWERING_WORKDAYS).date


def correction_words(day: str) -> str:
    """What the notice says of the time to correct and of what follows."""
    return N_(
        "请于{day}前补正。答复期限自收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请，"
        "本机关不再处理（{regulation}第三十条）。"
    ).format(day=day, regulation=_REGULATION)


def check_over(last: dt.date | None, today: dt.date, *, what: str) -> None:
    """Refuse to say that a time has passed as long as it has not (`StillTime`)."""
    if last is not None and today <= last:
        raise StillTime(what=what, day=spoken_date(last))


@dataclass(frozen=True, kw_only=True, slots=True)
class InformationAnswer:
    """An answer as the paper states it: what it is, the words, the reasons, the articles."""

    kind: AnswerKind
    said: str
    reasons: str
    basis: str

    @property
    def sentence(self) -> str:
        """The kind and the words, as one text."""
        return f"{ANSWER_KIND_LABELS[self.kind]}。{self.said}"

    @property
    def withholds(self) -> bool:
        """Whether something is not made public, wholly or in part."""
        return self.kind in _WITHHOLDING


def check_answer(kind: str, said: str, *, ground: str = "", reasons: str = "") -> InformationAnswer:
    """The answer, if it is one of the closed list and states what its article asks for.

    `said` tells what the kind must tell (`ANSWER_HINTS`); `ground` is asked for what is withheld, wholly
    or in part; `reasons` where the article says 说明理由, and for 不予提供 and 不予处理.
    """
    if kind not in AnswerKind.__members__:
        raise NotChosen(field="kind", what=N_("答复的类型"))
    chosen = AnswerKind(kind)
    articles = ANSWER_ARTICLES[chosen]
    if chosen in _WITHHOLDING:
        if ground not in WithheldGround.__members__:
            raise NotChosen(field="ground", what=N_("不予公开的依据"))
        articles = f"{_WITHHELD_ARTICLES[WithheldGround(ground)]}、{articles}"
    if not said.strip():
        raise AnswerUnsaid(field="said", kind=ANSWER_KIND_LABELS[chosen], hint=ANSWER_HINTS[chosen])
    words = clean_text(said, field="said", max_length=OPINION_LENGTH)
    why = clean_text(reasons, field="reasons", max_length=OPINION_LENGTH, required=False)
    if chosen in _REASONED and not why:
        raise AnswerUnreasoned(
            field="reasons", kind=ANSWER_KIND_LABELS[chosen], article=ANSWER_ARTICLES[chosen]
        )
    return InformationAnswer(kind=chosen, said=words, reasons=why, basis=f"{_REGULATION}{articles}")


def answer_remedies(answer: InformationAnswer, remedies: Remedies) -> tuple[str, str]:
    """The two sentences with which every answer ends (政府信息公开条例 51).

    Against 不予公开, wholly or in part, reconsideration comes first (行政复议法 23 (1) 4) and the time to
    sue runs from its decision (行政诉讼法 45).
    """
    if not answer.withholds:
        return remedy_sentences(remedies)
    return (
        N_(
            "如不服本答复，应当先自知道本答复之日起 {days} 日内，依据《中华人民共和国行政复议法》第二十条、"
            "第二十三条第一款第四项向{organ}申请行政复议；"
        ).format(days=RECONSIDERATION_DAYS, organ=remedies.reconsideration_organ),
        N_(
            "对行政复议决定不服的，可以自收到复议决定书之日起十五日内，依据《中华人民共和国行政诉讼法》"
            "第四十五条向{court}提起行政诉讼。"
        ).format(court=remedies.court),
    )


def check_asked(asked: str, document_no: str) -> tuple[str, str]:
    """Who is asked, and by which letter: without a written one no time stands still (第三十二条)."""
    return (
        clean_line(asked, field="asked", max_length=80),
        clean_line(document_no, field="document_no", max_length=60),
    )
