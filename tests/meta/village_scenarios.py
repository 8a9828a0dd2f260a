"""Every act of a village and of those who consent, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import village
from tests.world import CLERK, PENSION_ITEM_CODE, VILLAGE_PROXY
from yimen.data.cases.models import Case, CaseNote, CaseStep, Consent


def _file(_: Any) -> Twice:
    return both(**village.filing(now=LATER))


def _ask(_: Any) -> Twice:
    call = {"item_code": PENSION_ITEM_CODE, "told": village.TOLD, "giver_phone": village.DAUGHTER_PHONE}
    return both(actor=VILLAGE_PROXY, now=LATER, **call)


def _answer(_: Any) -> Twice:
    _, token = village.asked()
    return village.answering(token), village.answering(token, "NO")


def _revoke(_: Any) -> Twice:
    case_id = village.filed().case_id
    return both(actor=CLERK, now=LATER, case_id=case_id, reason="本人来电撤回。")


def _find(_: Any) -> Twice:
    village.filed()
    return both(actor=VILLAGE_PROXY, now=LATER, words="孙秀英")


def _print(_: Any) -> Twice:
    village.filed()
    return both(actor=VILLAGE_PROXY, now=LATER, reason="上门走访")


def _filed_acts() -> int:
    return CaseStep.objects.filter(act="SUBMIT").values("act").distinct().count()


def _answered() -> int:
    return Consent.objects.exclude(answered_at=None).count()


SCENARIOS = {
    # two neighbors may have the same thing filed at once: each submission is a case of its own
    "cases.file_for_neighbor": Scenario(prepare=_file, only_one=_filed_acts, winners=2, entries=2),
    # asked twice is two links; the person behind them is one
    "cases.ask_consent": Scenario(
        prepare=_ask,
        only_one=Consent.objects.values("applicant_id_no").distinct().count,
        winners=2,
        entries=2,
    ),
    "cases.answer_consent": Scenario(prepare=_answer, only_one=_answered),
    "cases.revoke_consent": Scenario(prepare=_revoke, only_one=CaseNote.objects.count),
    # each look is journaled by itself
    "cases.print_due_list": Scenario(prepare=_print, only_one=Case.objects.count, winners=2, entries=2),
    "cases.find_neighbor": Scenario(prepare=_find, only_one=Case.objects.count, winners=2, entries=2),
}
