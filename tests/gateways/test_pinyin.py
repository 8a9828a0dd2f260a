"""Readings of names and titles."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.gateways.pinyin import initials, pinyin


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("林木采伐许可证核发", "linmucaifaxukezhenghefa", "lmcfxkzhf"),
        ("长芦街道", "changlujiedao", "cljd"),
        ("泊头市", "botoushi", "bts"),
        ("圣佛镇", "shengfozhen", "sfz"),
        ("翟庄村", "zhaizhuangcun", "zzc"),
        ("女", "nv", "n"),
        ("行政许可", "xingzhengxuke", "xzxk"),
    ],
)
def test_names_of_this_place_are_read_as_people_here_do(text: str, full: str, short: str) -> None:
    assert pinyin(text) == full
    assert initials(text) == short


def test_letters_and_digits_stay_and_marks_go() -> None:
    assert pinyin("\uff21座 12-3号（东）") == "azuo123haodong"
    assert initials("\uff21座 12-3号（东）") == "az123hd"


@given(st.text(max_size=30))
def test_whatever_comes_only_letters_and_digits_leave(text: str) -> None:
    for read in (pinyin(text), initials(text)):
        assert read == "" or (read.isascii() and read.isalnum() and read == read.lower())


_RACE = """
import threading
from yimen.gateways.pinyin import pinyin
gate, found = threading.Barrier(4), []
def read():
    gate.wait()
    found.append(pinyin("孙小圣"))
threads = [threading.Thread(target=read) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
print(*found)
"""


def test_the_first_readings_may_be_asked_for_at_the_same_moment() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", _RACE], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["sunxiaosheng"] * 4
    assert done.stderr == ""
