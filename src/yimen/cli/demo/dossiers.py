"""The sample dossiers of 沧县's centers and stations, in every state; all of them are made up and say so.

What each place is like follows from its number in the list, so that every start makes the same. One in
twelve villages has no dossier: also in the sample somebody has still to look.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from yimen.cli.demo.people import COUNTY, SECOND_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.rules.access import Actor, Party, system_actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.institutions import STARTING_TEXTS, Institution
from yimen.rules.place_facts import BOARD_PARTS, DEDICATED, PUBLISHED_KINDS, SHARED, Value
from yimen.rules.place_photos import PhotoSubject
from yimen.rules.standards import Answer, Standard
from yimen.usecases.orgs.queries import RegionView, list_townships, list_villages
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.places.institutions import publish_institution, read_institutions
from yimen.usecases.places.photos import add_photo
from yimen.usecases.places.samples import OWN_NAME, SampleDossier, record_sample_dossiers

_ACTOR = system_actor("demo")
# Old enough for the two months that the sample reports tell of.
_AGE = timedelta(days=75)
_KINDS = [value for value, _ in PUBLISHED_KINDS]
_PARTS = [value for value, _ in BOARD_PARTS]
_EQUIPMENT = ("open_counter", "computer", "printer", "camera", "telephone", "seats", "rack")
_SECOND_VILLAGE = "130921100202"
# (picture, place, what it shows); the last is the third once more, and is flagged.
_PICTURES = (
    ("plaque.jpg", TOWNSHIP, PhotoSubject.PLAQUE),
    ("hall.jpg", TOWNSHIP, PhotoSubject.ROOM),
    ("board.jpg", VILLAGE, PhotoSubject.INSTITUTIONS),
    ("board.jpg", _SECOND_VILLAGE, PhotoSubject.INSTITUTIONS),
)


def seed_dossiers(now: datetime) -> int:
    """Write the dossiers that are missing, a text of the county and four photos; how many were written."""
    staff = list_sample_actors(beijing_date(now))
    since = now - _AGE
    _publish_text(staff, since)
    told: list[SampleDossier] = []
    for at, township in enumerate(list_townships(COUNTY[:6])):
        told.append(_center(at, township))
        for number, village in enumerate(list_villages(township.code)):
            if (at + number) % 12 != 11 or village.code in {VILLAGE, _SECOND_VILLAGE}:
                told.append(_station(at + number, village))
    written = record_sample_dossiers(actor=_ACTOR, now=since, county_code=COUNTY[:6], dossiers=told)
    _add_photos(staff, now)
    return written


def _publish_text(staff: Sequence[Actor], now: datetime) -> None:
    """The county has a text of its own of one institution, so that some walls show the former one."""
    officer = next(
        (each for each in staff if each.party is Party.COUNTY_OFFICER and each.scope_code == COUNTY), None
    )
    if officer is None or any(each.number for each in read_institutions(COUNTY[:6])):
        return
    lines = (*STARTING_TEXTS[Institution.COMPLAINTS], N_("（示例）县政务服务管理办公室受理对中心的投诉。"))
    publish_institution(
        actor=officer,
        now=now,
        institution=Institution.COMPLAINTS,
        text="\n".join(lines),
        request_key="demo.dossiers.text",
    )


def _add_photos(staff: Sequence[Actor], now: datetime) -> None:
    clerk = next((each for each in staff if each.party is Party.CLERK and each.scope_code == TOWNSHIP), None)
    if clerk is None:
        return
    folder = files("yimen.cli.demo") / "pictures"
    for name, code, subject in _PICTURES:
        content = (folder / name).read_bytes()
        add_photo(
            actor=clerk,
            now=now,
            point_code=code,
            subject=subject,
            name=name,
            content=content,
            true_size=len(content),
            request_key=f"demo.dossiers.{name}.{code}",
        )


def _center(at: int, township: RegionView) -> SampleDossier:
    facts: dict[str, Value] = {
        "area": 46.0 if at % 6 == 4 else 60.0 + 4 * (at % 9),
        "premises": DEDICATED,
        "rooms": 2 + at % 3,
        "counters": 3 + at % 4,
        **_plaque(at, narrow=at % 7 == 5),
        "hall": True,
        "windows": _windows(at),
        **dict.fromkeys(_EQUIPMENT, True),
        "terminal": at % 3 == 0,
        "nursing_room": at % 4 == 0,
        "ramp": at % 2 == 0,
        **_openness(at),
        "posted": _posted(0 if at % 5 == 3 else 1),
        "network": True,
        "network_speed": 100,
        "network_since": "2020-09-01",
        "old_platform": N_("乡镇审批平台（示例）"),
        "platform_verdict": ("LINKED", "TO_LINK", "STOPPED")[at % 3],
    }
    if township.code == TOWNSHIP:
        facts |= {"latitude": 38.2371, "longitude": 117.0903}
    if township.code == SECOND_TOWNSHIP:
        # nobody has looked at the hall's inside yet
        for key in ("zone", "zone_kinds", "board", "board_parts", "posted"):
            facts.pop(key, None)
    return SampleDossier(
        region_code=township.code,
        facts=facts,
        moved=at % 11 == 9 and township.code != TOWNSHIP,
        explanations={Standard.AREA: N_("（示例）老街房屋窄，新址明年启用")} if at % 6 == 4 else {},
    )


def _station(number: int, village: RegionView) -> SampleDossier:
    facts: dict[str, Value] = {
        "area": 16.0 if number % 9 == 4 else 20.0 + number % 18,
        "premises": SHARED if number % 8 == 6 else DEDICATED,
        "rooms": 1 + number % 2,
        "counters": 1,
    }
    if number % 6 != 2:
        facts |= _plaque(number, narrow=number % 10 == 7)
        facts |= {"one_counter": number % 13 != 12, "network": number % 5 != 1}
    if number % 4 != 3:
        facts |= dict.fromkeys(_EQUIPMENT, True) | {"camera": number % 3 != 0, "rack": number % 7 != 0}
        facts |= {"terminal": False, "nursing_room": False, "ramp": number % 6 == 0}
        facts |= _openness(number)
        facts["posted"] = _posted(0 if number % 5 == 0 else 1)
    explained = number % 9 == 4 and number % 2 == 0
    return SampleDossier(
        region_code=village.code,
        facts=facts,
        moved=number % 40 == 39,
        confirmed=number % 3 == 0 and village.code != VILLAGE,
        explanations={Standard.AREA: N_("（示例）村部翻建，暂用旧房")} if explained else {},
        answer=_answer(number),
        answer_reason=N_("（示例）村部已经建成，请搬进去") if _answer(number) is Answer.NOT_ACCEPTED else "",
    )


def _answer(number: int) -> Answer:
    """What the county says where something is explained: most is accepted, some rejected, some waits."""
    return {0: Answer.WAITING, 1: Answer.NOT_ACCEPTED}.get(number // 18 % 4, Answer.ACCEPTED)


def _plaque(number: int, *, narrow: bool) -> dict[str, Value]:
    if number % 14 == 13:
        return {"plaque": False, "mark": False}
    return {
        "plaque": True,
        "plaque_words": OWN_NAME,
        "plaque_width": 50.0 if narrow else 60.0,
        "plaque_height": 40.0,
        "plaque_lines": True,
        "plaque_colors": True,
        "plaque_metal": True,
        "mark": number % 8 != 1,
    }


def _windows(at: int) -> list[dict[str, str]]:
    names = (N_("民政"), N_("人社"), N_("医保"), N_("自然资源"))
    outside = N_("自然资源") if at % 4 == 2 else ""
    return [
        {"department": each, "state": "OUT" if each == outside else "IN", "note": N_("示例")}
        for each in names
    ]


def _openness(number: int) -> dict[str, Value]:
    return {
        "zone": number % 7 != 3,
        **({"zone_kinds": _KINDS[: 5 if number % 5 == 4 else 7]} if number % 7 != 3 else {}),
        "board": True,
        "board_parts": _PARTS[: 3 if number % 6 == 5 else 4],
    }


def _posted(complaints: int) -> dict[str, int]:
    return {each.value: complaints if each is Institution.COMPLAINTS else 0 for each in Institution}
