"""How the standards read on pages: short headings, and each verdict by word, sign and colour together."""

from django.utils.translation import gettext

from yimen.rules.errors import N_
from yimen.rules.standards import TERMS, Standard, Strength, Verdict

_HEADINGS = {
    Standard.AREA: N_("面积"),
    Standard.OWN_ROOM: N_("用房"),
    Standard.PLAQUE: N_("牌匾"),
    Standard.MARK: N_("标识"),
    Standard.ONE_DOOR: N_("一门一窗"),
    Standard.EQUIPMENT: N_("设施"),
    Standard.EXTRAS: N_("鼓励设施"),
    Standard.ZONE: N_("公开专区"),
    Standard.STAFF_BOARD: N_("去向牌"),
    Standard.NETWORK: N_("政务外网"),
    Standard.INSTITUTIONS: N_("制度上墙"),
}
_SIGNS = {
    Verdict.MET: "●",
    Verdict.EXPLAINED: "◐",
    Verdict.NOT_MET: "■",
    Verdict.LAPSED: "▲",
    Verdict.UNKNOWN: "—",
}
_TAGS = {
    Verdict.MET: "good",
    Verdict.EXPLAINED: "good",
    Verdict.NOT_MET: "bad",
    Verdict.LAPSED: "warn",
    Verdict.UNKNOWN: "plain",
}


def heading_of(standard: Standard) -> str:
    """The head of a narrow column."""
    return gettext(_HEADINGS[standard])


def sign_of(standard: Standard, verdict: Verdict) -> str:
    """A shape beside the word, so that nobody needs the colour."""
    if verdict is Verdict.NOT_MET and TERMS[standard].strength is Strength.ENCOURAGED:
        return "○"
    return _SIGNS[verdict]


def word_of(standard: Standard, verdict: Verdict) -> str:
    """The verdict in words; what is only encouraged is not called missed."""
    if verdict is Verdict.NOT_MET and TERMS[standard].strength is Strength.ENCOURAGED:
        return gettext("没有")
    return gettext(verdict.label)


def tag_of(standard: Standard, verdict: Verdict) -> str:
    """The kind of the tag."""
    if verdict is Verdict.NOT_MET and TERMS[standard].strength is Strength.ENCOURAGED:
        return "plain"
    return _TAGS[verdict]
