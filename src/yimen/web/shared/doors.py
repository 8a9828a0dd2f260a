"""The pages in the head of the desk, each for those whose grant opens it, in groups where they are many."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from yimen.rules.access import Actor, Party, may
from yimen.rules.errors import N_
from yimen.web.shared.first_pages import first_page

# Words of a group, then (grant, words, name of the page), in the order in which people need them.
_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        N_("办件"),
        (
            ("cases.read", N_("办件"), "desk:worklist"),
            ("cases.read_oversight", N_("审批转监管"), "desk:oversight"),
            ("cases.take_in", N_("收件"), "desk:intake"),
            ("cases.read_village", N_("村级代办"), "desk:village"),
            ("cases.read_due", N_("到期名单"), "desk:due"),
            ("cases.assign", N_("派件"), "desk:duty"),
            ("cases.review_case_files", N_("案卷评查"), "desk:reviews"),
            ("seals.read", N_("用印"), "desk:seals"),
            ("documents.read_register", N_("文书登记簿"), "desk:registers"),
            ("cases.read_village", N_("公示单"), "desk:postings"),
        ),
    ),
    (
        N_("督办和报送"),
        (
            ("supervision.read", N_("督办"), "supervise:home"),
            ("reports.read", N_("报送"), "manage:reports"),
            ("programme.read", N_("方案和任务"), "manage:programme"),
            ("indicators.read", N_("指标"), "supervise:indicators"),
            ("showcase.read", N_("示范点"), "manage:showcase"),
            ("cases.watch_oversight", N_("审批与监管衔接"), "manage:oversight"),
        ),
    ),
    (
        N_("中心和站"),
        (
            ("places.read", N_("中心和服务站"), "manage:places"),
            ("places.publish_institution", N_("上墙制度"), "manage:institutions"),
            ("catalog.read_hanging", N_("清单张贴"), "manage:hanging"),
            ("catalog.add_partner_service", N_("非政务服务"), "manage:services"),
        ),
    ),
    (
        N_("清单和指南"),
        (
            ("catalog.read_adjustments", N_("清单和授权"), "manage:lists"),
            ("catalog.read_quality", N_("清单质量"), "manage:quality"),
            ("catalog.draft_items", N_("事项和指南"), "manage:items"),
            ("catalog.edit_search_words", N_("群众的说法"), "manage:words"),
            ("orgs.record_remedies", N_("机关和救济途径"), "manage:organs"),
        ),
    ),
    (
        N_("账号和系统"),
        (
            ("people.read_account", N_("账号和登录"), "desk:account"),
            ("people.read_grants", N_("谁能做什么"), "manage:grants"),
            ("exchange.read", N_("系统对接"), "manage:webhooks"),
        ),
    ),
)
# Pages that belong to a door and have their address elsewhere.
_ELSEWHERE = {
    "/desk/places/": "manage:places",
    "/desk/hang/": "manage:hanging",
    "/manage/report-templates/": "manage:reports",
}
# So many stand side by side on a desk's screen; more are shown group by group.
_IN_ONE_ROW = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A link in the head; `is_here` when the page, or a page behind it, is the one that is shown."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Doors:
    """The row of groups, empty where one row holds all doors, and the doors of the group that is open."""

    home_url: str = ""
    groups: tuple[Door, ...] = ()
    doors: tuple[Door, ...] = ()


def doors_of(request: HttpRequest, actor: Actor) -> Doors:
    """What this actor may open, none for residents; asks the database nothing."""
    if not actor.is_staff:
        return Doors()
    opened = _opened_to(actor.party)
    every = [url for _, found in opened for _, url in found]
    if not every:
        return Doors()
    home_url = first_page(actor.party)
    here = _here(request.path, every)
    if len(every) <= _IN_ONE_ROW:
        return Doors(home_url=home_url, doors=_links([row for _, found in opened for row in found], here))
    wanted = here or home_url
    shown = next((found for _, found in opened if wanted in {url for _, url in found}), opened[0][1])
    groups = tuple(
        Door(label=gettext(words), url=found[0][1], is_here=found is shown and bool(here))
        for words, found in opened
    )
    return Doors(home_url=home_url, groups=groups, doors=_links(shown, here) if len(shown) > 1 else ())


@cache
def _opened_to(party: Party) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """By group, the words and addresses that a party may open; groups without any are left out."""
    actor = Actor(party=party, name="")
    found = (
        (words, tuple((label, reverse(name)) for grant, label, name in rows if may(actor, grant)))
        for words, rows in _GROUPS
    )
    return tuple((words, doors) for words, doors in found if doors)


def _here(path: str, every: list[str]) -> str:
    """The door behind which a page lies, the nearest where one lies behind another; empty for none."""
    behind = {url: url for url in every}
    behind |= {start: url for start, name in _ELSEWHERE.items() if (url := reverse(name)) in behind}
    return behind.get(max((each for each in behind if path.startswith(each)), key=len, default=""), "")


def _links(found: Iterable[tuple[str, str]], here: str) -> tuple[Door, ...]:
    return tuple(Door(label=gettext(words), url=url, is_here=url == here) for words, url in found)
