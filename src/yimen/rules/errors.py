"""The one shape of an ordinary refusal: a stable code, a Chinese sentence and its values."""

from enum import StrEnum
from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802 - the field's standard name for "translate this later"
    """Mark a Chinese sentence for translation; floor 3 translates it when it is shown."""
    return text


class Refusal(StrEnum):
    """Why something is refused; floor 3 turns it into a status code."""

    INVALID = "INVALID"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    TOO_MANY = "TOO_MANY"
    TOO_LARGE = "TOO_LARGE"


REFUSAL_LABELS: dict[Refusal, str] = {
    Refusal.INVALID: N_("填写有误"),
    Refusal.FORBIDDEN: N_("没有权限"),
    Refusal.NOT_FOUND: N_("没有找到"),
    Refusal.CONFLICT: N_("有人先办了"),
    Refusal.TOO_MANY: N_("太频繁"),
    Refusal.TOO_LARGE: N_("太大"),
}


class RuleViolation(Exception):
    """An ordinary "no" that a person must understand; anything else that is raised is a bug.

    Subclasses live beside their raiser and set `code`, `template` and, where it is not a matter
    of bad input, `refusal`. `field` names the input at fault, `values` fill the sentence.
    """

    code: ClassVar[str] = "refused"
    template: ClassVar[str] = N_("办不了这一步。")
    refusal: ClassVar[Refusal] = Refusal.INVALID

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        self.field = field
        self.values = values
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The Chinese sentence with its values, for logs and for the command line."""
        return self.template.format(**self.values)
