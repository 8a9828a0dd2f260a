"""The grant table on paper and screen, and the pages that only the demo has."""

import re
from typing import Any

import pytest
from django.test import Client

from tests import world
from tests.web.sessions import as_actor
from yimen.cli import grants
from yimen.data.people.models import Account
from yimen.rules.access import ACTION_LABELS, PARTY_LABELS, Actor


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor", [world.CLERK, world.VILLAGE_PROXY, world.CITY_OFFICER], ids=lambda a: a.name
)
def test_all_staff_may_open_the_grant_table(actor: Actor) -> None:
    page = as_actor(actor).get("/manage/grants/").content.decode()
    assert all(label in page for label in (*ACTION_LABELS.values(), *PARTY_LABELS.values()))
    assert "(我)" in page
    assert "data-print" in page


@pytest.mark.django_db
def test_residents_may_not_open_the_grant_table() -> None:
    assert as_actor(world.RESIDENT).get("/manage/grants/").status_code == 403


def test_the_command_prints_every_action_with_its_parties(capsys: Any) -> None:
    assert grants.run(None) == 0  # type: ignore[arg-type]
    printed = capsys.readouterr().out
    assert all(f"({name})" in printed for name in ACTION_LABELS)
    assert "受理：窗口人员" in printed


@pytest.mark.django_db
def test_the_demo_shows_messages_newest_first_with_the_code_and_a_hidden_phone(
    client: Client, gateways: Any
) -> None:
    assert "还没有短信" in client.get("/demo/messages/").content.decode()
    gateways.sms.send("13812345678", "验证码 111111", world.NOW)
    gateways.sms.send("13812345678", "看这里 https://example.cn/r/1 <b>", world.NOW)
    page = client.get("/demo/messages/").content.decode()
    assert page.index("看这里") < page.index("111111")
    assert "138****5678" in page
    assert "13812345678" not in page
    assert "<b>" not in page
    assert "只在演示环境里有" in page


@pytest.mark.django_db
def test_the_demo_lists_its_accounts_with_ways_to_log_in(client: Client) -> None:
    assert "还没有演示账号" in client.get("/demo/accounts/").content.decode()
    Account.objects.filter(pk__in=[world.CLERK.account_id, world.RESIDENT.account_id]).update(sample=True)
    page = client.get("/demo/accounts/").content.decode()
    ways = re.findall(r'href="([^"]*login/\?[^"]*)"', page)
    assert ways == ["/login/?phone=13800000001", "/desk/login/?account=clerk"]
    assert "yimen-demo" in page
    assert 'value="clerk"' in client.get(ways[1]).content.decode()


@pytest.mark.django_db
def test_the_grant_table_asks_the_database_only_for_session_and_actor(
    django_assert_num_queries: Any,
) -> None:
    client = as_actor(world.CLERK)
    with django_assert_num_queries(2):
        client.get("/manage/grants/")
