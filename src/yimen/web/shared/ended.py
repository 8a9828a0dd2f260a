"""What a log-in page says to somebody whose session ended under a form."""

from django.http import HttpRequest
from django.utils.translation import gettext


def ended_notices(request: HttpRequest) -> list[dict[str, str]]:
    """The notice for `?ended=1`, with `kept=1` that the typed fields wait; nothing else."""
    if request.GET.get("ended") != "1":
        return []
    if request.GET.get("kept") == "1":
        title = gettext("登录已过期，您填的内容还在")
        text = gettext("重新登录后会回到刚才那一页，填过的内容会自动填好（照片和文件要重新选）。")
    else:
        title = gettext("登录已过期")
        text = gettext("刚才那一步没有生效，请重新登录后再做一次。")
    return [{"kind": "warn", "title": title, "text": text}]
