"""The page that moves the demo's clock, and the mark that says so."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.sessions import as_actor
from tests.world import CLERK
from yimen.jobs.running import job_actor

DAY = timedelta(days=1)


def test_a_jump_is_seen_by_pages_and_jobs_and_said_everywhere(
    client: Client, db: None, gateways: Any
) -> None:
    assert "演示时钟 2" not in client.get("/").content.decode()
    assert client.post("/demo/clock/", {"to": "days", "days": "3"}).status_code == 302
    assert gateways.demo_clock.shift() >= 3 * DAY - timedelta(seconds=1)
    assert job_actor("trial")[1] - timezone.localtime() > 2 * DAY
    page = client.get("/").content.decode()
    assert "演示时钟 2" in page
    assert 'href="/demo/clock/"' in page
    assert "已拨动" in client.get("/demo/clock/").content.decode()


def test_whoever_is_logged_in_stays_so_over_a_jump(db: None, gateways: Any) -> None:
    client = as_actor(CLERK)
    client.post("/demo/clock/", {"to": "next_workday"})
    client.post("/demo/clock/", {"to": "days", "days": "60"})
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("days", ["-1", "", "401", "三"])
def test_it_says_why_it_does_not_move(client: Client, db: None, gateways: Any, days: str) -> None:
    answer = client.post("/demo/clock/", {"to": "days", "days": days})
    assert answer.status_code == 400
    assert "只能往后拨" in answer.content.decode()
    assert gateways.demo_clock.shift() is None
