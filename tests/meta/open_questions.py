"""What is asked about lists on walls."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.meta.question import LATER, TODAY, Belongings, Question
from tests.usecases.cases.journey import PNG
from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.usecases.catalog.test_partners import added
from tests.world import CLERK, COUNTY_OFFICER, TOWNSHIP
from yimen.usecases.catalog.hanging import HangingPage
from yimen.usecases.documents.hanging import HangingRecorded, Photo, record_hanging


def _hung() -> HangingRecorded:
    """An old list hangs in the hall of the township."""
    published()
    photo = Photo(name="墙.png", content=PNG, true_size=len(PNG))
    done = record_hanging(
        actor=CLERK,
        now=LATER,
        unit_code=TOWNSHIP,
        number=1,
        spot="大厅公示栏",
        hung_on=date(2026, 11, 16),
        photo=photo,
    )
    publish(in_review(drafted(order(promised="4"))), now=LATER)
    return done


def _all(_: Belongings) -> Mapping[str, Any]:
    _hung()
    return {}


def _unit(_: Belongings) -> Mapping[str, Any]:
    _hung()
    return {"unit_code": TOWNSHIP, "number": 1}


def _photo(_: Belongings) -> Mapping[str, Any]:
    return {"hanging_id": _hung().hanging_id}


def _nothing_hangs(answer: HangingPage) -> bool:
    return not any(row.sheets for row in answer.rows)


def _services(_: Belongings) -> Mapping[str, Any]:
    added()
    return {"today": TODAY}


QUESTIONS = {
    "catalog.list_partner_services": Question(rightful=COUNTY_OFFICER, ask=_services),
    "catalog.list_hanging": Question(rightful=CLERK, ask=_all, is_nothing=_nothing_hangs),
    "catalog.get_hanging_unit": Question(rightful=CLERK, ask=_unit),
    "catalog.count_to_change": Question(rightful=CLERK, ask=_all),
    "documents.open_hung_photo": Question(rightful=CLERK, ask=_photo),
}
