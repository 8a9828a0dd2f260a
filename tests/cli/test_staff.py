"""`yimen staff`: how a place without the demo gets its people."""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.usecases.people.ways import enrolled
from tests.world import APPROVER, TOWNSHIP, VILLAGE
from yimen.cli import staff
from yimen.data.journal.models import Entry
from yimen.data.people.models import Account, Post, SecondFactor
from yimen.rules.access import NotFound
from yimen.rules.people import WeakPassword
from yimen.usecases.people.accounts import AccountExists
from yimen.usecases.people.posts import CannotAppoint
from yimen.usecases.people.resetting import NoSecondFactor

pytestmark = pytest.mark.django_db
PASSWORD = "a-quiet-river-17"


@contextmanager
def _typed(words: str) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.StringIO(words)
    try:
        yield
    finally:
        sys.stdin = before


def _staff(*words: str, typed: str = "") -> int:
    parser = argparse.ArgumentParser()
    staff.add_arguments(parser)
    with _typed(typed):
        return staff.run(parser.parse_args(words))


def test_a_new_clerk_is_opened_appointed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert _staff("open", "wang.min", "王敏", typed=PASSWORD + "\n") == 0
    assert _staff("appoint", "wang.min", "clerk", TOWNSHIP, "--from", "2026-11-01") == 0
    _staff("show", "wang.min")
    told = capsys.readouterr().out
    assert "已任命：沧县旧州镇人民政府 窗口人员。" in told
    assert "2026-11-01 — 至今" in told
    assert Post.objects.filter(account__login_name="wang.min", role="CLERK").count() == 1


def test_a_proxy_of_a_village_holds_a_post_of_the_township_over_the_village_alone() -> None:
    _staff("open", "zhao.jun", "赵军", typed=PASSWORD)
    _staff("appoint", "zhao.jun", "village_proxy", VILLAGE)
    post = Post.objects.select_related("organ", "region").get(account__login_name="zhao.jun")
    assert (post.organ.name, post.region.code) == ("沧县旧州镇人民政府", VILLAGE)


def test_a_new_password_changes_what_sessions_must_carry() -> None:
    before = Account.objects.get(login_name="clerk").password
    _staff("password", "clerk", typed=PASSWORD)
    assert Account.objects.get(login_name="clerk").password != before


def test_a_password_that_the_operator_sets_is_not_the_owner_s_for_long() -> None:
    _staff("open", "wang.min", "王敏", typed=PASSWORD)
    _staff("password", "clerk", typed=PASSWORD)
    given = Account.objects.filter(password_given=True).order_by("login_name")
    assert [account.login_name for account in given] == ["clerk", "wang.min"]


def test_a_lost_telephone_is_unbound_once_and_journalled(capsys: pytest.CaptureFixture[str]) -> None:
    enrolled(APPROVER)
    assert _staff("reset-second-factor", "approver") == 0
    assert "下次登录时重新绑定" in capsys.readouterr().out
    assert not SecondFactor.objects.exists()
    entry = Entry.objects.get(act="people.reset_second_factor")
    assert entry.subject_id == APPROVER.account_id
    with pytest.raises(NoSecondFactor):
        _staff("reset-second-factor", "approver")


def test_a_post_is_ended_once(capsys: pytest.CaptureFixture[str]) -> None:
    _staff("end", "clerk", "clerk", TOWNSHIP, "--on", "2026-12-01")
    assert "岗位从 2026-12-01 起结束" in capsys.readouterr().out
    with pytest.raises(staff.NoSuchPost, match="现在没有这个岗位"):
        _staff("end", "clerk", "clerk", TOWNSHIP, "--on", "2026-12-01")


def test_what_cannot_be_is_said_in_words() -> None:
    with pytest.raises(WeakPassword):
        _staff("open", "li.si", "李四", typed="123")
    with pytest.raises(AccountExists):
        _staff("open", "clerk", "李四", typed=PASSWORD)
    with pytest.raises(NotFound):
        _staff("show", "nobody")
    with pytest.raises(CannotAppoint):
        _staff("appoint", "clerk", "clerk", TOWNSHIP)
    with pytest.raises(staff.UnknownPlace, match="999999999999"):
        _staff("appoint", "clerk", "clerk", "999999999999")
