"""A correction: taken when all of it is there, with a receipt of its own and five workdays again."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.usecases.cases.door_journey import (
    BOTH_LACK,
    DAY,
    FORM,
    SECOND_LACKS,
    TITLE,
    WHY,
    noticed,
    supplemented,
    upload,
)
from tests.usecases.cases.journey import HOUR, VERDICTS, received
from tests.world import CLERK, NOW, OTHER_RESIDENT, OUTSIDER, RESIDENT, VILLAGE_PROXY
from yimen.data.cases.models import Case, CaseFile, CaseMaterial, CaseNotice, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotFound
from yimen.rules.case_notices import NotToBeCorrected, NotYetComplete
from yimen.rules.cases import OutOfTurn
from yimen.rules.uploads import UploadWrongType
from yimen.usecases.cases.actions import accept, issue_one_time_notice, supplement
from yimen.usecases.cases.actions.supplement import PaperAtCounterOnly
from yimen.usecases.cases.evidence import Upload


def test_the_applicant_sends_what_was_missing(db: None) -> None:
    case = Case.objects.get(pk=supplemented())
    assert case.state == "RECEIVED"
    assert case.supplemented_at == NOW + DAY
    # Tuesday the 17th is not counted; the fifth workday after it ends at 24:00 in Beijing.
    assert case.notice_due_at == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert CaseNotice.objects.get(case=case).answered_at == NOW + DAY
    row = CaseMaterial.objects.get(case=case, material=TITLE)
    assert (row.verdict, row.reason) == ("PENDING", "")
    assert CaseFile.objects.get(case_material=row).file.name == "权属证明.png"
    assert CaseMaterial.objects.get(case=case, material=FORM).verdict == "PASS"


def test_it_has_a_receipt_of_its_own_that_lists_only_what_came(db: None) -> None:
    case_id = supplemented()
    paper = CasePaper.objects.filter(case=case_id, paper__kind="RECEIPT").latest("id").paper
    assert CasePaper.objects.filter(case=case_id, paper__kind="RECEIPT").count() == 2
    assert [(each["name"], each["form"]) for each in paper.facts["materials"]] == [("林木权属证明", "电子")]
    assert paper.facts["received_at"].startswith("2026年11月17日")
    assert paper.facts["clerk_name"] == "系统自动出具"
    assert "补交" in paper.facts["decision_text"]
    assert Outbox.objects.filter(topic="cases.supplemented").count() == 1


def test_the_step_and_the_journal_say_what_came(db: None) -> None:
    case_id = supplemented()
    step = CaseStep.objects.get(case=case_id, act="SUPPLEMENT")
    assert (step.told, step.before["state"]) == (True, "CORRECTING")
    facts = json.loads(Entry.objects.get(act="cases.supplement").text)["facts"]
    assert (facts["notice"], len(facts["files"]), facts["on_paper"]) == (1, 1, [])


def test_the_day_on_which_all_was_there_is_the_day_of_acceptance(db: None) -> None:
    case_id = supplemented()
    accept(actor=CLERK, now=NOW + 2 * DAY, case_id=case_id, verdicts=VERDICTS)
    assert Case.objects.get(pk=case_id).accepted_on == date(2026, 11, 17)


def test_what_is_still_out_is_named_and_nothing_is_taken(db: None) -> None:
    case_id = noticed(verdicts=BOTH_LACK)
    with pytest.raises(NotYetComplete, match="林木权属证明"):
        supplement(actor=RESIDENT, now=NOW + DAY, case_id=case_id, files={FORM: [upload()]})
    assert Case.objects.get(pk=case_id).state == "CORRECTING"
    assert not CaseFile.objects.filter(case_material__material=FORM, file__name="权属证明.png").exists()


def test_the_clerk_takes_paper_at_the_counter(db: None) -> None:
    case_id = noticed(verdicts=BOTH_LACK)
    supplement(
        actor=CLERK, now=NOW + DAY, case_id=case_id, files={FORM: [upload("申请.png")]}, on_paper=[TITLE]
    )
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.assignee_id) == ("RECEIVED", CLERK.post_id)
    paper = CasePaper.objects.filter(case=case_id, paper__kind="RECEIPT").latest("id").paper
    assert [each["form"] for each in paper.facts["materials"]] == ["电子", "纸质"]
    assert paper.facts["clerk_name"] == CLERK.name


def test_nobody_but_the_counter_takes_paper(db: None) -> None:
    with pytest.raises(PaperAtCounterOnly):
        supplement(actor=RESIDENT, now=NOW + DAY, case_id=noticed(), files={}, on_paper=[TITLE])


def test_the_proxy_who_filed_it_sends_it_and_no_other(db: None) -> None:
    case_id = noticed()
    with pytest.raises(NotFound):
        supplement(actor=VILLAGE_PROXY, now=NOW + DAY, case_id=case_id, files={TITLE: [upload()]})
    Case.objects.filter(pk=case_id).update(filed_by=VILLAGE_PROXY.post_id)
    supplement(actor=VILLAGE_PROXY, now=NOW + DAY, case_id=case_id, files={TITLE: [upload()]})
    assert Case.objects.get(pk=case_id).state == "RECEIVED"


def test_the_last_notice_says_what_is_out(db: None) -> None:
    case_id = noticed()
    issue_one_time_notice(
        actor=CLERK, now=NOW + 3 * HOUR, case_id=case_id, verdicts=BOTH_LACK, reasons=WHY, notices_before=1
    )
    with pytest.raises(NotYetComplete):
        supplement(actor=RESIDENT, now=NOW + DAY, case_id=case_id, files={TITLE: [upload()]})
    files = {FORM: [upload()], TITLE: [upload()]}
    supplement(actor=RESIDENT, now=NOW + DAY, case_id=case_id, files=files)
    assert not CaseNotice.objects.filter(answered_at=None).exists()


def test_what_came_and_still_does_not_do_is_told_again_lawfully(db: None) -> None:
    case_id = supplemented()
    issue_one_time_notice(
        actor=CLERK, now=NOW + 2 * DAY, case_id=case_id, verdicts=SECOND_LACKS, notices_before=1
    )
    assert CaseNotice.objects.get(case=case_id, order=2).kind == "STILL_DEFECTIVE"


def test_what_nobody_asked_for_and_what_is_no_picture_is_refused(db: None) -> None:
    case_id = noticed()
    files = {FORM: [upload()], TITLE: [upload()]}
    with pytest.raises(NotToBeCorrected):
        supplement(actor=RESIDENT, now=NOW + DAY, case_id=case_id, files=files)
    broken = Upload(name="证明.exe", content=b"MZ", true_size=2)
    with pytest.raises(UploadWrongType):
        supplement(actor=RESIDENT, now=NOW + DAY, case_id=case_id, files={TITLE: [broken]})


def test_a_case_that_waits_for_nothing_takes_nothing(db: None) -> None:
    with pytest.raises(OutOfTurn):
        supplement(actor=RESIDENT, now=NOW + DAY, case_id=received(), files={TITLE: [upload()]})


def test_a_stranger_does_not_find_it(db: None) -> None:
    case_id = noticed()
    for stranger in (OTHER_RESIDENT, OUTSIDER):
        with pytest.raises(NotFound):
            supplement(actor=stranger, now=NOW + DAY, case_id=case_id, files={TITLE: [upload()]})
