"""That somebody lets a village proxy file for them: how it was given, and whether it still holds.

Source: 行政许可法 29 (an application may be handed in by an agent), domain.md §10 (代办须有委托书).
"""

from enum import StrEnum

from yimen.rules.errors import N_


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
