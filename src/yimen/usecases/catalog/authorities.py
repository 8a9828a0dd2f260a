"""By what right a township decides an item: a table whose every row names the law, over the rule's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from yimen.rules.catalog import Authority, PlannedItem, authority_source
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.tables import read_rows

_COLUMNS = ("name", "authority", "source")


class CannotReadAuthority(RuleViolation):
    """A row of the table says something else than OWN or ENTRUSTED, or names no source."""

    code = "catalog.bad_authority"
    template = N_(
        "第 {line} 行：职权应当写 OWN（本机关）或 ENTRUSTED（受委托），并在 source 一列写明法律依据。"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAuthority:
    """A right and the law from which it is known."""

    authority: Authority
    source: str


def read_authorities(text: str) -> dict[str, KnownAuthority]:
    """The tab-separated table name, authority, source, by item name; refuses a row without its law."""
    known: dict[str, KnownAuthority] = {}
    for row in read_rows(text, columns=_COLUMNS, delimiter="\t"):
        value, source = row.cells["authority"], row.cells["source"]
        if value not in {Authority.OWN.value, Authority.ENTRUSTED.value} or not source:
            raise CannotReadAuthority(field="authority", line=row.line)
        known[row.cells["name"]] = KnownAuthority(authority=Authority(value), source=source)
    return known


def authority_of(item: PlannedItem, known: Mapping[str, KnownAuthority]) -> KnownAuthority:
    """What the table says of the item, else what its own name and basis say; UNKNOWN has no source."""
    listed = known.get(item.name) or known.get(item.short_name)
    if listed is not None:
        return listed
    return KnownAuthority(authority=item.authority, source=authority_source(item.name, item.basis))
