"""The file of a programme: read whole, or refused with every fault at its row and column."""

from datetime import date

import pytest

from yimen.cli.reading import read_seed
from yimen.rules.programme import Body, GroupRole, KnownUnits, ProgrammeContent
from yimen.rules.programme_files import (
    COLUMNS,
    ProgrammeRows,
    check_programme,
    city_of,
    rows_of_text,
    split_programme,
)
from yimen.rules.tables import ColumnsMissing, Finding

LEAD = "沧州市政务服务管理办公室"
KNOWN = KnownUnits(
    bodies=(
        Body(code="130921000000", names=frozenset({"沧县"}), is_zone=False),
        Body(code="130922000000", names=frozenset({"青县"}), is_zone=False),
        Body(code="130973000000", names=frozenset({"沧州渤海新区", "渤海新区"}), is_zone=True),
    ),
    leads=frozenset({LEAD}),
)
HEAD = (
    "方案,,城市代码,130900000000,,,,,",
    "方案,,年度,2027,,,,,",
    "方案,,文件名称,新方案,,,,,",
    f"方案,,发文机关,{LEAD},,,,,",
    "方案,,发文日期,2027-02-01,,,,,",
    "方案,,每月报送日,18,,,,,",
)
TASK = f'任务,1,建机构,每个乡镇都有,场地,{LEAD},"各县(市、区)、渤海新区",2027-05,应建都建；挂牌'


def _split(text: str) -> ProgrammeRows:
    return split_programme(rows_of_text(text))


def _read(*rows: str) -> tuple[ProgrammeContent | None, tuple[Finding, ...]]:
    return check_programme(_split("\n".join([",".join(COLUMNS), *rows])), KNOWN)


def _faults(*rows: str) -> list[tuple[int, str, str]]:
    content, findings = _read(*rows)
    assert content is None
    return [(each.line, each.column, each.code) for each in findings]


def test_the_programme_of_cangzhou_is_fourteen_tasks_for_every_unit_of_the_city() -> None:
    rows = _split(read_seed("programme", "cangzhou-2020.tsv"))
    content, findings = check_programme(rows, KNOWN)
    assert findings == ()
    assert content is not None
    assert [task.number for task in content.tasks] == list(range(1, 15))
    assert {task.bodies for task in content.tasks} == {tuple(body.code for body in KNOWN.bodies)}
    assert {task.lead for task in content.tasks} == {LEAD}
    months = [5, 5, 5, 6, 7, 9, 7, 8, 8, 10, 10, 8, 9, 9]
    assert [task.due_on.month for task in content.tasks] == months
    assert content.tasks[0].due_on == date(2020, 5, 31)
    assert (content.head.issued_on, content.head.report_day) == (date(2020, 4, 24), 18)
    assert (content.head.contacts_by, content.head.paper_no) == (date(2020, 4, 27), "")
    assert [seat.role for seat in content.group] == [GroupRole.LEADER, GroupRole.DEPUTY, GroupRole.MEMBER]
    assert all(task.acceptance for task in content.tasks)


def test_a_file_of_another_year_is_read_with_bodies_by_kind_and_by_name() -> None:
    content, _ = _read(*HEAD, TASK)
    assert content is not None
    (task,) = content.tasks
    assert task.bodies == ("130921000000", "130922000000", "130973000000")
    assert task.acceptance == ("应建都建", "挂牌")
    assert task.due_on == date(2027, 5, 31)


def test_the_city_is_known_before_the_rest_is_checked() -> None:
    assert city_of(_split("\n".join([",".join(COLUMNS), *HEAD]))) == "130900000000"
    assert city_of(_split("\n".join([",".join(COLUMNS), "方案,,城市代码,130921,,,,,"]))) == ""


def test_a_table_of_something_else_is_no_programme() -> None:
    with pytest.raises(ColumnsMissing):
        _split("code,name\n1,2")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("会议,,,,,,,,", (8, "类别", "programme.unknown_kind")),
        ("方案,,口号,x,,,,,", (8, "名称", "programme.unknown_fact")),
        ("方案,,年度,2028,,,,,", (8, "名称", "programme.repeated")),
        ("方案,,联系人报送截止,四月,,,,,", (8, "内容", "programme.bad_day")),
        ("小组,,书记,某办公室,,,,,", (8, "名称", "programme.unknown_role")),
        ("小组,,组长,,,,,,", (8, "内容", "text.missing")),
        (TASK, (8, "号", "programme.repeated_task")),
        (TASK.replace(",1,", ",零,", 1), (8, "号", "programme.bad_number")),
        (TASK.replace(",1,", ",2,", 1).replace("2027-05", "5月底"), (8, "完成时限", "programme.bad_month")),
        (
            TASK.replace(",1,", ",2,", 1).replace("2027-05", "2028-05"),
            (8, "完成时限", "programme.month_outside_year"),
        ),
        (
            TASK.replace(",1,", ",2,", 1).replace("2027-05", "2027-01"),
            (8, "完成时限", "programme.month_before_issue"),
        ),
        (
            TASK.replace(",1,", ",2,", 1).replace(LEAD, "某办公室"),
            (8, "牵头单位", "programme.unknown_lead"),
        ),
        (
            TASK.replace(",1,", ",2,", 1).replace("渤海新区", "天津市"),
            (8, "责任单位", "programme.unknown_body"),
        ),
        (TASK.replace(",1,", ",2,", 1).replace("建机构", ""), (8, "名称", "text.missing")),
        (TASK.replace(",1,", ",2,", 1) + ",多", (8, "", "programme.broken_row")),
    ],
)
def test_each_fault_is_told_at_its_row_and_column(row: str, fault: tuple[int, str, str]) -> None:
    assert fault[1:] in [each[1:] for each in _faults(*HEAD, TASK, row)]


def test_a_kind_of_which_a_city_has_none_is_no_fault_while_somebody_is_responsible() -> None:
    alone = TASK.replace('"各县(市、区)、渤海新区"', "各功能区")
    counties_only = KnownUnits(bodies=KNOWN.bodies[:2], leads=KNOWN.leads)
    text = "\n".join([",".join(COLUMNS), *HEAD, alone])
    assert [f.code for f in check_programme(_split(text), counties_only)[1]] == ["programme.no_body"]
    both = text.replace("各功能区", '"各县(市、区)、各功能区"')
    assert check_programme(_split(both), counties_only)[1] == ()


def test_all_faults_of_a_file_are_told_at_once_in_its_order() -> None:
    found = _faults(
        *HEAD[:4],
        "方案,,发文日期,春天,,,,,",
        "方案,,每月报送日,31,,,,,",
        TASK.replace("2027-05", "五月").replace(LEAD, "谁"),
    )
    assert found == [
        (6, "内容", "programme.bad_day"),
        (7, "内容", "programme.bad_report_day"),
        (8, "完成时限", "programme.bad_month"),
        (8, "牵头单位", "programme.unknown_lead"),
    ]


def test_a_file_without_its_head_or_without_tasks_says_which() -> None:
    content, findings = _read(TASK)
    assert content is None
    assert "城市代码、年度、文件名称" in findings[0].sentence()
    assert (1, "类别", "programme.task_count") in _faults(*HEAD)


def test_an_unknown_unit_is_named_in_the_sentence() -> None:
    _, findings = _read(*HEAD, TASK.replace("渤海新区", "天津市"))
    assert findings[0].sentence() == "第 8 行：责任单位“天津市”不是本市的县级单位"
