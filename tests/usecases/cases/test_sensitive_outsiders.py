"""A 低保 case is seen by whoever has a duty in it: every question about cases is asked by all the others."""

import inspect
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.meta.questions import all_questions
from tests.usecases.cases import benefit_journey as walk
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY,
    COUNTY_APPROVER,
    COUNTY_OFFICER,
    ID,
    ID_NUMBER,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDE_APPROVER,
    OUTSIDER,
    RESIDENT_PHONE,
    REVIEWER,
    SEAL_KEEPER,
    SECOND_APPROVER,
    SECOND_CLERK,
    SECOND_REVIEWER,
    TOWNSHIP,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseEvidence, CasePaper
from yimen.rules.access import Actor, Party
from yimen.rules.assignments import Pile
from yimen.rules.calendar import beijing_date
from yimen.rules.case_queues import Queue
from yimen.rules.errors import Refusal, RuleViolation
from yimen.rules.oversight import OversightPile

ITEM = "最低生活保障"
COLLEAGUES = (
    SECOND_CLERK,
    SECOND_REVIEWER,
    APPROVER,
    SECOND_APPROVER,
    SEAL_KEEPER,
    CENTER_HEAD,
)
STRANGERS = (*COLLEAGUES, NEIGHBOR_CLERK, OUTSIDER, OUTSIDE_APPROVER, COUNTY_OFFICER, CITY_OFFICER)
TODAY = beijing_date(NOW)
Ask = Callable[[Case], list[Mapping[str, Any]]]


def _evidence(case: Case) -> UUID:
    return CaseEvidence.objects.filter(case=case)[0].file_id


def _paper(case: Case) -> UUID:
    return CasePaper.objects.filter(case=case)[0].paper_id


_ABOUT_CASES = ("cases_received", "cases_in_hand", "papers_issued")


def _of_the_month(**more: str) -> dict[str, Any]:
    return {"unit_code": TOWNSHIP, "month": TODAY.replace(day=1), "now": NOW + timedelta(days=1), **more}


# How each question reaches for the case: by its id, its number, the person, or by listing.
ASKS: dict[str, Ask] = {
    "cases.find_case": lambda c: [{"today": TODAY, "case_no": c.case_no}],
    "cases.get_case": lambda c: [
        {"today": TODAY, "case_id": c.pk},
        {"today": TODAY, "case_id": c.case_no},
    ],
    "cases.find_case_paper": lambda c: [{"case_id": c.case_no, "paper_id": _paper(c)}],
    "cases.list_cases": lambda _: [{"today": TODAY}, {"today": TODAY, "queue": Queue.OVERDUE}],
    "cases.list_worklist": lambda _: [{"today": TODAY, "queue": queue} for queue in Queue],
    "cases.search_cases": lambda c: [
        {"today": TODAY, "words": words}
        for words in (c.case_no, c.case_no[-6:], walk.NAME, RESIDENT_PHONE, RESIDENT_PHONE[-4:])
    ],
    "cases.list_open_of_person": lambda _: [{"id_no": ID_NUMBER}],
    "cases.get_intake_desk": lambda _: [{"today": TODAY, "id_no": ID_NUMBER}],
    "cases.list_visit": lambda c: [{"visit_id": c.visit_id or ID("no visit")}],
    "cases.open_case_file": lambda c: [{"case_id": c.pk, "file_id": _evidence(c)}],
    "cases.open_case_evidence": lambda c: [{"case_id": c.pk, "file_id": _evidence(c)}],
    "cases.open_case_paper": lambda c: [{"case_id": c.pk, "paper_id": _paper(c)}],
    "cases.get_large_print": lambda c: [{"case_id": c.pk, "paper_id": _paper(c), "public_url": "http://x"}],
    "cases.get_handout": lambda c: [{"case_id": c.pk}],
    "cases.get_duty": lambda _: [{"today": TODAY, "pile": pile} for pile in Pile],
    "cases.preview_hand_over": lambda _: [
        {"today": TODAY, "from_post_id": REVIEWER.post_id, "to_post_id": SECOND_REVIEWER.post_id}
    ],
    "cases.list_due": lambda _: [{"today": TODAY}],
    "cases.list_postings": lambda _: [{}],
    "cases.get_posting": lambda c: [{"case_id": c.pk}],
    "cases.get_village_desk": lambda _: [{"now": NOW}],
    "cases.get_proxy_case": lambda c: [{"case_id": c.pk, "today": TODAY}],
    "cases.open_proxy_file": lambda c: [{"case_id": c.pk, "file_id": _evidence(c)}],
    "cases.open_proxy_paper": lambda c: [{"case_id": c.pk, "paper_id": _paper(c)}],
    "cases.list_handed_over": lambda _: [{}],
    "cases.list_opinion_templates": lambda _: [{}],
    "cases.list_overseen": lambda _: [{"today": TODAY, "pile": OversightPile.ALL}],
    "cases.list_oversight": lambda _: [{"today": TODAY, "pile": OversightPile.ALL}],
    "cases.get_oversight_board": lambda _: [{"today": TODAY, "year": TODAY.year}],
    "cases.get_copy_sheet": lambda c: [{"case_id": c.pk, "today": TODAY}],
    "cases.get_proxy_correction": lambda c: [{"case_id": c.pk}],
    "cases.review_case_files": lambda _: [{"since": TODAY - timedelta(days=30), "until": TODAY}],
    "indicators.get_indicator_board": lambda _: [_of_the_month()],
    "indicators.get_indicator": lambda _: [_of_the_month(key=key) for key in _ABOUT_CASES],
    "indicators.list_indicator_rows": lambda _: [_of_the_month(key=key) for key in _ABOUT_CASES],
    "indicators.export_indicators": lambda _: [_of_the_month()],
    "seals.open_case_scan": lambda c: [{"case_id": c.pk, "use_id": ID("no use")}],
    "seals.list_waiting": lambda _: [{}],
    "seals.get_stamping": lambda c: [{"paper_id": _paper(c)}],
    "seals.read_register": lambda _: [{}],
    "seals.read_uses": lambda _: [{"year": TODAY.year}],
}
# Asked by residents or by a secret (`tests/meta/questions.py`), by the system, or about no one's case.
ELSEWHERE = {
    "cases.count_own_open_cases", "cases.find_own_case", "cases.find_own_draft", "cases.find_own_phone",
    "cases.get_draft", "cases.get_own_case", "cases.get_own_correction", "cases.get_own_withdrawal",
    "cases.list_own_cases", "cases.open_draft_file", "cases.open_own_paper", "cases.track_from",
    "cases.list_silent_permits", "cases.get_list_desk", "cases.list_unanswered_renewals", "cases.get_intake",
    "documents.verify_paper", "documents.verify_file", "documents.list_certificates",
    "catalog.list_adjustments", "catalog.get_adjustment", "catalog.preview_delegations",
    "catalog.list_due_adjustments", "catalog.get_choices", "catalog.resolve_units",
    "cases.get_overseen", "cases.list_oversight_rules", "cases.open_overseen_decision",
    "cases.open_overseen_photo", "cases.preview_oversight_rules",
    "catalog.count_to_change", "catalog.export_items", "catalog.export_platform_tables",
    "programme.get_board", "programme.get_contact", "programme.get_draft", "programme.get_member",
    "programme.make_programme_file", "programme.get_subtask", "programme.get_task", "programme.list_contacts",
    "reports.get_report_page", "reports.get_register", "reports.export_report", "reports.export_register",
    "reports.answers_workbook", "reports.list_templates", "reports.get_template", "reports.fill_template",
    "showcase.get_showcase_board", "showcase.list_candidates", "showcase.get_candidate", "showcase.get_site",
    "showcase.list_waiting", "supervision.get_map_board", "supervision.get_drawing",
    "supervision.get_brief", "supervision.make_brief_docx", "supervision.make_brief_pdf",
    "catalog.export_register", "catalog.export_unit_list", "catalog.get_columns", "catalog.get_editing",
    "catalog.export_quality_board", "catalog.list_own_items", "catalog.get_adjustment_title",
    "catalog.preview_register",
    "catalog.get_hanging_unit", "catalog.get_import", "catalog.get_item_page", "catalog.get_plan",
    "catalog.get_quality_board", "catalog.get_report", "catalog.list_hanging", "catalog.list_imports",
    "catalog.list_office_items", "catalog.list_partner_services", "catalog.list_quality_lines",
    "catalog.list_search_misses", "catalog.list_search_words", "catalog.try_search_word",
    "documents.open_hung_photo", "documents.open_item_file", "places.export_board", "places.get_dossier",
    "places.get_standards_board", "places.list_all_points", "places.list_points_by_verdict",
    "places.open_place_photo", "places.make_artwork",
    "exchange.get_subscription", "exchange.list_due", "exchange.list_subscriptions",
    "people.get_own_account", "people.list_log_ins", "people.list_tokens",
    "hosting.preview_retention", "orgs.get_organ", "orgs.list_organs",
    "people.get_staff_account", "seals.find_paper", "seals.get_use", "seals.open_scan",
}  # fmt: skip


def _actor_questions() -> dict[str, Callable[..., Any]]:
    return {n: f for n, f in all_questions().items() if "actor" in inspect.signature(f).parameters}


def test_every_question_that_names_an_actor_is_asked_here_or_is_known_to_be_no_desk_s() -> None:
    assert set(_actor_questions()) - set(ASKS) - ELSEWHERE == set()


def _answers(name: str, actor: Actor, case: Case) -> list[Any]:
    """What the actor gets; a refusal in the ordinary way is nothing."""
    found = []
    for asked in ASKS[name](case):
        try:
            found.append(all_questions()[name](actor=actor, **asked))
        except RuleViolation as refused:
            if refused.refusal not in {Refusal.FORBIDDEN, Refusal.NOT_FOUND, Refusal.INVALID}:
                raise
    return found


def _on_the_way() -> Case:
    """A case whose reviewer visits the home: the clerk and the reviewer have a duty, nobody else."""
    case_id = walk.reviewed()
    walk.visit(case_id)
    case = Case.objects.get(county_code=COUNTY, pk=case_id)
    assert case.assignee_id == REVIEWER.post_id
    return case


@pytest.mark.parametrize("name", sorted(ASKS))
def test_nobody_without_a_duty_reads_whose_case_it_is_or_what_it_is_about(db: None, name: str) -> None:
    case = _on_the_way()
    for actor in STRANGERS:
        for answer in _answers(name, actor, case):
            told = repr(answer)
            for word in (walk.NAME, ITEM, ID_NUMBER, RESIDENT_PHONE, "孙*英", "孙"):
                if word == ITEM and name == "cases.get_intake_desk":
                    continue  # the list of what may be taken in names every item
                assert word not in told, f"{actor.name} reads {word} in {name}"


@pytest.mark.parametrize("actor", STRANGERS, ids=lambda each: each.name)
def test_a_stranger_finds_neither_row_nor_count_nor_hit_nor_file(db: None, actor: Actor) -> None:
    case = _on_the_way()
    for page in _answers("cases.list_worklist", actor, case):
        assert page.rows == ()
        assert {each.count for each in page.counts} == {"0"}
    for page in (*_answers("cases.search_cases", actor, case), *_answers("cases.list_cases", actor, case)):
        assert page.rows == ()
    for name in (
        "cases.get_case", "cases.open_case_file", "cases.open_case_evidence", "cases.open_case_paper",
        "cases.get_large_print", "cases.get_posting", "cases.get_proxy_case", "cases.find_case_paper",
    ):  # fmt: skip
        assert _answers(name, actor, case) == [], name


@pytest.mark.parametrize("actor", [CLERK, REVIEWER], ids=lambda each: each.name)
def test_whoever_has_a_duty_in_it_reads_it(db: None, actor: Actor) -> None:
    case = _on_the_way()
    assert len(_answers("cases.get_case", actor, case)) == 2
    assert any(page.rows for page in _answers("cases.list_worklist", actor, case))
    assert len(_answers("cases.open_case_evidence", actor, case)) == 1


def test_the_department_of_the_county_reads_it_only_when_it_came_up(db: None) -> None:
    case = _on_the_way()
    assert _answers("cases.get_case", COUNTY_APPROVER, case) == []
    Case.objects.filter(pk=case.pk).update(state="CONFIRMING", assignee=None)
    assert len(_answers("cases.get_case", COUNTY_APPROVER, case)) == 2


def test_another_department_of_the_county_never_reads_it(db: None) -> None:
    from dataclasses import replace

    case_id = walk.publicized()
    case = Case.objects.get(pk=case_id)
    forestry = replace(COUNTY_APPROVER, organ_id=ID("organ:forestry"), post_id=ID("post:nobody"))
    assert forestry.party is Party.COUNTY_APPROVER
    assert _answers("cases.get_case", forestry, case) == []
    assert len(_answers("cases.get_case", COUNTY_APPROVER, case)) == 2


def test_the_head_hands_it_out_without_reading_whose_it_is(db: None) -> None:
    case_id = walk.accepted()
    case = Case.objects.get(pk=case_id)
    pages = _answers("cases.get_duty", CENTER_HEAD, case)
    assert any(page.rows for page in pages)
    told = repr(pages)
    assert "救助类事项" in told
    assert ITEM not in told
    assert "孙" not in told


def test_the_village_reads_a_number_and_a_neutral_name_while_the_sheet_hangs(db: None) -> None:
    case_id = walk.posted()
    case = Case.objects.get(pk=case_id)
    [page] = _answers("cases.list_postings", VILLAGE_PROXY, case)
    assert [row.item_name for row in page.rows] == ["救助类事项"]
    told = repr(page)
    assert walk.NAME not in told
    assert ITEM not in told
    assert _answers("cases.get_case", VILLAGE_PROXY, case) == []
    assert _answers("cases.open_case_paper", VILLAGE_PROXY, case) == []


def test_when_the_posting_is_over_the_village_reads_nothing_any_more(db: None) -> None:
    case_id = walk.publicized()
    case = Case.objects.get(pk=case_id)
    [page] = _answers("cases.list_postings", VILLAGE_PROXY, case)
    assert page.rows == ()
    assert _answers("cases.get_posting", VILLAGE_PROXY, case) == []
