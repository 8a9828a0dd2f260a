"""What every text and number in a call is held to, before a use case sees it: printable, folded, bounded."""

import unicodedata
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from yimen.rules.numbers import BadCaseNo, parse_case_no

UNREADABLE = "unreadable_text"
_LAYOUT = frozenset("\t\n\r")


class Body(Schema):
    """What a call sends: a field that is not known is refused, so a misspelt one is not lost silently."""

    model_config = ConfigDict(extra="forbid")


def _printable(value: str) -> str:
    """The text as it came; refuses what no screen and no column can hold: NUL, controls, halves of signs."""
    for sign in value:
        if sign not in _LAYOUT and unicodedata.category(sign) in {"Cc", "Cs"}:
            raise PydanticCustomError(UNREADABLE, "unreadable")
    return value


def _folded(value: str) -> str:
    """A code as it is stored: full-width letters and digits folded (NFKC), no white space around it."""
    return unicodedata.normalize("NFKC", _printable(value)).strip()


def _case_no(value: str) -> str:
    """A case's number as it is stored; what is none stays as it is and is found nowhere."""
    folded = _folded(value)
    try:
        return parse_case_no(folded).text
    except BadCaseNo:
        return folded


# What a person wrote. How long it may be is for the rule to say, which counts it after cleaning.
Words = Annotated[str, Field(max_length=10_000), AfterValidator(_printable)]
# A name, a number, a telephone: one line.
Line = Annotated[str, Field(max_length=500), AfterValidator(_printable)]
# What a thing is known by: the code of an item or of a village.
Code = Annotated[str, Field(max_length=80), AfterValidator(_folded)]
# A case, by its number.
CaseNumber = Annotated[
    str, Field(max_length=80, examples=["130921-2026-100-000001"]), AfterValidator(_case_no)
]
# A small whole number, such as days.
Count = Annotated[int, Field(ge=0, le=9999)]
# The place of a material in the list of its item, from 1.
MaterialKey = Annotated[int, Field(ge=1, le=999, description="材料在这个事项材料清单里的序号，从 1 起")]
