"""An import of a list, step by step, with the real reader or with the fake one."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from tests.usecases.catalog.adjusting.walks import in_review, publish
from tests.world import COUNTY_OFFICER, NOW
from yimen.gateways.installed import install, installed
from yimen.gateways.spreadsheets import FileSpreadsheets
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.rules.list_fields import ListField
from yimen.rules.sheets import Workbook
from yimen.usecases.catalog.sheets.bringing import bring_list
from yimen.usecases.catalog.sheets.mapping import plan_list_import
from yimen.usecases.catalog.sheets.reading import ColumnsView, get_columns
from yimen.usecases.catalog.sheets.taking import take_list

HEADINGS = ("事项名称", "事项类型", "实施主体", "行使层级", "承诺办结时限")
SNACKS = ("食品摊贩信息公示登记", "公共服务", "市场监管", "乡镇", "5个工作日")
BROKEN = ("农机作业补助申报", "行政许诺", "农业农村", "乡镇", "")
LATER = NOW + timedelta(hours=1)


class SheetsAtHand(FileSpreadsheets):
    """The real reader in this very process, which is quicker than one of its own for each file."""

    def read(self, content: bytes, *, true_size: int) -> Workbook:
        """Read at once."""
        return read_workbook(content, true_size=true_size)


def with_real_sheets() -> None:
    """From now on files are read and written for real."""
    install(replace(installed(), spreadsheets=SheetsAtHand()))


def content_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    """A file of one sheet for the fake reader."""
    return json.dumps({"清单": [list(headings), *(list(row) for row in rows)]}, ensure_ascii=False).encode()


def written(write: Callable[[Path], None]) -> bytes:
    """What a generator writes."""
    with TemporaryDirectory() as folder:
        write(Path(folder) / "list.xlsx")
        return (Path(folder) / "list.xlsx").read_bytes()


def brought(content: bytes, import_id: UUID | None = None, name: str = "省里的清单.xlsx") -> UUID:
    """The county officer brings a file."""
    return bring_list(
        actor=COUNTY_OFFICER,
        now=NOW,
        name=name,
        content=content,
        true_size=len(content),
        import_id=import_id,
    )


def confirmed(columns: ColumnsView) -> dict[int, ListField]:
    """The columns as they were guessed."""
    return {guess.column: guess.field for guess in columns.guesses if guess.field is not None}


def planned(content: bytes) -> UUID:
    """Brought, and its columns confirmed as they were guessed."""
    import_id = brought(content)
    columns = get_columns(actor=COUNTY_OFFICER, import_id=import_id)
    plan_list_import(
        actor=COUNTY_OFFICER,
        now=NOW,
        import_id=import_id,
        sheet=columns.sheet,
        heading_row=columns.heading_row,
        columns=confirmed(columns),
    )
    return import_id


def published(import_id: UUID) -> UUID:
    """Confirmed, reviewed by the second officer and in force; the adjustment."""
    taken = take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id)
    return publish(in_review(taken.adjustment_id))


def in_force(content: bytes) -> UUID:
    """The whole way of a file."""
    return published(planned(content))
