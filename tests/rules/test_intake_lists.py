"""A list is read line by line; what is wrong with a line stops only that line."""

import datetime as dt

import pytest

from yimen.rules.intake_lists import ListEmpty, ListTooLong, TwiceInList, read_list
from yimen.rules.people import BadCheckDigit
from yimen.rules.text import TextMissing

TODAY = dt.date(2026, 11, 16)
GOOD, OTHER = "11010519491231002X", "130921195003079002"


def test_name_number_and_telephone_come_in_any_order_and_shape() -> None:
    text = (
        "姓名\t身份证号\t手机\n"
        f"1 赵建国 {GOOD.lower()} 13800000001\n"
        f"13800000031，{OTHER}，孙秀英\n"
        "\n（以上两人）\n"
    )
    read = read_list(text, today=TODAY)
    assert [(each.row.line, each.row.name, each.row.id_no, each.row.phone) for each in read] == [
        (2, "赵建国", GOOD, "13800000001"),
        (3, "孙秀英", OTHER, "13800000031"),
    ]
    assert [each.fault for each in read] == [None, None]


def test_each_line_tells_its_own_fault() -> None:
    text = f"李四,110105194912310021\n{GOOD}\n赵建国,{OTHER}\n钱二,{OTHER}"
    faults = [each.fault for each in read_list(text, today=TODAY)]
    assert isinstance(faults[0], BadCheckDigit)
    assert isinstance(faults[1], TextMissing)
    assert faults[2] is None
    assert isinstance(faults[3], TwiceInList)
    assert "第 3 行" in faults[3].sentence()


def test_a_list_without_anybody_and_one_that_is_too_long_are_refused() -> None:
    with pytest.raises(ListEmpty):
        read_list("姓名 身份证号\n", today=TODAY)
    with pytest.raises(ListTooLong, match="201 行"):
        read_list(f"赵建国 {GOOD}\n" * 201, today=TODAY)


def test_a_telephone_may_be_missing() -> None:
    assert read_list(f"赵建国 {GOOD}", today=TODAY)[0].row.phone == ""
