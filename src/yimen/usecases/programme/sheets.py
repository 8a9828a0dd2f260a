"""A programme as a workbook: what is in force, to look at or to write next year's from."""

from yimen.data.programme.models import ProgrammeTask, ProgrammeVersion
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_
from yimen.rules.programme import GROUP_ROLE_LABELS, GroupRole
from yimen.rules.programme_files import COLUMNS, GROUP, HEAD, NEEDED, TASK
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.usecases.catalog.sheets.reports import XLSX, FileOut
from yimen.usecases.programme.reading import city_versions
from yimen.usecases.programme.units import unit_in_scope

_WIDTHS = dict(zip(COLUMNS, (8, 6, 24, 48, 24, 30, 30, 12, 48), strict=True))
# What a row of each kind holds, for whoever fills the table in (docs/rules/programme.md).
_HOW = (
    (HEAD, N_("名称写哪一项，内容写它的值"), N_("{needed}不能少").format(needed="、".join(NEEDED))),
    (HEAD, N_("发文日期写成 2020-04-24"), N_("每月报送日是 1 到 28；文号、联系人报送截止、出处可以没有")),
    (GROUP, N_("名称写组长、副组长或者成员"), N_("内容写职务，分项写姓名，没有公布的空着")),
    (TASK, N_("一行一项，号不能重复"), N_("牵头单位写市直单位的全称；验收的几条用；分开")),
    (TASK, N_("完成时限写月份"), N_("例如 2020-05，就是 5 月底前")),
    (TASK, N_("责任单位用、分开"), N_("写县名或者代码，也可以写“各县(市、区)”“各功能区”")),
)
Row = tuple[str, ...]


def make_programme_file(*, actor: Actor, city_code: str) -> FileOut:
    """The city's newest programme in force as .xlsx, an empty table where it has none; it reads in again.

    A second sheet tells how to fill it in. Three statements. Refuses another city's (`NotFound`).
    """
    require(actor, "programme.load")
    unit = unit_in_scope(actor, city_code)
    version = next((row for row in city_versions(unit.code) if row.published_at), None)
    table = SheetOut(
        name=N_("方案"),
        columns=tuple(ColumnOut(heading=name, width=width, is_code=True) for name, width in _WIDTHS.items()),
        rows=_rows(version) if version else (_row(HEAD, name=N_("城市代码"), text=unit.code),),
    )
    how = SheetOut(
        name=N_("怎么填"),
        columns=(
            ColumnOut(heading=N_("行"), width=8),
            ColumnOut(heading=N_("写什么"), width=40),
            ColumnOut(heading=N_("要注意"), width=70),
        ),
        rows=_HOW,
    )
    title = version.title if version else N_("工作方案")
    content = installed().spreadsheets.write(BookOut(title=title, sheets=(table, how)))
    year = str(version.programme.year) if version else ""
    return FileOut(name=N_("方案{year}.xlsx").format(year=year), media_type=XLSX, content=content)


def _rows(version: ProgrammeVersion) -> tuple[Row, ...]:
    tasks = ProgrammeTask.objects.select_related("lead").filter(
        county_code=version.county_code, version=version
    )
    return (
        *(_row(HEAD, name=name, text=text) for name, text in _facts(version) if text),
        *(
            _row(
                GROUP,
                name=GROUP_ROLE_LABELS[GroupRole(seat["role"])],
                text=seat["office"],
                section=seat["name"],
            )
            for seat in version.group
        ),
        *(_task(row) for row in tasks.order_by("number")),
    )


def _facts(version: ProgrammeVersion) -> tuple[tuple[str, str], ...]:
    return (
        (N_("城市代码"), version.programme.city_code),
        (N_("年度"), str(version.programme.year)),
        (N_("文件名称"), version.title),
        (N_("文号"), version.paper_no),
        (N_("发文机关"), version.issuer),
        (N_("发文日期"), version.issued_on.isoformat()),
        (N_("每月报送日"), str(version.report_day)),
        (N_("联系人报送截止"), version.contacts_by.isoformat() if version.contacts_by else ""),
        (N_("出处"), version.source),
    )


def _task(row: ProgrammeTask) -> Row:
    return (
        TASK,
        str(row.number),
        row.title,
        row.requirement,
        row.section,
        row.lead.name,
        row.bodies_text,
        f"{row.due_on:%Y-%m}",
        "；".join(row.acceptance),
    )


def _row(kind: str, *, name: str, text: str, section: str = "") -> Row:
    return (kind, "", name, text, section, "", "", "", "")
