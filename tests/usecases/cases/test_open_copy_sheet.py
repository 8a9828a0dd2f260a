"""The copy sheet: masked until one reason opens all of it, journalled once and without a value."""

import pytest

from tests.usecases.cases.families import filing_accepted, passed_on, taken_in
from tests.usecases.cases.statements import counted
from tests.world import (
    APPROVER,
    CLERK,
    ID_NUMBER,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    PENSION_VERSION,
    RESIDENT_PHONE,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import open_copy_sheet
from yimen.usecases.cases.queries import get_copy_sheet
from yimen.usecases.cases.sheets import CopySheet


def _values(sheet: CopySheet) -> dict[str, str]:
    return {line.label: line.value for line in sheet.lines}


def test_without_a_reason_no_personal_value_stands_on_the_sheet(db: None) -> None:
    sheet = get_copy_sheet(actor=CLERK, case_id=passed_on(), today=NOW.date())
    values = _values(sheet)
    assert not sheet.is_open
    assert (values["姓名"], values["出生日期"], values["性别"]) == ("赵*国", "****-**-**", "*")
    assert ID_NUMBER not in str(sheet)
    assert RESIDENT_PHONE not in str(sheet)
    assert values["村(社区)"] == "旧州镇东关村"
    assert values["区划代码"] == VILLAGE


def test_one_reason_opens_the_whole_sheet(db: None) -> None:
    case_id = passed_on()
    sheet = open_copy_sheet(actor=CLERK, now=NOW, case_id=case_id, reason="抄进社保系统")
    values = _values(sheet)
    assert sheet.is_open
    assert (values["姓名"], values["身份证号"], values["手机号"]) == ("赵建国", ID_NUMBER, RESIDENT_PHONE)
    assert (values["性别"], values["出生日期"]) == ("女", "1949-12-31")
    assert [each.name for each in sheet.materials] == ["有效身份证件", "户口簿首页和本人页"]
    assert {each.verdict_label for each in sheet.materials} == {"符合"}
    assert sheet.system == "社会保险经办系统"


def test_the_journal_says_who_and_why_once_and_keeps_no_value(db: None) -> None:
    case_id = passed_on()
    open_copy_sheet(actor=CLERK, now=NOW, case_id=case_id, reason="抄进社保系统", request_key="one")
    entry = Entry.objects.get(act="cases.open_copy_sheet")
    assert "抄进社保系统" in entry.text
    kept = AnsweredRequest.objects.get(request_key="one")
    assert all(secret not in f"{entry.text}{kept.answer}" for secret in (ID_NUMBER, RESIDENT_PHONE, "赵建国"))


def test_a_repeated_request_shows_the_sheet_and_writes_nothing_more(db: None) -> None:
    case_id = passed_on()
    for _ in range(2):
        sheet = open_copy_sheet(actor=CLERK, now=NOW, case_id=case_id, reason="抄", request_key="one")
        assert sheet.is_open
    assert Entry.objects.filter(act="cases.open_copy_sheet").count() == 1


def test_a_missing_reason_is_refused(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        open_copy_sheet(actor=CLERK, now=NOW, case_id=passed_on(), reason=" ")
    assert refused.value.field == "reason"


def test_only_forwarded_cases_have_a_sheet(db: None) -> None:
    case_id = filing_accepted()
    with pytest.raises(NotFound):
        get_copy_sheet(actor=CLERK, case_id=case_id, today=NOW.date())
    with pytest.raises(NotFound):
        open_copy_sheet(actor=CLERK, now=NOW, case_id=case_id, reason="抄")


@pytest.mark.parametrize(
    ("other", "refusal"),
    [(NEIGHBOR_CLERK, NotFound), (OUTSIDER, NotFound), (APPROVER, NotAllowed), (VILLAGE_PROXY, NotAllowed)],
)
def test_nobody_but_a_clerk_of_the_township_opens_it(
    db: None, other: object, refusal: type[Exception]
) -> None:
    case_id = taken_in(PENSION_VERSION)
    with pytest.raises(refusal):
        open_copy_sheet(actor=other, now=NOW, case_id=case_id, reason="抄")
    with pytest.raises(refusal):
        get_copy_sheet(actor=other, case_id=case_id, today=NOW.date())


def test_the_sheet_costs_three_statements(db: None) -> None:
    case_id = passed_on()
    with counted() as statements:
        get_copy_sheet(actor=CLERK, case_id=case_id, today=NOW.date())
    assert len(statements) <= 3
