"""`yimen token` and `yimen demo tokens`: keys for programs, shown once."""

import argparse
import json
from contextvars import copy_context
from dataclasses import dataclass

import pytest

from tests.world import CLERK, NOW, TOWNSHIP
from yimen.cli import demo, surroundings, tokens
from yimen.cli.held_posts import NoSuchPost
from yimen.data.people.models import ApiToken
from yimen.rules.access import NotFound
from yimen.usecases.people.tokens import TokenEnded, find_token_actor

pytestmark = pytest.mark.django_db


def _token(*words: str) -> int:
    parser = argparse.ArgumentParser()
    tokens.add_arguments(parser)
    return tokens.run(parser.parse_args(words))


def test_the_key_alone_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert _token("add", "clerk", "clerk", TOWNSHIP, "--name", "冀时办", "--to", "2099-01-01") == 0
    told = capsys.readouterr()
    found = find_token_actor(secret=told.out.strip(), now=NOW)
    assert found is not None
    assert found.post_id == CLERK.post_id
    assert str(ApiToken.objects.get().pk) in told.err


def test_the_list_tells_whose_a_key_is_and_never_the_key(capsys: pytest.CaptureFixture[str]) -> None:
    _token("add", "clerk", "clerk", TOWNSHIP, "--name", "冀时办")
    secret = capsys.readouterr().out.strip()
    _token("list")
    told = capsys.readouterr().out
    assert "冀时办  clerk  沧县旧州镇人民政府 窗口人员 130921100000  不限期，没有用过" in told
    assert secret not in told


def test_a_key_is_ended_once(capsys: pytest.CaptureFixture[str]) -> None:
    _token("add", "clerk", "clerk", TOWNSHIP, "--name", "冀时办", "--to", "2099-01-01")
    secret = capsys.readouterr().out.strip()
    number = str(ApiToken.objects.get().pk)
    _token("list")
    assert "到 2099-01-01 止，没有用过" in capsys.readouterr().out
    assert _token("end", number) == 0
    assert find_token_actor(secret=secret, now=NOW) is None
    _token("list")
    assert "已停用" in capsys.readouterr().out
    with pytest.raises(TokenEnded):
        _token("end", number)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(NotFound):
        _token("end", "nothing")
    with pytest.raises(NoSuchPost, match="clerk 现在没有这个岗位"):
        _token("add", "clerk", "approver", TOWNSHIP, "--name", "冀时办")
    with pytest.raises(NotFound):
        _token("add", "nobody", "clerk", TOWNSHIP, "--name", "冀时办")


@dataclass(frozen=True)
class _House:
    demo: bool


def _demo(*words: str, is_demo: bool = True) -> int:
    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)

    def run() -> int:
        surroundings.use(_House(demo=is_demo))  # type: ignore[arg-type] - all that the command asks for
        return demo.run(parser.parse_args(words))

    return copy_context().run(run)


@pytest.mark.usefixtures("people")
def test_the_demo_gives_each_role_a_key_and_ends_those_given_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _demo("tokens", "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert {
        "village_proxy", "clerk", "reviewer", "approver", "seal_keeper",
        "center_head", "county_officer", "county_approver", "city_officer", "overseer",
    } == set(first)  # fmt: skip
    opened = find_token_actor(secret=first["clerk"], now=NOW)
    assert opened is not None
    assert (opened.scope_code, opened.sample) == (TOWNSHIP, True)
    assert _demo("tokens") == 0
    told = capsys.readouterr().out
    assert "沧县旧州镇人民政府 窗口人员" in told
    assert find_token_actor(secret=first["clerk"], now=NOW) is None
    assert ApiToken.objects.filter(ended_at=None).count() == len(first)


@pytest.mark.usefixtures("people")
def test_outside_the_demo_there_are_no_sample_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert _demo("tokens", "--json", is_demo=False) == 1
    assert "现在不是演示模式" in capsys.readouterr().err
    assert not ApiToken.objects.exists()
