"""What the keeper of the seal and the county's office ask about papers and organs, and how strangers fare."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.meta.question import LATER, Belongings, Question
from tests.uploads import PNG
from tests.world import CLERK, COUNTY_OFFICER, ID, SEAL_KEEPER
from yimen.rules.access import system_actor
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.seals.record_use import record_use


def stamp(his: Belongings) -> UUID:
    """The seal is pressed on 赵建国's decision, and the scan is kept."""
    scan = Upload(name="盖章件.png", content=PNG, true_size=len(PNG))
    paper_id = his.decision.paper_id
    done = record_use(
        actor=SEAL_KEEPER, now=LATER, paper_id=paper_id, copies="3", purpose="送达申请人", scan=scan
    )
    return done.use_id


def _this_year(his: Belongings) -> Mapping[str, Any]:
    stamp(his)
    return {"year": LATER.year}


QUESTIONS: dict[str, Question] = {
    "seals.list_waiting": Question(
        rightful=SEAL_KEEPER, ask=lambda _: {}, is_nothing=lambda page: not page.rows
    ),
    "seals.get_stamping": Question(rightful=SEAL_KEEPER, ask=lambda his: {"paper_id": his.decision.paper_id}),
    "seals.find_paper": Question(
        rightful=SEAL_KEEPER, ask=lambda his: {"paper_no": his.decision.paper.paper_no}
    ),
    "seals.read_uses": Question(
        rightful=SEAL_KEEPER, ask=_this_year, is_nothing=lambda register: not register.rows
    ),
    "seals.get_use": Question(rightful=SEAL_KEEPER, ask=lambda his: {"use_id": stamp(his)}),
    "seals.open_scan": Question(rightful=SEAL_KEEPER, ask=lambda his: {"use_id": stamp(his)}),
    "seals.open_case_scan": Question(
        rightful=CLERK, ask=lambda his: {"case_id": his.case.pk, "use_id": stamp(his)}
    ),
    "seals.read_register": Question(
        rightful=CLERK,
        ask=lambda _: {"kind": "GRANT"},
        is_nothing=lambda register: not register.registers and not register.rows,
    ),
    "orgs.list_organs": Question(rightful=COUNTY_OFFICER, ask=lambda _: {}),
    "orgs.get_organ": Question(rightful=COUNTY_OFFICER, ask=lambda _: {"organ_id": ID("organ:forestry")}),
    "hosting.preview_retention": Question(
        rightful=system_actor("yimen retention"), ask=lambda _: {"now": LATER}
    ),
}
