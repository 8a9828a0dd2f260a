"""The eight institutions that hang in every hall (task 13): their names, and a text to begin with.

The county writes its own text; until then ours may hang, which says no more than the scheme and
`docs/rules/standards.md` name sources for. Its number is 0.
"""

from collections.abc import Mapping
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation

# What a sheet of A3 still shows legibly from some steps away.
TEXT_LENGTH = 800
OURS = 0


class Institution(StrEnum):
    """One of the eight, in the order of the scheme."""

    FIRST_ASKED = "FIRST_ASKED"
    IN_TIME = "IN_TIME"
    TOLD_ONCE = "TOLD_ONCE"
    A_AND_B = "A_AND_B"
    CONDUCT = "CONDUCT"
    COMPLAINTS = "COMPLAINTS"
    ACCOUNTABILITY = "ACCOUNTABILITY"
    SEAL = "SEAL"

    @property
    def label(self) -> str:
        """The Chinese words, untranslated."""
        return INSTITUTION_LABELS[self]


INSTITUTION_LABELS: dict[Institution, str] = {
    Institution.FIRST_ASKED: N_("首问负责制度"),
    Institution.IN_TIME: N_("限时办结制度"),
    Institution.TOLD_ONCE: N_("一次性告知制度"),
    Institution.A_AND_B: N_("AB岗值守制度"),
    Institution.CONDUCT: N_("行为规范制度"),
    Institution.COMPLAINTS: N_("投诉举报制度"),
    Institution.ACCOUNTABILITY: N_("责任追究制度"),
    Institution.SEAL: N_("审批服务专用章管理制度"),
}

# Each line is a paragraph of the sheet. Rights and limits are those of the named articles.
STARTING_TEXTS: dict[Institution, tuple[str, ...]] = {
    Institution.FIRST_ASKED: (
        N_("第一个接待来访群众的工作人员是首问责任人。"),
        N_("事情归本窗口办的，当场接办；不归本窗口办的，说清楚归谁办，并把人带到或者指到具体的窗口。"),
        N_("首问的人、转到哪里、有没有办成，都要登记。"),
    ),
    Institution.IN_TIME: (
        N_("能当场办的当场办；需要时间的，按公布的承诺时限办结，承诺时限不长于法定时限。"),
        N_("行政许可的期限按工作日算，不含法定节假日（行政许可法第八十二条）。"),
        N_("确需延长的，依法批准，并把理由告诉申请人（行政许可法第四十二条）。"),
    ),
    Institution.TOLD_ONCE: (
        N_("来办事的人问起，要书面说清依据、条件、程序、期限、材料，并给样表。"),
        N_("申请材料不齐或者不合规定的，当场或者五日内一次说清需要补正的全部内容；"),
        N_("过了五日没有说的，从收到材料那天起就是受理（行政许可法第三十二条）。"),
    ),
    Institution.A_AND_B: (
        N_("每个岗位设 A 岗和 B 岗。A 岗因踏勘、会议、出差、请假不在的，由 B 岗接着办。"),
        N_("离岗前要交接。B 岗行使同等职责，不推诿，不积压。"),
        N_("村（社区）综合服务站由村“两委”干部、大学生村官坐班值守，不空岗缺人。"),
    ),
    Institution.CONDUCT: (
        N_("按时到岗，不脱岗；在岗与否，去向牌上看得到。"),
        N_("说话和气，不和来办事的人争吵，不推诿。"),
        N_("能一次说清的一次说清，不让人多跑一趟。"),
    ),
    Institution.COMPLAINTS: (
        N_("对服务不满意的，可以向本中心主任反映，也可以拨打 12345 政务服务便民热线。"),
        N_("收到投诉都要登记，办理结果告诉投诉人；书面投诉书面答复。"),
        N_("不打听、不为难评价和投诉的人。"),
    ),
    Institution.ACCOUNTABILITY: (
        N_("有下列情形的，依照行政许可法第七十二条追究责任："),
        N_("对符合条件的申请不予受理；不在办公场所公示依法应当公示的材料；"),
        N_("办理中没有尽到法定告知义务；材料不全不一次说清必须补正的全部内容；"),
        N_("违法披露商业秘密、未披露信息或者保密商务信息；以转让技术作为取得许可的条件；"),
        N_("不依法说明不受理或者不予许可的理由；应当听证而不听证。"),
    ),
    Institution.SEAL: (
        N_("审批服务专用章由指定的人保管，专柜上锁，未经批准不交他人代管，不带出服务场所。"),
        N_("先审核签字，后用印；每用一次登记一次；空白纸上不盖章。"),
        N_("离岗移交要登记。遗失立即上报并声明作废；停用的章交回制发机关封存或者销毁。"),
    ),
}


class InstitutionUnchanged(RuleViolation):
    """The new text of an institution is the one that is in force."""

    code = "places.institution_unchanged"
    template = N_("新的文字和现行的一样，没有要公布的。")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, empty lines left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def version_words(number: int) -> str:
    """How people call a version: the county's are counted, ours is 示范文本."""
    return N_("示范文本") if number == OURS else N_("第 {number} 版").format(number=number)


def in_force(published: Mapping[str, int]) -> dict[Institution, int]:
    """The number in force of each of the eight: the county's newest, ours where it has none."""
    return {each: published.get(each.value, OURS) for each in Institution}
