"""The sample cases: one for every state that can be reached, made once, and finished when cut off."""

from collections import Counter
from io import BytesIO
from random import Random

from PIL import Image

from tests import world
from tests.usecases.cases import disclosures
from yimen.cli.demo.applicants import make_applicant, make_picture
from yimen.cli.demo.benefit_walks import seed_benefits
from yimen.cli.demo.cases import seed_cases
from yimen.cli.demo.family_walks import FAMILY_PLANS, seed_families
from yimen.cli.demo.plans import PLANS
from yimen.data.cases.models import Case, CaseStep, Draft
from yimen.data.documents.models import Paper, StoredFile
from yimen.data.journal.models import AnsweredRequest, Entry, Outbox
from yimen.rules.access import Party
from yimen.rules.calendar import BEIJING
from yimen.rules.case_queues import Queue
from yimen.rules.people import check_citizen_id
from yimen.rules.uploads import MediaType, check_upload
from yimen.usecases.cases.queries import list_worklist
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.people.queries import list_sample_actors


def _rows() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Case, CaseStep, Draft, Paper, StoredFile, Entry, Outbox))


def test_every_plan_stands_where_it_should_and_a_second_run_changes_nothing(people: None) -> None:
    assert seed_cases(world.NOW) == len(PLANS) == 24
    wanted = Counter(plan.target.value for plan in PLANS)
    assert Counter(Case.objects.values_list("state", flat=True)) == wanted
    assert len(wanted) == 7
    once = _rows()
    seed_cases(world.NOW)
    assert _rows() == once


def test_a_run_that_was_cut_off_is_finished_by_the_next(people: None) -> None:
    seed_cases(world.NOW, PLANS[:2])
    seed_cases(world.NOW, PLANS[:4])
    assert Case.objects.count() == 4
    assert Draft.objects.count() == 0


def test_sample_cases_are_marked_lie_on_past_workdays_and_fill_every_worklist(people: None) -> None:
    disclosures.build()
    for part in (seed_cases, seed_benefits, seed_families):
        part(world.NOW)
    assert set(Case.objects.values_list("sample", flat=True)) == {True}
    assert {name[1:] for name in Case.objects.values_list("applicant_name", flat=True)} == {"示例"}
    assert {paper.facts["sample"] for paper in Paper.objects.all()} == {True}
    calendar = current_calendar()
    for at in CaseStep.objects.values_list("at", flat=True):
        assert at < world.NOW
        assert calendar.is_workday(at.astimezone(BEIJING).date())
    today = world.NOW.astimezone(BEIJING).date()
    people = [each for each in list_sample_actors(today) if each.scope_code == world.TOWNSHIP]
    for party in (Party.CLERK, Party.REVIEWER, Party.APPROVER):
        somebody = next(each for each in people if each.party is party)
        page = list_worklist(actor=somebody, queue=Queue.OVERDUE, today=today)
        empty = {each.queue for each in page.counts if each.count == "0"}
        # Nothing stands still in the samples, and of a benefit only the county has what it confirms.
        assert empty <= {Queue.SUSPENDED, Queue.TO_VERIFY, Queue.TO_CONFIRM}, party


def test_the_other_families_stand_where_they_should_and_a_second_run_changes_nothing(people: None) -> None:
    disclosures.build()
    assert seed_families(world.NOW) == len(FAMILY_PLANS)
    stand = Counter(Case.objects.values_list("family", "state"))
    assert stand == {
        ("INSTANT", "CLOSED"): 3,
        ("FORWARDED", "FORWARDED"): 1,
        ("FORWARDED", "PASSED_ON"): 3,
        ("FORWARDED", "RECEIVED"): 1,
        ("FORWARDED", "CORRECTING"): 1,
        ("FORWARDED", "WITHDRAWN"): 1,
        ("DISCLOSURE", "REVIEWING"): 1,
        ("OTHER", "CONCLUDED"): 1,
        ("OTHER", "DECIDING"): 1,
        ("OTHER", "REVIEWING"): 1,
    }
    assert Case.objects.exclude(reminded_at=None).count() == 1
    once = _rows()
    seed_families(world.NOW)
    assert _rows() == once


def test_made_up_applicants_have_numbers_that_add_up() -> None:
    chance = Random(1)  # noqa: S311 - sample data
    for at in range(200):
        check_citizen_id(make_applicant(at, chance).id_no, today=world.NOW.date())


def test_the_pictures_are_what_they_claim() -> None:
    picture = make_picture(210)
    assert check_upload(name="a.png", head=picture[:64], size=len(picture)) is MediaType.PNG
    assert Image.open(BytesIO(picture)).size == (480, 640)
    assert len(picture) < 5_000


def test_what_an_older_version_filed_otherwise_stays_as_it_is(people: None) -> None:
    seed_cases(world.NOW, PLANS[:2])
    once = _rows()
    AnsweredRequest.objects.filter(request_key__contains=".save").update(body_digest="0" * 64)
    seed_cases(world.NOW, PLANS[:2])
    assert _rows() == once
