"""The official codes of items: twelve characters for what it is, thirty-one for who does it where."""

import re
import unicodedata
from dataclasses import dataclass

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.people import check_credit_code

# The platform in use has 12 and 31 (+2) characters; GB/T 39046 writes an..10 and an..24, which no
# real code fits (domain.md §0 row 9, §2.2).
_BASIC = re.compile(r"[0-9]{2}[0-9]{2}[0-9]{5}[0-9]{2}[0-9Y]")
_LEVELS = "1234567"


class BadItemCode(RuleViolation):
    """A text that is no official code of an item."""

    code = "catalog.bad_item_code"
    template = N_("“{value}”不是{what}:{why}。")


@dataclass(frozen=True, kw_only=True, slots=True)
class BasicCode:
    """The parts of a basic code: where it was made 2, kind of item 2, main item 5, sub item 3."""

    origin: str
    kind: str
    main: str
    sub: str

    @property
    def has_subs(self) -> bool:
        """Whether the item only stands above its sub items, which one applies for (00Y)."""
        return self.sub.endswith("Y")


@dataclass(frozen=True, kw_only=True, slots=True)
class ImplementationCode:
    """The parts of an implementation code; `handling` is "" unless it names a 业务办理项."""

    credit_code: str
    use_level: str
    basic_code: str
    handling: str


def check_basic_code(value: str, *, field: str = "basic_code") -> str:
    """A 12-character basic code: origin 2, type 2, main item 5, sub item 3 (Y: has sub items)."""
    code = unicodedata.normalize("NFKC", value).strip().upper()
    if not _BASIC.fullmatch(code):
        why = N_("应当是 12 位数字，最后一位可以是 Y")
        raise BadItemCode(field=field, value=code[:40], what=N_("基本编码"), why=why)
    return code


def parse_implementation_code(value: str, *, field: str = "implementation_code") -> ImplementationCode:
    """The parts of a 31-character code (organ's credit code 18, level 1, basic code 12), or of 33.

    Refuses another length, a credit code or basic code that is none, an unknown level.
    """
    code = unicodedata.normalize("NFKC", value).strip().upper()
    what = N_("实施编码")
    if len(code) not in {31, 33}:
        why = N_("应当是 31 位，业务办理项是 33 位，现在是 {n} 位").format(n=len(code))
        raise BadItemCode(field=field, value=code[:40], what=what, why=why)
    if code[18] not in _LEVELS:
        raise BadItemCode(field=field, value=code, what=what, why=N_("第 19 位不是行使层级"))
    if not code[31:].isdigit() and code[31:]:
        raise BadItemCode(field=field, value=code, what=what, why=N_("最后两位只能是数字"))
    return ImplementationCode(
        credit_code=check_credit_code(code[:18], field=field),
        use_level=code[18],
        basic_code=check_basic_code(code[19:31], field=field),
        handling=code[31:],
    )


def parse_basic_code(value: str, *, field: str = "basic_code") -> BasicCode:
    """The parts of a 12-character code; refuses as `check_basic_code`."""
    code = check_basic_code(value, field=field)
    return BasicCode(origin=code[:2], kind=code[2:4], main=code[4:9], sub=code[9:])


def build_basic_code(parts: BasicCode, *, field: str = "basic_code") -> str:
    """The 12-character code of these parts; refuses parts of another length or with other signs."""
    return check_basic_code(parts.origin + parts.kind + parts.main + parts.sub, field=field)


def build_implementation_code(parts: ImplementationCode, *, field: str = "implementation_code") -> str:
    """The code of 31 characters of these parts, or of 33 with a 业务办理项; refuses parts that make none.

    `use_level` is the level that exercises the power (A.2): 5 a township, 6 a village.
    """
    code = parts.credit_code + parts.use_level + parts.basic_code + parts.handling
    parse_implementation_code(code, field=field)
    return code
