"""The status and the sentence of an ordinary refusal, the same on a page and in an API answer."""

from django.utils.translation import gettext

from yimen.rules.errors import Refusal, RuleViolation

STATUS: dict[Refusal, int] = {
    Refusal.INVALID: 400,
    Refusal.FORBIDDEN: 403,
    Refusal.NOT_FOUND: 404,
    Refusal.CONFLICT: 409,
    Refusal.TOO_LARGE: 413,
    Refusal.TOO_MANY: 429,
}


def sentence_of(refusal: RuleViolation) -> str:
    """The refusal in the reader's language, its values filled in (labels among them translated)."""
    values = {name: gettext(v) if isinstance(v, str) and v else v for name, v in refusal.values.items()}
    return gettext(refusal.template).format(**values)
