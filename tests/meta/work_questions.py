"""What a head, a reviewer and the county ask about the work, and how strangers fare with it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.meta.question import Question
from tests.world import CENTER_HEAD, CLERK, NOW, REVIEWER, SECOND_CLERK
from yimen.rules.assignments import Pile
from yimen.rules.calendar import beijing_date
from yimen.usecases.cases.actions import save_opinion_template

_TODAY = beijing_date(NOW)


def _keep_a_wording(_: Any) -> Mapping[str, Any]:
    save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text="情况属实，符合条件。")
    return {}


QUESTIONS: dict[str, Question] = {
    "cases.get_duty": Question(
        rightful=CENTER_HEAD,
        ask=lambda _: {"today": _TODAY, "pile": Pile.UNASSIGNED},
        is_nothing=lambda page: not page.rows,
    ),
    "cases.preview_hand_over": Question(
        rightful=CENTER_HEAD,
        ask=lambda _: {
            "today": _TODAY,
            "from_post_id": CLERK.post_id,
            "to_post_id": SECOND_CLERK.post_id,
        },
    ),
    "cases.search_cases": Question(
        rightful=CLERK,
        ask=lambda his: {"today": _TODAY, "words": his.open_case.applicant_id_no},
        is_nothing=lambda page: not page.rows and {each.count for each in page.counts} == {"0"},
    ),
    "cases.review_case_files": Question(
        rightful=CENTER_HEAD,
        ask=lambda _: {"since": _TODAY, "until": _TODAY + timedelta(days=3)},
        is_nothing=lambda page: not page.files,
    ),
    "cases.list_opinion_templates": Question(rightful=REVIEWER, ask=_keep_a_wording),
}
