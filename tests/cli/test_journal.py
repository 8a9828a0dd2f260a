"""`yimen journal`: what it prints, and with which exit code, intact and not."""

import argparse
import json

import pytest

from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.usecases.journal.tampering import change, named, write
from yimen.cli import journal
from yimen.data.journal.models import Root

pytestmark = pytest.mark.usefixtures("real_db")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    journal.add_arguments(parser)
    return journal.run(parser.parse_args(words))


def test_an_intact_journal_ends_with_0_and_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    write("case", times=3)
    assert _run("verify") == 0
    assert capsys.readouterr().out == "日志完好：3 条记录，1 条链，0 个签名根，其中 3 条还没有归入签名根。\n"


def test_a_broken_journal_ends_with_1_and_names_each_place(capsys: pytest.CaptureFixture[str]) -> None:
    one, two = write("one", times=3), write("two", times=2)
    change("UPDATE journal_entry SET text = 'x' WHERE subject_id = %s AND seq = 2", one)
    change("DELETE FROM journal_entry WHERE subject_id = %s AND seq = 2", two)
    assert _run("verify") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "日志不完好，发现 2 处问题："
    assert any(
        line.startswith(f"  {named(one)}第 2 条（记录 ") and line.endswith("：记录被改动") for line in lines
    )
    assert f"  {named(two)}第 2 条：末尾缺少记录" in lines


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    subject = write("case", times=2)
    assert _run("verify", "--json") == 0
    assert json.loads(capsys.readouterr().out)["intact"] is True
    change("DELETE FROM journal_entry WHERE seq = 1")
    assert _run("verify", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["intact"] is False
    assert report["findings"] == [
        {"subject": named(subject), "seq": 1, "entry_id": None, "fault": "缺少一条记录"}
    ]


def test_fold_makes_a_root_now_and_says_when_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write("case", times=2)
    wait_for_neighbors()
    assert _run("fold") == 0
    assert _run("fold") == 0
    assert capsys.readouterr().out.splitlines() == [
        "已把 2 条记录归入第 1 个签名根。",
        "没有需要归入签名根的新记录。",
    ]
    assert Root.objects.count() == 1
