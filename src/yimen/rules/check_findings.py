"""What a check of an item found: a stable code, a sentence, where it stands, and by which source it is so."""

import dataclasses
from collections.abc import Mapping
from typing import Final

from yimen.rules.errors import N_
from yimen.rules.tables import Severity

ONLINE_SERVICE_7: Final = N_("国务院关于在线政务服务的若干规定第七条")
PERMIT_LAW_24: Final = N_("行政许可法第二十四条")
PERMIT_LAW_58: Final = N_("行政许可法第五十八条")
PERMIT_LAW_82: Final = N_("行政许可法第八十二条")
LIST_FIELDS: Final = N_("政务服务事项实施清单要素")


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class ItemFinding:
    """Something found in an item; `field` is the path to it (materials.2.name), `source` why it matters.

    An ERROR cannot be published, a NOTICE is worth a look by a person who knows the place.
    """

    code: str
    severity: Severity
    field: str
    template: str
    source: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def sentence(self) -> str:
        """The Chinese sentence with its values."""
        return self.template.format(**self.values)


def error(code: str, at: str, template: str, source: str = LIST_FIELDS, **values: object) -> ItemFinding:
    """A finding that must be mended before the item is published."""
    return ItemFinding(
        code=f"item.{code}",
        severity=Severity.ERROR,
        field=at,
        template=template,
        source=source,
        values=values,
    )


def notice(code: str, at: str, template: str, source: str = LIST_FIELDS, **values: object) -> ItemFinding:
    """A finding that a person should look at."""
    return ItemFinding(
        code=f"item.{code}",
        severity=Severity.NOTICE,
        field=at,
        template=template,
        source=source,
        values=values,
    )
