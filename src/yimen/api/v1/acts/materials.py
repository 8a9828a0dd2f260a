"""Materials and files as bodies name them: by the number in the list, by the key of an upload."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yimen.api.shared.types import Body, MaterialKey, Words

FileKey = Annotated[UUID, Field(description="POST /files 给的文件键，20 小时内有效，只有上传的人能用")]
FileKeys = Annotated[list[FileKey], Field(default_factory=list, max_length=40)]


class MaterialMark(Body):
    """What was found about one material; a flaw (`FAIL`) asks for a reason."""

    key: MaterialKey
    verdict: Literal["PASS", "FAIL", "MISSING"] = Field(description="PASS 符合，FAIL 不符合，MISSING 没带")
    reason: Words = Field("", description="不符合的写明差在哪里、怎么补")


class MaterialVerdict(Body):
    """What was found about one material."""

    key: MaterialKey
    verdict: Literal["PASS", "FAIL", "MISSING"] = Field(description="PASS 符合，FAIL 不符合，MISSING 没带")


Marks = Annotated[list[MaterialMark], Field(default_factory=list, max_length=999)]
Verdicts = Annotated[list[MaterialVerdict], Field(default_factory=list, max_length=999)]


def verdicts_of(marks: Sequence[MaterialMark | MaterialVerdict]) -> dict[str, str]:
    """The verdicts by number."""
    return {str(each.key): each.verdict for each in marks}


def reasons_of(marks: Sequence[MaterialMark]) -> dict[str, str]:
    """The reasons by number, where one was given."""
    return {str(each.key): each.reason for each in marks if each.reason}
