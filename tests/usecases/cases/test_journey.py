"""One case from a draft to its end, with everything that it leaves behind."""

from tests.usecases.cases.journey import HOUR, SYSTEM, delivered
from tests.world import NOW
from yimen.data.cases.models import Case, CasePaper, CaseStep, Draft
from yimen.data.journal.models import Entry
from yimen.gateways.installed import installed
from yimen.usecases.cases import actions


def test_a_case_goes_all_the_way_from_a_phone_to_its_close(db: None) -> None:
    case_id = delivered()
    done = actions.close(actor=SYSTEM, now=NOW + 6 * HOUR, case_id=case_id, county_code="130921")

    case = Case.objects.get(pk=case_id)
    assert case.state == done.state == "CLOSED"
    assert case.closed_at == NOW + 6 * HOUR
    acts = list(CaseStep.objects.filter(case=case).order_by("order").values_list("act", flat=True))
    assert acts == ["SUBMIT", "RECEIVE", "ACCEPT", "REVIEW", "GRANT", "DELIVER", "CLOSE"]
    kinds = (
        CasePaper.objects.filter(case=case).order_by("paper__issued_at").values_list("paper__kind", flat=True)
    )
    assert list(kinds) == ["RECEIPT", "ACCEPTANCE", "GRANT", "DELIVERY_RECORD"]
    entries = Entry.objects.filter(subject_type="case", subject_id=case_id).order_by("seq")
    assert [each.act for each in entries] == [f"cases.{act.lower()}" for act in acts]
    assert Draft.objects.count() == 0


def test_each_step_asks_for_at_most_one_job_in_order(db: None) -> None:
    """The one that closes is asked for when the file of the delivery's record is made."""
    case_id = delivered()
    actions.close(actor=SYSTEM, now=NOW + 6 * HOUR, case_id=case_id, county_code="130921")
    names = [job.name for job in installed().queue.jobs if job.name != "deliver_messages"]
    assert names == ["issue_paper_file"] * 4 + ["invite_rating"]


def test_no_personal_value_stands_in_the_journal(db: None) -> None:
    case_id = delivered()
    case = Case.objects.get(pk=case_id)
    written = "".join(Entry.objects.values_list("text", flat=True))
    for value in (
        case.applicant_name,
        case.applicant_id_no,
        case.applicant_phone,
        case.request_text,
        "林权清楚",
    ):
        assert value not in written
