"""The answers about a paper, and the words in which a person reads them."""

from enum import StrEnum

from yimen.rules.errors import N_


class Verdict(StrEnum):
    """What a check of number, check code, stored file and signature comes to."""

    GENUINE = "GENUINE"
    ALTERED = "ALTERED"
    REVOKED = "REVOKED"
    PENDING = "PENDING"
    UNREADABLE = "UNREADABLE"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.GENUINE: N_("这份文书是真的"),
    Verdict.ALTERED: N_("这份文件被改过"),
    Verdict.REVOKED: N_("这份文书已经作废"),
    Verdict.PENDING: N_("文书正在制作"),
    Verdict.UNREADABLE: N_("暂时验不了"),
}

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.GENUINE: N_("编号和查验码对得上，文件从签发起没有改动，签名有效。"),
    Verdict.ALTERED: N_("文件和签发时的内容不一样，不要采信。请向签发机关核实。"),
    Verdict.REVOKED: N_("它曾经签发过，现在已经作废，不能再使用。"),
    Verdict.PENDING: N_("编号和查验码对得上，电子文件还在生成，一般一分钟内就好，请稍后再验。"),
    Verdict.UNREADABLE: N_("编号和查验码对得上，但保存的电子文件暂时读不出来。请向签发机关核实。"),
}
