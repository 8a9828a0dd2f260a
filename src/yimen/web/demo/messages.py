"""Shows the texts that the demo's gateway did not really send, codes among them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.usecases.people.queries import list_demo_messages
from yimen.web.shared.access import open_page

_MOST = 100  # the sample cases alone send half of it when the demo starts


@open_page
@never_cache
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """The last messages, the newest first; this URL exists in demo mode only (config/urls.py)."""
    return render(request, "demo/messages.html", {"messages": list_demo_messages(_MOST)})


urlpatterns = [path("messages/", messages, name="messages")]
