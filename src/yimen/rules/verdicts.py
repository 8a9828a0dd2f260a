"""The answers about a paper, the grounds on which one is taken back, and the words for both."""

from enum import StrEnum

from yimen.rules.errors import N_


class Verdict(StrEnum):
    """What a check comes to, of number and check code, of a file that somebody brings, or of both."""

    GENUINE = "GENUINE"
    ALTERED = "ALTERED"
    REVOKED = "REVOKED"
    PENDING = "PENDING"
    UNREADABLE = "UNREADABLE"
    CERTIFICATE_STOPPED = "CERTIFICATE_STOPPED"
    UNREGISTERED = "UNREGISTERED"
    FOREIGN = "FOREIGN"
    UNSIGNED = "UNSIGNED"
    PICTURE = "PICTURE"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.GENUINE: N_("这份文书是真的"),
    Verdict.ALTERED: N_("这份文件被改过"),
    Verdict.REVOKED: N_("这份文书已经作废"),
    Verdict.PENDING: N_("文书正在制作"),
    Verdict.UNREADABLE: N_("暂时验不了"),
    Verdict.CERTIFICATE_STOPPED: N_("签名证书已经停用"),
    Verdict.UNREGISTERED: N_("签名是本系统的，登记簿里没有"),
    Verdict.FOREIGN: N_("不是本系统签发的"),
    Verdict.UNSIGNED: N_("文件里没有本系统的签名"),
    Verdict.PICTURE: N_("照片和扫描图不能验签名"),
}

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.GENUINE: N_("编号和查验码对得上，文件从签发起没有改动，签名有效。"),
    Verdict.ALTERED: N_("文件和签发时的内容不一样，不要采信。请向签发机关核实。"),
    Verdict.REVOKED: N_("它曾经签发过，现在已经作废，不能再使用。"),
    Verdict.PENDING: N_("编号和查验码对得上，电子文件还在生成，一般一分钟内就好，请稍后再验。"),
    Verdict.UNREADABLE: N_("编号和查验码对得上，但保存的电子文件暂时读不出来。请向签发机关核实。"),
    Verdict.CERTIFICATE_STOPPED: N_("签名的时间在证书停用以后，不要采信。请向签发机关核实。"),
    Verdict.UNREGISTERED: N_("签名本身有效，但登记簿里查不到这份文书，先不要采信。请向签发机关核实。"),
    Verdict.FOREIGN: N_("文件带有别处的签名，本系统不能替它作证。请到签发它的机关或平台去验。"),
    Verdict.UNSIGNED: N_(
        "它可能是扫描件、打印后另存的文件，也可能不是本系统签发的。手里有纸质文书的，请输入上面印的编号和查验码。"
    ),
    Verdict.PICTURE: N_("签名只在原来下载的 PDF 文件里。请输入文书上印的编号和查验码来验。"),
}

# When nobody typed anything, the sentence about number and check code would be untrue.
FILE_WORDS: dict[Verdict, str] = {
    Verdict.GENUINE: N_("这个文件就是签发的那一份，一个字节也没有改动，签名有效。"),
    Verdict.ALTERED: N_(
        "文件里有本系统的签名，但内容和签发时不一样，不要采信。"
        "要知道原件怎么写，请输入编号和查验码，或者向签发机关核实。"
    ),
    Verdict.UNREADABLE: N_("登记簿里有这份文书，但保存的电子文件暂时读不出来。请向签发机关核实。"),
}


def verdict_words(verdict: Verdict, *, by_file: bool) -> str:
    """The sentence under a verdict; `by_file` when a file was brought and nothing typed."""
    return FILE_WORDS.get(verdict, VERDICT_WORDS[verdict]) if by_file else VERDICT_WORDS[verdict]


class RevokeGround(StrEnum):
    """Why a paper was taken back, in words that say nothing about the person."""

    REGISTRATION_VOIDED = "REGISTRATION_VOIDED"
    DECISION_WITHDRAWN = "DECISION_WITHDRAWN"


REVOKE_GROUND_LABELS: dict[RevokeGround, str] = {
    RevokeGround.REGISTRATION_VOIDED: N_("这次登记有误，已经作废"),
    RevokeGround.DECISION_WITHDRAWN: N_("原决定已由有权机关撤销或者撤回"),
}


class StopGround(StrEnum):
    """Why a certificate must not be used any more."""

    KEY_EXPOSED = "KEY_EXPOSED"
    ORGAN_CHANGED = "ORGAN_CHANGED"
    REPLACED = "REPLACED"


STOP_GROUND_LABELS: dict[StopGround, str] = {
    StopGround.KEY_EXPOSED: N_("密钥可能泄露"),
    StopGround.ORGAN_CHANGED: N_("机关更名或者撤并"),
    StopGround.REPLACED: N_("已换发新证书"),
}
