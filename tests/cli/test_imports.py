"""`yimen import` tells what became of every row, and writes all or nothing."""

import argparse
import gzip
from datetime import date
from pathlib import Path

import pytest

from yimen.cli import imports
from yimen.cli.imports import read_days
from yimen.cli.reading import read_seed
from yimen.data.catalog.models import Item
from yimen.data.orgs.models import CalendarDay, Region
from yimen.data.programme.models import Programme
from yimen.rules.errors import RuleViolation
from yimen.rules.tables import CannotDecode, ColumnsMissing

HEAD = "code,parent_code,name,level\n"
VILLAGE = "130921100299,130921100000,新村村民委员会,5\n"
NAMELESS = "130921100298,130921100000,,5\n"
ITEM_HEAD = "name\ttype\tdepartment\tlevel\tbasis\tstatutory_days\tpromised_days\tmaterials\tsource\n"


def _import(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    imports.add_arguments(parser)
    return imports.run(parser.parse_args([str(word) for word in words]))


def _file(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.django_db
def test_divisions_are_taken_in_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, HEAD + VILLAGE)
    assert _import("divisions", path, "--since", "2026-01-01") == 0
    assert (
        "list.csv(UTF-8)共 1 行：新增 1 行，更新 0 行，没有变化 0 行，未导入 0 行。"
        in capsys.readouterr().out
    )
    assert Region.objects.get(code="130921100299").valid_from == date(2026, 1, 1)
    assert _import("divisions", path) == 0
    assert "新增 0 行，更新 0 行，没有变化 1 行" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("encoding", "told"), [("gbk", "GBK"), ("utf-8-sig", "UTF-8(带 BOM)"), ("utf-16", "UTF-16")]
)
@pytest.mark.django_db
def test_what_spreadsheets_write_can_be_read(
    encoding: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import("divisions", _file(tmp_path, (HEAD + VILLAGE).encode(encoding))) == 0
    assert told in capsys.readouterr().out
    assert Region.objects.get(code="130921100299").name == "新村村民委员会"


@pytest.mark.django_db
def test_a_packed_file_is_unpacked_whatever_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    double = VILLAGE.replace(",5\n", ",4\n")
    path = _file(tmp_path, gzip.compress((HEAD + VILLAGE + double).encode()), "list.csv.gz")
    assert _import("divisions", path) == 0
    told = capsys.readouterr().out
    assert "提示 第 3 行：代码 130921100299 已在第 2 行出现过，名称相同，只按那一行导入" in told
    assert "list.csv.gz(UTF-8)共 2 行：新增 1 行，更新 0 行，没有变化 0 行，未导入 0 行，重复 1 行。" in told
    cut = _file(tmp_path, path.read_bytes()[:-9], "cut")
    assert "压缩文件不完整" in _refusal_of(cut).sentence()


@pytest.mark.django_db
def test_a_file_that_unpacks_to_more_than_a_table_is_refused(tmp_path: Path) -> None:
    bomb = _file(tmp_path, gzip.compress(b"0" * (101 * 1024 * 1024), 1), "list.csv.gz")
    assert "超过 100 MB" in _refusal_of(bomb).sentence()


@pytest.mark.django_db
def test_a_broken_row_is_told_with_its_line_and_how_to_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, HEAD + VILLAGE + NAMELESS)
    assert _import("divisions", path) == 1
    told = capsys.readouterr()
    assert "错误 第 3 行：名称是空的（列 name）。请填上完整名称" in told.out
    assert "有 1 处错误，什么也没有写入" in told.err
    assert "--partial" in told.err
    assert not Region.objects.filter(code="130921100299").exists()
    assert _import("divisions", path, "--partial") == 1
    assert "新增 1 行，更新 0 行，没有变化 0 行，未导入 1 行" in capsys.readouterr().out
    assert Region.objects.filter(code="130921100299").exists()


@pytest.mark.django_db
def test_an_odd_name_is_a_hint_and_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _import("divisions", _file(tmp_path, HEAD + VILLAGE.replace("村民委员会", "村民委会会"))) == 0
    assert "提示 第 2 行" in capsys.readouterr().out


@pytest.mark.django_db
def test_items_are_taken_in_with_the_tables_that_the_program_brings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "食品摊贩备案\t行政备案\t市场监管\t乡镇\t\t\t\t\t某清单\n"
    path = _file(tmp_path, ITEM_HEAD + row, "items.tsv")
    assert _import("items", path) == 0
    assert "新增 1 行" in capsys.readouterr().out
    assert Item.objects.filter(source_name="食品摊贩备案").exists()


@pytest.mark.django_db
def test_a_broken_calendar_row_is_told_by_its_own_line_below_empty_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "date,kind,festival\n2027-01-01,holiday,元旦\n\n2027-02-30,holiday,春节\n2027-01-01,workday,元旦\n"
    path = _file(tmp_path, text)
    assert _import("calendar", path) == 1
    told = capsys.readouterr().out
    assert "第 4 行：日期“2027-02-30”不是" in told
    assert "第 5 行：日期 2027-01-01 出现了两次" in told
    assert not CalendarDay.objects.filter(date=date(2027, 1, 1)).exists()
    assert _import("calendar", path, "--partial", "--source", "国办发明电〔2026〕7号") == 1
    assert CalendarDay.objects.get(date=date(2027, 1, 1)).source == "国办发明电〔2026〕7号"


def test_a_sound_calendar_has_no_findings() -> None:
    days, findings = read_days("date,kind,festival\n2027-01-01,holiday,元旦\n")
    assert (len(days), findings) == (1, ())


def _refusal_of(path: Path) -> RuleViolation:
    with pytest.raises(RuleViolation) as refusal:
        _import("divisions", path)
    return refusal.value


def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path) -> None:
    assert "没有这个文件" in _refusal_of(tmp_path / "nothing.csv").sentence()
    assert "它是一个文件夹" in _refusal_of(tmp_path).sentence()
    assert "文件是空的" in _refusal_of(_file(tmp_path, "\ufeff\n")).sentence()
    assert "只有表头" in _refusal_of(_file(tmp_path, HEAD)).sentence()
    assert "缺少这些列：code、parent_code" in _refusal_of(_file(tmp_path, "a,b\n1,2\n")).sentence()
    assert isinstance(_refusal_of(_file(tmp_path, b"PK\x03\x04\x00\x00\xff\xfe")), CannotDecode)


def test_an_items_file_with_commas_is_told_which_columns_are_missing(tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissing, match="department"):
        _import("items", _file(tmp_path, ITEM_HEAD.replace("\t", ",")))


def test_a_day_that_is_none_is_not_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _import("divisions", tmp_path, "--since", "昨天")
    assert stopped.value.code == 2
    assert "不是 年-月-日" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_programme_is_loaded_as_a_draft_and_published_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, read_seed("programme", "cangzhou-2020.tsv"), "方案.tsv")
    assert _import("programme", path) == 0
    assert "任务 14 条。\n现在是草稿" in capsys.readouterr().out
    assert _import("programme", path, "--publish") == 0
    assert "已经公布" in capsys.readouterr().out
    assert _import("programme", path) == 0
    assert "没有变化 14 行" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_fault_in_a_programme_is_told_at_its_cell_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = read_seed("programme", "cangzhou-2020.tsv").replace("2020-07\t", "七月\t", 1)
    assert _import("programme", _file(tmp_path, text)) == 1
    said = capsys.readouterr()
    assert "错误 第 18 行：完成时限“七月”看不懂" in said.out
    assert "（列 完成时限）" in said.out
    assert "有 1 处错误，什么也没有写入" in said.err
    assert not Programme.objects.exists()
