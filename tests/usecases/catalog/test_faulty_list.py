"""The list with 23 planted faults: each is found at its cell, no other, and the mended one has none."""

from collections.abc import Callable
from pathlib import Path

from tests.usecases.catalog.faulty_list import (
    HEADING_ROW,
    ITEMS,
    SHEET,
    planted_faults,
    write_faulty,
    write_mended,
)
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.rules.list_columns import find_heading_row, guess_columns
from yimen.rules.list_sheets import ListPlan, RowFate, plan_list


def _plan(write: Callable[[Path], None], folder: Path) -> ListPlan:
    write(folder / "list.xlsx")
    content = (folder / "list.xlsx").read_bytes()
    book = read_workbook(content, true_size=len(content))
    sheet = next(each for each in book.sheets if each.name == SHEET)
    assert find_heading_row(sheet) == HEADING_ROW
    guesses = guess_columns(sheet, HEADING_ROW)
    columns = {guess.column: guess.field for guess in guesses if guess.field is not None}
    return plan_list(sheet, heading_row=HEADING_ROW, columns=columns, known=())


def test_each_of_the_23_faults_is_found_at_its_cell_and_no_other(tmp_path: Path) -> None:
    plan = _plan(write_faulty, tmp_path)

    found = [(each.place, each.severity.value, each.code) for each in plan.findings]
    assert found == [(fault.cell, fault.severity, fault.code) for fault in planted_faults()]
    assert len(found) == 23
    assert (plan.count(RowFate.NEW), plan.count(RowFate.REFUSED), plan.count(RowFate.SKIPPED)) == (179, 20, 1)


def test_the_mended_file_has_no_findings(tmp_path: Path) -> None:
    plan = _plan(write_mended, tmp_path)

    assert plan.findings == ()
    assert plan.count(RowFate.NEW) == ITEMS


def test_the_sentences_say_what_to_do_in_the_persons_words(tmp_path: Path) -> None:
    words = {each.place: each.sentence() for each in _plan(write_faulty, tmp_path).findings}

    assert words["E42"] == "行政许可不能由村（社区）办理，村里只能代收、帮办。请从行使层级里去掉“村”。"
    assert words["G53"].endswith("请写成“20个工作日”或“20个自然日”。")
    assert "设成“文本”" in words["K72"]
    assert words["D186"] == "D186:D188 是合并单元格，其中每一行都按“民政”读。"


def test_the_generator_writes_the_same_file_again(tmp_path: Path) -> None:
    write_faulty(tmp_path / "one.xlsx")
    write_faulty(tmp_path / "two.xlsx")

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
