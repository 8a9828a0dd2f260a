"""How the acts at the door are done, in every family that keeps a case open."""

from uuid import UUID

from tests.usecases.cases import village
from tests.usecases.cases.histories.history import PERSON, SYSTEM, Doer, Doers, History, picture
from tests.usecases.cases.journey import draft
from tests.world import CENTER_HEAD, CLERK, COUNTY, RESIDENT, VILLAGE
from yimen.data.catalog.models import Material
from yimen.rules.case_forms import Without
from yimen.rules.cases import Act
from yimen.usecases.cases import actions
from yimen.usecases.cases.door import deemed_day
from yimen.usecases.cases.intake import Intake


def _materials(history: History) -> list[UUID]:
    rows = Material.objects.filter(version__item__code=history.item_code, version__superseded_at=None)
    return list(rows.order_by("order").values_list("pk", flat=True))


def _submit_online(history: History) -> None:
    draft_id = draft(now=history.now, item=history.item_code, answers=PERSON)
    done = actions.submit(actor=RESIDENT, now=history.now, draft_id=draft_id, declared=True)
    history.case_id = done.case_id


def _file_by_proxy(history: History) -> None:
    materials = _materials(history)
    told = village.filing(
        item_code=history.item_code,
        now=history.now,
        photographs=(village.photograph(materials[0]),),
        without=dict.fromkeys(materials[1:], Without.BRING),
    )
    history.case_id = actions.file_for_neighbor(**told).case_id


def _intake(history: History, *, missing: bool) -> Intake:
    marks = {str(pk): "PASS" for pk in _materials(history)}
    if missing:
        marks[next(iter(marks))] = "MISSING"
    return Intake(
        item_code=history.item_code,
        village_code=VILLAGE,
        told=PERSON,
        identity_check="IN_PERSON",
        verdicts=marks,
    )


def _take_in(history: History) -> None:
    intake = _intake(history, missing=False)
    history.case_id = actions.take_in(actor=CLERK, now=history.now, intake=intake).case_id


def _take_in_lacking(history: History) -> None:
    intake = _intake(history, missing=True)
    history.case_id = actions.take_in_lacking(actor=CLERK, now=history.now, intake=intake).case_id


def _in_time(history: History) -> bool:
    return deemed_day(history.case, history.now) is None


def _tell(history: History) -> None:
    verdicts = history.verdicts()
    verdicts[next(iter(verdicts))] = "FAIL"
    actions.issue_one_time_notice(
        actor=CLERK,
        now=history.now,
        case_id=history.case_id,
        verdicts=verdicts,
        reasons={next(iter(verdicts)): "看不清，请重交。"},
        notices_before=history.notices(),
    )


def _supplement(history: History) -> None:
    files = {key: [picture()] for key in history.lacking()}
    actions.supplement(actor=CLERK, now=history.now, case_id=history.case_id, files=files)


def _deem(history: History) -> None:
    actions.deem_accepted(actor=SYSTEM, now=history.now, case_id=history.case_id, county_code=COUNTY)


DOOR: Doers = {
    Act.TAKE_IN: Doer(do=_take_in),
    Act.TAKE_IN_LACKING: Doer(do=_take_in_lacking),
    Act.RECEIVE: Doer(
        do=lambda h: actions.receive(actor=CLERK, now=h.now, case_id=h.case_id, identity_check="IN_PERSON")
    ),
    Act.RETURN: Doer(
        do=lambda h: actions.return_prefiling(
            actor=CLERK, now=h.now, case_id=h.case_id, reason="选错了事项。"
        ),
        may=_in_time,
    ),
    Act.ISSUE_ONE_TIME_NOTICE: Doer(do=_tell, may=_in_time),
    Act.SUPPLEMENT: Doer(do=_supplement),
    Act.ACCEPT: Doer(
        do=lambda h: actions.accept(actor=CLERK, now=h.now, case_id=h.case_id, verdicts=h.verdicts())
    ),
    Act.DECLINE: Doer(
        do=lambda h: actions.decline(
            actor=CLERK,
            now=h.now,
            case_id=h.case_id,
            reasons="不属于本机关职权范围。",
            competent_organ="沧县自然资源主管部门",
        ),
        may=_in_time,
    ),
    Act.WITHDRAW: Doer(
        do=lambda h: actions.withdraw(actor=CLERK, now=h.now, case_id=h.case_id, written=picture("撤回.png"))
    ),
    Act.VOID: Doer(
        do=lambda h: actions.void(actor=CENTER_HEAD, now=h.now, case_id=h.case_id, reason="重复登记。")
    ),
    Act.REOPEN: Doer(
        do=lambda h: actions.reopen(
            actor=CENTER_HEAD, now=h.now, case_id=h.case_id, reason="送达记录有误，要更正。"
        ),
        may=lambda h: h.count(Act.REOPEN) < 2,
    ),
}
ONLINE: Doers = {Act.SUBMIT: Doer(do=_submit_online)}
BY_PROXY: Doers = {Act.SUBMIT: Doer(do=_file_by_proxy)}
DEEMED: Doers = {
    Act.DEEM_ACCEPTED: Doer(do=_deem, may=lambda h: not _in_time(h)),
    Act.FIND_NOT_NEEDED: Doer(
        do=lambda h: actions.find_not_needed(
            actor=CLERK, now=h.now, case_id=h.case_id, reasons="房前屋后的零星林木，不需要许可。"
        )
    ),
}
