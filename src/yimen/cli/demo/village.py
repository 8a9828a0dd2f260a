"""The sample village: what the proxy of 东关村 filed for neighbors, and who is due, by the real acts."""

from datetime import datetime, timedelta
from uuid import UUID

from yimen.cli.demo.applicants import make_picture, number_of
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import BEIJING, beijing_date
from yimen.rules.case_forms import Without
from yimen.rules.due_lists import add_months
from yimen.rules.errors import N_
from yimen.usecases.cases.actions import ask_consent, file_for_neighbor, pass_on, receive, record_result
from yimen.usecases.cases.consents import ConsentTold
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.neighbor_filing import NeighborFiling, Photograph
from yimen.usecases.cases.queries import get_intake, get_proxy_case
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.shared.acting import KeyUsedOtherwise

_VILLAGE = "130921100201"
_TOWNSHIP = "130921100000"
_PENSION = N_("城乡居民养老保险参保登记")
_SYSTEM = N_("部门自己的业务系统(示例)")
# (name, months old today, telephone, workdays ago, how far it has come)
_NEIGHBORS = (
    (N_("赵示例"), 81 * 12 + 3, "13800000201", 40, "RESULT"),
    (N_("钱示例"), 80 * 12 - 1, "13800000202", 21, "PASSED_ON"),
    (N_("孙示例"), 66 * 12, "", 3, "RECEIVED"),
    (N_("李示例"), 58 * 12 + 7, "13800000204", 1, "FILED"),
)
_FAR_AWAY = (N_("周示例"), 72 * 12 + 5, "13800000205")


def seed_village(now: datetime) -> int:
    """File what is missing, each under its fixed key; how many cases there should be.

    The sample people, places and items must be there. A second run changes nothing.
    """
    people = list_sample_actors(beijing_date(now))
    proxy = _at(people, Party.VILLAGE_PROXY, _VILLAGE)
    clerk = _at(people, Party.CLERK, _TOWNSHIP)
    if proxy is None or clerk is None:
        return 0
    item_code = search_items(_PENSION, limit=1)[0].code
    calendar = current_calendar()
    for at, (name, months, phone, days_ago, target) in enumerate(_NEIGHBORS):
        day = beijing_date(now)
        for _ in range(days_ago):
            day = calendar.previous_workday(day)
        filed_at = datetime(day.year, day.month, day.day, 9, 10 + at, tzinfo=BEIJING)
        told = {"name": name, "id_no": _number(now, months, at), "phone": phone, "request": ""}
        case_id = _file(proxy, filed_at, at, item_code, told)
        if case_id is not None:
            _walk(clerk, proxy, case_id, filed_at, at, target)
    name, months, phone = _FAR_AWAY
    told = {"name": name, "id_no": _number(now, months, 9)}
    _ask(proxy, now, item_code, told, phone)
    return len(_NEIGHBORS)


def _at(people: tuple[Actor, ...], party: Party, scope: str) -> Actor | None:
    return next((each for each in people if each.party is party and each.scope_code == scope), None)


def _number(now: datetime, months: int, at: int) -> str:
    """The number of somebody who is so many months old on the first of this month."""
    return number_of(add_months(beijing_date(now).replace(day=1), -months), 800 + at)


def _file(proxy: Actor, now: datetime, at: int, item_code: str, told: dict[str, str]) -> UUID | None:
    """The case, filed now or on an earlier run; None when an older version filed it with other words."""
    materials = get_intake(actor=proxy, item_code=item_code).materials
    sent = NeighborFiling(
        item_code=item_code,
        told=told,
        photographs=tuple(
            Photograph(material_id=each.id, upload=_picture(each.name, 200 + at * 8))
            for each in materials[:1]
        ),
        without={each.id: Without.BRING for each in materials[1:]},
        consent=ConsentTold(way="SIGNED", upload=_picture(N_("签名"), 250)),
        card_seen=True,
    )
    try:
        done = file_for_neighbor(actor=proxy, now=now, sent=sent, request_key=f"demo.village.{at}.file")
    except KeyUsedOtherwise:
        return None
    return done.case_id


def _picture(name: str, shade: int) -> Upload:
    content = make_picture(shade)
    return Upload(name=N_("{name}(示例).png").format(name=name[:20]), content=content, true_size=len(content))


def _walk(clerk: Actor, proxy: Actor, case_id: UUID, filed_at: datetime, at: int, target: str) -> None:
    """Receive, pass on and record the result, as far as the plan says; each by its key."""
    key = f"demo.village.{at}"
    later = filed_at + timedelta(hours=3)
    if target in {"RECEIVED", "PASSED_ON", "RESULT"}:
        receive(
            actor=clerk, now=later, case_id=case_id, identity_check="AT_VILLAGE", request_key=f"{key}.receive"
        )
    if target in {"PASSED_ON", "RESULT"}:
        shown = get_proxy_case(actor=proxy, case_id=case_id, today=beijing_date(later))
        pass_on(
            actor=clerk,
            now=later + timedelta(minutes=20),
            case_id=case_id,
            verdicts={str(each.id): "PASS" for each in shown.materials},
            external_system=_SYSTEM,
            external_no=N_("示例-{at:04d}").format(at=at + 1),
            request_key=f"{key}.pass_on",
        )
    if target == "RESULT":
        record_result(
            actor=clerk,
            now=later + timedelta(days=3),
            case_id=case_id,
            result="DONE",
            text=N_("参保登记已办好(示例)。"),
            request_key=f"{key}.result",
        )


def _ask(proxy: Actor, now: datetime, item_code: str, told: dict[str, str], phone: str) -> None:
    try:
        ask_consent(
            actor=proxy,
            now=now - timedelta(hours=20),
            item_code=item_code,
            told=told,
            giver_phone=phone,
            request_key="demo.village.ask",
        )
    except KeyUsedOtherwise:
        return
