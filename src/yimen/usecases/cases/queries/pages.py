"""Keys of pages: the business time and the id of the last row, never an offset or a page number."""

from dataclasses import dataclass
from uuid import UUID

from yimen.rules.errors import N_, RuleViolation


class BadPageKey(RuleViolation):
    """A page key that no list of ours gave out."""

    code = "cases.bad_page_key"
    template = N_("这个翻页链接不能用了，请回到清单第一页。")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageKey:
    """Where the next page goes on: after this business time and this id."""

    time: str
    id: UUID

    def text(self) -> str:
        """The key as it stands in an address."""
        return f"{self.time}~{self.id}"


def read_key(text: str) -> PageKey:
    """The key in an address; refuses what `PageKey.text` did not make."""
    time, _, row_id = text.partition("~")
    try:
        return PageKey(time=time, id=UUID(row_id))
    except ValueError:
        raise BadPageKey(field="after") from None
