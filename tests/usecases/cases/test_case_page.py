"""The case page: all that the desk needs, masked, in a fixed number of statements."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.usecases.cases.door_journey import noticed, upload
from tests.usecases.cases.journey import HOUR, PNG, accepted, granted, received, reviewed, submitted
from tests.usecases.cases.statements import counted
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY_OFFICER,
    ID,
    MATERIALS,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    REVIEWER,
    VERSION,
)
from yimen.data.cases.models import Case, CaseFile
from yimen.data.catalog.models import ItemVersion
from yimen.data.people.models import Post
from yimen.rules.access import Actor, NotFound, Party
from yimen.rules.cases import Act, possible_acts
from yimen.rules.deadlines import DueLight
from yimen.rules.numbers import parse_case_no
from yimen.usecases.cases.actions import withdraw
from yimen.usecases.cases.queries import CaseView, get_case, open_case_file, open_case_paper
from yimen.usecases.shared.registry import ACTIONS

TODAY = date(2026, 11, 17)


def _get(case_id: object, actor: Actor = CLERK, today: date = TODAY) -> CaseView:
    return get_case(actor=actor, today=today, case_id=case_id)


def test_head_and_materials_are_there_and_masked(db: None) -> None:
    done = submitted()
    view = _get(done.case_id)
    assert view.number == done.case_no
    assert (view.applicant_name, view.id_masked, view.phone_masked) == (
        "赵*国",
        "110105********002X",
        "138****0001",
    )
    assert view.can_reveal
    assert [each.id for each in view.materials] == list(MATERIALS)
    assert [len(each.files) for each in view.materials] == [1, 0]
    assert view.materials[0].files[0].is_image
    assert view.materials[1].words == "申请人说带到窗口"
    assert view.materials_words == "2 样，1 样带到窗口"
    assert view.answers[0].text.startswith("旧州镇东关村")
    assert [each.due for each in view.clocks] == [None, None]
    assert "第三十二条" in view.why[0].words
    assert view.waiting_words == "等窗口人员收件"


def test_a_case_is_found_by_its_number_as_typed(db: None) -> None:
    done = submitted()
    typed = " " + done.case_no.replace("-", "—") + " "
    assert get_case(actor=CLERK, today=TODAY, case_id=parse_case_no(typed).text).id == done.case_id


def test_both_clocks_say_why(db: None) -> None:
    view = _get(accepted())
    statutory, promised = view.clocks
    assert (statutory.due, statutory.limit) == (date(2026, 12, 14), "20个工作日")
    assert (promised.due, promised.left, promised.state) == (
        date(2026, 11, 25),
        "还有 6 个工作日",
        DueLight.GREEN,
    )
    words = "".join(each.words for each in view.why)
    assert "民法典第二百零一条" in words
    assert "因此到期日是2026年11月25日(周三)" in words
    assert view.due == date(2026, 11, 25)


def test_acts_are_offered_only_to_their_party(db: None) -> None:
    case_id = submitted().case_id
    assert Act.RECEIVE in _offered(case_id)
    assert _get(case_id, REVIEWER).acts == ()
    assert Act.ACCEPT in _offered(received())
    assert Act.REVIEW in _offered(accepted(), REVIEWER)
    assert {Act.SEND_BACK, Act.GRANT, Act.REFUSE} <= set(_offered(reviewed(), APPROVER))
    assert Act.DELIVER in _offered(granted())


def _offered(case_id: UUID, actor: Actor = CLERK) -> list[Act]:
    """What the page offers: what the table gives the party, in its order, as far as an action does it."""
    case = _get(case_id, actor)
    offered = [each.act for each in case.acts]
    given = possible_acts(case.family, case.state, actor.party)
    assert offered == [act for act in given if f"cases.{act.value.lower()}" in ACTIONS]
    return offered


def test_the_reviewer_is_not_offered_the_decision(db: None) -> None:
    case_id = reviewed()
    second = Post.objects.get(pk=APPROVER.post_id)
    second.pk, second.account_id = ID("post:reviewer-as-approver"), REVIEWER.account_id
    second.save(force_insert=True)
    both = replace(REVIEWER, party=Party.APPROVER, post_id=second.pk)
    offered = {each.act for each in _get(case_id, both).acts}
    assert Act.SEND_BACK in offered
    assert not offered & {Act.GRANT, Act.REFUSE}


def test_the_approver_reads_what_the_reviewer_found(db: None) -> None:
    review = _get(reviewed(), APPROVER).review
    assert review is not None
    assert review.advice == "建议准予"
    assert review.reviewer == REVIEWER.name
    assert all(each.passed for each in review.findings)


def test_steps_papers_and_messages_stand_in_one_line_of_time(db: None) -> None:
    view = _get(granted())
    titles = [each.title for each in view.events]
    assert {"提交", "收件", "受理", "审查", "准予许可", "出具受理通知书", "短信告知已受理"} <= set(titles)
    at = [each.at for each in view.events]
    assert at == sorted(at, reverse=True)
    assert [each.state for each in view.papers] == ["READY"] * 3
    paper = view.papers[0]
    assert open_case_paper(actor=CLERK, case_id=view.id, paper_id=paper.id).content


def test_late_to_tell_is_shown_as_deemed(db: None) -> None:
    view = _get(received(), today=date(2026, 11, 24))
    assert view.is_deemed_late
    assert view.light is DueLight.RED
    assert not _get(received()).is_deemed_late


@pytest.mark.parametrize("stranger", [OUTSIDER, NEIGHBOR_CLERK])
def test_another_place_finds_neither_case_nor_file(db: None, stranger: Actor) -> None:
    case_id = submitted().case_id
    file_id = CaseFile.objects.get().file_id
    with pytest.raises(NotFound):
        _get(case_id, stranger)
    with pytest.raises(NotFound):
        open_case_file(actor=stranger, case_id=case_id, file_id=file_id)
    assert open_case_file(actor=CLERK, case_id=case_id, file_id=file_id).content == PNG


def test_the_county_reads_but_never_a_sensitive_case(db: None) -> None:
    case_id = submitted().case_id
    assert not _get(case_id, COUNTY_OFFICER).can_reveal
    Case.objects.filter(pk=case_id).update(sensitive=True)
    with pytest.raises(NotFound):
        _get(case_id, COUNTY_OFFICER)
    with pytest.raises(NotFound):
        _get(case_id, CENTER_HEAD)  # the head hands out what they may not read
    assert _get(case_id, CLERK).number


def test_the_cost_does_not_grow_with_files_steps_and_papers(db: None) -> None:
    spent = []
    for case_id in (submitted().case_id, granted(now=NOW + timedelta(days=1))):
        _get(case_id)
        with counted() as statements:
            _get(case_id)
        spent.append(len(statements))
    # a decision is overseen: its referral and what happened to it are two more, however many
    assert spent[1] == spent[0] + 2
    assert spent[0] <= 13


def test_an_unknown_limit_says_so(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(promised_amount=None, promised_unit="")
    view = _get(accepted())
    assert (view.clocks[1].limit, view.clocks[1].due) == ("", None)
    assert all(HOUR and "承诺" not in each.words for each in view.why)


def test_the_light_says_why_nothing_is_counted(db: None) -> None:
    noticed_id = noticed()
    view = _get(noticed_id)
    assert (view.light, view.light_words) == (DueLight.NONE, "等申请人补齐")
    assert view.materials_words == "2 样，1 样带到窗口，1 样缺"
    withdraw(actor=CLERK, now=NOW + timedelta(days=1), case_id=noticed_id, written=upload())
    assert _get(noticed_id).light_words == "不再计时"
