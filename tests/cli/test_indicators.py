"""`yimen indicators`: what it prints, and with which exit code, right and not."""

import argparse

import pytest

from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.usecases.places.dossiers import recorded
from tests.world import TOWNSHIP
from yimen.cli import indicators
from yimen.data.places.models import StandardVerdict

pytestmark = pytest.mark.usefixtures("real_db")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    indicators.add_arguments(parser)
    return indicators.run(parser.parse_args(words))


def test_a_recount_says_that_all_is_right_or_what_was_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    recorded()
    wait_for_neighbors()
    assert _run("fold") == 0
    assert "已汇总" in capsys.readouterr().out
    assert _run("recount") == 0
    assert capsys.readouterr().out == "从头统计的结果和汇总的一样。\n"
    StandardVerdict.objects.all().delete()
    assert _run("recount") == 1
    told = capsys.readouterr().out
    assert "和从头统计的不一样，已经改正" in told
    assert f"{TOWNSHIP} 2026-11（本级）" in told
    assert _run("recount") == 0
