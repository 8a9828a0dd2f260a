"""A draft becomes a case, once, with number, check code and the time to tell."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.usecases.cases.journey import ANSWERS, BRING_SECOND, draft, submitted
from tests.world import ITEM_CODE, MATERIALS, NOW, OTHER_RESIDENT, RESIDENT, TOWNSHIP, VERSION
from yimen.data.cases.models import Case, CaseFile, CaseMaterial, Draft
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry, Outbox
from yimen.data.people.models import Post
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import save_draft, submit
from yimen.usecases.cases.actions.submit import (
    AlreadySubmitted,
    NobodyReceives,
    NotDeclared,
    VersionChanged,
)
from yimen.usecases.cases.queries import get_draft
from yimen.usecases.shared.acting import KeyUsedOtherwise


def test_a_case_gets_number_check_code_and_five_workdays_to_tell(db: None) -> None:
    done = submitted()
    case = Case.objects.get(pk=done.case_id)
    assert done.case_no == "130921-2026-100-000001"
    assert done.state == case.state == "SUBMITTED"
    assert len(done.check_code) == 8
    assert case.received_at == NOW
    # Monday the 16th: five workdays later the 23rd ends, which is the 24th 00:00 in Beijing.
    assert case.notice_due_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert case.version_id == VERSION
    assert case.organ.name == "沧县旧州镇人民政府"
    assert list(CaseMaterial.objects.values_list("material_id", flat=True).order_by("order")) == list(
        MATERIALS
    )
    assert CaseFile.objects.get().case_material.material_id == MATERIALS[0]


def test_numbers_count_on_per_township_and_start_anew_in_the_year(db: None) -> None:
    assert submitted().case_no == "130921-2026-100-000001"
    assert submitted().case_no == "130921-2026-100-000002"
    assert submitted(village="130921101200").case_no == "130921-2026-101-000001"
    # New Year's Eve 16:30 UTC is the first of January in Beijing.
    assert submitted(now=datetime(2026, 12, 31, 16, 30, tzinfo=UTC)).case_no == "130921-2027-100-000001"


def test_the_phone_is_told_number_and_check_code(db: None) -> None:
    done = submitted()
    message = Outbox.objects.get()
    assert message.payload["phone"] == ANSWERS["phone"]
    for part in (done.case_no, done.check_code, "身份证", "旧州镇行政综合服务中心", "{public_url}"):
        assert part in message.payload["text"]


def test_a_night_or_a_rest_day_does_not_move_the_receipt(db: None) -> None:
    saturday_night = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    case = Case.objects.get(pk=submitted(now=saturday_night).case_id)
    assert case.received_at == saturday_night
    assert case.notice_due_at == datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("name", "", "填写"),
        ("id_no", "110105194912310021", "最后一位对不上"),
        ("id_no", "11010519491331002X", "出生日期"),
        ("id_no", "1101051949", "18 位"),
        ("phone", "12345", "手机号"),
        ("request", "  ", "填写"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_field(db: None, field: str, value: str, word: str) -> None:
    draft_id = draft(answers={**ANSWERS, field: value})
    with pytest.raises(RuleViolation) as refused:
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True)
    assert refused.value.field == field
    assert word in refused.value.sentence()
    assert not Case.objects.exists()


def test_full_width_digits_and_a_small_x_are_mended(db: None) -> None:
    draft_id = draft(answers={**ANSWERS, "id_no": "１１０１０５ 19491231 002x"})
    done = submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True)
    assert Case.objects.get(pk=done.case_id).applicant_id_no == "11010519491231002X"


def test_no_village_is_refused(db: None) -> None:
    draft_id = draft(village=None)
    with pytest.raises(RuleViolation) as refused:
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True)
    assert refused.value.field == "village_code"


def test_a_required_material_without_file_and_without_mark_is_named(db: None) -> None:
    draft_id = draft(with_file=False)
    with pytest.raises(RuleViolation) as refused:
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True)
    assert refused.value.field == f"upload-{MATERIALS[0]}"
    assert "采伐申请" in refused.value.sentence()


def test_without_the_declaration_nothing_is_submitted(db: None) -> None:
    draft_id = draft()
    with pytest.raises(NotDeclared):
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=False)
    assert Draft.objects.filter(pk=draft_id).exists()


def test_a_double_click_makes_one_case(db: None) -> None:
    draft_id = draft()
    first = submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True, request_key="s-1")
    second = submit(
        actor=RESIDENT, now=NOW + timedelta(seconds=1), draft_id=draft_id, declared=True, request_key="s-1"
    )
    assert first == second
    assert Case.objects.count() == 1
    assert Entry.objects.filter(act="cases.submit").count() == 1
    assert Outbox.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(db: None) -> None:
    draft_id = draft()
    submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True, request_key="s-1")
    with pytest.raises(KeyUsedOtherwise):
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=False, request_key="s-1")


def test_a_replayed_form_with_a_new_key_is_told_the_number(db: None) -> None:
    draft_id = draft()
    done = submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True, request_key="s-1")
    with pytest.raises(AlreadySubmitted) as refused:
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True, request_key="s-2")
    assert done.case_no in refused.value.sentence()


def test_a_strangers_draft_is_not_found(db: None) -> None:
    draft_id = draft()
    with pytest.raises(NotFound):
        submit(actor=OTHER_RESIDENT, now=NOW, draft_id=draft_id, declared=True)


def test_a_version_that_was_superseded_asks_to_read_again(db: None) -> None:
    draft_id = draft()
    ItemVersion.objects.filter(pk=VERSION).update(superseded_at=NOW)
    with pytest.raises(VersionChanged):
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True)


def test_a_second_draft_warns_of_the_open_case(db: None) -> None:
    done = submitted()
    saved = save_draft(actor=RESIDENT, now=NOW, item_code=ITEM_CODE, fields={**ANSWERS, **BRING_SECOND})
    assert get_draft(actor=RESIDENT, draft_id=saved.draft_id, today=NOW.date()).open_case_no == done.case_no


def test_a_strangers_open_case_is_not_told(db: None) -> None:
    submitted()
    saved = save_draft(actor=OTHER_RESIDENT, now=NOW, item_code=ITEM_CODE, fields=ANSWERS)
    assert get_draft(actor=OTHER_RESIDENT, draft_id=saved.draft_id, today=NOW.date()).open_case_no == ""


def test_a_township_without_a_clerk_takes_nothing_and_the_draft_stays(db: None) -> None:
    draft_id = draft()
    Post.objects.filter(role="CLERK", region__code=TOWNSHIP).update(valid_to=NOW.date())
    with pytest.raises(NobodyReceives, match="还没有开通网上预申请"):
        submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True)
    assert Draft.objects.filter(pk=draft_id).exists()
