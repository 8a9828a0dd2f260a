"""The list of one's own log-ins as pages show it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.usecases.people.log_ins import LogInView


def log_in_list(log_ins: tuple[LogInView, ...], *, end: str, end_others: str) -> dict[str, Any]:
    """What `parts/log_ins.html` asks for; `end` and `end_others` name the pages that take the forms."""
    return {
        "rows": log_ins,
        "has_others": any(not each.is_this for each in log_ins),
        "end_url": reverse(end),
        "end_others_url": reverse(end_others),
    }


_DONE = {
    "ended": "那一处已经退出。",
    "others": "其他登录都已退出，只剩这一处。",
    "password": "密码改好了，其他登录都已退出。",
    "bound": "验证器绑定好了。",
    "unbound": "验证器已经解除，其他登录都已退出。以后登录只要密码。",
}


def done_notices(done: str) -> list[dict[str, str]]:
    """The notice for `?done=`, or none."""
    return [{"kind": "success", "text": gettext(_DONE[done])}] if done in _DONE else []
