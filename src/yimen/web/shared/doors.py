"""The pages that stand in the head of the desk, each for those whose grant opens it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from yimen.rules.access import Actor, may
from yimen.rules.errors import N_

# (grant, words, name of the page), in the order in which people need them.
_DOORS: tuple[tuple[str, str, str], ...] = (
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
    ("supervision.read", N_("督办"), "supervise:home"),
    ("programme.read", N_("方案和任务"), "manage:programme"),
    ("reports.read", N_("报送"), "manage:reports"),
    ("indicators.read", N_("指标"), "supervise:indicators"),
    ("places.read", N_("中心和服务站"), "manage:places"),
    ("places.publish_institution", N_("上墙制度"), "manage:institutions"),
    ("catalog.read_hanging", N_("清单张贴"), "manage:hanging"),
    ("catalog.add_partner_service", N_("非政务服务"), "manage:services"),
    ("catalog.read_adjustments", N_("清单和授权"), "manage:lists"),
    ("catalog.read_quality", N_("清单质量"), "manage:quality"),
    ("cases.watch_oversight", N_("审批与监管衔接"), "manage:oversight"),
    ("catalog.draft_items", N_("事项和指南"), "manage:items"),
    ("orgs.record_remedies", N_("机关和救济途径"), "manage:organs"),
    ("catalog.edit_search_words", N_("群众的说法"), "manage:words"),
    ("exchange.read", N_("系统对接"), "manage:webhooks"),
    ("people.read_grants", N_("谁能做什么"), "manage:grants"),
    ("people.read_account", N_("账号和登录"), "desk:account"),
)


def doors_of(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """{label, url, is_here} of each page that this actor may open; asks the database nothing."""
    if not actor.is_staff:
        return []
    found = [(gettext(words), reverse(name)) for grant, words, name in _DOORS if may(actor, grant)]
    return [{"label": label, "url": url, "is_here": request.path == url} for label, url in found]
