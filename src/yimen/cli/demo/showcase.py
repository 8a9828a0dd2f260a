"""Sample showcase sites of 沧县, some designated in a sample batch; the real first batch was not found."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from yimen.cli.demo.people import CITY, COUNTY, SECOND_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.rules.access import Actor, NotFound, Party
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.showcase import AlreadyOnTheWay
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.showcase.board import list_batches
from yimen.usecases.showcase.designating import designate_sites
from yimen.usecases.showcase.recommending import recommend_site

# 2 is no number of a real paper: the first batch was annex 5, which was not found.
_BATCH = "2"
_DESIGNATED = (
    (TOWNSHIP, N_("（示例）一个窗口收件，进驻单位都在大厅里。")),
    (VILLAGE, N_("（示例）村干部轮流坐班，老人办事上门代办。")),
    ("130921100202", N_("（示例）制度、清单都上墙，照片对得上。")),
)
_RECOMMENDED = (
    (SECOND_TOWNSHIP, N_("（示例）大厅刚搬新址，设施齐全。")),
    ("130921100203", N_("（示例）服务站离村民近，开门时间固定。")),
)


def seed_showcase(now: datetime) -> int:
    """Recommend some places and designate three of them; how many. A second run changes nothing."""
    staff = list_sample_actors(beijing_date(now))
    county = _of(staff, Party.COUNTY_OFFICER, COUNTY)
    city = _of(staff, Party.CITY_OFFICER, CITY)
    if county is None or city is None or list_batches(CITY):
        return 0
    chosen = [_recommend(county, now, code, reason) for code, reason in _DESIGNATED]
    for code, reason in _RECOMMENDED:
        _recommend(county, now, code, reason)
    sites = [each for each in chosen if each is not None]
    if not sites:
        return 0
    designate_sites(
        actor=city,
        now=now,
        site_ids=sites,
        number=_BATCH,
        title=N_("关于确定第二批示范点的通知（示例，不是真实文件）"),
        paper_no="",
        designated_on=beijing_date(now).isoformat(),
        request_key="demo.showcase.batch",
    )
    return len(sites)


def _recommend(county: Actor, now: datetime, code: str, reason: str) -> UUID | None:
    """None where somebody recommended the place before, or where it is not there."""
    key = f"demo.showcase.{code}"
    with suppress(AlreadyOnTheWay, NotFound):
        return recommend_site(actor=county, now=now, point_code=code, reason=reason, request_key=key)
    return None


def _of(staff: Sequence[Actor], party: Party, scope: str) -> Actor | None:
    return next((each for each in staff if each.party is party and each.scope_code == scope), None)
