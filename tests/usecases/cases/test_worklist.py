"""The worklists: who sees what, in which order, with which light, at which cost."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.usecases.cases.families import answered, settled
from tests.usecases.cases.journey import (
    HOUR,
    SYSTEM,
    accepted,
    delivered,
    granted,
    received,
    reviewed,
    submitted,
)
from tests.usecases.cases.statements import counted
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY_APPROVER,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    RESIDENT,
    REVIEWER,
    SEAL_KEEPER,
    VERSION,
)
from yimen.data.cases.models import Case
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor, NotAllowed
from yimen.rules.case_queues import QUEUE_STATES, Queue
from yimen.rules.deadlines import DueLight
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import WorklistPage, list_worklist
from yimen.usecases.cases.queries.pages import BadPageKey

TODAY = date(2026, 11, 16)


def _list(queue: Queue, actor: Actor = CLERK, today: date = TODAY, **more: object) -> WorklistPage:
    return list_worklist(actor=actor, queue=queue, today=today, **more)


def _counts(page: WorklistPage) -> dict[str, str]:
    return {each.queue.value: each.count for each in page.counts}


def _closed() -> UUID:
    case_id = delivered()
    actions.close(actor=SYSTEM, now=NOW + 9 * HOUR, case_id=case_id, county_code="130921")
    return case_id


def test_each_case_waits_in_the_list_of_its_state(db: None) -> None:
    made = {
        Queue.TO_RECEIVE: submitted().case_id,
        Queue.TO_ACCEPT: received(),
        Queue.TO_REVIEW: accepted(),
        Queue.TO_DECIDE: reviewed(),
        Queue.TO_DELIVER: granted(),
        Queue.CLOSED: _closed(),
    }
    for queue, case_id in made.items():
        assert [row.id for row in _list(queue).rows] == [case_id], queue
    counts = _counts(_list(Queue.TO_RECEIVE, actor=CENTER_HEAD))
    assert counts == {each.value: "1" if each in made else "0" for each in Queue}


def test_each_role_counts_the_lists_that_it_works_on_and_the_one_it_looks_at(db: None) -> None:
    everybody = ["DUE_SOON", "OVERDUE", "CLOSED", "ENDED_OTHERWISE"]
    reviewer = _counts(_list(Queue.TO_REVIEW, actor=REVIEWER))
    assert [*reviewer] == ["TO_REVIEW", "SUSPENDED", "TO_VERIFY", "PUBLICIZING", *everybody]
    county = _counts(_list(Queue.TO_CONFIRM, actor=COUNTY_APPROVER))
    assert [*county] == ["TO_CONFIRM", *everybody]
    assert "TO_DECIDE" in _counts(_list(Queue.TO_DECIDE, actor=REVIEWER))
    assert {"WITH_DEPARTMENT", "SILENT"} <= {*_counts(_list(Queue.TO_RECEIVE))}


def test_every_end_is_found_newest_first_whatever_its_family(db: None) -> None:
    families_of = [answered(now=NOW), settled(now=NOW + 5 * HOUR).case_id, _closed()]
    page = _list(Queue.CLOSED, today=TODAY + timedelta(days=1))
    assert [row.id for row in page.rows] == [families_of[2], families_of[1], families_of[0]]
    assert [row.state_label for row in page.rows] == ["办结", "办结", "部门已办结"]
    assert {row.light_words for row in page.rows} == {"办结", "部门已办结"}
    first = _list(Queue.CLOSED, limit=1)
    assert [row.id for row in _list(Queue.CLOSED, limit=2, after=first.next_key).rows] == [
        families_of[1],
        families_of[0],
    ]


@pytest.mark.parametrize("state", ["DECLINED", "NOT_NEEDED", "WITHDRAWN", "RETURNED", "VOIDED", "TERMINATED"])
def test_what_ended_otherwise_is_found_in_its_list(db: None, state: str) -> None:
    case_id = submitted().case_id
    Case.objects.filter(pk=case_id).update(state=state, closed_at=NOW)
    assert [row.id for row in _list(Queue.ENDED_OTHERWISE).rows] == [case_id]


def test_a_row_is_masked_and_says_when_it_is_due(db: None) -> None:
    submitted()
    row = _list(Queue.TO_RECEIVE).rows[0]
    assert row.applicant_name == "赵*国"
    assert row.item_name == "林木采伐许可证核发"
    assert row.village_name == "东关村"
    assert row.way_label == "网上预申请"
    assert row.due == date(2026, 11, 23)
    assert row.light is DueLight.GREEN
    assert row.light_words == "还有 5 个工作日"


@pytest.mark.parametrize(
    ("today", "light", "words"),
    [
        (date(2026, 11, 19), DueLight.GREEN, "还有 2 个工作日"),
        (date(2026, 11, 20), DueLight.AMBER, "还有 1 个工作日"),
        (date(2026, 11, 23), DueLight.AMBER, "今天到期"),
        (date(2026, 11, 24), DueLight.RED, "已超期 1 个工作日"),
    ],
)
def test_light_and_list_agree(db: None, today: date, light: DueLight, words: str) -> None:
    submitted()
    row = _list(Queue.TO_RECEIVE, today=today).rows[0]
    assert (row.light, row.light_words) == (light, words)
    counts = _counts(_list(Queue.TO_RECEIVE, today=today))
    assert counts["DUE_SOON"] == ("1" if light is DueLight.AMBER else "0")
    assert counts["OVERDUE"] == ("1" if light is DueLight.RED else "0")
    assert len(_list(Queue.OVERDUE, today=today).rows) == int(counts["OVERDUE"])


def test_a_decided_case_is_late_by_its_delivery(db: None) -> None:
    granted()
    assert _counts(_list(Queue.OVERDUE, today=date(2026, 12, 1)))["OVERDUE"] == "1"
    assert _counts(_list(Queue.OVERDUE, today=date(2026, 11, 27)))["DUE_SOON"] == "1"


def test_an_unpublished_limit_gets_no_light_and_is_in_no_alarm(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(
        statutory_amount=None, statutory_unit="", promised_amount=None
    )
    ItemVersion.objects.filter(pk=VERSION).update(promised_unit="")
    accepted()
    page = _list(Queue.TO_REVIEW, today=date(2030, 1, 1))
    assert (page.rows[0].light, page.rows[0].light_words) == (DueLight.NONE, "未定时限")
    assert _counts(page)["OVERDUE"] == "0"


def test_the_most_urgent_comes_first_and_pages_lose_and_repeat_nothing(db: None) -> None:
    for days in (3, 0, 7, 1, 1, 2, 0):
        submitted(now=NOW + timedelta(days=days))
    found, key = [], None
    while True:
        page = _list(Queue.TO_RECEIVE, after=key, limit=3)
        found += page.rows
        key = page.next_key
        if key is None:
            break
    assert len({row.id for row in found}) == len(found) == 7
    dues = [row.due for row in found]
    assert dues == sorted(dues)


def test_closed_cases_come_newest_first_in_pages(db: None) -> None:
    for days in (0, 2, 1):
        case_id = delivered(now=NOW + timedelta(days=days))
        later = NOW + timedelta(days=days, hours=9)
        actions.close(actor=SYSTEM, now=later, case_id=case_id, county_code="130921")
    first = _list(Queue.CLOSED, limit=2)
    second = _list(Queue.CLOSED, limit=2, after=first.next_key)
    at = [row.received_at for row in (*first.rows, *second.rows)]
    assert at == sorted(at, reverse=True)
    assert len(at) == 3
    assert second.next_key is None


@pytest.mark.parametrize(
    "key", ["x", "2026-01-01", "~", "2026-01-01~nonsense", "nonsense~" + str(RESIDENT.account_id)]
)
def test_a_key_that_is_none_is_refused(db: None, key: str) -> None:
    for queue in (Queue.TO_RECEIVE, Queue.CLOSED):
        with pytest.raises(BadPageKey):
            _list(queue, after=key)


@pytest.mark.parametrize("stranger", [OUTSIDER, NEIGHBOR_CLERK])
def test_another_place_sees_and_counts_nothing(db: None, stranger: Actor) -> None:
    submitted()
    page = _list(Queue.TO_RECEIVE, actor=stranger)
    assert page.rows == ()
    assert set(_counts(page).values()) == {"0"}


@pytest.mark.parametrize("reader", [COUNTY_OFFICER, SEAL_KEEPER])
def test_the_county_and_the_whole_township_see_their_subtree(db: None, reader: Actor) -> None:
    submitted()
    submitted(village="130921101200")
    expected = 2 if reader is COUNTY_OFFICER else 1
    assert len(_list(Queue.TO_RECEIVE, actor=reader).rows) == expected


@pytest.mark.parametrize("other", [RESIDENT, CITY_OFFICER])
def test_who_has_no_worklist_is_told_so(db: None, other: Actor) -> None:
    with pytest.raises(NotAllowed):
        _list(Queue.TO_RECEIVE, actor=other)


def test_sensitive_cases_carry_a_neutral_name_and_stay_with_the_township(db: None) -> None:
    case_id = submitted().case_id
    Case.objects.filter(pk=case_id).update(sensitive=True)
    ItemVersion.objects.filter(pk=VERSION).update(neutral_name="政务服务事项")
    assert _list(Queue.TO_RECEIVE).rows[0].item_name == "政务服务事项"
    page = _list(Queue.TO_RECEIVE, actor=COUNTY_OFFICER)
    assert page.rows == ()
    assert _counts(page)["TO_RECEIVE"] == "0"


def test_counts_stop_at_ninety_nine(db: None) -> None:
    case = Case.objects.get(pk=submitted().case_id)
    copies = []
    for number in range(120):
        copy = Case.objects.get(pk=case.pk)
        copy.pk, copy.case_no = _uuid(number), f"copy-{number}"
        copies.append(copy)
    Case.objects.bulk_create(copies)
    assert _counts(_list(Queue.TO_RECEIVE))["TO_RECEIVE"] == "99+"


def _uuid(number: int) -> object:
    from tests.world import ID

    return ID(f"copy:{number}")


def test_thirty_rows_of_each_list_cost_as_many_statements_as_three(db: None) -> None:
    spent: dict[Queue, list[int]] = {queue: [] for queue in Queue}
    for count in (3, 27):
        for _ in range(count):
            submitted()
        for queue in Queue:
            Case.objects.update(
                state=QUEUE_STATES[queue][-1].value,
                delivery_due=TODAY,
                delivered_at=NOW,
                closed_at=NOW,
                reminded_at=NOW,
                assignee_id=CLERK.post_id,
            )
            today = TODAY + timedelta(days=1) if queue is Queue.OVERDUE else TODAY
            _list(queue, today=today)
            with counted() as statements:
                rows = _list(queue, today=today).rows
            spent[queue].append(len(statements))
            assert len(rows) == (3 if count == 3 else 30)
    assert spent == {queue: [5, 5] for queue in Queue}


def test_the_night_shift_of_utc_does_not_move_a_due_date(db: None) -> None:
    submitted(now=datetime(2026, 11, 15, 17, 0, tzinfo=UTC))
    assert _list(Queue.TO_RECEIVE).rows[0].due == date(2026, 11, 23)


def test_a_late_step_has_its_own_light_while_the_whole_is_in_time(db: None) -> None:
    accepted()
    (row,) = _list(Queue.TO_REVIEW, REVIEWER, date(2026, 11, 24)).rows
    assert (row.light, row.step_words) == (DueLight.AMBER, "环节超期 1 个工作日")
    (row,) = _list(Queue.TO_REVIEW, REVIEWER, date(2026, 11, 23)).rows
    assert row.step_words == ""
