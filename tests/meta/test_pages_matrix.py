"""Who may open which page: made of the address table and the grant table, and looked at for real."""

from collections.abc import Iterator

from django.test import Client

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.meta.visits import VISITS, all_names
from tests.web.sessions import as_actor
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY_APPROVER,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    OUTSIDER,
    OVERSEER,
    REVIEWER,
    SEAL_KEEPER,
    VILLAGE_PROXY,
)
from yimen.rules.access import GRANTS, POST_ROLES, Party
from yimen.web.shared.access import ANYONE

STAFF = (
    VILLAGE_PROXY,
    CLERK,
    REVIEWER,
    APPROVER,
    SEAL_KEEPER,
    CENTER_HEAD,
    COUNTY_OFFICER,
    COUNTY_APPROVER,
    CITY_OFFICER,
    OVERSEER,
)
# Who does the same act on a page of another door: this one shows what only its own people may read.
ELSEWHERE = {
    "portal:sign": {Party.CLERK},
    "portal:correct": {Party.CLERK, Party.VILLAGE_PROXY},
    "portal:withdraw": {Party.CLERK},
    "desk:village_settle": {Party.CLERK},
}
# Pages of one case, by the name of the part of their address.
_OF_A_CASE = ("<uuid:case_id>", "<uuid:use_id>")


def _pages() -> Iterator[tuple[str, str, str, Visit]]:
    """Every page that a grant opens: its name, its address as written, its grant, and the first visit."""
    for name, pattern in all_names():
        access = pattern.callback.access
        if access != ANYONE and name in VISITS:
            yield name, str(pattern.pattern), access, next(iter(VISITS[name]))


def _status(client: Client, visit: Visit, crowd: Crowd) -> int:
    url = visit.url(crowd)
    answer = client.get(url) if visit.posted is None else client.post(url, visit.posted(crowd))
    return int(answer.status_code)


def test_every_page_lets_in_whom_the_grants_let_in(crowd: Crowd) -> None:
    assert {each.party for each in STAFF} == POST_ROLES
    faults, clients = [], {actor: as_actor(actor) for actor in STAFF}
    for name, _, access, visit in _pages():
        granted = GRANTS[access] - ELSEWHERE.get(name, set())
        for actor in STAFF:
            status = _status(clients[actor] if visit.posted is None else as_actor(actor), visit, crowd)
            may = actor.party in granted or Party.ANYONE in granted
            if (status == 403) is may or status >= 500:
                faults.append(f"{name} by {actor.party}: {status}")
    assert not faults, faults


def test_a_page_of_a_case_is_not_there_for_the_next_township_and_county(crowd: Crowd) -> None:
    faults = []
    for name, address, access, visit in _pages():
        if Party.CLERK not in GRANTS[access] or not any(part in address for part in _OF_A_CASE):
            continue
        for actor in (NEIGHBOR_CLERK, OUTSIDER):
            status = _status(as_actor(actor), visit, crowd)
            if status != 404:
                faults.append(f"{name} by {actor.name}: {status}")
    assert not faults, faults
